"""A list of some fifty a page, all of it or what a clicked number counts."""

from urllib.parse import urlencode

from django.contrib import messages
from django.utils import timezone
from django.utils.translation import gettext as _

from grids import clicked
from grids.models import Area
from grids.pages.keyset import Order, page_of

A_PAGE = 50


def asked_area(request) -> Area | None:
    """The area of ?area=, by any code that it ever had. One that is not seen is left out, and said to be."""
    code = request.GET.get("area", "")
    area = Area.objects.visible_to(request.user).called(code).first() if code else None
    if code and area is None:
        messages.warning(request, _("The area %(code)s is not among yours and was left out.") % {"code": code[:24]})
    return area


def listed(request, rows, order: Order, **asked_for: str) -> dict:
    """What a list's template needs: rows, clicked, total, and the links to the pages before and after.

    ?figure=&area= for the rows behind a clicked number; asked_for: the other filters of this list by their names in
    the address, which its links keep.
    """
    found_by = clicked.read(request.GET, request.user, rows.model, timezone.now())
    return paged(request, rows.filter(found_by.where) if found_by else rows, order, found_by, **asked_for)


def paged(
    request, rows, order: Order, found_by: clicked.Clicked | None = None, length: int = 0, **asked_for: str
) -> dict:
    """The same, of rows that are narrowed already: where a clicked number takes the place of a view, or none leads.

    length: rows a page, where it is not A_PAGE.
    """
    got = page_of(order, rows, request.GET.get("at", ""), length or A_PAGE)
    kept = urlencode({name: value for name, value in asked_for.items() if value})
    keep = (found_by.query if found_by else "") + (f"{kept}&" if kept else "")
    return {
        "rows": got.rows,
        "clicked": found_by,
        "total": found_by.total(rows.order_by()) if found_by else None,
        "previous_url": f"?{keep}at={got.previous}" if got.previous else "",
        "next_url": f"?{keep}at={got.next}" if got.next else "",
    }
