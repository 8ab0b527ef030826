"""Motions: the list, one with its steps and result, and what is done with it."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy, pgettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from grids.forms.why import Why
from grids.pages import toasts
from grids.pages.keyset import Order
from grids.views.asked import button, carried_out, confirm
from grids.views.listing import listed
from parties import rules
from parties.actions import counting, motions as acts
from parties.ballots import page as ballot_page, urn
from parties.enums.ballots import MotionState
from parties.forms.motions import (
    MotionForm,
    NewMotionForm,
    NoticeForm,
    OpenForm,
    PaperCountForm,
    TaskDoneForm,
    TaskForm,
)
from parties.models import Motion
from parties.views import of_organization

NEWEST = Order("new", "opinion_on", descending=True)
GROUPS = {
    "running": (
        gettext_lazy("Under way"), (MotionState.OPINION, MotionState.NOTICE, MotionState.OPEN, MotionState.COUNTING)
    ),
    "ended": (
        pgettext_lazy("ballots", "Ended"),
        (MotionState.PASSED, MotionState.REJECTED, MotionState.NO_QUORUM, MotionState.WITHDRAWN),
    ),
}  # fmt: skip


@never_cache
@require_safe
def index(request):
    view, of = request.GET.get("view", ""), of_organization.named(request)
    view = view if view in GROUPS else ""
    rows = Motion.objects.visible_to(request.user).select_related("organization")
    rows = rows.filter(state__in=GROUPS[view][1]) if view else rows
    rows = rows.filter(organization=of) if of else rows
    context = listed(request, rows, NEWEST, view=view, organization=of.ref if of else "")
    context |= {
        "rows": [{"motion": row, "state": ballot_page.tag(row)} for row in context["rows"]],
        "views": [(key, label) for key, (label, _states) in GROUPS.items()],
        "view": view,
        "of": of,
        "may_hold": rules.in_hat(request.user, rules.HOLD),
        "tab": "ballots",
    }
    return render(request, "parties/ballots/list.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    rules.need_in_hat(request.user, rules.HOLD)
    form = NewMotionForm(request.POST or None, user=request.user)
    done, made = carried_out(form, lambda: acts.propose(by=request.user, **form.cleaned_data))
    if done:
        toasts.done(request, _("Put a motion"))
        return redirect(made)
    return confirm(request, form, title=_("Put a motion"), verb=_("Save"), back=reverse("parties:ballots:list"))


@never_cache
@require_safe
def detail(request, ref):
    motion, now = find(request, ref), timezone.now()
    may_hold = request.user.scope.may(rules.HOLD, motion)
    wants_tellers = motion.state == MotionState.COUNTING and counting.wants_tellers(motion)
    offered = _offered(motion, wants_tellers=wants_tellers) if may_hold else []
    is_counted = motion.state in (MotionState.OPEN, MotionState.COUNTING)
    context = {
        "motion": motion,
        "state": ballot_page.tag(motion),
        "steps": ballot_page.steps(motion, now),
        "steps_heading": motion.get_state_display(),
        "asks": ballot_page.asks(motion.rule) if motion.rule else None,
        "turnout": ballot_page.turnout(motion) if is_counted or motion.decided_at else None,
        "needed": ballot_page.needed_votes(motion),
        "bodies": list(motion.bodies.order_by("name")),
        "invited": ballot_page.invited_counts(motion),
        "papers": counting.papers(motion) if wants_tellers else 0,
        "tellers": motion.paper_counts.count() if wants_tellers else 0,
        "record": ballot_page.record(motion),
        "tasks": ballot_page.tasks(motion, timezone.localdate(now)),
        "next": offered[0] if offered and not _lasts(motion, now) else None,
        "acts": offered[1:],
        "may_hold": may_hold,
        "may_link": may_hold and motion.state in LINKED,
        "waits_for_notice": motion.state == MotionState.NOTICE and now < motion.opens_from,
        "is_over": motion.state == MotionState.OPEN and now >= motion.closes_at,
    }
    return render(request, "parties/ballots/motion.html", context)


def _lasts(motion: Motion, now) -> bool:
    """The notice, or the voting: until it is over its next step is refused, and so not offered."""
    if motion.state == MotionState.NOTICE:
        return now < motion.opens_from
    return motion.state == MotionState.OPEN and now < motion.closes_at and not counting.all_voted(motion)


LINKED = (MotionState.NOTICE, MotionState.OPEN)


# act: title, verb, the form that asks, what is done with it, and what the page says first
ACTS = {
    "edit": (
        gettext_lazy("Change the motion"), gettext_lazy("Save"),
        lambda request, motion: MotionForm(request.POST or None, motion=motion),
        lambda motion, form, by: acts.change(motion.pk, by=by, **form.cleaned_data), "",
    ),
    "notice": (
        gettext_lazy("Put it on notice"), pgettext_lazy("a motion", "Put on notice"),
        lambda request, motion: NoticeForm(request.POST or None, user=request.user, motion=motion),
        lambda motion, form, by: acts.put_on_notice(motion.pk, by=by, bodies=form.chosen(), **form.parts()),
        gettext_lazy("From then on its words stand. Every member of the organisations chosen is sent the notice."),
    ),
    "open": (
        gettext_lazy("Open the ballot"), gettext_lazy("Open the ballot"),
        lambda request, motion: OpenForm(request.POST or None),
        lambda motion, form, by: acts.open_(motion.pk, by=by, **form.cleaned_data),
        gettext_lazy("The electorate is frozen now: whoever is a member at this moment may vote."),
    ),
    "close": (
        gettext_lazy("Close the ballot"), gettext_lazy("Close the ballot"), button,
        lambda motion, form, by: counting.close(motion.pk, by=by),
        gettext_lazy("From then on nobody can vote. Then paper is counted and the result declared."),
    ),
    "paper": (
        gettext_lazy("Count the ballots on paper"), pgettext_lazy("ballots", "Enter the count"),
        lambda request, motion: PaperCountForm(request.POST or None),
        lambda motion, form, by: counting.count_paper(motion.pk, by=by, **form.cleaned_data),
        gettext_lazy("Two people count, each for themselves, and enter the same numbers."),
    ),
    "declare": (
        gettext_lazy("Declare the result"), gettext_lazy("Declare the result"), button,
        lambda motion, form, by: counting.declare(motion.pk, by=by),
        gettext_lazy("The urn is opened and counted once. Without a quorum nobody looks in."),
    ),
    "task": (
        gettext_lazy("Add a task"), gettext_lazy("Add"), lambda request, motion: TaskForm(request.POST or None),
        lambda motion, form, by: acts.add_task(motion.pk, by=by, **form.cleaned_data), "",
    ),
    "withdraw": (
        gettext_lazy("Withdraw the motion"), gettext_lazy("Withdraw"),
        lambda request, motion: Why(request.POST or None),
        lambda motion, form, by: acts.withdraw(motion.pk, by=by, **form.cleaned_data),
        gettext_lazy("What lies in the urn is never looked at."),
    ),
}  # fmt: skip
IN = {
    MotionState.OPINION: ("notice", "edit", "withdraw"),
    MotionState.NOTICE: ("open", "withdraw"),
    MotionState.OPEN: ("close", "withdraw"),
    MotionState.COUNTING: ("paper", "declare", "withdraw"),
    MotionState.PASSED: ("task",),
    MotionState.REJECTED: ("task",),
}


def _offered(motion: Motion, *, wants_tellers: bool) -> list[tuple[str, str]]:
    """What may be done with it where it stands: (act, title); the next step first."""
    names = list(IN.get(MotionState(motion.state), ()))
    if motion.state == MotionState.COUNTING:
        names.remove("declare" if wants_tellers else "paper")
    return [(name, ACTS[name][0]) for name in names]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def act(request, ref, act):
    motion = find(request, ref)
    if act not in ACTS:
        raise Http404
    rules.need(request.user, rules.HOLD, motion)
    if act not in IN.get(MotionState(motion.state), ()):
        messages.warning(request, _("The motion has moved on. Please look where it stands now."))
        return redirect(motion)
    title, verb, asks, carry_out, text = ACTS[act]
    form = asks(request, motion)
    done, made = carried_out(form, lambda: carry_out(motion, form, request.user))
    if done:
        if act == "paper" and not made:
            messages.info(request, _("Your count is kept. Another person counts as well, and finds the same."))
        else:
            toasts.done(request, title)
        return redirect(motion)
    return confirm(
        request, form, title=f"{title} · {motion}", verb=verb, back=motion.get_absolute_url(), text=text, act=act
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def task(request, ref, pk):
    motion = find(request, ref)
    one = get_object_or_404(motion.tasks, pk=pk)
    rules.need(request.user, rules.HOLD, motion)
    form = TaskDoneForm(request.POST or None)
    done, _made = carried_out(form, lambda: acts.finish_task(one.pk, by=request.user, **form.cleaned_data))
    if done:
        toasts.done(request, one.what)
        return redirect(motion)
    return confirm(request, form, title=one.what, verb=_("Done"), back=motion.get_absolute_url())


@never_cache
@require_safe
def recount(request, ref):
    """The ballots added up again, beside what was published."""
    motion = find(request, ref)
    if not motion.has_result:
        return redirect(motion)
    context = {"motion": motion, "recount": urn.recount(motion)}
    return render(request, "parties/ballots/recount.html", context)


@never_cache
@require_safe
def ballots(request, ref):
    """The file whose sha256 is the published one."""
    motion = find(request, ref)
    if not motion.has_result:
        return redirect(motion)
    answer = HttpResponse(urn.text(urn.ballots(motion)), content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="ballots-{motion.ref}.txt"'
    return answer


def find(request, ref: str) -> Motion:
    rows = Motion.objects.visible_to(request.user).select_related("area", "organization", "rule")
    return get_object_or_404(rows, ref=ref)
