"""Which people a table gets: those of an area who fit, or those that it lists; always within a person's scope."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from django.db.models import Exists, OuterRef, QuerySet

from grids.models import Post
from grids.privacy import identity
from residents.actions.people import ID
from residents.addresses import parse, said
from residents.conditions import in_ledger, narrowed
from residents.enums import RowsBy
from residents.models import Household, Membership, TableRequest

BATCH = 500
SELECTED = ("resident__subject", "household__dwelling")


class Chosen(NamedTuple):
    """rows: memberships in the order of the doors. left_out: what has no row of its own, see `chosen`."""

    rows: QuerySet[Membership]
    left_out: int


def chosen(user, request: TableRequest, today: date) -> Chosen:
    """Of those who fit today one row a household, or one a person.

    A household's row is its head, or who comes next of those who fit; left out are households in which nobody is
    registered. A person's row is where they live; left out are their second entries, where they are registered only.
    """
    where = in_ledger(request.ledger, today) & narrowed(request.narrowed, today)
    fit = Membership.objects.visible_to(user).current().below(request.area).filter(where)
    if request.rows_by == RowsBy.HOUSEHOLD:
        first = fit.order_by("household", "relation", "pk").distinct("household")  # codes of heads come first
        homes = Household.objects.visible_to(user).current().below(request.area)
        left_out = homes.filter(~Exists(Membership.objects.current().filter(household=OuterRef("pk")))).count()
    else:
        first = fit.order_by("resident", "-is_living", "pk").distinct("resident")
        left_out = fit.count() - first.count()
    rows = Membership.objects.filter(pk__in=first.values("pk"))
    return Chosen(rows.order_by("household__dwelling__address_key", "household", "relation", "pk"), left_out)


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
