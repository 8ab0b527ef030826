"""Who the staff of an area are, and how many of them are trained in each field: counts, and nobody by name."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from grids.models import Area, Post
from parties.enums.staff import TEACHES
from parties.models import SessionPlace, StaffTopic


@dataclass(frozen=True, slots=True)
class Field:
    label: str
    trained: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """staff: who serves there or below today. fields: how many of them were trained in each. all: in every one."""

    staff: int
    fields: list[Field]
    all: int


def coverage(area: Area, today: date) -> Coverage:
    serving = Post.objects.current(today).filter(
        areas__tree_id=area.tree_id, areas__lft__range=(area.lft, area.rght), user__is_active=True
    )
    staff = serving.order_by().values("user").distinct()
    topics = list(StaffTopic.objects.fields())
    came = SessionPlace.objects.standing().filter(session__kind__in=TEACHES, session__topic__in=topics, user__in=staff)
    people = dict(came.values_list("session__topic").annotate(n=Count("user", distinct=True)).order_by())
    whole = came.values("user").annotate(n=Count("session__topic", distinct=True)).filter(n=len(topics)).order_by()
    return Coverage(
        staff.count(),
        [Field(topic.label, people.get(topic.pk, 0)) for topic in topics],
        whole.count() if topics else 0,
    )


def totals(places) -> dict:
    """Person-times, and persons, each once."""
    return places.aggregate(times=Count("pk"), people=Count("user", distinct=True))
