"""Night watches: the list, one with its nights, whose turn it is, the month's roster for the wall."""

from calendar import monthrange
from datetime import date

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy, pgettext, pgettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from grids.days.when import month_of
from grids.forms.why import Why
from grids.pages import toasts
from grids.pages.keyset import Order
from grids.templatetags.linli import mark
from grids.views.asked import carried_out, confirm
from grids.views.listing import paged
from volunteers import roster, rules
from volunteers.actions import watch_plan, watches as acts
from volunteers.enums import ActivityState
from volunteers.forms.watch import NewWatchForm, PlanForm, TakeTurnsForm, WatchForm
from volunteers.models import Activity, Watch, WatchNight
from volunteers.views import link_page
from volunteers.views.activities import STATES
from volunteers.views.teams import member_of
from volunteers.watch import roster as watch_roster, turns as watch_turns

BY_NAME = Order("name", "name", text=True)
SOONEST, NEWEST = Order("soon", "starts_at"), Order("new", "starts_at", descending=True)
A_PAGE = 31
VIEWS = {
    "open": (gettext_lazy("To come"), (ActivityState.PUBLISHED,)),
    "held": (gettext_lazy("To certify"), (ActivityState.HELD,)),
    "past": (gettext_lazy("Certified"), (ActivityState.CERTIFIED,)),
    "off": (pgettext_lazy("nights", "Cancelled"), (ActivityState.CANCELLED,)),
}
SPANS = (30, 90, 180, 365)  # days that the list of turns may look back


@never_cache
@require_safe
def index(request):
    rows = Watch.objects.visible_to(request.user).kept().select_related("area")
    context = paged(request, rows, BY_NAME, None, A_PAGE)
    coming = _next_nights(context["rows"])
    lacking = watch_roster.gaps(coming.values())
    context |= {
        "rows": [
            {"row": row, "night": (night := coming.get(row.pk)), "lacks": lacking[night.pk] if night else 0}
            for row in context["rows"]
        ],
        "may_keep": rules.in_hat(request.user, rules.RUN),
        "tab": "watches",
    }
    return render(request, "volunteers/watches.html", context)


def state_of(activity: Activity):
    """Nobody signs up for a night: it is planned."""
    is_planned = activity.state == ActivityState.PUBLISHED
    word = pgettext("nights", "Planned") if is_planned else activity.get_state_display()
    return mark(word, STATES[activity.state])


def _next_nights(watches) -> dict[int, WatchNight]:
    rows = WatchNight.objects.filter(watch__in=[row.pk for row in watches], activity__ends_at__gt=timezone.now())
    rows = rows.filter(activity__state=ActivityState.PUBLISHED).order_by("watch_id", "on").distinct("watch_id")
    return {night.watch_id: night for night in rows.select_related("activity", "watch")}


@never_cache
@require_safe
def detail(request, ref):
    watch = _find(request, ref)
    view = request.GET.get("view", "open")
    view = view if view in VIEWS else "open"
    rows = Activity.objects.visible_to(request.user).filter(night__watch=watch, state__in=VIEWS[view][1])
    order = SOONEST if view == "open" else NEWEST
    context = paged(request, rows.select_related("night__watch"), order, None, A_PAGE, view=view)
    nights = [row.night for row in context["rows"]]
    crews = watch_roster.crews(nights, request.user)
    may_run = _may_run(request, watch)
    context |= {
        "watch": watch,
        "nights": [
            {
                "night": night,
                "state": state_of(night.activity),
                "lines": crews[night.pk],
                "lacks": sum(line.lacks for line in crews[night.pk]) if view == "open" else 0,
            }
            for night in nights
        ],
        "slots": watch.slots.select_related("role"),
        "members": watch.members.current().filter(volunteer__left_on=None).count(),
        "views": [(key, label) for key, (label, _states) in VIEWS.items()],
        "view": view,
        "may_run": may_run,
        "acts": [(act, title) for act, (title, *_rest) in ACTS.items() if act != "plan"] if may_run else [],
    }
    return render(request, "volunteers/watch.html", context)


@never_cache
@require_safe
def turns(request, ref):
    """Who takes turns: nights and hours of the last days, and who is next in each line."""
    watch = _find(request, ref)
    days = next((span for span in SPANS if str(span) == request.GET.get("days")), watch_turns.DAYS)
    counted = watch_turns.of(watch, watch_turns.since(timezone.localdate(), days))
    members = watch.members.current().filter(volunteer__left_on=None)
    members = list(members.select_related("volunteer__resident", "volunteer__user", "slot"))
    lines = []
    for slot in watch.slots.all():
        ours = [one for one in members if one.slot_id == slot.pk]
        lines.append((slot, [_turn(one, counted, request.user) for one in watch_turns.in_order(ours, counted)]))
    context = {"watch": watch, "lines": lines, "days": days, "spans": SPANS, "may_run": _may_run(request, watch)}
    return render(request, "volunteers/watch_turns.html", context)


def _turn(one, counted, reader) -> dict:
    reaches = reader.scope.reaches(rules.READ, one.volunteer)
    return {
        "member": one,
        "name": roster.said(one.volunteer, reader),
        "url": one.volunteer.get_absolute_url() if reaches else "",
        "turns": counted.get(one.volunteer_id, watch_turns.Turns()),
    }


