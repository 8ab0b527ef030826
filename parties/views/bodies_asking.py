"""A page that asks before it acts: shared by staff, companies and committees."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from django.http import Http404

from grids.forms.why import Why
from grids.pages.keyset import Order
from grids.views.asked import ask
from parties import rules

BY_NAME = Order("name", "name", text=True)


class Act(NamedTuple):
    """title, verb, the form that asks (request, row), and what is done (row, form, by) -> where to go, or nothing."""

    title: Any
    verb: Any
    asks: Callable
    carry_out: Callable


def why_only(request, row):
    return Why(request.POST or None)


def keep(request, acts: Mapping[str, Act], name: str, row):
    """The act of this name, 404 where there is none, by whoever keeps party work where the row lies."""
    if name not in acts:
        raise Http404
    rules.need(request.user, rules.KEEP, row)
    return perform(request, acts[name], row)


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
