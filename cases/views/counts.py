"""How many matters are behind each tab of the list.

The list does not count: htmx asks for the numbers once the page is there, and a minute's worth of them is kept for
each person, so that going through the tabs counts once. Each tab is a statement of its own, which ends at the
hundredth row: all in one would be planned for longer than it runs, as in cases/waiting.py. Without a script the tabs
are plain links.
"""

from django.http import QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cases import filters, listing, queries
from cases.models import SavedFilter
from cases.views import tabs
from cases.views.listing import branches_of


@never_cache
@require_safe
def counts(request):
    """The numbers alone, each for its place in the row of tabs."""
    if "HX-Request" not in request.headers:
        return redirect("cases:list")
    own = tabs.own_of(request.user)
    found = tabs.recall(request.user, own)
    if found is None:
        found = _count(request.user, own)
        tabs.keep(request.user, own, found)
    return render(request, "cases/list_counts.html", {"counts": found})


def _count(user, own: list[SavedFilter]) -> dict[str, str]:
    now, known = timezone.now(), {}
    found = {}
    for key, asked in _asked(user, own, now):
        # Two tabs read the same branches; finding those of what waits takes queries of its own.
        source = filters.SAVED[asked.view].branches, asked.values.get("area")
        if source not in known:
            known[source] = branches_of(user, asked)
        found[key] = tabs.capped(queries.capped_count(known[source], asked.where, tabs.MOST))
    return found


def _asked(user, own: list[SavedFilter], now):
    """(key, filters) of each tab that says a number: own ones where indexes hold the answer, as of open matters."""
    for name, saved in filters.SAVED.items():
        if saved.is_counted:
            yield name, filters.Filters(view=name, where=saved.where(user, now))
    categories = listing.categories() if own else {}
    for one in own:
        asked = filters.read(QueryDict(one.query[1:]), user, categories, now)
        if asked.is_open and not asked.words and asked.figure is None:
            yield tabs.key_of(one), asked
