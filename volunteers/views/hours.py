"""Certified hours: each line is one person in one activity."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from grids import clicked
from grids.forms.refused import take_up
from grids.keyset import Order, page_of
from grids.sheets import XLSX
from residents.actions import exports
from residents.forms.importing import ExportForm, areas_of
from volunteers import export, record, roster, rules
from volunteers.models import Activity, Participation

NEWEST = Order("new", "came_at", descending=True)
A_PAGE = 50


@never_cache
@require_safe
def index(request):
    """?figure=&area=&from=&to= for those behind a clicked number."""
    found_by = clicked.read(request.GET, request.user, Participation, timezone.now())
    rows = Participation.objects.visible_to(request.user).certified()
    rows = rows.filter(found_by.where) if found_by else rows
    related = rows.select_related("activity", "volunteer__resident", "volunteer__user")
    got = page_of(NEWEST, related, request.GET.get("at", ""), A_PAGE)
    query = found_by.query if found_by else ""
    sums, may = record.totals(rows), request.user.scope.may
    context = {
        "rows": [
            {"row": row, "name": roster.said(row.volunteer, request.user), "may": may(rules.CERTIFY, row.activity)}
            for row in got.rows
        ],
        "sums": sums,
        "may_export": rules.in_hat(request.user, exports.EXPORT),
        "clicked": found_by,
        "total": found_by.total(rows) if found_by else None,
        "previous_url": f"?{query}at={got.previous}" if got.previous else "",
        "next_url": f"?{query}at={got.next}" if got.next else "",
        "tab": "hours",
    }
    return render(request, "volunteers/hours.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request):
    """The certified hours of an area, logged like every list of people that leaves the portal."""
    areas = areas_of(request.user, exports.EXPORT)
    if not areas:
        raise PermissionDenied
    form = ExportForm(request.POST or None, areas=areas, initial={"kept_until": timezone.localdate() + exports.KEPT})
    if form.is_bound and form.is_valid():
        area = form.cleaned_data.pop("area")
        try:
            return _sent(request.user, area, **form.cleaned_data)
        except ValidationError as error:
            take_up(form, error)
    context = {
        "form": form, "names": [], "title": _("Export certified hours"),
        "text": _("A line for each person in each certified activity of the area."),
        "back_url": reverse("volunteers:hours"),
    }  # fmt: skip
    return render(request, "imports/export.html", context, status=422 if form.is_bound else 200)


def _sent(user, area, **said) -> HttpResponse:
    rows = Participation.objects.visible_to(user).certified().filter(activity__in=Activity.objects.below(area))
    related = ("activity__team", "activity__topic", "volunteer__resident", "volunteer__user")
    places = list(rows.select_related(*related).order_by("activity__starts_at", "pk")[: export.MOST_ROWS + 1])
    if len(places) > export.MOST_ROWS:
        words = _("These are more than %(count)d rows: choose a smaller area.")
        raise ValidationError({"area": words % {"count": export.MOST_ROWS}})
    people = [place.volunteer.resident_id for place in places if place.volunteer.resident_id]
    only = _("Certified hours, %(n)s lines") % {"n": len(places)}
    made = exports.log(area, by=user, people=people, filters=only, **said)
    answer = HttpResponse(export.of_hours(places, made, user), content_type=XLSX)
    when = f"{timezone.localtime(made.at):%Y%m%d-%H%M}"
    answer["Content-Disposition"] = f'attachment; filename="linli-hours-{when}.xlsx"'
    return answer
