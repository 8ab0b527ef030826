"""The tree of organisations as a reader sees it: from the top ones of their areas, level by level."""

from collections.abc import Iterable

from django.db.models import Count

from grids.pages.keyset import Order, page_of
from parties.models import PartyOrganization

A_LEVEL = 100  # organisations of one level on a page
DEEPEST = 12  # as many kinds as there are: each stands under kinds above it
BY_NAME = Order("name", "name", text=True)


def tops(user, text: str = ""):
    rows = PartyOrganization.objects.visible_to(user).standing().tops(user).select_related("area")
    return page_of(BY_NAME, rows, text, A_LEVEL)


def below(user, parent: PartyOrganization, text: str = ""):
    rows = PartyOrganization.objects.visible_to(user).standing().filter(parent=parent).select_related("area")
    return page_of(BY_NAME, rows, text, A_LEVEL)


def lines(user, rows: Iterable[PartyOrganization]) -> list[dict]:
    """Each with how many stand right under it. One query."""
    rows = list(rows)
    seen = PartyOrganization.objects.visible_to(user).standing().filter(parent__in=[row.pk for row in rows])
    counts = dict(seen.order_by().values_list("parent").annotate(Count("pk"))) if rows else {}
    return [
        {
            "ref": row.ref,
            "name": row.name,
            "kind": row.get_kind_display(),
            "area": row.area.short_name,
            "url": row.get_absolute_url(),
            "children": counts.get(row.pk, 0),
        }
        for row in rows
    ]


def way_down(user, organization: PartyOrganization) -> list[PartyOrganization]:
    """From the top that the reader sees to the organisation itself. A query for each step."""
    way, seen = [organization], PartyOrganization.objects.visible_to(user).select_related("area")
    while len(way) < DEEPEST and way[0].parent_id:
        above = seen.filter(pk=way[0].parent_id).first()
        if above is None:
            break
        way.insert(0, above)
    return way
