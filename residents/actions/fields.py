"""The field catalogue is kept by whoever keeps the rules: corrected, verified, switched on and off."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from grids import history
from grids.permissions import MANAGE_RULES, need_in_hat
from grids.words import reasons
from residents.models import FieldType, RegisterField

# What every page and form rests on: such a fact can be ended, not hidden. What is computed may be hidden from tables.
RESTS_ON = (
    "resident.name", "resident.died_on", "membership.", "household.", "dwelling.", "lease.", "event.", "care.",
    "helper.", "visit.", "help.", "certificate.",
)  # fmt: skip
FACTS = ("name_zh", "name_en", "basis", "check_locally", "purpose", "owner", "sensitivity", "retention", "synonyms")


@transaction.atomic
def correct(pk: int, *, by, why: str, **facts) -> RegisterField:
    """facts: some of FACTS. Raises ValidationError, also where the basis is taken from a field that is in use."""
    field = _begin(pk, by)
    reasons.need(why)
    for name, value in facts.items():
        if name in FACTS:
            setattr(field, name, value)
    return _save(field, by, why)


@transaction.atomic
def switch(pk: int, *, on: bool, by, why: str) -> RegisterField:
    """Use it, or no longer: see catalogue.off(). Never on without a legal basis."""
    field = _begin(pk, by)
    reasons.need(why)
    if on and not field.basis:
        raise ValidationError({"why": _("A field without a legal basis cannot be switched on.")})
    if not on and field.type != FieldType.COMPUTED and field.code.startswith(RESTS_ON):
        raise ValidationError({"why": _("The registers rest on this field: it cannot be switched off.")})
    field.is_on = on
    return _save(field, by, why)


@transaction.atomic
def verify(pk: int, *, by, now: datetime | None = None) -> RegisterField:
    """Somebody has looked the entry up and stands for it."""
    field = _begin(pk, by)
    field.verified_at, field.verified_by = now or timezone.now(), by
    return _save(field, by, "")


def _begin(pk: int, by) -> RegisterField:
    need_in_hat(by, MANAGE_RULES)
    return RegisterField.objects.select_for_update(of=("self",), no_key=True).get(pk=pk)


def _save(field: RegisterField, by, why: str) -> RegisterField:
    field.basis = field.basis.strip()
    try:
        return history.save(field, by, grant=MANAGE_RULES, why=why)
    except ValidationError as error:
        # The constraint speaks of the whole row; what is to be corrected is the basis.
        if field.is_on and not field.basis:
            raise ValidationError({"basis": error.messages}) from None
        raise
