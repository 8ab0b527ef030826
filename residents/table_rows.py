"""Which people a table gets: those of an area and a ledger, or those that it lists; always within a person's scope."""

from collections.abc import Iterable, Iterator
from datetime import date

from grids import identity
from grids.models import Area, Post
from residents.actions.people import ID
from residents.addresses import parse, said
from residents.conditions import in_ledger
from residents.enums import Relation, RowsBy
from residents.models import Membership

BATCH = 500
SELECTED = ("resident__subject", "household__dwelling")


def chosen(user, area: Area, rows_by: str, ledger: str, today: date):
    """Memberships of today, in the order of the doors."""
    rows = Membership.objects.visible_to(user).current().below(area).filter(in_ledger(ledger, today))
    if rows_by == RowsBy.HOUSEHOLD:
        rows = rows.filter(relation__in=[Relation.HEAD, Relation.SELF])
    return rows.select_related(*SELECTED).order_by(
        "household__dwelling__address_key", "household_id", "relation", "pk"
    )


def batches(rows, size: int = BATCH) -> Iterator[list[Membership]]:
    """Read piece by piece, so that five thousand people are never in memory at once."""
    pks = list(rows.values_list("pk", flat=True))
    for start in range(0, len(pks), size):
        some = pks[start : start + size]
        found = {row.pk: row for row in Membership.objects.filter(pk__in=some).select_related(*SELECTED)}
        yield [found[pk] for pk in some if pk in found]


def listed(user, asked: Iterable[tuple[str, str, str]]) -> list[Membership | None]:
    """(name, ID number, address) -> who that is in the person's scope; None where not exactly one is it.

    A name alone is no key. Two queries for a batch.
    """
    asked = list(asked)
    mine = Membership.objects.visible_to(user).current().select_related(*SELECTED)
    indexes = [identity.blind_index(ID, identity.normalise_id(number)) for _name, number, _address in asked]
    by_index: dict[str, Membership] = {}
    # What the index of numbers holds has to be said, or hundreds of them read the whole register.
    numbered = mine.filter(resident__merged_into=None, resident__withdrawn_at=None).exclude(resident__id_index="")
    for row in numbered.filter(resident__id_index__in={index for index in indexes if index}).order_by("is_living"):
        by_index[row.resident.id_index] = row  # where they live goes before where they are registered
    names = {name for (name, number, address) in asked if name and address and not number}
    by_name: dict[tuple[str, str], set[Membership]] = {}
    for row in mine.filter(resident__name__in=names) if names else ():
        by_name.setdefault((row.resident.name, row.household.dwelling.address), set()).add(row)
    found: list[Membership | None] = []
    for (name, _number, address), index in zip(asked, indexes, strict=True):
        if index:
            row = by_index.get(index)
            found.append(row if row and name in ("", row.resident.name) else None)
            continue
        parts = parse(address) if address else None
        same = by_name.get((name, said(parts) if parts else address), set())
        found.append(next(iter(same)) if len(same) == 1 else None)
    return found


def keepers(grid_ids: set[int], today: date) -> dict[int, str]:
    """Whom to ask in each grid: its grid workers by name. One query."""
    posts = Post.objects.current(today).filter(areas__in=grid_ids, role__code="grid_worker", user__is_active=True)
    names: dict[int, list[str]] = {}
    for grid, name in posts.order_by("pk").values_list("areas", "user__name"):
        if grid in grid_ids:
            names.setdefault(grid, []).append(name)
    return {grid: "、".join(some[:2]) for grid, some in names.items()}
