"""The wish board, and one wish."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy, pgettext, pgettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.actions.start import NotNow
from cases.stepper import named
from grids import clicked, why
from grids.days import when
from grids.fields import masked
from grids.forms.why import Why
from grids.pages import toasts
from grids.pages.keyset import Order
from grids.privacy import identity
from grids.templatetags.linli import mark
from grids.views.asked import button, carried_out, confirm
from grids.views.listing import paged
from grids.views.reveal import reveal_view
from grids.views.stored import sent
from volunteers import roster, rules
from volunteers.actions import wishes as acts
from volunteers.enums.orders import WishStep
from volunteers.forms.wishes import ClaimWish, FulfilWish, PostWish, ThankWish
from volunteers.models import Volunteer, Wish
from volunteers.views.activities import asked, sent_in

NEWEST = Order("new", "posted_at", descending=True)
MASKS = {"name": identity.mask_name, "phone": identity.mask_phone, "place": identity.mask_address}


@never_cache
@require_safe
def index(request):
    """By step, the board first. ?figure=&area=&from=&to= for those behind a clicked number."""
    now, whose = timezone.now(), _("A resident of %(area)s")
    found_by = clicked.read(request.GET, request.user, Wish, now)
    steps = {step: mark(label) for step, label in WishStep.choices}
    step = request.GET.get("step", WishStep.SHOWN)
    step = step if step in WishStep else WishStep.SHOWN
    rows = Wish.objects.visible_to(request.user).select_related("area")
    rows = rows.filter(found_by.where) if found_by else rows.filter(step=step)
    step = "" if found_by else step
    context = paged(request, rows, NEWEST, found_by, step=step)
    context |= {
        "rows": [
            {"wish": row, "step": steps[row.step], "whose": whose % {"area": row.area.short_name},
             "posted": when.stamp(row.posted_at, now)}
            for row in context["rows"]
        ],
        "steps": WishStep.choices, "step": step, "may_post": rules.in_hat(request.user, rules.KEEP), "tab": "wishes",
    }  # fmt: skip
    return render(request, "volunteers/wishes.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    rules.need_in_hat(request.user, rules.KEEP)
    form = PostWish(request.POST or None, user=request.user)
    done, made = carried_out(form, lambda: acts.post(by=request.user, **form.cleaned_data))
    if done:
        return redirect(made)
    return confirm(request, form, _("Post a wish"), pgettext("a wish", "Post"), f"{rules.HOME}wishes/")


@never_cache
@require_safe
def detail(request, ref):
    return page(request, find(request, ref))


def page(request, wish: Wish, *, looked: dict | None = None, moved_on: bool = False, status: int = 200):
    user = request.user
    reveal_url = f"{wish.get_absolute_url()}reveal/" if user.scope.may("reveal", wish) else ""
    lines = wish.acts.select_related("user", "post__role", "post__department").order_by("-pk")
    context = {
        "wish": wish, "looked": looked, "moved_on": moved_on,
        "hidden": [
            {"label": wish._meta.get_field(part).verbose_name, "mask": shown,
             "url": f"{reveal_url}{part}/" if reveal_url else ""}
            for part, mask in MASKS.items() if (shown := masked(wish, part, mask))
        ],
        "claimant": _claimant(wish, user),
        "entries": [_entry(wish, line) for line in lines],
        "acts": [(name, title) for name, (title, *_rest) in ACTS.items() if _may(user, name, wish)],
        "may_look": wish.step == WishStep.CLAIMED and wish.claimed_by_id == user.pk,
    }  # fmt: skip
    return render(request, "volunteers/wish.html", context | why.context(user, wish), status=status)


def _claimant(wish: Wish, user) -> str:
    if wish.by_volunteer_id:
        return roster.said(wish.by_volunteer, user)
    return str(wish.by_team or wish.by_organisation or "")


def _entry(wish: Wish, line) -> dict:
    url = f"{wish.get_absolute_url()}photos/{line.pk}/"
    photos = [{"url": url, "thumb": f"{url}?s=1"}] if line.photo_id else ()
    return {"at": line.at, "who": named(line.user, line.post), "what": line.get_act_display(), "text": line.text,
            "kind": "", "photos": photos}  # fmt: skip


# act: title, verb, the form, what is done with it
ACTS = {
    "show": (
        gettext_lazy("Show it on the board"), pgettext_lazy("a wish", "Show"), button,
        lambda wish, form, by, photo: acts.review(wish.pk, by=by, shows=True),
    ),
    "refuse": (
        gettext_lazy("Do not show it"), gettext_lazy("Do not show it"), lambda request: Why(request.POST or None),
        lambda wish, form, by, photo: acts.review(wish.pk, by=by, shows=False, **form.cleaned_data),
    ),
    "claim": (
        gettext_lazy("Claim the wish"), gettext_lazy("Claim"),
        lambda request: ClaimWish(request.POST or None, user=request.user),
        lambda wish, form, by, photo: acts.claim(wish.pk, by=by, **_for_whom(form, by)),
    ),
    "fulfil": (
        gettext_lazy("Report as fulfilled"), gettext_lazy("Fulfilled"),
        lambda request: FulfilWish(request.POST or None),
        lambda wish, form, by, photo: acts.fulfil(wish.pk, by=by, text=form.cleaned_data["text"], photo=photo),
    ),
    "give_up": (
        gettext_lazy("Give it back to the board"), gettext_lazy("Give back"),
        lambda request: Why(request.POST or None),
        lambda wish, form, by, photo: acts.give_up(wish.pk, by=by, **form.cleaned_data),
    ),
    "thank": (
        gettext_lazy("Write down the thanks"), gettext_lazy("Save"), lambda request: ThankWish(request.POST or None),
        lambda wish, form, by, photo: acts.thank(wish.pk, by=by, **form.cleaned_data),
    ),
    "take_off": (
        gettext_lazy("Take it off the board"), pgettext_lazy("a wish", "Take off"),
        lambda request: Why(request.POST or None),
        lambda wish, form, by, photo: acts.take_off(wish.pk, by=by, **form.cleaned_data),
    ),
}  # fmt: skip


def _for_whom(form: ClaimWish, by) -> dict:
    """Left empty: for oneself."""
    facts = form.facts()
    if not any(facts.values()):
        facts["volunteer"] = Volunteer.objects.active().filter(user=by).first()
    return facts


def _may(user, act: str, wish: Wish) -> bool:
    if acts.MOVES[act][0] != wish.step:
        return False
    if act in ("show", "refuse"):
        return user.scope.may(rules.DISPATCH, wish) and wish.posted_by_id != user.pk
    if act == "thank":
        return user.scope.may(rules.KEEP, wish) and not acts.is_own(user, wish)
    if act == "take_off":
        return acts.may_take_off(user, wish)
    return act == "claim" or wish.claimed_by_id == user.pk or user.scope.may(rules.DISPATCH, wish)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def act(request, ref, act):
    wish = find(request, ref)
    if act not in ACTS:
        raise Http404
    rules.need(request.user, rules.READ, wish)
    if acts.MOVES[act][0] != wish.step:
        return page(request, wish, moved_on=True, status=409)
    if not _may(request.user, act, wish):
        raise PermissionDenied
    title, verb, asks, carry_out = ACTS[act]
    form = asks(request)
    photos = sent_in(request, form)
    photo = next(iter(photos.files), None)
    try:
        done, _made = carried_out(form, lambda: carry_out(wish, form, request.user, photo))
    except NotNow:
        return page(request, find(request, ref), moved_on=True, status=409)
    if done:
        toasts.done(request, title)
        return redirect(wish)
    return asked(request, form, f"{title} · {wish}", verb, wish.get_absolute_url(), photos=photos)


@never_cache
@require_POST
def look(request, ref):
    """Whose wish it is: for whoever claimed it. It stands in the record."""
    wish = find(request, ref)
    try:
        return page(request, wish, looked=acts.look(wish.pk, by=request.user))
    except NotNow:
        return page(request, wish, moved_on=True, status=409)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def reveal(request, ref, field):
    wish = find(request, ref)
    if field not in MASKS:
        raise Http404
    return reveal_view(request, wish, field, wish.get_absolute_url(), key=wish.ref, mask=MASKS[field])


@require_safe
def photo(request, ref, pk):
    found = find(request, ref).acts.select_related("photo").filter(pk=pk, photo__isnull=False).first()
    if found is None:
        raise Http404
    return sent(found.photo, small=bool(request.GET.get("s")))


def find(request, ref: str) -> Wish:
    rows = Wish.objects.visible_to(request.user).select_related(
        "area", "subject", "by_volunteer__resident", "by_volunteer__user", "by_team", "by_organisation"
    )
    return get_object_or_404(rows, ref=ref)
