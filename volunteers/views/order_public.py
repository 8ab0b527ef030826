"""Pages without an account: of whom an order is for, and of a volunteer to whom it was offered."""

from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cases.actions.start import NotNow
from cases.views.reporter import private, too_many
from grids.actions.files import store_image
from grids.forms.refused import take_up
from grids.forms.why import Why
from grids.pages import qr
from grids.uploads import UploadRefused
from grids.views.asked import carried_out
from volunteers.actions import order_links, order_rating, order_service, orders
from volunteers.enums.orders import Act, OfferState, Step
from volunteers.forms.orders import Finish, RateOrder
from volunteers.orders import page as order_page
from volunteers.workflow import OPEN, UNDER_WAY

MOST_PHOTOS = 3
TOLD = (
    Act.ORDER, Act.CHECK, Act.OFFER, Act.TAKE, Act.START, Act.FINISH, Act.RATE, Act.RESCHEDULE, Act.CANCEL,
    Act.REDISPATCH,
)  # fmt: skip


@private
@require_http_methods(["GET", "HEAD", "POST"])
def orderer(request, token):
    """How the order stands, and the word of whom it was for. Nobody is named; sent too often, it stands as typed."""
    says = request.method == "POST"
    hurried = too_many(request, token, "say" if says else "look")
    order = None if hurried and not says else order_links.opened(token)
    if order is None:
        return later(request) if hurried else render(request, "components/gone.html", status=404)
    if not says:
        return _orderer(request, order, token)
    form = Why(request.POST) if "cancel" in request.POST else RateOrder(request.POST)
    if hurried:
        form.add_error(None, _("Too many tries. Please wait a minute."))
        return _orderer(request, order, token, form, status=429)
    try:
        done, _made = carried_out(form, lambda: _word(order, form))
    except NotNow:
        return _orderer(request, order_links.opened(token) or order, token, status=409, late=True)
    return redirect("orderer:show", token=token) if done else _orderer(request, order, token, form, status=422)


def _word(order, form) -> None:
    if isinstance(form, Why):
        orders.cancel(order.pk, by=None, **form.cleaned_data)
    else:
        order_rating.rate(order.pk, by=None, **form.cleaned_data)


def _orderer(request, order, token, form=None, *, status: int = 200, late: bool = False):
    """form: the one that came back, of the rating or of cancelling."""
    now = timezone.now()
    acts = list(order.acts.filter(act__in=TOLD).order_by("pk"))
    context = {
        "order": order, "form": form, "token": token, "late": late,
        "rating": form if isinstance(form, RateOrder) else RateOrder(),
        "cancelling": isinstance(form, Why), "back": form if isinstance(form, Why) else Why(),
        "asks": order.step == Step.DONE, "may_cancel": order.step in OPEN,
        "steps": order_page.steps(order, acts, now), "steps_heading": order_page.heading(order),
        "qr": qr.drawn("orderer:show", token)["qr"] if "new" in request.GET else "",
        "entries": [{"at": act.at, "what": act.get_act_display(), "kind": ""} for act in reversed(acts)],
    }  # fmt: skip
    return render(request, "volunteers/order_rate.html", context, status=status)


PLAIN = {"take": order_service.take, "decline": order_service.decline, "start": order_service.start}


@private
@require_http_methods(["GET", "HEAD", "POST"])
def volunteer(request, token):
    """Neutral words, area and time; after taking it, on asking, for whom and where."""
    if too_many(request, token, "picture" if request.method == "POST" else "look"):
        return later(request)
    offer = order_links.opened_offer(token)
    if offer is None:
        return render(request, "components/gone.html", status=404)
    if request.method != "POST":
        return _volunteer(request, offer, token)
    return _say(request, offer, token)


def _say(request, offer, token):
    act = request.POST.get("act", "")
    try:
        if act == "look":
            return _volunteer(request, offer, token, looked=order_service.look(offer.pk, by=None))
        if act in ("finish", "return"):
            return _asked(request, offer, token, act)
        if act not in PLAIN:
            raise Http404
        PLAIN[act](offer.pk, by=None)
    except NotNow:
        return _volunteer(request, order_links.opened_offer(token) or offer, token, late=True, status=409)
    return redirect("serve:show", token=token)


def _asked(request, offer, token, act):
    form = Finish(request.POST) if act == "finish" else Why(request.POST)
    if form.is_valid():
        try:
            if act == "return":
                order_service.give_back(offer.pk, by=None, **form.cleaned_data)
            else:
                said = {name: form.cleaned_data[name] for name in ("text", "no_photo_reason")}
                order_service.finish(offer.pk, by=None, photos=_photos(request), **said)
            return redirect("serve:show", token=token)
        except UploadRefused as refused:
            form.add_error("photos", refused.sentence)
        except ValidationError as error:
            take_up(form, error)
    return _volunteer(request, offer, token, status=422, **{act: form})


def _photos(request) -> list:
    sent = request.FILES.getlist("photos")
    if len(sent) > MOST_PHOTOS:
        raise ValidationError({"photos": _("At most %(most)d photos") % {"most": MOST_PHOTOS}})
    return [store_image(upload, None) for upload in sent]


def _volunteer(request, offer, token, *, looked=None, late=False, status=200, **forms):
    order, now = offer.order, timezone.now()
    standing = offer.state in (OfferState.OPEN, OfferState.TAKEN)
    context = {
        "order": order, "token": token, "looked": looked, "late": late,
        "tag": order_page.tag(order, now) if standing else "",
        "is_open": offer.state == OfferState.OPEN and order.step == Step.OFFERED,
        "is_mine": offer.state == OfferState.TAKEN and order.step in UNDER_WAY,
        "sentence": _sentence(offer),
        "finish": forms.get("finish") or Finish(), "back": forms.get("return") or Why(),
        "finishing": "finish" in forms, "returning": "return" in forms,
    }  # fmt: skip
    return render(request, "volunteers/order_serve.html", context, status=status)


def _sentence(offer) -> str:
    """Where it stands, kindly."""
    if offer.state == OfferState.OPEN:
        return _("Can you help? Whoever takes it first has it.")
    if offer.state == OfferState.TAKEN:
        words = {
            Step.TAKEN: _("You took it. Thank you. Say when you begin."),
            Step.STARTED: _("You are at it. Say when it is done."),
            Step.DONE: _("Done. Thank you. Now they are asked how it was."),
            Step.RATED: _("Done and rated. Thank you."),
        }
        return words.get(offer.order.step, offer.order.get_step_display())
    words = {
        OfferState.GONE: _("Thank you. Somebody else has taken it already."),
        OfferState.DECLINED: _("You declined. Thank you for saying so."),
        OfferState.RETURNED: _("You gave it back. Somebody else is asked."),
        OfferState.CLOSED: _("It is not needed any more. Thank you all the same."),
    }
    return words.get(offer.state, _("It went on to others, since the time was over."))


def later(request):
    answer = render(request, "reporter/later.html", status=429)
    answer["Retry-After"] = "60"
    return answer
