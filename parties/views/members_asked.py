"""What the pages of members have in common: a list turned page by page, an act asked on a page of its own."""

from django.utils import timezone
from django.utils.translation import pgettext

from grids import clicked
from grids.forms.why import Why
from grids.keyset import Order, page_of
from parties.views.asked import ask

A_PAGE = 50
NEWEST = Order("since", "since", descending=True)


def listed(request, rows, tab: str, *, order: Order = NEWEST, keep: str = "") -> tuple[list, dict]:
    """(the rows of this page, what templates need beside them). ?figure=&area= for those behind a clicked number."""
    found_by = clicked.read(request.GET, request.user, rows.model, timezone.now())
    rows = rows.filter(found_by.where) if found_by else rows
    got = page_of(order, rows, request.GET.get("at", ""), A_PAGE)
    keep = f"{found_by.query if found_by else ''}{keep}"
    return got.rows, {
        "clicked": found_by,
        "total": found_by.total(rows) if found_by else None,
        "previous_url": f"?{keep}at={got.previous}" if got.previous else "",
        "next_url": f"?{keep}at={got.next}" if got.next else "",
        "tab": "members",
        "subtab": tab,
    }


def ended(request, row, end, *, title: str, text: str = ""):
    """Asks for the reason; end(pk, by=, why=) ends the row, and its page shows it."""
    return ask(
        request,
        Why(request.POST or None),
        lambda form: end(row.pk, by=request.user, why=form.cleaned_data["why"]),
        title=title,
        verb=pgettext("something that goes on", "End"),
        back=row.get_absolute_url(),
        text=text,
    )
