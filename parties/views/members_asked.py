"""What the pages of members have in common: a list turned page by page, an act asked on a page of its own."""

from django.utils.translation import pgettext

from grids.forms.why import Why
from grids.pages.keyset import Order
from grids.views.asked import ask

NEWEST = Order("since", "since", descending=True)


def tabbed(tab: str) -> dict:
    return {"tab": "members", "subtab": tab}


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
