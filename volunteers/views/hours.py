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
from grids.pages.keyset import Order
from grids.sheets import XLSX
from grids.views.asked import carried_out
from grids.views.listing import paged
from residents.actions import exports
from residents.forms.importing import ExportForm, areas_of
from volunteers import export, record, roster, rules
from volunteers.models import Activity, Participation

NEWEST = Order("new", "came_at", descending=True)


@never_cache
@require_safe
def index(request):
    """?figure=&area=&from=&to= for those behind a clicked number."""
    found_by = clicked.read(request.GET, request.user, Participation, timezone.now())
    rows = Participation.objects.visible_to(request.user).certified()
    rows = rows.filter(found_by.where) if found_by else rows
    related = rows.select_related("activity", "volunteer__resident", "volunteer__user")
    context, may = paged(request, related, NEWEST, found_by), request.user.scope.may
    context |= {
        "rows": [
            {"row": row, "name": roster.said(row.volunteer, request.user), "may": may(rules.CERTIFY, row.activity)}
            for row in context["rows"]
        ],
        "sums": record.totals(rows),
        "may_export": rules.in_hat(request.user, exports.EXPORT),
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
    done, answer = carried_out(form, lambda: _sent(request.user, **form.cleaned_data))
    if done:
        return answer
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
