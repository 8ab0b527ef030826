"""Planned visits of the records one may see, the last due first: the rows behind the numbers of visits."""

from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from grids import clicked
from grids.days import when
from grids.pages.keyset import Order
from grids.templatetags import linli
from grids.views.listing import paged
from residents.enums.care import CareStatus, VisitStatus
from residents.models import CareCase, CareVisit

A_PAGE = 30
LAST_DUE = Order("due", "due_on", descending=True)


@never_cache
@require_safe
def visits(request):
    """Those whose window has opened. ?figure=&area=&from=&to= for those behind a clicked number.

    A number counts visits of records that are sealed or were handed over since: these are rows without a name.
    """
    user, now = request.user, timezone.now()
    today = timezone.localdate(now)
    rows = CareVisit.objects.visible_to(user)
    found_by = clicked.read(request.GET, user, CareVisit, now)
    if found_by:
        rows = rows.filter(found_by.where)
    else:
        rows = rows.filter(care__status=CareStatus.OPEN, is_extra=False, opens_on__lte=today)
        rows = rows.exclude(status=VisitStatus.DROPPED)
    rows = rows.select_related("care__resident", "care__category", "done_by")
    context = paged(request, rows, LAST_DUE, found_by, A_PAGE)
    cares = {visit.care_id for visit in context["rows"]}
    seen = set(CareCase.objects.visible_to(user, now).filter(pk__in=cares).values_list("pk", flat=True))
    context["rows"] = [_line(visit, today, visit.care_id in seen) for visit in context["rows"]]
    return render(request, "care/visits.html", context)


def _line(visit: CareVisit, today, is_seen: bool) -> dict:
    care = visit.care
    shown = {"day": when.day_of(visit.due_on, today), "tag": _tag(visit, today)}
    if not is_seen:
        return shown | {"name": _("A record that is closed, or was handed over")}
    who = visit.done_by.name if visit.done_by else ""
    said = " · ".join(filter(None, (care.category.label, who)))
    return shown | {"url": care.get_absolute_url(), "name": care.resident.name, "said": said}


def _tag(visit: CareVisit, today):
    if visit.status == VisitStatus.DONE:
        late = timezone.localdate(visit.done_at) > visit.due_on
        return linli.mark(_("Made late"), "due") if late else linli.mark(_("Made in time"), "ok")
    if visit.due_on < today:
        return linli.mark(_("Missed"), "over")
    return linli.mark(_("Open until then"), "info")
