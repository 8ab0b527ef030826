"""Micro-deliberations: the list, one with its words, and what is done with it."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy, pgettext, pgettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from grids.forms.why import Why
from grids.pages import qr, toasts
from grids.pages.keyset import Order, page_of
from grids.templatetags.linli import mark
from grids.views.asked import act_on, carried_out, confirm
from grids.views.listing import listed
from parties import rules
from parties.actions import talks as acts
from parties.enums.ballots import CommentState, TalkState, Weight
from parties.forms.talks import CommentForm, ResultForm, TalkForm
from parties.models import Talk
from parties.views.public import private

NEWEST = Order("new", "opened_at", descending=True)
WORDS = Order("words", "at", descending=True)
COMMENTS = 50  # on a page of a topic
KINDS = {TalkState.OPEN: "info", TalkState.SETTLED: "ok", TalkState.WITHDRAWN: "hold"}


@never_cache
@require_safe
def index(request):
    weight = request.GET.get("weight", "")
    rows = Talk.objects.visible_to(request.user).select_related("area")
    rows = rows.filter(weight=weight) if weight in Weight else rows
    context = listed(request, rows, NEWEST, weight=weight if weight in Weight else "")
    waiting = acts.waiting([row.pk for row in context["rows"]])
    context |= {
        "rows": [{"talk": row, "state": _tag(row), "waiting": waiting.get(row.pk, 0)} for row in context["rows"]],
        "weights": Weight.choices,
        "weight": weight,
        "may_open": rules.in_hat(request.user, rules.KEEP),
        "tab": "talks",
    }
    return render(request, "parties/talks/list.html", context)


def _tag(talk: Talk) -> str:
    return mark(talk.get_state_display(), KINDS[TalkState(talk.state)])


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    rules.need_in_hat(request.user, rules.KEEP)
    form = TalkForm(request.POST or None, user=request.user)
    done, made = carried_out(form, lambda: acts.open_(by=request.user, **form.cleaned_data))
    if done:
        toasts.done(request, _("Open a deliberation"))
        return redirect(made)
    return confirm(
        request, form, title=_("Open a deliberation"), verb=pgettext("a deliberation", "Open"),
        back=reverse("parties:talks:list"),
    )  # fmt: skip


@never_cache
@require_safe
def detail(request, ref):
    talk, now = _find(request, ref), timezone.now()
    may_keep = request.user.scope.may(rules.KEEP, talk)
    comments = talk.comments.select_related("by")
    waiting = comments.filter(state=CommentState.WAITING).order_by("at", "pk") if may_keep else comments.none()
    got = page_of(WORDS, comments.exclude(state=CommentState.WAITING), request.GET.get("at", ""), COMMENTS)
    takes = talk.takes_words(now)
    context = {
        "talk": talk,
        "state": _tag(talk),
        "takes": takes,
        "may_keep": may_keep and talk.state == TalkState.OPEN,
        "may_review": may_keep,
        "waiting": list(waiting[:COMMENTS]),
        "waiting_count": waiting.count(),
        "comments": got.rows,
        "previous_url": f"?at={got.previous}" if got.previous else "",
        "next_url": f"?at={got.next}" if got.next else "",
    } | (qr.drawn("ballot:talk", talk.ref, scale=4) if takes else {})
    return render(request, "parties/talks/detail.html", context)


# act: title, verb, the form that asks, and what is done with it
ACTS = {
    "say": (
        pgettext_lazy("on a topic", "Add words"), gettext_lazy("Add"), CommentForm,
        lambda talk, said, by: acts.say(talk.pk, said["text"], by=by),
    ),
    "settle": (
        gettext_lazy("Settle it with a result"), gettext_lazy("Settle"), ResultForm,
        lambda talk, said, by: acts.settle(talk.pk, by=by, result=said["result"]),
    ),
    "withdraw": (
        gettext_lazy("Withdraw the deliberation"), gettext_lazy("Withdraw"), Why,
        lambda talk, said, by: acts.withdraw(talk.pk, by=by, why=said["why"]),
    ),
}  # fmt: skip


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def act(request, ref, act):
    talk = _find(request, ref)
    if act not in ACTS:
        raise Http404
    rules.need(request.user, rules.KEEP, talk)
    title, verb, asks, carry_out = ACTS[act]
    form = asks(request.POST or None)
    return act_on(
        request, talk, form, lambda: carry_out(talk, form.cleaned_data, request.user), title=title, verb=verb
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def review(request, ref, pk):
    """Shown by one click; not shown with the reason."""
    talk = _find(request, ref)
    comment = get_object_or_404(talk.comments, pk=pk)
    rules.need(request.user, rules.KEEP, talk)
    if request.method == "POST" and "show" in request.POST:
        acts.review(comment.pk, by=request.user, shown=True)
        return redirect(talk)
    form = Why(request.POST or None)
    done, _made = carried_out(
        form, lambda: acts.review(comment.pk, by=request.user, shown=False, why=form.cleaned_data["why"])
    )
    title = pgettext_lazy("a comment", "Do not show it")
    if done:
        toasts.done(request, title)
        return redirect(talk)
    return confirm(request, form, title=title, verb=title, back=talk.get_absolute_url(), text=comment.text)


@private
@require_http_methods(["GET", "HEAD", "POST"])
def public(request, token):
    """The topic, the words shown, and a field for one's own: no account, no name. token is no secret here."""
    talk = acts.on_public_page(token)
    if talk is None:
        return render(request, "components/gone.html", status=404)
    form = CommentForm(request.POST if request.method == "POST" else None)
    done, _made = carried_out(form, lambda: acts.say(talk.pk, form.cleaned_data["text"], by=None))
    if done:
        return redirect(f"{reverse('ballot:talk', args=[talk.ref])}?sent=1")
    shown = talk.comments.filter(state=CommentState.SHOWN).order_by("-at", "-pk")[: COMMENTS + 1]
    context = {
        "talk": talk,
        "form": form,
        "takes": talk.takes_words(timezone.now()),
        "sent": "sent" in request.GET,
        "comments": shown[:COMMENTS],
        "more": len(shown) > COMMENTS,
        "most": COMMENTS,
        "is_wrong": form.is_bound,
    }
    return render(request, "parties/talks/public.html", context, status=422 if form.is_bound else 200)


def _find(request, ref: str) -> Talk:
    rows = Talk.objects.visible_to(request.user).select_related("area", "organization", "opened_by", "rule")
    return get_object_or_404(rows, ref=ref)
