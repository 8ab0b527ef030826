"""One night of a watch: its crew and gaps, who asks whom to step in, and what came of it."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy, pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from grids.forms.why import Why
from grids.pages import toasts
from grids.views.asked import button, carried_out
from volunteers import roster, rules
from volunteers.actions import activities, outcome, places, watch_crew
from volunteers.enums import ActivityState
from volunteers.forms.watch import CameForm, WhoForm
from volunteers.models import Swap, Watch, WatchNight
from volunteers.views.activities import asked, granted, offered, photos_of, sent_in
from volunteers.views.watches import state_of
from volunteers.watch import roster as watch_roster


@never_cache
@require_safe
def detail(request, ref, pk):
    night = _find(request, ref, pk)
    activity, user, now = night.activity, request.user, timezone.now()
    is_before = activity.state == ActivityState.PUBLISHED and now < activity.starts_at
    may_run = user.scope.may(rules.RUN, activity)
    may = offered(ACTS, activity, user)
    following = next((one for one in may if one[0] in NEXT), None)
    context = {
        "night": night,
        "activity": activity,
        "state": state_of(activity),
        "lines": [
            {"line": line, "places": [_place(place, name, user, activity) for place, name in _of(line)]}
            for line in watch_roster.crews([night], user)[night.pk]
        ],
        "is_over": activity.state in (ActivityState.HELD, ActivityState.CERTIFIED),
        "is_before": is_before,
        "may_fill": may_run and activity.state == ActivityState.PUBLISHED,
        "swaps": _swaps(night, user, now) if is_before else [],
        "photos": photos_of(activity),
        "next": following,
        "acts": [one for one in may if one != following],
    }
    return render(request, "volunteers/watch_night.html", context)


def _of(line: watch_roster.Line):
    return zip(line.places, line.names, strict=True)


def _place(place, name: str, user, activity) -> dict:
    return {
        "place": place,
        "name": name,
        "url": roster.page_of(place.volunteer, user),
        "may_swap": rules.speaks_for(user, place.volunteer, activity),
    }


def _swaps(night: WatchNight, user, now) -> list[dict]:
    """Who was asked and has not answered; whoever speaks for them answers here."""
    rows = Swap.objects.standing(now).filter(giver__activity=night.activity_id).order_by("pk")
    related = ("giver__volunteer__resident", "giver__volunteer__user", "taker__resident", "taker__user")
    return [
        {
            "swap": swap,
            "giver": roster.said(swap.giver.volunteer, user),
            "taker": roster.said(swap.taker, user),
            "may_answer": rules.speaks_for(user, swap.taker, night.activity),
        }
        for swap in rows.select_related(*related)
    ]


def _write_up(night, form, by, photos):
    said = form.cleaned_data
    watch_crew.write_up(night.activity_id, said["present"], by=by, seen=said["seen"], photos=photos)


NEXT = ("certify", "write")  # what a night waits for; the others are done when there is a reason
# act: title, verb, who may, in which states, the form that asks, and what is done
ACTS = {
    "certify": (
        gettext_lazy("Certify"), gettext_lazy("Certify"), rules.CERTIFY, (ActivityState.HELD,), button,
        lambda night, form, by, photos: outcome.certify(night.activity_id, by=by),
    ),
    "write": (
        gettext_lazy("Write up the night"), gettext_lazy("Save"), rules.RUN,
        (ActivityState.PUBLISHED, ActivityState.HELD),
        lambda request, night: CameForm(request.POST or None, night=night, user=request.user), _write_up,
    ),
    "back": (
        gettext_lazy("Send back to be put right"), gettext_lazy("Send back"), rules.RUN, (ActivityState.HELD,),
        lambda request, night: Why(request.POST or None),
        lambda night, form, by, photos: outcome.send_back(night.activity_id, by=by, why=form.cleaned_data["why"]),
    ),
    "cancel": (
        gettext_lazy("Cancel the night"), gettext_lazy("Cancel the night"), rules.RUN, (ActivityState.PUBLISHED,),
        lambda request, night: Why(request.POST or None),
        lambda night, form, by, photos: activities.cancel(night.activity_id, by=by, why=form.cleaned_data["why"]),
    ),
}  # fmt: skip


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def act(request, ref, pk, act):
    night = _find(request, ref, pk)
    if act not in ACTS:
        raise Http404
    title, verb, grant, _states, asks, carry_out = ACTS[act]
    if not granted(request.user, act, grant, night.activity):
        raise PermissionDenied
    return _answered(request, night, asks(request, night), partial(carry_out, night), f"{title} · {night}", verb)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def fill(request, ref, pk, slot):
    """Somebody is put into a line by hand; whose turn it is stands first."""
    night = _find(request, ref, pk)
    rules.need(request.user, rules.RUN, night.activity)
    line = get_object_or_404(night.watch.slots.all(), pk=slot)
    form = _who(request, night, line)

    def carry_out(form, by, photos):
        watch_crew.put(night.activity_id, line, form.cleaned_data["volunteer"], by=by)

    title = _("Fill the line “%(line)s” · %(night)s") % {"line": line, "night": night}
    return _answered(request, night, form, carry_out, title, _("Put down"), _nobody(form))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def swap(request, ref, pk, place):
    """Who stands on the night asks another; whoever runs the watch asks for somebody who told them."""
    night, giver = _stands(request, ref, pk, place)
    form = _who(request, night, giver.stand.slot)

    def carry_out(form, by, photos):
        watch_crew.ask(giver.pk, form.cleaned_data["volunteer"], by=by)
        messages.success(request, _("They are asked. Until they accept, nothing changes."))

    title = _("Ask somebody to step in for %(name)s") % {"name": roster.said(giver.volunteer, request.user)}
    return _answered(request, night, form, carry_out, title, pgettext("to take a turn over", "Ask"), _nobody(form))


def _who(request, night: WatchNight, slot) -> WhoForm:
    return WhoForm(request.POST or None, night=night, slot=slot, said=lambda one: roster.said(one, request.user))


def _nobody(form: WhoForm) -> str:
    return _("Nobody of this line is free at that time.") if form.is_empty else ""


@never_cache
@require_POST
def off(request, ref, pk, place):
    """Taken off the night; the gap is shown."""
    night = _find(request, ref, pk)
    found = get_object_or_404(night.activity.places.taking_part(), pk=place)
    rules.need(request.user, rules.RUN, night.activity)
    try:
        places.sign_off(found.pk, by=request.user)
    except ValidationError as error:
        messages.warning(request, error.messages[0])
    return redirect(night)


ANSWERS = {"accept": watch_crew.accept, "decline": watch_crew.decline}


@never_cache
@require_POST
def answer(request, ref, pk, swap, answer):
    night = _find(request, ref, pk)
    asked_for = get_object_or_404(Swap.objects.filter(giver__activity=night.activity_id), pk=swap)
    if answer not in ANSWERS:
        raise Http404
    try:
        ANSWERS[answer](asked_for.pk, by=request.user)
    except ValidationError as error:
        messages.warning(request, error.messages[0])
    return redirect(night)


def _answered(request, night, form, carry_out, title: str, verb: str, text: str = ""):
    photos = sent_in(request, form)
    done, _made = carried_out(form, lambda: carry_out(form=form, by=request.user, photos=photos.files))
    if done:
        toasts.done(request, title)
        return redirect(night)
    return asked(request, form, title, verb, night.get_absolute_url(), text=text, photos=photos)


def _stands(request, ref: str, pk: int, place: int):
    night = _find(request, ref, pk)
    rows = night.activity.places.taking_part().select_related("stand__slot", "volunteer__resident", "volunteer__user")
    giver = get_object_or_404(rows, pk=place)
    if not rules.speaks_for(request.user, giver.volunteer, night.activity):
        raise PermissionDenied
    return night, giver


def _find(request, ref: str, pk: int) -> WatchNight:
    watch = get_object_or_404(Watch.objects.visible_to(request.user), ref=ref)
    rows = watch.nights.select_related("watch__area", "activity__area", "activity__held_by", "activity__certified_by")
    return get_object_or_404(rows, pk=pk)
