"""What offices ask of the communities: how much was known already, how much was asked before, what filling saved."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.utils import timezone

from residents import headings
from residents.models import RegisterField, TableRequest

BEFORE = timedelta(days=30)
# An assumption, named wherever the hours are shown: looking a value up and typing it takes half a minute.
SECONDS_A_CELL = 30


class Again(NamedTuple):
    """A column that was asked before, and the requests that did."""

    label: str
    requests: list[TableRequest]


@dataclass
class Sender:
    """What one office asked for in a year."""

    name: str
    requests: int = 0
    returned: int = 0
    columns: int = 0
    known: int = 0
    cells: int = 0
    twice: int = 0

    @property
    def hours(self) -> float:
        return round(self.cells * SECONDS_A_CELL / 3600, 1)


def labels(requests: Iterable[TableRequest]) -> dict[str, str]:
    """What each asked column is called: as in the catalogue, or as the office heads it. One query."""
    found = {one.code: one.label for one in RegisterField.objects.all()}
    for request in requests:
        for heading in request.head.get("columns", {}).values():
            found.setdefault(f"?{headings.folded(heading)}"[:60], heading)
    return found


def asked_before(request: TableRequest, user) -> list[Again]:
    """Its columns that somebody asked of the same community within 30 days before. Two queries."""
    same = "community_id" if request.community_id else "area"
    rows = TableRequest.objects.visible_to(user).filter(
        **{same: request.community_id or request.area_id},
        at__gt=request.at - BEFORE,
        at__lte=request.at,
        asked__overlap=request.asked,
    )
    earlier = list(rows.exclude(pk=request.pk).order_by("-at", "-pk")[:100]) if request.asked else []
    names = labels([request])
    found = [(code, [one for one in earlier if code in one.asked]) for code in request.asked]
    return [Again(names.get(code, code), some) for code, some in found if some]


def of_year(user, year: int) -> list[Sender]:
    """By office, the one that asked most first. One query; twice: columns asked of a community again in 30 days."""
    zone = timezone.get_default_timezone()
    start, end = (datetime(one, 1, 1, tzinfo=zone) for one in (year, year + 1))
    rows = TableRequest.objects.visible_to(user).filter(at__gte=start, at__lt=end).order_by("at", "pk")
    senders: dict[str, Sender] = {}
    last: dict[tuple[int, str], datetime] = {}
    fields = ("sender", "asked", "filled", "state", "community_id", "area_id", "at")
    for name, asked, filled, state, community, area, at in rows.values_list(*fields):
        sender = senders.setdefault(name, Sender(name))
        sender.requests += 1
        sender.returned += state == "returned"
        sender.columns += len(asked)
        sender.known += sum(not code.startswith("?") for code in asked)
        sender.cells += filled
        for code in asked:
            key = (community or area, code)
            sender.twice += key in last and at - last[key] < BEFORE
            last[key] = at
    return sorted(senders.values(), key=lambda one: (-one.requests, one.name))


def together(senders: Iterable[Sender]) -> Sender:
    total = Sender("")
    for one in senders:
        for name in ("requests", "returned", "columns", "known", "cells", "twice"):
            setattr(total, name, getattr(total, name) + getattr(one, name))
    return total


def years(user, today: date) -> list[int]:
    first = TableRequest.objects.visible_to(user).order_by("at").values_list("at", flat=True).first()
    since = timezone.localdate(first).year if first else today.year
    return list(range(today.year, since - 1, -1))