@never_cache
@require_safe
def sheet(request, ref):
    """The month's roster, for the wall. ?month=2026-12, this month where it names none."""
    watch = _find(request, ref)
    first = month_of(request.GET.get("month"), timezone.localdate())
    last = first.replace(day=monthrange(first.year, first.month)[1])
    nights = watch.nights.filter(on__range=(first, last)).exclude(activity__state=ActivityState.CANCELLED)
    nights = list(nights.select_related("activity", "watch").order_by("on"))
    crews = watch_roster.crews(nights, request.user)
    context = {
        "watch": watch,
        "first": first,
        "before": date.fromordinal(first.toordinal() - 1),
        "after": date.fromordinal(last.toordinal() + 1),
        "slots": watch.slots.all(),
        "nights": [(night, crews[night.pk]) for night in nights],
    }
    return render(request, "volunteers/watch_sheet.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    rules.need_in_hat(request.user, rules.RUN)
    form = NewWatchForm(request.POST or None, user=request.user)
    done, made = carried_out(form, lambda: acts.keep(by=request.user, **form.cleaned_data))
    if done:
        messages.success(request, _("Now say who takes turns; then the nights can be planned."))
        return redirect("volunteers:watch_turns", made.ref)
    return confirm(request, form, _("Keep a night watch"), _("Save"), reverse("volunteers:watches"))


def _planned(watch, form, by) -> str:
    made = watch_plan.plan(watch.pk, form.days(), by=by)
    if made.gaps:
        return _("%(nights)d nights are planned; %(gaps)d places found nobody.") % vars(made)
    return _("%(nights)d nights are planned, every place is filled.") % vars(made)


def _edit(request, watch):
    first = {name: getattr(watch, name) for name in ("name", "meets", "starts", "ends")}
    return WatchForm(request.POST or None, initial=first)


def _joined(watch, form, by):
    acts.join(watch.pk, form.chosen(), form.cleaned_data["slot"], by=by)


# act: title, verb, the form that asks, and what is done with it; what it returns is said afterwards
ACTS = {
    "plan": (
        gettext_lazy("Plan nights"), pgettext_lazy("nights", "Plan"),
        lambda request, watch: PlanForm(request.POST or None), _planned,
    ),
    "join": (
        gettext_lazy("Somebody takes turns"), gettext_lazy("Add"),
        lambda request, watch: TakeTurnsForm(request.POST or None, user=request.user, watch=watch), _joined,
    ),
    "edit": (
        gettext_lazy("Change the night watch"), gettext_lazy("Save"), _edit,
        lambda watch, form, by: acts.change(watch.pk, by=by, **form.cleaned_data) and None,
    ),
    "end": (
        gettext_lazy("End the night watch"), pgettext_lazy("something that goes on", "End"),
        lambda request, watch: Why(request.POST or None),
        lambda watch, form, by: acts.end(watch.pk, by=by, why=form.cleaned_data["why"]) and None,
    ),
}  # fmt: skip


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def act(request, ref, act):
    watch = _find(request, ref)
    if act not in ACTS:
        raise Http404
    rules.need(request.user, rules.RUN, watch)
    title, verb, asks, carry_out = ACTS[act]
    form = asks(request, watch)
    done, said = carried_out(form, lambda: carry_out(watch, form, request.user))
    if done:
        if said:
            messages.success(request, said)
        toasts.done(request, title)
        return redirect("volunteers:watch_turns", watch.ref) if act == "join" else redirect(watch)
    return confirm(request, form, f"{title} · {watch}", verb, watch.get_absolute_url())


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def part(request, ref, pk):
    """A member takes no more turns, with the reason."""
    watch = _find(request, ref)
    member = member_of(request.user, watch, pk)
    title = _("%(name)s takes no more turns") % {"name": roster.said(member.volunteer, request.user)}
    form = Why(request.POST or None)
    done, _made = carried_out(form, lambda: acts.part(member.pk, by=request.user, why=form.cleaned_data["why"]))
    if done:
        toasts.done(request, title)
        return redirect("volunteers:watch_turns", watch.ref)
    text = _("Nights they are down for already stay theirs until somebody else is put there.")
    return confirm(request, form, title, _("End"), reverse("volunteers:watch_turns", args=[watch.ref]), text=text)


@never_cache
@require_POST
def link(request, ref, pk):
    """The link of a member without an account, shown this once."""
    watch = _find(request, ref)
    member = member_of(request.user, watch, pk)
    token = acts.issue_link(member.pk, by=request.user)
    title = _("Link for %(name)s") % {"name": roster.said(member.volunteer, request.user)}
    return link_page.show(request, "serve:watch", token, watch, title, template="volunteers/watch_link.html")


def _may_run(request, watch) -> bool:
    return watch.ended_on is None and request.user.scope.may(rules.RUN, watch)


def _find(request, ref: str) -> Watch:
    return get_object_or_404(Watch.objects.visible_to(request.user).select_related("area"), ref=ref)
