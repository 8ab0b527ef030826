"""Who is in a team today, and whom it lacks; who takes part in an activity."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Count, Exists, F, OuterRef, Subquery, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from grids.models import Post
from grids.privacy import identity
from volunteers import rules
from volunteers.enums import PlaceState
from volunteers.models import Activity, Member, Participation, Team, TeamSlot, Volunteer


@dataclass(frozen=True, slots=True)
class Gap:
    slot: TeamSlot
    filled: int

    @property
    def lacks(self) -> int:
        return max(0, self.slot.wanted - self.filled)


def _filled():
    """Lines with how many fill them today. Who lost the post that a line asks for fills it no more.

    Most lines ask for none, and nobody's posts are looked at: counted in one join, every member's were.
    """
    there = Member.objects.current().filter(slot=OuterRef("pk")).order_by().values("slot")
    held = Post.objects.current(timezone.localdate()).filter(
        user=OuterRef("volunteer__user"), role=OuterRef("slot__role")
    )
    filled = Case(When(role=None, then=_count(there)), default=_count(there.filter(Exists(held))))
    return TeamSlot.objects.filter(is_on=True).annotate(filled=Coalesce(filled, 0))


def _count(rows) -> Subquery:
    return Subquery(rows.annotate(n=Count("pk")).values("n"))


def short_of_people():
    """Teams, by primary key, with a line that is not filled."""
    return _filled().filter(filled__lt=F("wanted")).values("team")


def lines(teams: Iterable[int]) -> dict[int, list[Gap]]:
    """The lines of each team, filled or not."""
    rows = _filled().filter(team__in=teams).select_related("role")
    found: dict[int, list[Gap]] = {}
    for slot in rows.order_by("team", "order", "pk"):
        found.setdefault(slot.team_id, []).append(Gap(slot, slot.filled))
    return found


def lacking(teams: Iterable[int]) -> dict[int, int]:
    """How many people each team lacks, all its lines together; 0 where every line is filled."""
    found: dict[int, int] = {}
    for team, wanted, filled in _filled().filter(team__in=teams).order_by().values_list("team", "wanted", "filled"):
        found[team] = found.get(team, 0) + max(0, wanted - filled)
    return found


def sizes(teams: Iterable[int]) -> dict[int, int]:
    rows = Member.objects.current().filter(team__in=teams).values("team").annotate(n=Count("pk"))
    return {row["team"]: row["n"] for row in rows}


def of(team: Team, reader) -> list[dict]:
    """The members of today, the leader first, line by line; names of other areas' people are masked."""
    rows = Member.objects.current().filter(team=team).select_related("volunteer__resident", "volunteer__user", "slot")
    rows = rows.order_by("-leads", F("slot__order").asc(nulls_last=True), "since", "pk")
    return [
        {
            "member": row,
            "name": said(row.volunteer, reader),
            "url": page_of(row.volunteer, reader),
            "slot": row.slot.label if row.slot else "",
        }
        for row in rows
    ]


def taken(activities: Iterable[int]) -> dict[int, int]:
    """How many places of each activity are given away."""
    rows = Participation.objects.taking_part().filter(activity__in=activities)
    return {row["activity"]: row["n"] for row in rows.values("activity").annotate(n=Count("pk"))}


def places(activity: Activity, reader) -> list[dict]:
    """Who takes part or waits, in the order in which they signed up; names of other areas' people are masked.

    Who is under 18, whoever keeps the list is told also of these; others only of people whose record they may open.
    """
    keeps = reader.scope.may(rules.KEEP, activity)
    rows = activity.places.exclude(state=PlaceState.WITHDRAWN).order_by("signed_at", "pk")
    rows = rows.select_related("volunteer__resident", "volunteer__user")
    today = timezone.localdate()
    return [
        {
            "place": row,
            "is_minor": (keeps or _opens(row.volunteer, reader)) and _is_minor(row.volunteer, today),
            "name": said(row.volunteer, reader),
            "url": page_of(row.volunteer, reader),
        }
        for row in rows
    ]


def said(volunteer: Volunteer, reader) -> str:
    """The name as this reader may know it."""
    return str(volunteer) if _opens(volunteer, reader) else identity.mask_name(str(volunteer))


def page_of(volunteer: Volunteer, reader) -> str:
    """The address of their record, "" where this reader may not open it."""
    return volunteer.get_absolute_url() if _opens(volunteer, reader) else ""


def _is_minor(volunteer: Volunteer, today: date) -> bool:
    return volunteer.resident_id is not None and volunteer.resident.is_minor(today)


def _opens(volunteer: Volunteer, reader) -> bool:
    """The volunteers of one's areas, and oneself."""
    is_own = volunteer.user_id is not None and volunteer.user_id == reader.pk
    return is_own or reader.scope.reaches("read_volunteers", volunteer)
