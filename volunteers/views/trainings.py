"""Trainings: the list, who was trained, one of them with its people, and what is done with it."""

from django.contrib import messages
from django.db.models import Count
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy, pgettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from grids.forms.why import Why
from grids.pages.keyset import Order
from grids.views.asked import act_on, carried_out, confirm
from grids.views.listing import listed
from volunteers import roster, rules
from volunteers.actions import record as acts
from volunteers.forms.record import CorrectTraining, NewTrainingForm
from volunteers.forms.teams import NamedForm
from volunteers.models import Trained, Training

NEWEST = Order("new", "entered_at", descending=True)
SHOWN = 500


@never_cache
@require_safe
def index(request):
    rows = Training.objects.visible_to(request.user).standing().select_related("area")
    context = listed(request, rows, NEWEST)
    sizes = Trained.objects.standing().filter(training__in=[row.pk for row in context["rows"]]).values("training")
    people = {one["training"]: one["n"] for one in sizes.annotate(n=Count("pk"))}
    context |= {
        "rows": [{"row": row, "people": people.get(row.pk, 0)} for row in context["rows"]],
        "may_enter": rules.in_hat(request.user, rules.RUN),
    }
    return render(request, "volunteers/trainings.html", context)


@never_cache
@require_safe
def trained(request):
    """Each line is one person in one training."""
    rows = Trained.objects.visible_to(request.user).standing()
    related = rows.select_related("training", "volunteer__resident", "volunteer__user")
    context = listed(request, related, NEWEST)
    context["rows"] = [{"row": row, "name": roster.said(row.volunteer, request.user)} for row in context["rows"]]
    return render(request, "volunteers/trained.html", context)


@never_cache
@require_safe
def detail(request, ref):
    row = _find(request, ref)
    people = Trained.objects.visible_to(request.user).standing().filter(training=row)
    people = people.select_related("volunteer__resident", "volunteer__user").order_by("entered_at", "pk")
    scope = request.user.scope
    context = {
        "row": row,
        "count": people.count(),
        "people": [
            {
                "line": one,
                "name": roster.said(one.volunteer, request.user),
                "url": one.volunteer.get_absolute_url() if scope.reaches(rules.READ, one.volunteer) else "",
                "may_strike": scope.may(rules.KEEP, one.volunteer) and row.struck_at is None,
            }
            for one in people[:SHOWN]
        ],
        "may_run": row.struck_at is None and scope.may(rules.RUN, row),
        "may_add": row.struck_at is None and rules.in_hat(request.user, rules.KEEP),
    }
    return render(request, "volunteers/training.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    rules.need_in_hat(request.user, rules.RUN)
    form = NewTrainingForm(request.POST or None, user=request.user)
    done, made = carried_out(form, lambda: acts.hold_training(by=request.user, **form.cleaned_data))
    if done:
        messages.success(request, _("Entered: %(what)s") % {"what": made})
        return redirect(made)
    return confirm(request, form, _("Enter a training"), _("Enter"), reverse("volunteers:trainings"))


def _correct(request, row):
    first = {name: getattr(row, name) for name in ("subject", "on", "hours", "given_by")}
    return CorrectTraining(request.POST or None, initial=first)


# act: title, verb, the right it takes here, the form that asks, and what is done
ACTS = {
    "add": (
        gettext_lazy("Who was there"), gettext_lazy("Add"), "",
        lambda request, row: NamedForm(request.POST or None, user=request.user),
        lambda row, form, by: acts.train(row, form.chosen().pk, by=by),
    ),
    "correct": (
        gettext_lazy("Put right"), gettext_lazy("Put right"), rules.RUN, _correct,
        lambda row, form, by: acts.correct(row, by=by, **form.cleaned_data),
    ),
    "strike": (
        pgettext_lazy("a training", "Strike"), pgettext_lazy("a training", "Strike"), rules.RUN,
        lambda request, row: Why(request.POST or None),
        lambda row, form, by: acts.strike(row, by=by, **form.cleaned_data),
    ),
}  # fmt: skip


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def act(request, ref, act):
    row = _find(request, ref)
    if act not in ACTS:
        raise Http404
    title, verb, grant, asks, carry_out = ACTS[act]
    if grant:
        rules.need(request.user, grant, row)
    else:
        rules.need_in_hat(request.user, rules.KEEP)  # the volunteer says whether one may: action
    form = asks(request, row)
    return act_on(request, row, form, lambda: carry_out(row, form, request.user), title=title, verb=verb)


def _find(request, ref: str) -> Training:
    return get_object_or_404(Training.objects.visible_to(request.user).select_related("area", "struck_by"), ref=ref)
