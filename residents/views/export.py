"""A list of people as a sheet: the area and the purpose asked, masked, logged, kept nowhere."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from grids.forms.refused import take_up
from grids.permissions import READ_LOGS
from grids.rowids import row_id
from grids.sheets import XLSX
from residents import export, filters, queries
from residents.actions import exports
from residents.actions.exports import EXPORT
from residents.forms.importing import ExportForm, areas_of
from residents.models import ExportLog

A_PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def people(request):
    """The people of an area; of these the ones that the list shows, whose address brought the reader here."""
    areas = areas_of(request.user, EXPORT)
    if not areas:
        raise PermissionDenied
    asked = filters.read(request.GET, request.user, timezone.now())
    form = ExportForm(request.POST or None, areas=areas, initial={"area": asked.values.get("area", "")})
    if form.is_bound and form.is_valid():
        area, purpose = form.cleaned_data["area"], form.cleaned_data["purpose"]
        try:
            rows = queries.chosen(request.user, asked).below(area)
            return sent(request, rows, area, purpose, " · ".join(asked.names))
        except ValidationError as error:
            take_up(form, error)
    return render(request, "imports/export.html", {"form": form, "asked": asked}, status=422 if form.is_bound else 200)


def sent(request, memberships, area, purpose: str, filters: str = "") -> HttpResponse:
    """memberships: current ones the reader sees, filtered. area: where the hat worn may export them.

    filters: their names for the log. Raises PermissionDenied, ValidationError on "purpose" and "area".
    """
    now = timezone.now()
    people = list(memberships.order_by("pk").values_list("resident", flat=True)[: export.MOST_ROWS + 1])
    if len(people) > export.MOST_ROWS:
        words = gettext("These are more than %(count)d people: choose a smaller area.")
        raise ValidationError({"area": words % {"count": export.MOST_ROWS}})
    exports.log(area, by=request.user, purpose=purpose, people=people, filters=filters)
    answer = HttpResponse(export.sheet(memberships, user=request.user, purpose=purpose, now=now), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="linli-people-{timezone.localtime(now):%Y%m%d-%H%M}.xlsx"'
    return answer


@require_safe
@never_cache
def log(request):
    """Who took which list along and what for, newest first: one's own, and those of the areas whose logs one reads."""
    if not request.user.scope.has(EXPORT, READ_LOGS):
        raise PermissionDenied
    rows = ExportLog.objects.visible_to(request.user).select_related("by", "area", "post__role").order_by("-pk")
    if before := row_id(request.GET.get("before")):
        rows = rows.filter(pk__lt=before)
    found = list(rows[: A_PAGE + 1])
    next_url = f"?before={found[A_PAGE - 1].pk}" if len(found) > A_PAGE else ""
    return render(request, "imports/export_log.html", {"rows": found[:A_PAGE], "next_url": next_url})
