"""Sealed care records whose months are over: the dry run, and their end by two persons. Nobody's name stands here."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from grids.days import when
from grids.views.listing import paged
from residents import actions
from residents.care import keeping as care_keeping
from residents.enums.care import CareStatus
from residents.models import CareCase
from residents.rules import care as rules
from residents.views.care import A_PAGE, find

DO = {
    "propose": actions.propose_forgetting,
    "drop": actions.drop_forgetting,
    "confirm": actions.confirm_forgetting,
}


@never_cache
@require_safe
def ended(request):
    """Nothing is changed by looking."""
    if not (request.user.scope.has(rules.SEALED) and request.user.scope.has(rules.ERASE)):
        raise PermissionDenied
    rows = care_keeping.due(CareCase.objects.visible_to(request.user), timezone.localdate())
    rows = rows.select_related("category", "area", "erase_proposed_by")
    context = paged(request, rows, care_keeping.OLDEST_FIRST, None, A_PAGE)
    context["rows"] = [_line(care) for care in context["rows"]]
    return render(request, "care/ended.html", context)


def _line(care: CareCase) -> dict:
    return {
        "category": care.category.label,
        "area": care.area.short_name,
        "sealed": when.day_of(timezone.localdate(care.sealed_at), timezone.localdate()),
        "by": care.erase_proposed_by,
        "url": f"/care/ended/{care.ref}/",
    }


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def forget(request, ref):
    """A page of its own for each step, for there is no way back from the second."""
    care = find(request, ref)
    if care.status != CareStatus.SEALED:
        raise Http404
    if not rules.may_erase(request.user, care):
        raise PermissionDenied
    error = ""
    if request.method == "POST":
        do = request.POST.get("do")
        if do not in DO:
            raise Http404
        try:
            DO[do](care.pk, by=request.user)
        except ValidationError as refused:
            error = " ".join(refused.messages)
        else:
            messages.success(request, _said(do))
            return redirect("care:ended")
    elif care.erase_proposed_by_id == request.user.pk:
        error = _("Somebody else has to confirm what you proposed.")
    context = _line(care) | {"error": error, "proposed": care.erase_proposed_by_id, "back_url": reverse("care:ended")}
    return render(request, "care/forget.html", context, status=422 if request.method == "POST" else 200)


def _said(do: str) -> str:
    return {
        "propose": _("Proposed. Somebody else has to confirm it."),
        "drop": _("The proposal is dropped, the entry stays."),
        "confirm": _("The record is anonymised. What is counted stays."),
    }[do]
