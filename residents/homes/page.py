"""What the page of a household shows: who belongs to it now and who did before, and what happened to them in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from grids import history
from grids.days.periods import DAY
from grids.days.when import midnight
from grids.privacy import identity
from residents import catalogue
from residents.actions.together import HEADS
from residents.homes import story as home_story
from residents.models import Household, LifeEvent, Membership, Resident

EVENTS = 40


@dataclass(frozen=True, slots=True)
class Member:
    """url is empty, and the name masked, for somebody who is elsewhere now, beyond the reader's areas."""

    name: str
    url: str
    relation: str
    state: str
    membership: Membership

    @property
    def is_head(self) -> bool:
        return self.membership.relation in HEADS


def members(household: Household, user) -> tuple[list[Member], list[Member]]:
    """(now, before), the head first. Two queries."""
    found = _told(_belonging(household), user)
    return [one for one in found if one.membership.until is None], [one for one in found if one.membership.until]


def members_on(household: Household, user, day: date) -> list[Member]:
    """Who belonged to it on a day, the head first, as had been written by its evening: three queries.

    What was written down later, for the time before, is said as it was written first.
    """
    rows = list(_belonging(household).on(day))
    events = history.of(Membership).filter(pgh_obj_id__in=[row.pk for row in rows])
    then: dict[int, Any] = {}
    for event in events.order_by("pgh_created_at", "pgh_id"):
        if event.pgh_created_at < midnight(day + DAY) or event.pgh_obj_id not in then:
            then[event.pgh_obj_id] = event
    for row in rows:
        for name in ("relation", "is_registered", "is_living"):
            setattr(row, name, getattr(then.get(row.pk, row), name))
    return sorted(_told(rows, user), key=lambda one: one.membership.relation)


def _belonging(household: Household):
    rows = household.memberships.filter(resident__withdrawn_at=None).select_related("resident")
    return rows.order_by("relation", "since", "pk")


def _told(rows: Iterable[Membership], user) -> list[Member]:
    rows = list(rows)
    ids = {row.resident_id for row in rows}
    seen = set(Resident.objects.visible_to(user).filter(pk__in=ids).values_list("pk", flat=True))
    return [_member(row, row.resident_id in seen) for row in rows]


def _member(row: Membership, is_seen: bool) -> Member:
    name, url = str(row.resident), row.resident.get_absolute_url()
    if not is_seen:
        name, url = identity.mask_name(name), ""
    return Member(name, url, row.get_relation_display(), catalogue.state(row), row)


def living_with(resident: Resident, user) -> list[Membership]:
    """The others who live in the household in which this person lives, where the reader may know of it."""
    home = resident.memberships.current().filter(is_living=True).first()
    if home is None:
        return []
    rows = Membership.objects.visible_to(user).current().filter(household=home.household_id, is_living=True)
    return list(rows.exclude(resident=resident).select_related("resident").order_by("relation", "pk"))


def story(household: Household, everybody: list[Member]) -> list[dict]:
    """Newest first, for components/timeline.html. Words that were written about a person stay on the person's page."""
    names = {one.membership.resident_id: one.name for one in everybody}
    rows = LifeEvent.objects.filter(
        Q(household_id=household.pk) | Q(to_household_id=household.pk), resident__in=names
    ).select_related("by", "post__role")
    told = [
        {
            "at": row.at,
            "who": f"{row.by} {row.post.role.label if row.post else ''}".strip() if row.by else "",
            "what": f"{row.get_kind_display()} · {names[row.resident_id]}",
            "text": "",
            "kind": "" if row.by else "sys",
        }
        for row in rows.order_by("-at", "-pk")[:EVENTS]
    ]
    told += home_story.of_household(household)
    return sorted(told, key=lambda one: one["at"], reverse=True)[:EVENTS]
