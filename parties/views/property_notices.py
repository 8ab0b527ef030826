"""末位淘汰: the notices, one with its deadline and answer, and what is done with it."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy, pgettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from grids import why
from grids.days import when
from grids.pages.keyset import Order
from grids.views.asked import ask
from grids.views.listing import listed
from parties import rules
from parties.actions import last_place as acts
from parties.enums.bodies import Decision
from parties.forms.property import AnswerForm, DecideForm, NoticeForm
from parties.models import LastPlaceNotice, RatingResult
from parties.views.bodies_asking import Act, keep

NEWEST = Order("served", "served_at", descending=True)


@never_cache
@require_safe
def index(request):
    """?provisional=1 for those whose deadline touches a year without a notice of its holidays."""
    provisional = request.GET.get("provisional") == "1"
    rows = LastPlaceNotice.objects.visible_to(request.user).select_related("result__company", "result__period")
    rows = rows.open().filter(provisional=True) if provisional else rows
    context = listed(request, rows, NEWEST, provisional="1" if provisional else "")
    return render(request, "parties/bodies/notices.html", context | {"tab": "property"})


@never_cache
@require_safe
def detail(request, ref):
    notice, now = _find(request, ref), timezone.now()
    company = notice.result.company
    may_keep = not notice.decision and request.user.scope.may(rules.KEEP, notice)
    context = {
        "notice": notice,
        "company": company,
        "state": "closed" if notice.decision else "done" if notice.answered_at else _state(notice, now),
        "may_answer": may_keep and not notice.answered_at and now <= notice.due_at,
        "may_decide": acts.may_decide(request.user, notice, now),
        "waits_for_another": may_keep and request.user.pk in (notice.served_by_id, notice.answered_by_id),
        "is_eliminated": notice.decision == Decision.ELIMINATED,
    } | why.context(request.user, notice)
    return render(request, "parties/bodies/notice.html", context)


def _state(notice: LastPlaceNotice, now) -> str:
    return "over" if now > notice.due_at else "ok"


@never_cache
@require_safe
def why_deadline(request, ref):
    notice = _find(request, ref)
    limit = acts.limit_of(notice)
    context = {
        "notice": notice,
        "title": _("Why this deadline?"),
        "lines": acts.explain(notice),
        "facts": [
            (_("Counted from"), when.deadline(notice.served_at, timezone.now())),
            (_("Limit"), f"{limit.amount} {limit.unit.label}"),
            (_("Rule"), _("To answer or appeal a last-place notice")),
            (_("Deadline now"), when.deadline(notice.due_at, timezone.now())),
        ],
    }
    return render(request, "parties/bodies/notice_why.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def serve(request, pk):
    """Of one result of a period that was closed."""
    rows = RatingResult.objects.visible_to(request.user).select_related("period", "company")
    result = get_object_or_404(rows, pk=pk)
    rules.need(request.user, rules.KEEP, result.period)
    if served := LastPlaceNotice.objects.filter(result=result).first():
        return redirect(served)
    if not acts.is_last(result):
        raise Http404
    days = acts.LIMIT.amount
    return ask(
        request,
        NoticeForm(request.POST or None),
        lambda form: acts.serve(result.pk, by=request.user, **form.cleaned_data),
        title=_("Last-place notice") + f" · {result.company}",
        verb=pgettext_lazy("a notice", "Serve"),
        back=result.period.get_absolute_url(),
        text=_("Within %(days)d working days the company may answer or appeal; another person decides.")
        % {"days": days},
    )


ACTS = {
    "answer": Act(
        gettext_lazy("Take the company's answer down"), gettext_lazy("Save"),
        lambda request, notice: AnswerForm(request.POST or None),
        lambda notice, form, by: acts.answer(notice.pk, by=by, **form.cleaned_data),
    ),
    "decide": Act(
        pgettext_lazy("on a last-place notice", "Decide"), pgettext_lazy("on a last-place notice", "Decide"),
        lambda request, notice: DecideForm(request.POST or None),
        lambda notice, form, by: acts.decide(notice.pk, by=by, **form.cleaned_data),
    ),
}  # fmt: skip


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def act(request, ref, act):
    return keep(request, ACTS, act, _find(request, ref))


def _find(request, ref: str) -> LastPlaceNotice:
    rows = LastPlaceNotice.objects.visible_to(request.user)
    related = ("area", "result__company", "result__period", "served_by", "answered_by", "decided_by")
    return get_object_or_404(rows.select_related(*related), ref=ref)
