"""Claims: what waits to be certified, what is on public notice, and one of them with its acts."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy, ngettext, pgettext, pgettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from grids import clicked
from grids.pages import toasts
from grids.pages.keyset import Order
from grids.templatetags.linli import day_of, mark, stamp
from grids.views.asked import carried_out, confirm
from grids.views.listing import A_PAGE, paged
from grids.words import phrases
from points.actions import claims as acts
from points.enums import ClaimState
from points.forms.fields import Why
from points.models import Claim, Movement, Scheme
from points.passbook import plain

NEWEST = Order("new", "at", descending=True)
HOLDERS = ("account__resident", "account__user", "account__household__dwelling", "account__scheme")
UNDONE = "movement__reversed_by"
STATES = {ClaimState.WAITING: "due", ClaimState.NOTICE: "hold", ClaimState.POSTED: "ok", ClaimState.REFUSED: "line"}
ASKED = {
    "refuse": (pgettext_lazy("of points", "Refuse"), acts.refuse, "why", "certify_points"),
    "withdraw": (pgettext_lazy("of points", "Withdraw"), acts.withdraw, "why", "keep_points"),
    "reverse": (gettext_lazy("Reverse"), acts.take_back, "why", "certify_points"),
    "object": (pgettext_lazy("against points", "Object"), acts.object_, "words", "read_points"),
}


@never_cache
@require_safe
def index(request):
    """By state, those that wait first. ?figure=&area=&from=&to= for those behind a clicked number."""
    found_by = clicked.read(request.GET, request.user, Claim, timezone.now())
    state = request.GET.get("state", ClaimState.WAITING)
    state = "" if found_by else state if state in ClaimState else ClaimState.WAITING
    found = Claim.objects.visible_to(request.user).filter(found_by.where if found_by else Q(state=state))
    context = paged(request, found.select_related(*HOLDERS, "rule", "by", UNDONE), NEWEST, found_by, state=state)
    waits = state == ClaimState.WAITING
    rows = [_line(row) | {"may_pick": waits and _may_decide(request.user, row)} for row in context["rows"]]
    context |= {
        "rows": rows,
        "picking": any(line["may_pick"] for line in rows),
        "states": [(each, each.label) for each in ClaimState],
        "notices": _notices(request.user) if state == ClaimState.NOTICE else (),
        "state": state,
        "tab": "claims",
    }
    return render(request, "points/claims.html", context)


def _notices(user):
    """Schemes of which something is on public notice: each has its sheet for the wall."""
    on_notice = Claim.objects.visible_to(user).filter(state=ClaimState.NOTICE)
    rows = Scheme.objects.visible_to(user).filter(pk__in=on_notice.values("account__scheme"))
    return rows.select_related("area").order_by("area__code", "unit")


def _line(row: Claim) -> dict:
    return {
        "row": row,
        "url": row.get_absolute_url(),
        "name": row.account.holder,
        "rule": row.rule.label,
        "amount": plain(row.amount),
        "unit": row.account.scheme.get_unit_display(),
        "by": _asker(row),
        "state": _state(row),
    }


def _state(row: Claim):
    """What was posted and reversed since does not stand any more; what was withdrawn nobody refused.

    Read with movement__reversed_by.
    """
    if row.movement_id and hasattr(row.movement, "reversed_by"):
        return mark(_("Reversed"), "line")
    if row.is_withdrawn:
        return mark(_("Withdrawn"), "line")
    return mark(row.get_state_display(), STATES[ClaimState(row.state)])


def _asker(row: Claim) -> str:
    return str(row.by or _("the portal's records"))


@never_cache
@require_safe
def detail(request, ref):
    return _page(request, _find(request, ref))


@never_cache
@require_http_methods(["POST"])
def certify(request, ref):
    row = _find(request, ref)
    try:
        made = acts.certify(row.pk, by=request.user)
    except ValidationError as error:
        messages.warning(request, " ".join(error.messages))
        return redirect(row)
    said = _("It stands in the passbook.") if made.state == ClaimState.POSTED else _("It is on public notice now.")
    messages.success(request, said)
    return redirect(row)


@never_cache
@require_POST
def certify_picked(request):
    """Those picked on the page of what waits, one after the other; which of them were refused, and why, is told."""
    refs = request.POST.getlist("ref")[:A_PAGE]
    rows = Claim.objects.visible_to(request.user).filter(ref__in=refs).select_related(*HOLDERS).order_by("pk")
    waiting = [row for row in rows if row.state == ClaimState.WAITING]
    done, refused = _certified([row for row in waiting if _may_decide(request.user, row)], request.user)
    if done:
        messages.success(request, ngettext("%(n)d was certified.", "%(n)d were certified.", done) % {"n": done})
    if decided := len(rows) - len(waiting):
        said = ngettext("%(n)d was decided already.", "%(n)d were decided already.", decided)
        messages.info(request, said % {"n": decided})
    elif not done and not refused:
        messages.warning(request, _("Pick first what is to be certified."))
    for words in refused:
        messages.warning(request, words)
    return redirect("points:claims")


def _certified(rows: list[Claim], by) -> tuple[int, list[str]]:
    """How many were; and what is said of each that was refused."""
    done, refused = 0, []
    for row in rows:
        try:
            acts.certify(row.pk, by=by)
            done += 1
        except ValidationError as error:
            refused.append(f"{row.account.holder}, {row.words}: {' '.join(error.messages)}")
    return done, refused


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def act(request, ref, act):
    """What needs a reason: refuse, withdraw, reverse, object."""
    row = _find(request, ref)
    if act not in ASKED:
        raise Http404
    verb, do, field, grant = ASKED[act]
    if request.method != "POST" and not _may(request.user, row, grant):
        return redirect(row)
    form = Why(request.POST or None)
    done, _made = carried_out(form, lambda: do(row.pk, by=request.user, **{field: form.cleaned_data["why"]}))
    if done:
        toasts.done(request, verb)
        return redirect(row)
    title = f"{verb} · {row.rule.label}"
    return confirm(request, form, title, verb, row.get_absolute_url(), row.words, act=act)


def _page(request, row: Claim):
    user, waits = request.user, row.state == ClaimState.WAITING
    is_own, objected = row.is_own(user), row.was_objected_to(user)
    decides = _may_decide(user, row)
    undone = (
        Movement.objects.filter(reverses=row.movement_id).select_related("by").first() if row.movement_id else None
    )
    pairs = [
        (_("Passbook"), f"{row.account.holder} · {row.account}"),
        (_("Who did it"), row.resident.name if row.resident_id else ""),
        (_("What for"), row.rule.label),
        (_("Worth"), f"{plain(row.amount)} {row.account.scheme.get_unit_display()}"),
        (_("Day"), day_of(row.done_on)),
        (_("Asked for by"), f"{_asker(row)} {stamp(row.at)}"),
        (_("Decided by"), f"{row.decided_by} {stamp(row.decided_at)}" if row.decided_by_id else ""),
        (_("On public notice until"), stamp(row.alarm_at) if row.alarm_at else ""),
        (pgettext("of points", "Withdrawn by"), f"{row.by} {stamp(row.decided_at)}" if row.is_withdrawn else ""),
        (pgettext("of points", "Why withdrawn") if row.is_withdrawn else _("Why refused"), row.why),
        (_("Reversed"), f"{undone.by} {stamp(undone.at)}{phrases.colon()}{undone.words}" if undone else ""),
    ]
    context = _line(row) | {
        "pairs": pairs,
        "may_certify": waits and decides,
        "may_refuse": (waits or row.state == ClaimState.NOTICE) and decides,
        "may_reverse": row.movement_id and not undone and _may(user, row, "certify_points"),
        "may_withdraw": waits and row.by_id == user.pk and not row.decided_by_id and _may(user, row, "keep_points"),
        "may_object": row.state == ClaimState.NOTICE,
        "is_own": waits and is_own,
        "is_objected": waits and objected,
        "objections": row.objections.select_related("by").order_by("pk"),
        "account_url": row.account.get_absolute_url(),
    }
    return render(request, "points/claim.html", context)


def _may_decide(user, row: Claim) -> bool:
    return _may(user, row, "certify_points") and not row.is_own(user) and not row.was_objected_to(user)


def _may(user, row: Claim, grant: str) -> bool:
    return user.scope.may(grant, row)


def _find(request, ref: str) -> Claim:
    rows = Claim.objects.visible_to(request.user).select_related(
        *HOLDERS, "rule", "by", "decided_by", "resident", UNDONE
    )
    return get_object_or_404(rows, ref=ref)
