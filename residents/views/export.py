"""A list of people or homes as a sheet: area, purpose and last day asked, masked, logged, kept nowhere."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from grids.pages.keyset import Order
from grids.permissions import READ_LOGS
from grids.sheets import XLSX
from grids.templatetags.linli import day_of, mark
from grids.views.asked import carried_out
from grids.views.listing import asked_area, paged
from residents import export, filters, queries
from residents.actions import exports
from residents.actions.exports import EXPORT
from residents.enums import ListOf
from residents.forms.importing import ExportForm, areas_of
from residents.homes import filters as home_filters, queries as home_queries
from residents.models import ExportLog

NEWEST = Order("new", "at", descending=True)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def people(request):
    """The people of an area; of these the ones that the list shows, whose address brought the reader here."""
    asked = filters.read(request.GET, request.user, timezone.now())
    words = {
        "title": _("Export people"),
        "text": _("Everybody of the area, ID numbers, phones and registered addresses masked."),
        "back_url": reverse("residents:list"),
    }
    return _asked(request, ListOf.PEOPLE, asked, queries.chosen(request.user, asked), words)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def homes(request):
    """The same of the homes."""
    asked = home_filters.read(request.GET, asked_area(request), timezone.now())
    rows = home_queries.chosen(request.user, asked.where, asked.area)
    words = {
        "title": _("Export homes"),
        "text": _("Every home of the area, without names of people."),
        "back_url": reverse("households:list"),
    }
    return _asked(request, ListOf.HOMES, asked, rows, words)


def _asked(request, what: ListOf, asked, rows, words: dict[str, str]) -> HttpResponse:
    """The form; once it is filled in, the sheet. rows: what the list shows."""
    areas = areas_of(request.user, EXPORT)
    if not areas:
        raise PermissionDenied
    initial = {"area": asked.area.code if asked.area else "", "kept_until": timezone.localdate() + exports.KEPT}
    form = ExportForm(request.POST or None, areas=areas, initial=initial)
    filters = " · ".join(asked.names)
    done, sheet = carried_out(form, lambda: _sent(request, what, rows, filters=filters, **form.cleaned_data))
    if done:
        return sheet
    context = {"form": form, "names": asked.names, "comes_back": True} | words
    return render(request, "imports/export.html", context, status=422 if form.is_bound else 200)


def _sent(request, what: ListOf, rows, *, area, **said) -> HttpResponse:
    """rows: those that the reader sees, filtered. area: where the hat worn may export them. said: as exports.log."""
    rows = rows.below(area)
    column = "resident" if what == ListOf.PEOPLE else "pk"
    ids = list(rows.order_by("pk").values_list(column, flat=True)[: export.MOST_ROWS + 1])
    if len(ids) > export.MOST_ROWS:
        words = _("These are more than %(count)d rows: choose a smaller area.")
        raise ValidationError({"area": words % {"count": export.MOST_ROWS}})
    listed = {"people": ids} if what == ListOf.PEOPLE else {"homes": len(ids)}
    made = exports.log(area, by=request.user, **listed, **said)
    write = export.of_people if what == ListOf.PEOPLE else export.of_homes
    answer = HttpResponse(write(rows, made), content_type=XLSX)
    when = f"{timezone.localtime(made.at):%Y%m%d-%H%M}"
    answer["Content-Disposition"] = f'attachment; filename="linli-{what}-{when}.xlsx"'
    return answer


@require_safe
@never_cache
def log(request):
    """Who took which list along and what for, newest first: one's own, and those of the areas whose logs one reads."""
    if not request.user.scope.has(EXPORT, READ_LOGS):
        raise PermissionDenied
    rows = ExportLog.objects.visible_to(request.user).select_related("by", "area", "post__role")
    context, today = paged(request, rows, NEWEST), timezone.localdate()
    context["rows"] = [(row, _until(row, today)) for row in context["rows"]]
    return render(request, "imports/export_log.html", context)


def _until(row: ExportLog, today) -> str:
    if row.kept_until is None:
        return ""
    if row.kept_until < today:
        return mark(_("To be destroyed"), "over")
    return _("kept until %(day)s") % {"day": day_of(row.kept_until)}
