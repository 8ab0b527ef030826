"""The register of institutions, firms and shops."""

from collections import Counter

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grids import history
from grids.database import locks
from grids.models import Area, Organisation
from grids.models.placed import RETIRED
from grids.organisations.sheet import Outcome, plan
from grids.organisations.uscc import clean_code
from grids.permissions import EDIT_ORGANISATION
from grids.sheets import Sheet
from grids.words import pinyin

FACTS = ("name", "kind", "uscc", "area", "address", "closed_on")


@transaction.atomic
def register(*, by, why: str = "", **facts) -> Organisation:
    """Put an organisation into the register, where one may keep it. Raises ValidationError by field."""
    locks.share(locks.Lock.TREE)
    return _write(Organisation(), by, why, facts)


@transaction.atomic
def correct(organisation: Organisation, *, by, why: str = "", **facts) -> Organisation:
    """Change what the register says; a closed_on closes the organisation."""
    locks.share(locks.Lock.TREE)
    organisation = Organisation.objects.select_for_update(of=("self",), no_key=True).get(pk=organisation.pk)
    if organisation.area:
        _need(by, organisation.area)
    return _write(organisation, by, why, facts)


@transaction.atomic
def bring_in(sheet: Sheet, *, by, why: str = "") -> Counter:
    """The good lines of a sheet, all or none of them; how many had which outcome. Raises ValidationError."""
    done: Counter[Outcome] = Counter()
    for one in plan(sheet, by):
        done[one.outcome] += 1
        if one.outcome == Outcome.ADD:
            register(by=by, why=why, **one.given)
        elif one.outcome == Outcome.UPDATE:
            correct(one.there, by=by, why=why, **one.given)
    return done


def _write(organisation: Organisation, by, why: str, facts: dict) -> Organisation:
    if unknown := set(facts) - set(FACTS):
        raise TypeError(f"the register does not hold {', '.join(sorted(unknown))}")
    before = organisation.area_id
    for field, value in facts.items():
        setattr(organisation, field, value)
    organisation.uscc = clean_code(organisation.uscc)
    if by is not None and organisation.area is None:
        raise ValidationError({"area": _("Write the area it lies in.")})
    _need(by, organisation.area)
    if organisation.closed_on and organisation.closed_on > timezone.localdate():
        raise ValidationError({"closed_on": _("This day has not come yet.")})
    if organisation.area_id not in (None, before):
        _need_in_use(organisation.area_id)
    organisation.pinyin, organisation.initials = pinyin.key(organisation.name)
    return history.save(organisation, by, grant=EDIT_ORGANISATION, where=organisation.area, why=why)


def _need_in_use(area_id: int) -> None:
    """As it stands now: the form may have been opened before."""
    if Area.objects.get(pk=area_id).is_retired:
        raise ValidationError({"area": RETIRED})


def _need(by, area) -> None:
    if by is not None and not by.scope.may(EDIT_ORGANISATION, area):
        raise PermissionDenied
