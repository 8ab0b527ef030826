"""The page of a member without an account, by their link: their nights, whom they may ask, and who asks them."""

from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from cases.views.reporter import private, too_many
from grids.privacy import identity
from grids.views.asked import carried_out
from volunteers.actions import watch_crew, watches
from volunteers.enums import ActivityState
from volunteers.forms.watch import WhoForm
from volunteers.models import Participation, Swap, WatchMember
from volunteers.views.order_public import later

SHOWN = 10  # nights to come
ANSWERS = {"accept": watch_crew.accept, "decline": watch_crew.decline}


@private
@require_http_methods(["GET", "HEAD", "POST"])
def member(request, token):
    """Others are told by their surnames."""
    if too_many(request, token, "picture" if request.method == "POST" else "look"):
        return later(request)
    one = watches.opened(token)
    if one is None:
        return render(request, "components/gone.html", status=404)
    if request.method != "POST":
        return _page(request, one, token)
    if request.POST.get("act") == "ask":
        return _ask(request, one, token)
    return _answer(request, one, token)


def _answer(request, one: WatchMember, token: str):
    """Also of a swap that somebody else settled meanwhile: then the page says so."""
    swap = _all_asked_of(one).filter(pk=_number(request.POST.get("swap"))).first()
    act = request.POST.get("act")
    if swap is None or act not in ANSWERS:
        raise Http404
    try:
        ANSWERS[act](swap.pk, by=None)
    except ValidationError as error:
        return _page(request, one, token, said=error.messages[0], status=409)
    return redirect("serve:watch", token=token)


def _ask(request, one: WatchMember, token: str):
    place = _nights(one).filter(pk=_number(request.POST.get("place"))).first()
    if place is None:
        raise Http404
    form = _form(place, request.POST)
    done, _made = carried_out(form, lambda: watch_crew.ask(place.pk, form.cleaned_data["volunteer"], by=None))
    if done:
        return redirect("serve:watch", token=token)
    return _page(request, one, token, wrong=(place.pk, form), status=422)


def _page(request, one: WatchMember, token: str, *, wrong=None, said: str = "", status: int = 200):
    now = timezone.now()
    nights = []
    for place in _nights(one)[:SHOWN]:
        bound = wrong[1] if wrong and wrong[0] == place.pk else None
        asked = Swap.objects.standing(now).filter(giver=place).select_related("taker__resident", "taker__user")
        nights.append(
            {
                "place": place,
                "form": bound or _form(place, None),
                "is_wrong": bound is not None,
                "asked": [identity.mask_name(str(swap.taker)) for swap in asked],
            }
        )
    context = {
        "member": one, "token": token, "said": said, "nights": nights,
        "off": [place.activity for place in _coming(one, ActivityState.CANCELLED)[:SHOWN]],
        "asks": [
            {"swap": swap, "name": identity.mask_name(str(swap.giver.volunteer)), "activity": swap.giver.activity}
            for swap in _asked_of(one)
        ],
    }  # fmt: skip
    return render(request, "volunteers/watch_serve.html", context, status=status)


def _form(place: Participation, data) -> WhoForm:
    night = place.activity.night
    return WhoForm(data, night=night, slot=place.stand.slot, said=lambda one: identity.mask_name(str(one)))


def _nights(one: WatchMember):
    return _coming(one, ActivityState.PUBLISHED)


def _coming(one: WatchMember, state: ActivityState):
    """Nights of this watch that they are down for, the next first."""
    rows = Participation.objects.taking_part().filter(
        volunteer=one.volunteer_id, activity__night__watch=one.watch_id,
        activity__state=state, activity__starts_at__gt=timezone.now(),
    )  # fmt: skip
    related = ("activity__night__watch", "stand__slot")
    return rows.select_related(*related).order_by("activity__starts_at")


def _asked_of(one: WatchMember):
    rows = _all_asked_of(one).standing(timezone.now())
    return rows.select_related("giver__activity", "giver__volunteer__resident", "giver__volunteer__user").order_by(
        "pk"
    )


def _all_asked_of(one: WatchMember):
    return Swap.objects.filter(taker=one.volunteer_id, giver__activity__night__watch=one.watch_id)


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 12 else 0
