"""Categories of care are added and corrected by whoever keeps the rules. What is never recorded is no category."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from grids import history
from grids.models import own_code
from grids.permissions import MANAGE_RULES, need_in_hat
from grids.words import reasons
from residents.enums.care import Sensitivity
from residents.models import CareCase, CareCategory
from residents.models.care import ORDINARY, SENSITIVE

WORDS = ("name_zh", "name_en", "legal_basis", "purpose")
FACTS = (
    *WORDS,
    *("months", "longest_months", "visit_days", "visit_kinds"),
    *("sensitivity", "sealed_months", "check_locally", "is_active"),
)
# Belief and petitioning, however they are called: a first stop, not the judgement of whoever keeps the rules.
NEVER = ("信仰", "宗教", "教徒", "邪教", "信访", "上访", "relig", "belie", "petition", "cult member")


@transaction.atomic
def keep_category(code: str | None, *, by, why: str, **facts) -> CareCategory:
    """facts: FACTS. code: None for a new one. Records that are open keep their basis, purpose and term.

    Who reads its records follows from how sensitive it is. Raises PermissionDenied, ValidationError by field.
    """
    need_in_hat(by, MANAGE_RULES)
    reasons.need(why)
    rows = CareCategory.objects.select_for_update(no_key=True)
    category = rows.get(code=code) if code else CareCategory(code=own_code(), order=_last())
    before = category.read_grant
    for name in FACTS:
        value = facts[name]
        setattr(category, name, value.strip() if isinstance(value, str) else value)
    category.read_grant = SENSITIVE if category.sensitivity == Sensitivity.HIGHEST else ORDINARY
    if wrong := _never(category) | _opened(category, before):
        raise ValidationError(wrong)
    return history.save(category, by, grant=MANAGE_RULES, why=why)


def _last() -> int:
    last = CareCategory.objects.order_by("-order").first()
    return last.order + 10 if last else 10


def _never(category: CareCategory) -> dict:
    said = _("What somebody believes, or that they petitioned, is never recorded.")
    return {name: said for name in WORDS if any(word in getattr(category, name).lower() for word in NEVER)}


def _opened(category: CareCategory, before: str) -> dict:
    """Records that were opened for the eyes of a few are not shown to more people by a change of the rule."""
    widened = before == SENSITIVE and category.read_grant == ORDINARY
    if widened and CareCase.objects.filter(category=category, anonymised_at=None).exists():
        return {"sensitivity": _("It has records that were opened for the eyes of a few: it stays as sensitive.")}
    return {}
