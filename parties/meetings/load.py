"""How much of a person's time meetings take: shown to themselves, to keepers as counts only, never as a ranking."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise

from django.db.models import Count, DurationField, Exists, ExpressionWrapper, F, OuterRef, Q, Sum
from django.utils import timezone

from grids.days.when import midnight
from grids.days.workdays import add_months
from parties.meetings import people as meeting_people
from parties.models import Attendance, Meeting, PartyMember

Span = tuple[datetime, datetime]
TENTH, HOUR = Decimal("0.1"), Decimal(3600)
# hours a month: from, below
BANDS: tuple[tuple[int, int | None], ...] = ((0, 4), (4, 8), (8, 16), (16, None))
LONG = ExpressionWrapper(F("meeting__ends_at") - F("meeting__starts_at"), output_field=DurationField())


@dataclass(frozen=True, slots=True)
class Month:
    first: date
    meetings: int
    hours: Decimal
    overlaps: int


@dataclass(frozen=True, slots=True)
class Counts:
    """people: how many have meetings in the month. bands: (from, below, people) by hours. overlapping: people."""

    people: int
    bands: list[tuple[int, int | None, int]]
    overlapping: int


def hours(spans: Iterable[Span]) -> Decimal:
    seconds = sum(((b - a).total_seconds() for a, b in spans), 0.0)
    return (Decimal(seconds) / HOUR).quantize(TENTH)


def overlaps(spans: Iterable[Span]) -> int:
    """How many begin before one that began earlier has ended."""
    found, latest = 0, None
    for starts, ends in sorted(spans):
        found += latest is not None and starts < latest
        latest = ends if latest is None else max(latest, ends)
    return found


def of_person(residents, months: int = 3, now: datetime | None = None) -> list[Month]:
    """This month, the one to come and those before, newest first. residents: primary keys, or rows of them."""
    now = now or timezone.now()
    this = timezone.localdate(now).replace(day=1)
    firsts = [add_months(this, n) for n in range(2 - months, 2)]
    start, end = midnight(firsts[0]), midnight(add_months(this, 2))
    rows = Attendance.objects.booked().filter(member__resident__in=residents)
    rows = rows.filter(meeting__starts_at__gte=start, meeting__starts_at__lt=end)
    spans = sorted({*rows.values_list("meeting__starts_at", "meeting__ends_at", "meeting_id")})
    found = []
    for first, after in pairwise([*firsts, add_months(this, 2)]):
        of_month = [(a, b) for a, b, _pk in spans if midnight(first) <= a < midnight(after)]
        found.append(Month(first, len(of_month), hours(of_month), overlaps(of_month)))
    return found[::-1]


def counts(meetings, first: date) -> Counts:
    """Of the members called to these meetings in that month. Two queries; nobody is named."""
    rows = Attendance.objects.booked().filter(meeting__in=meetings)
    rows = rows.filter(meeting__starts_at__gte=midnight(first), meeting__starts_at__lt=midnight(add_months(first, 1)))
    each = rows.values("member__resident").annotate(long=Sum(LONG))
    found = each.aggregate(
        people=Count("member__resident"), **{f"from_{low}": _band(low, high) for low, high in BANDS}
    )
    other = Attendance.objects.booked().exclude(meeting=OuterRef("meeting")).filter(
        member__resident=OuterRef("member__resident"),
        meeting__starts_at__lt=OuterRef("meeting__ends_at"), meeting__ends_at__gt=OuterRef("meeting__starts_at"),
    )  # fmt: skip
    double = rows.filter(Exists(other)).aggregate(n=Count("member__resident", distinct=True))["n"]
    return Counts(found["people"], [(low, high, found[f"from_{low}"]) for low, high in BANDS], double)


def _band(low: int, high: int | None):
    above = Q(long__gte=timedelta(hours=low))
    return Count("member__resident", filter=above if high is None else above & Q(long__lt=timedelta(hours=high)))


def busy_then(meeting: Meeting) -> int:
    """How many of the organisation's members have another meeting at this time."""
    rows = Attendance.objects.booked().exclude(meeting=meeting.pk).filter(
        meeting__starts_at__lt=meeting.ends_at, meeting__ends_at__gt=meeting.starts_at,
        member__resident__in=_called(meeting),
    )  # fmt: skip
    return rows.aggregate(n=Count("member__resident", distinct=True))["n"]


def _called(meeting: Meeting):
    invited = Q(attendances__meeting=meeting.pk) if meeting.pk else Q(pk__in=())
    rows = PartyMember.objects.current().filter(Q(pk__in=meeting_people.expected(meeting).values("pk")) | invited)
    return rows.values("resident")
