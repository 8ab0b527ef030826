"""What a volunteer with an account answers on the order's page; or staff for somebody who told them by phone."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from cases.actions.start import NotNow
from cases.forms.photos import Photos
from grids.actions.reveal import standing_reason
from grids.forms.accounts import RevealForm
from grids.forms.why import Why
from grids.pages import toasts
from grids.views.asked import carried_out, confirm
from volunteers import roster, rules
from volunteers.actions import order_links, order_service as acts
from volunteers.forms.orders import Finish
from volunteers.models import Offer
from volunteers.views import link_page
from volunteers.views.activities import asked, sent_in
from volunteers.views.orders import find, page

PLAIN = {"take": acts.take, "decline": acts.decline, "start": acts.start}
ASKED = {"finish": gettext_lazy("Report as done"), "return": gettext_lazy("Give the order back")}


@never_cache
@require_POST
def answer(request, ref, pk, act):
    """Taken, declined or begun: one button each."""
    order, offer = _find(request, ref, pk)
    if act not in PLAIN:
        raise Http404
    try:
        PLAIN[act](offer.pk, by=request.user)
    except NotNow:
        return page(request, order, moved_on=True, status=409)
    return redirect("volunteers:orders") if act == "decline" else redirect(order)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request, ref, pk, act):
    """Done, with a photo or the reason why there is none; or given back, with the reason."""
    order, offer = _find(request, ref, pk)
    if act not in ASKED:
        raise Http404
    form = (Finish if act == "finish" else Why)(request.POST or None)
    photos = sent_in(request, form)
    try:
        done, _made = carried_out(form, lambda: _carry_out(act, offer, form, photos, request.user))
    except NotNow:
        return page(request, order, moved_on=True, status=409)
    if done:
        toasts.done(request, ASKED[act])
        return redirect("volunteers:orders")
    return asked(request, form, f"{ASKED[act]} · {order}", ASKED[act], order.get_absolute_url(), photos=photos)


def _carry_out(act: str, offer: Offer, form, photos: Photos, by) -> None:
    if act == "return":
        acts.give_back(offer.pk, by=by, **form.cleaned_data)
    else:
        said = {name: form.cleaned_data[name] for name in ("text", "no_photo_reason")}
        acts.finish(offer.pk, by=by, photos=photos.files, **said)


@never_cache
@require_POST
def look(request, ref, pk):
    """For whom, where and what: for its taker while it runs. It stands in the record."""
    order, offer = _find(request, ref, pk)
    try:
        return page(request, order, looked=acts.look(offer.pk, by=request.user))
    except NotNow:
        return page(request, order, moved_on=True, status=409)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def link(request, ref, pk):
    """The link of a volunteer without an account, after the reason of a look. It is shown this once."""
    order, offer = _find(request, ref, pk)
    if not rules.may_give_offer_link(request.user, order):
        raise PermissionDenied
    if not order_links.takes_link(offer):
        return page(request, order, moved_on=True, status=409)
    form = _why(request, order)
    try:
        done, token = carried_out(
            form, lambda: order_links.issue_offer(offer.pk, by=request.user, **form.cleaned_data)
        )
    except NotNow:
        return page(request, order, moved_on=True, status=409)
    if done:
        return link_page.show(request, "serve:show", token, order, _("Link for the volunteer"))
    title = _("Link for the volunteer · %(name)s") % {"name": roster.said(offer.volunteer, request.user)}
    text = _(
        "Whoever opens it and takes the order sees for whom it is and where. So it counts as a look of yours and "
        "stands in the record with your name. Earlier links of this volunteer to the order stop working."
    )
    return confirm(request, form, title, _("Make the link"), order.get_absolute_url(), text)


def _why(request, order) -> RevealForm:
    """A reason that was given for this order a moment ago stands there."""
    standing = standing_reason(order._meta.label_lower, order.ref, by=request.user, now=timezone.now())
    form = RevealForm(request.POST if request.method == "POST" else None, initial={"reason": standing})
    form.fields["reason"].label = _("Why do they need to see it?")
    form.fields["reason"].widget.attrs["class"] = "ll-opts--w"
    return form


def _find(request, ref: str, pk: int):
    order = find(request, ref)
    return order, get_object_or_404(order.offers.select_related("volunteer"), pk=pk)
