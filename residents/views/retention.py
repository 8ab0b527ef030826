"""Whose data have been kept long enough: who falls due, what is proposed, and the second person's word."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from grids.pages.keyset import Order
from grids.views.listing import A_PAGE, paged
from residents import actions, retention
from residents.actions.retention import GRANT
from residents.models import Erasure, Resident
from residents.rules import care as rules

OLDEST = Order("proposed", "proposed_at")


@never_cache
@require_safe
def listing(request):
    """A dry run: who is due by which rule. Nothing is changed by looking; ?view=proposed waits for a second person."""
    _need(request)
    return _page(request)


@never_cache
@require_POST
def propose(request):
    """Those picked on the page of due entries; who is due no more is told, the others are proposed."""
    _need(request)
    refs = request.POST.getlist("ref")[:A_PAGE]
    picked = list(retention.within(request.user).filter(ref__in=refs).order_by("pk"))
    if not picked:
        return _page(request, error=_("Pick at least one entry."), status=422)
    done = 0
    for resident in picked:
        try:
            actions.propose_erasure(resident.pk, by=request.user)
            done += 1
        except ValidationError as error:
            messages.warning(request, f"{resident}: {' '.join(error.messages)}")
    if done:
        messages.success(request, _("Proposed: %(count)d. Somebody else has to confirm each.") % {"count": done})
    return redirect("retention:list")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request, ref):
    """A page of its own before it, for there is no way back."""
    _need(request)
    erasure = _erasure(request, ref)
    error = ""
    if request.method == "POST":
        try:
            actions.confirm_erasure(erasure.pk, by=request.user)
        except ValidationError as refused:
            error = " ".join(refused.messages)
        else:
            done = (
                _("Emptied. The entry stays.")
                if erasure.rule.columns
                else _("The entry is anonymised. What is counted stays.")
            )
            messages.success(request, done)
            return redirect("/residents/retention/?view=proposed")
    elif erasure.proposed_by_id == request.user.pk:
        error = _("Somebody else has to confirm what you proposed.")
    columns = [str(Resident._meta.get_field(name).verbose_name) for name in erasure.rule.columns]
    context = {"erasure": erasure, "error": error, "columns": list(dict.fromkeys(columns))}
    return render(request, "residents/erase.html", context, status=422 if request.method == "POST" else 200)


@never_cache
@require_POST
def drop(request, ref):
    _need(request)
    erasure = _erasure(request, ref)
    try:
        actions.drop_erasure(erasure.pk, by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("The proposal is dropped, the entry stays."))
    return redirect("/residents/retention/?view=proposed")


def _need(request) -> None:
    if not request.user.scope.has(GRANT):
        raise PermissionDenied


def _erasure(request, ref) -> Erasure:
    rows = Erasure.objects.visible_to(request.user).open().select_related("resident", "rule", "proposed_by")
    return get_object_or_404(rows, resident__ref=ref)


def _page(request, error="", status=200):
    proposed = request.GET.get("view") == "proposed"
    order = OLDEST if proposed else retention.OLDEST_FIRST
    rows = _proposed(request) if proposed else _due(request)
    context = paged(request, rows, order, view="proposed" if proposed else "")
    by_code = retention.rules()
    names = {code: str(rule) for code, rule in by_code.items()}
    for row in context["rows"]:
        row.why = names.get(row.rule_id if proposed else row.rule, "")
    context |= {
        "rules": list(by_code.values()),
        "proposed": proposed,
        "error": error,
        "ended_url": reverse("care:ended") if request.user.scope.has(rules.SEALED) else "",
    }
    return render(request, "residents/retention.html", context, status=status)


def _due(request):
    """Without those that somebody has proposed already."""
    return retention.unproposed(retention.due(retention.within(request.user), timezone.localdate()))


def _proposed(request):
    return Erasure.objects.visible_to(request.user).open().select_related("resident", "proposed_by")
