"""The tabs above the list: everybody's saved filters, then one's own, with the numbers that are known already."""

from dataclasses import dataclass

from django.core.cache import cache
from django.urls import reverse
from django.utils.functional import Promise

from cases import filters
from cases.models import SavedFilter

MOST = 99  # then "99+": enough to see that it is much
SECONDS = 60


@dataclass(frozen=True, slots=True)
class Tab:
    key: str
    label: str | Promise
    url: str
    is_current: bool
    count: str  # "" where it is not known, or never counted


def own_of(user) -> list[SavedFilter]:
    return list(SavedFilter.objects.visible_to(user))


def key_of(saved: SavedFilter) -> str:
    return f"own-{saved.pk}"


def row(user, asked: filters.Filters, found: str) -> dict:
    """What the list's template needs for its tabs. found: how many the list itself says, which the tab must not deny.

    One query and one look into the cache. Numbers are never counted here: cases/views/counts.py says why.
    """
    own = own_of(user)
    known = recall(user, own)
    here = asked.query("order")
    current = next((one for one in own if one.query.partition("&order=")[0] == here), None)
    shown = [(name, saved.label, f"?view={name}") for name, saved in filters.SAVED.items()]
    shown += [(key_of(one), one.name, one.query) for one in own]
    chosen = key_of(current) if current else asked.view
    counts = dict(known or {})
    if found.isdecimal() and (current or not asked.chips) and chosen in counts:
        counts[chosen] = capped(int(found))
    return {
        "tabs": [Tab(key, label, url, key == chosen, counts.get(key, "")) for key, label, url in shown],
        "counts_url": reverse("cases:counts") if known is None else "",
        "own_url": reverse("cases:saved", args=[current.pk]) if current else "",
        "save_url": reverse("cases:save_filter") + asked.query() if asked.chips else "",
    }


def capped(count: int) -> str:
    return f"{MOST}+" if count > MOST else str(count)


def recall(user, own: list[SavedFilter]) -> dict[str, str] | None:
    """The numbers as of the last minute; None where nobody counted."""
    return cache.get(_place(user, own))


def keep(user, own: list[SavedFilter], counts: dict[str, str]) -> None:
    cache.set(_place(user, own), counts, SECONDS)


def _place(user, own: list[SavedFilter]) -> str:
    """Another one with each filter that is saved or deleted, so that nothing has to be forgotten by hand."""
    return f"tabs:{user.pk}:{'.'.join(str(one.pk) for one in own)}"
