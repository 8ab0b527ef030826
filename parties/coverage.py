"""Which areas are covered: the rule of 1+1 of each level, asked of where organisations lie and what else they cover.

Numbers come from the tallies (parties.figures.organizations); what is named here is read as it is now.
"""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, F, Func, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from grids.enums import Kind
from grids.models import Area
from grids.words import phrases
from parties.models import Coverage, CoverageRule, PartyOrganization

LEVELS = (Kind.COMMUNITY, Kind.GRID, Kind.UNIT)
SHOWN = 12  # organisations named on an area's page
MOST_CELLS = 1_000  # areas drawn one by one; where there are more, by number only


def rules_in_force() -> dict[str, list[str]]:
    """The kinds that count, by level from above."""
    found = dict(CoverageRule.objects.filter(is_on=True).values_list("level", "kinds"))
    return {level: found[level] for level in LEVELS if level in found}


def covered(level: str) -> Q:
    """Of areas: covered as the rule of their level says now. For figures, which are declared before rules are read."""
    kinds = CoverageRule.objects.filter(level=level, is_on=True)
    counts = kinds.annotate(counts=Func(F("kinds"), function="unnest")).values("counts")
    own = PartyOrganization.objects.standing().filter(kind__in=counts)
    more = Coverage.objects.current().filter(organization__dissolved_on=None, organization__kind__in=counts)
    return Q(pk__in=own.values("area")) | Q(pk__in=more.values("area"))


def of_level(area: Area, level: str):
    """The unretired areas of a level in `area`, in the order of the tree."""
    return Area.objects.within(area).unretired().filter(kind=level).order_by("lft")


def gaps(area: Area, level: str, kinds: list[str]):
    """Those that nobody covers. Anti-joins by the index of the area: a page of them is found without counting all."""
    own = PartyOrganization.objects.standing().filter(area=OuterRef("pk"), kind__in=kinds)
    more = Coverage.objects.current().filter(
        area=OuterRef("pk"), organization__dissolved_on=None, organization__kind__in=kinds
    )
    return of_level(area, level).filter(~Exists(own), ~Exists(more))


@dataclass(frozen=True, slots=True)
class Cell:
    """One area: covered by an organisation of its own, by one that covers others too, or by none."""

    state: str  # own, joint, gap
    text: str
    url: str


def cells(area: Area, level: str, kinds: list[str], above: Any) -> dict[int | None, list[Cell]]:
    """By what the expression `above` says of each area: where it stands in. Three queries, whatever there is."""
    places = of_level(area, level).annotate(stands_in=above).values_list("pk", "name", "code", "stands_in")
    by_area, shared = _who_covers(area, level, kinds)
    words = {
        "own": _("%(area)s: %(who)s"),
        "joint": _("%(area)s: %(who)s, together with others"),
        "gap": _("%(area)s: nobody"),
    }
    found: dict[int | None, list[Cell]] = defaultdict(list)
    for pk, name, code, stands_in in places[:MOST_CELLS]:
        who = by_area.get(pk, [])
        state = "gap" if not who else "own" if any(each.pk not in shared for each in who) else "joint"
        text = words[state] % {"area": name, "who": phrases.listed(each.name for each in who)}
        url = who[0].get_absolute_url() if who else reverse("areas:detail", args=[code])
        found[stands_in].append(Cell(state, text, url))
    return found


def _who_covers(area: Area, level: str, kinds: list[str]) -> tuple[dict[int, list[PartyOrganization]], set[int]]:
    """The organisations of each area; and which of them cover several areas of the level."""
    counting = PartyOrganization.objects.standing().filter(kind__in=kinds).only("ref", "name", "area_id")
    by_area: dict[int, list[PartyOrganization]] = defaultdict(list)
    for each in counting.filter(area__kind=level).below(area).order_by("name"):
        by_area[each.area_id].append(each)
    more = Coverage.objects.current().below(area).filter(area__kind=level, organization__in=counting)
    for row in more.select_related("organization").order_by("pk"):
        by_area[row.area_id].append(row.organization)
    times: dict[int, int] = defaultdict(int)
    for who in by_area.values():
        for each in who:
            times[each.pk] += 1
    return by_area, {pk for pk, n in times.items() if n > 1}


def of_area(area: Area, user) -> dict | None:
    """For the area's own page: who covers it, and whether the rule of its level is met. Two queries, three of many."""
    if not user.scope.reaches("read_parties", area):
        return None
    here = Q(area=area) | Q(pk__in=Coverage.objects.current().filter(area=area).values("organization"))
    rows = PartyOrganization.objects.standing().filter(here)
    who = list(rows.order_by("name")[: SHOWN + 1])
    kinds = rules_in_force().get(area.kind, ()) if not area.is_retired else ()
    is_covered = any(each.kind in kinds for each in who) or (
        len(who) > SHOWN and rows.filter(kind__in=kinds).exists()  # the one that counts may come later by name
    )
    return {
        "area": area,
        "who": [_line(each, user) for each in who[:SHOWN]],
        "more": len(who) > SHOWN,
        "is_gap": bool(kinds) and not is_covered,
        "below": area.kind != Kind.UNIT,
    }


def _line(each: PartyOrganization, user) -> dict:
    seen = user.scope.reaches("read_parties", each)
    return {"name": each.name, "kind": each.get_kind_display(), "url": each.get_absolute_url() if seen else ""}
