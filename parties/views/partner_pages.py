"""What the pages of partners, lists and pledges share: lists behind a clicked number, forms on a page of their own."""

from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404
from django.utils import timezone

from grids import clicked
from grids.forms.refused import take_up
from grids.keyset import Order, page_of
from grids.models import StoredFile
from grids.uploads import PDF
from grids.views.stored import sent

A_PAGE = 50


def listed(request, model, rows, order: Order, query: str = "") -> tuple[dict, list]:
    """One page of `rows`, or of those behind the clicked number; query: the filters, for the links between pages."""
    found_by = clicked.read(request.GET, request.user, model, timezone.now())
    rows = rows.filter(found_by.where) if found_by else rows
    got = page_of(order, rows, request.GET.get("at", ""), A_PAGE)
    keep = found_by.query if found_by else query
    context = {
        "clicked": found_by,
        "total": found_by.total(rows.order_by()) if found_by else None,
        "previous_url": f"?{keep}at={got.previous}" if got.previous else "",
        "next_url": f"?{keep}at={got.next}" if got.next else "",
    }
    return context, got.rows


def posted(request) -> tuple:
    """What a form with files takes: nothing, before it is sent."""
    return (request.POST, request.FILES) if request.method == "POST" else ()


def done(form, act) -> bool:
    """True once `act` took what the form holds; what it refuses stands in the form. None: a bare button."""
    if form is not None and not (form.is_bound and form.is_valid()):
        return False
    try:
        act()
    except ValidationError as error:
        if form is None:
            raise
        take_up(form, error)
        return False
    return True


def paper(file: StoredFile | None, name: str) -> FileResponse:
    """Shown where it is a photo; a PDF is as it was sent, so it is saved and never a page of ours."""
    if file is None:
        raise Http404
    answer = sent(file, small=False)
    if file.content_type == PDF:
        answer["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    return answer
