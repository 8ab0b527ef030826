"""A death that was recorded on a wrong day, or by mistake, is put right: what it ended is as it was.

What that was stands in no table of its own: history keeps it, with the act that recorded the death.
"""

from collections.abc import Iterable
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy as _

from grids import history
from grids.words import reasons
from residents.actions import care_handed
from residents.actions.move import close_as_left, end
from residents.actions.start import EDIT, happened, kept_by, lock, not_ahead
from residents.enums import Happening, Relation
from residents.enums.care import Stop
from residents.models import Household, Membership, Resident


@transaction.atomic
def correct_death(
    resident_id: int,
    *,
    by,
    seen: int | None,
    on: date | None,
    why: str,
    comes_back: bool = True,
    relation: Relation | None = None,
    now: datetime | None = None,
) -> Resident:
    """on: the day on which they died; None: they have not. Then what the death ended goes on.

    comes_back: False where somebody who lives still does so elsewhere: they are as after moving away, to be moved or
    taken over. relation: what they are now in a household that has another head since they were its head.
    Raises Stale, PermissionDenied, ValidationError.
    """
    now = now or timezone.now()
    resident = lock(resident_id, seen=seen)
    ended = list(ended_by_death(resident))
    kept = kept_by(by, resident, ended or resident.memberships.order_by("-until", "-pk")[:1])
    _can_be_corrected(resident, on, now)
    why, before = reasons.need(why), resident.died_on
    resident.died_on = on
    resident.full_clean(exclude=["subject", "id_number", "phone", "registered_address", "guardian_phone"])
    today = timezone.localdate(now)
    with history.acting(by, grant=EDIT, where=kept, why=why):
        if on:
            _end_on(ended, before, on)
        elif comes_back:
            _bring_back(ended, relation, today)
        home = next((one.household for one in ended if one.is_living), kept.household)
        said = f"{_said(before, on, comes_back)} {why}"
        happened(resident, Happening.CORRECTED, by=by, where=kept, on=today, now=now, text=said, home=home)
        if on is None and comes_back:
            care_handed.lives(resident, by=by, now=now)
        elif on is None:
            care_handed.left(resident, by=by, why=Stop.LEFT, now=now)
    return resident


def ended_by_death(resident: Resident):
    """The memberships that were ended when it was written down that they died."""
    past = history.of(Resident).filter(pgh_obj=resident.pk).order_by("pgh_id")
    alive = past.filter(died_on=None).last()
    death = past.filter(died_on__isnull=False, pgh_id__gt=alive.pgh_id if alive else 0).first()
    if death is None or death.pgh_context_id is None:
        return resident.memberships.none()
    told = history.of(Membership).filter(resident=resident.pk, pgh_context=death.pgh_context_id, until__isnull=False)
    rows = resident.memberships.filter(pk__in=told.values("pgh_obj"))
    return rows.select_related("household").order_by("pk")


def has_another_head(resident: Resident) -> bool:
    """Whether a household of which they were the head when they died has somebody else for it now."""
    was_head = ended_by_death(resident).filter(relation=Relation.HEAD).values("household")
    return Membership.objects.current().filter(household__in=was_head, relation=Relation.HEAD).exists()


def _can_be_corrected(resident: Resident, on: date | None, now: datetime) -> None:
    if resident.died_on is None:
        raise ValidationError(_("No death is recorded of this person."))
    if on == resident.died_on:
        raise ValidationError({"on": _("This is the day that is recorded.")})
    if on:
        not_ahead(on, now)


def _said(before: date, on: date | None, comes_back: bool) -> str:
    if on:
        return gettext("Day of death: %(old)s → %(new)s") % {"old": before, "new": on}
    if comes_back:
        return gettext("Death on %(day)s recorded by mistake") % {"day": before}
    return gettext("Death on %(day)s recorded by mistake; they no longer live there") % {"day": before}


def _end_on(ended: Iterable[Membership], before: date, on: date) -> None:
    for membership in ended:
        end(membership, on)
        close_as_left(membership.household_id, before)


def _bring_back(ended: Iterable[Membership], relation: Relation | None, today: date) -> None:
    for membership in ended:
        household = _locked(membership)
        if household.closed_on:
            _open_again(household, membership.until, today)
        heads = household.memberships.current().filter(relation=Relation.HEAD)
        if membership.relation == Relation.HEAD and heads.exists():
            if relation is None:
                raise ValidationError(
                    {"relation": _("Somebody else is the head of the household now: choose what they are to them.")}
                )
            membership.relation = relation
        membership.until = None
        membership.full_clean()
        membership.save()


def _locked(membership: Membership) -> Household:
    rows = Household.objects.select_for_update(of=("self",), no_key=True).select_related("dwelling")
    return rows.get(pk=membership.household_id)


def _open_again(household: Household, closed: date, today: date) -> None:
    """Raises ValidationError where others have made something else of the home, or of the household, since."""
    let = household.dwelling.leases.filter(Q(ends_on=None) | Q(ends_on__gte=today), starts_on__gte=closed)
    if household.joined_into_id:
        raise ValidationError(
            _("Their household was joined with another one since: choose that they no longer live there.")
        )
    if household.dwelling.withdrawn_at:
        raise ValidationError(_("Their home is no longer in the register: choose that they no longer live there."))
    if let.exists():
        raise ValidationError(
            _("Their home has been let since: end the lease first, or choose that they no longer live there.")
        )
    household.closed_on = None
    household.save()
