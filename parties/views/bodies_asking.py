"""A page that asks before it acts, and a list with its clicked number: shared by staff, companies and committees."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.utils import timezone

from grids import clicked
from grids.forms.why import Why
from grids.keyset import Order, page_of
from parties.views.asked import ask

BY_NAME = Order("name", "name", text=True)
A_PAGE = 50


class Act(NamedTuple):
    """title, verb, the form that asks (request, row), and what is done (row, form, by) -> where to go, or nothing."""

    title: Any
    verb: Any
    asks: Callable
    carry_out: Callable


def why_only(request, row):
    return Why(request.POST or None)


def perform(request, act: Act, row):
    """One act on a row; back to its page afterwards."""
    return ask(
        request,
        act.asks(request, row),
        lambda form: act.carry_out(row, form, request.user) and None,
        title=f"{act.title} · {row}",
        verb=act.verb,
        back=row.get_absolute_url(),
    )


def listed(request, rows, order: Order, keep: str = "", now=None) -> dict:
    """rows, clicked, total and the pages' links: of a list that a clicked number may open."""
    found_by = clicked.read(request.GET, request.user, rows.model, now or timezone.now())
    rows = rows.filter(found_by.where) if found_by else rows
    got = page_of(order, rows, request.GET.get("at", ""), A_PAGE)
    keep = found_by.query if found_by else keep
    return {
        "rows": got.rows,
        "clicked": found_by,
        "total": found_by.total(rows) if found_by else None,
        "previous_url": f"?{keep}at={got.previous}" if got.previous else "",
        "next_url": f"?{keep}at={got.next}" if got.next else "",
    }
