"""The dwellings of one's areas by address, with who lives there: one limited query a branch, paged by keys."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from grids.areas.names import short
from grids.figures import Figure
from grids.models import Area
from grids.pages.keyset import Order, Page
from residents import branches
from residents.actions.together import HEADS
from residents.models import Dwelling, Household, Membership

BY_ADDRESS = Order("address", "address_key", text=True)


def dwellings(user, where: Q, *, area: Area | None = None, cursor: str = "", size: int = 50) -> Page:
    """area: one that the reader's scope reaches, or in which some of it lies. Two statements."""
    standing = Dwelling.objects.standing().filter(where)
    return branches.read(user, standing, BY_ADDRESS, cursor, area=area, size=size, shown=_brief)


def _brief(rows) -> list[Dwelling]:
    """Only what a line of the list shows."""
    return list(rows.only("ref", "address", "address_key", "area", "grid_id", "kind", "tenure", "hazards"))


def chosen(user, where: Q, area: Area | None):
    """The same rows as one set, for a sheet: unordered, as large as the reader's areas."""
    rows = Dwelling.objects.visible_to(user).standing().filter(where)
    return rows.below(area) if area else rows


def said(words: str) -> Q:
    """东梅小区3号楼401, in any pieces: each must stand in the address, and a number begins where it says."""
    where = Q()
    for piece in re.findall(r"\d+[^\d\s]*|[^\d\s]+", unicodedata.normalize("NFKC", words)):
        where &= (
            Q(address__regex=f"(^|[^0-9]){re.escape(piece)}") if piece[0].isdigit() else Q(address__contains=piece)
        )
    return where


def counted(figure: Figure, now: datetime) -> Q:
    """The homes behind a number; behind one of households those that have such a household."""
    if figure.table.model is Dwelling:
        return figure.where(now)
    return Q(Exists(Household.objects.filter(figure.where(now), dwelling=OuterRef("pk"))))


def total(figure: Figure, user, area: Area | None, now: datetime) -> int:
    rows = figure.table.manager.visible_to(user).filter(figure.where(now))
    return (rows.below(area) if area else rows).count()


def nobody_there() -> Q:
    return ~Exists(Household.objects.current().filter(dwelling=OuterRef("pk")))


def lived_in(dwellings: list[Dwelling]) -> dict[int, list[Household]]:
    """The households of now by dwelling; each with `head` and `size`. Two queries."""
    found: dict[int, list[Household]] = {}
    by_key: dict[int, Household] = {}
    ids = [one.pk for one in dwellings]
    households = Household.objects.current().filter(dwelling__in=ids).order_by("pk")
    for household in households.only("ref", "dwelling", "register_type", "opened_on"):
        household.head, household.size = "", 0
        by_key[household.pk] = household
        found.setdefault(household.dwelling_id, []).append(household)
    members = Membership.objects.current().filter(household__in=by_key)
    for household, relation, name in members.values_list("household", "relation", "resident__name"):
        by_key[household].size += 1
        if relation in HEADS:
            by_key[household].head = name
    return found


def places(rows: Iterable, *levels: str) -> dict[int, str]:
    """By row: where it lies, in short names, from the levels named down to its own area. One query."""
    lines = {
        row.pk: [pk for pk in dict.fromkeys((*(getattr(row, f"{one}_id") for one in levels), row.area_id)) if pk]
        for row in rows
    }
    ids = {pk for line in lines.values() for pk in line}
    names = {pk: short(name) for pk, name in Area.objects.filter(pk__in=ids).order_by().values_list("pk", "name")}
    return {row: " ".join(names[pk] for pk in line) for row, line in lines.items()}
