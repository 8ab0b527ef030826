"""My visits, and one care record. Whoever may not see it gets the same 404 as for one that does not exist."""

from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.db.models import Count, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from grids import clicked
from grids.days import when
from grids.pages.keyset import Order
from grids.permissions import READ_LOGS
from grids.templatetags import linli
from grids.uploads import PDF
from grids.views.listing import paged
from residents import actions
from residents.care import asked as care_asked, counts as care_counts, page as care_page
from residents.care.asked import state
from residents.enums.care import KEPT, CareStatus, Grade
from residents.models import CareAccess, CareCase, CareHelper
from residents.rules import care as rules

A_PAGE = 30
DUE, NEWEST = Order("due", "next_due_at", nulls=True), Order("asked", "asked_at", descending=True)


def find(request, ref: str) -> CareCase:
    rows = CareCase.objects.visible_to(request.user).select_related(
        "category", "resident", "subject", "area", "to_area", "responsible", "close_proposed_by", "document"
    )
    return get_object_or_404(rows.prefetch_related("helpers__user"), ref=ref)


@never_cache
@require_safe
def records(request):
    """The next visit first. ?view=mine (default), all, arriving; or the rows behind a clicked number."""
    user, now = request.user, timezone.now()
    found_by = clicked.read(request.GET, user, CareCase, now)
    view = "all" if found_by else request.GET.get("view", "mine")
    rows = CareCase.objects.visible_to(user, now)
    if found_by:
        rows = rows.filter(found_by.where)
    team = CareHelper.objects.filter(until=None)
    if view == "arriving":
        rows = rows.filter(status=CareStatus.HANDED)
    else:
        rows = rows.filter(status__in=KEPT)
        if view != "all":
            view = "mine"
            named = Q(responsible=user.pk) | Q(pk__in=team.filter(user=user.pk).values("care"))
            glass = Q(pk__in=CareAccess.objects.open(now).filter(user=user.pk).values("care"))
            rows = rows.filter(named | glass)
    kinds = team.filter(care=OuterRef("pk")).order_by().values("care").annotate(n=Count("kind")).values("n")
    rows = rows.select_related("category", "resident", "responsible").annotate(
        kinds=Coalesce(Subquery(kinds, output_field=IntegerField()), 0)
    )
    keeps = user.scope.has("read_care", "read_care_sensitive")
    context = paged(request, rows, DUE, found_by, A_PAGE, view="" if found_by else view)
    context |= {
        "rows": _lines(context["rows"], timezone.localdate(now)),
        "tabs": _tabs(view, keeps),
        "view": view,
        "asked": care_asked.waiting(user, timezone.localdate(now), A_PAGE) if view == "mine" else [],
        "figures": care_counts.tiles(user, now) if keeps and view == "all" and not found_by else [],
    }
    return render(request, "care/list.html", context)


def _tabs(view: str, keeps: bool) -> list[dict]:
    names = {"mine": _("My visits")} | (
        {"all": _("All in my areas"), "arriving": _("Handed over to us")} if keeps else {}
    )
    return [{"url": f"?view={key}", "label": label, "is_current": key == view} for key, label in names.items()]


def _lines(cares, today) -> list[dict]:
    grades, lines = {grade.value: str(grade.label) for grade in Grade}, []
    for care in cares:
        day = timezone.localdate(care.next_due_at) if care.next_due_at else None
        short = max(0, rules.TEAM - care.kinds)
        goes_on = care.status == CareStatus.OPEN and care.ends_on >= today
        lines.append(
            {
                "url": care.get_absolute_url(),
                "name": care.resident.name,
                "said": " · ".join((care.category.label, grades[care.grade], str(care.responsible or ""))),
                "day": when.day_of(day, today) if day else "",
                "mark": _mark(care, today),
                "tag": linli.tag(state(day, today)) if goes_on and day else "",
                "short": _("%(count)d helpers missing") % {"count": short} if short else "",
            }
        )
    return lines


def _mark(care: CareCase, today):
    """What keeps a record from going on, or soon will."""
    if care.status == CareStatus.STOPPED:
        return linli.mark(_("To be decided"), "over")
    if care.status == CareStatus.HANDED:
        return linli.mark(_("To be accepted"), "due")
    if care.ends_on < today:
        return linli.mark(_("Term over"), "over")
    if care.ends_on <= today + rules.TERM_SOON:
        return linli.mark(_("Term ends on %(day)s") % {"day": when.day_of(care.ends_on, today)}, "due")
    return ""


@never_cache
@require_safe
def detail(request, ref):
    care = find(request, ref)
    actions.look(care, by=request.user)
    return render(request, "care/detail.html", care_page.context(care, request.user, timezone.now()))


@never_cache
@require_safe
def document(request, ref):
    """The paper on which it rests, under a name that says nothing."""
    care = find(request, ref)
    actions.look(care, by=request.user)
    try:
        opened = default_storage.open(care.document.path)
    except FileNotFoundError:
        raise Http404 from None
    is_pdf = care.document.content_type == PDF  # as it was sent: to be saved, never shown as a page of ours
    answer = FileResponse(
        opened,
        as_attachment=is_pdf,
        content_type=care.document.content_type,
        filename=f"{care.ref}.{'pdf' if is_pdf else 'jpg'}",
    )
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@never_cache
@require_safe
def looks(request):
    """For the auditor: every look in an emergency by those who serve there, without whom it was about."""
    if not request.user.scope.has(READ_LOGS):
        raise PermissionDenied
    rows = CareAccess.objects.visible_to(request.user).select_related("user", "allowed_by", "care")
    context, now = paged(request, rows, NEWEST, None, A_PAGE), timezone.now()
    context["rows"] = [
        {
            "at": when.stamp(one.asked_at, now),
            "who": one.user.name,
            "reason": one.reason,
            "ref": one.care.ref if one.care else _("nothing was there"),
            "by": one.allowed_by.name if one.allowed_by else "–",
            "ends": when.stamp(one.ends_at, now) if one.ends_at else "–",
        }
        for one in context["rows"]
    ]
    return render(request, "care/looks.html", context)
