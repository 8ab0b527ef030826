"""Activities: the list, one with its places, what is done with it, and its poster."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.forms.photos import Photos, take_in
from grids import clicked
from grids.days import when
from grids.forms.why import Why
from grids.pages import qr, toasts
from grids.pages.keyset import Order
from grids.templatetags.linli import mark
from grids.views.asked import CONFIRM, button, carried_out, confirm
from grids.views.listing import paged
from grids.views.stored import sent
from volunteers import door, roster, rules
from volunteers.actions import activities as acts, outcome, places
from volunteers.enums import ActivityState, PlaceState
from volunteers.forms.activities import ChangeActivityForm, NewActivityForm, OutcomeForm, SignUpForm
from volunteers.models import Activity

SOONEST, NEWEST = Order("soon", "starts_at"), Order("new", "starts_at", descending=True)
VIEWS = {
    "open": (gettext_lazy("To come"), (ActivityState.PLANNED, ActivityState.PUBLISHED)),
    "held": (gettext_lazy("To certify"), (ActivityState.HELD,)),
    "past": (gettext_lazy("Certified"), (ActivityState.CERTIFIED,)),
    "off": (gettext_lazy("Cancelled activities"), (ActivityState.CANCELLED,)),
}
NEXT = ("publish", "certify", "write")  # what an activity waits for; the others are done when there is a reason
STATES = {
    ActivityState.PLANNED: "line", ActivityState.PUBLISHED: "ok", ActivityState.HELD: "due",
    ActivityState.CERTIFIED: "done", ActivityState.CANCELLED: "line",
}  # fmt: skip


@never_cache
@require_safe
def index(request):
    view = request.GET.get("view", "open")
    view = view if view in VIEWS else "open"
    now = timezone.now()
    found_by = clicked.read(request.GET, request.user, Activity, now)
    where = found_by.where if found_by else Q(state__in=VIEWS[view][1], night=None)  # nights stand with their watch
    rows = Activity.objects.visible_to(request.user).filter(where)
    order = SOONEST if view == "open" and not found_by else NEWEST
    view = "" if found_by else view
    context = paged(request, brief(rows), order, found_by, view=view)
    taken = roster.taken([row.pk for row in context["rows"]])
    states = {state: mark(label, STATES[state]) for state, label in ActivityState.choices}
    context |= {
        "rows": [
            {"row": row, "state": states[row.state], "places": _places(taken.get(row.pk, 0), row.capacity),
             "about": [when.deadline(row.starts_at, now), row.topic.label, *([row.team.name] if row.team else ()),
                       row.area.short_name]}
            for row in context["rows"]
        ],
        "views": [(key, label) for key, (label, _states) in VIEWS.items()],
        "view": view,
        "may_plan": rules.in_hat(request.user, rules.RUN),
        "tab": "activities",
    }  # fmt: skip
    return render(request, "volunteers/activities.html", context)


def brief(rows):
    """Only what a line of the list shows."""
    of = ("area__name", "team__name", "team__colour", "topic__name_zh", "topic__name_en")
    return rows.select_related("area", "team", "topic").only("ref", "title", "starts_at", "state", "capacity", *of)


def _places(taken: int, capacity: int | None) -> str:
    return f"{taken}/{capacity}" if capacity else ngettext("%(n)s signed up", "%(n)s signed up", taken) % {"n": taken}


@never_cache
@require_safe
def detail(request, ref):
    row = _find(request, ref, nights=True)
    if hasattr(row, "night"):
        return redirect(row.night)
    user = request.user
    lines, may = roster.places(row, user), offered(ACTS, row, user)
    following = next((one for one in may if one[0] in NEXT), None)
    is_open = row.state == ActivityState.PUBLISHED
    signed = [line for line in lines if line["place"].state == PlaceState.SIGNED]
    context = {
        "row": row,
        "state": mark(row.get_state_display(), STATES[row.state]),
        "places": signed,
        "waiting": [line for line in lines if line["place"].state == PlaceState.WAITING],
        "may_sign": is_open and rules.in_hat(user, rules.KEEP),
        "may_list": is_open and user.scope.may(rules.KEEP, row),
        "has_begun": _has_begun(row),
        "is_full": row.capacity is not None and len(signed) >= row.capacity,
        "next": following,
        "acts": [one for one in may if one != following],
        "poster_url": reverse("volunteers:poster", args=[row.ref]) if is_open else "",
        "photos": photos_of(row),
    }
    return render(request, "volunteers/activity.html", context)


def photos_of(row: Activity) -> list[dict]:
    ids = row.photos.order_by("pk").values_list("pk", flat=True)
    return [
        {"url": f"{row.get_absolute_url()}photos/{pk}/", "thumb": f"{row.get_absolute_url()}photos/{pk}/?s=1"}
        for pk in ids
    ]


def _has_begun(row: Activity) -> bool:
    """People may come: from an hour before it begins."""
    return timezone.now() > row.starts_at - places.BEFORE


def offered(acts: dict[str, tuple], row: Activity, user) -> list[tuple[str, str]]:
    """Which acts of such a table as ACTS this reader is offered."""
    not_now = set() if rules.may_certify(user, row) else {"certify"}
    not_now |= set() if timezone.now() >= row.ends_at else {"write"}
    return [
        (act, title)
        for act, (title, _verb, grant, states, _asks, _does) in acts.items()
        if row.state in states and act not in not_now and granted(user, act, grant, row)
    ]


def granted(user, act: str, grant: str, row: Activity) -> bool:
    return rules.may_send_back(user, row) if act == "back" else user.scope.may(grant, row)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    rules.need_in_hat(request.user, rules.RUN)
    form = NewActivityForm(request.POST or None, user=request.user)
    done, made = carried_out(form, lambda: acts.plan(by=request.user, **form.cleaned_data))
    if done:
        messages.success(request, _("Planned. It is open for sign-up once it is published."))
        return redirect(made)
    return confirm(request, form, _("Plan an activity"), _("Plan"), reverse("volunteers:activities"))


def asked(request, form, title: str, verb: str, back: str, *, photos: Photos, text: str = ""):
    """photos: those that came in so far, where the form asks for some."""
    template = "volunteers/order_ask.html" if "photos" in form.fields else CONFIRM
    return confirm(request, form, title, verb, back, text, template=template, photos=photos)


def sent_in(request, form) -> Photos:
    """The photos that came in with this form; it says which of them were refused."""
    if not form.is_bound or "photos" not in form.fields:
        return Photos()
    photos = take_in(request, most=form.fields["photos"].most)
    for wrong in photos.errors:
        form.add_error("photos", wrong)
    return photos


def _outcome(request, row):
    names = {line["place"].pk: line["name"] for line in roster.places(row, request.user)}
    return OutcomeForm(request.POST or None, activity=row, names=names)


# act: title, verb, who may, in which states, the form that asks, and what is done
ACTS = {
    "publish": (
        gettext_lazy("Publish"), gettext_lazy("Publish"), rules.RUN, (ActivityState.PLANNED,),
        button, lambda row, form, by, photos: acts.publish(row.pk, by=by),
    ),
    "certify": (
        gettext_lazy("Certify"), gettext_lazy("Certify"), rules.CERTIFY, (ActivityState.HELD,),
        button, lambda row, form, by, photos: outcome.certify(row.pk, by=by),
    ),
    "write": (
        gettext_lazy("Write up the outcome"), gettext_lazy("Save"), rules.RUN,
        (ActivityState.PUBLISHED, ActivityState.HELD), _outcome,
        lambda row, form, by, photos: outcome.write_up(row.pk, by=by, photos=photos, **form.facts()),
    ),
    "back": (
        gettext_lazy("Send back to be put right"), gettext_lazy("Send back"), rules.RUN, (ActivityState.HELD,),
        lambda request, row: Why(request.POST or None),
        lambda row, form, by, photos: outcome.send_back(row.pk, by=by, why=form.cleaned_data["why"]),
    ),
    "edit": (
        gettext_lazy("Change the activity"), gettext_lazy("Save"), rules.RUN, acts.OPEN,
        lambda request, row: ChangeActivityForm(request.POST or None, user=request.user, activity=row),
        lambda row, form, by, photos: acts.change(row.pk, by=by, **form.cleaned_data),
    ),
    "cancel": (
        gettext_lazy("Cancel the activity"), gettext_lazy("Cancel the activity"), rules.RUN, acts.OPEN,
        lambda request, row: Why(request.POST or None),
        lambda row, form, by, photos: acts.cancel(row.pk, by=by, why=form.cleaned_data["why"]),
    ),
}  # fmt: skip


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def act(request, ref, act):
    row = _find(request, ref)
    if act not in ACTS:
        raise Http404
    title, verb, grant, _states, asks, carry_out = ACTS[act]
    if not granted(request.user, act, grant, row):
        raise PermissionDenied
    form = asks(request, row)
    photos = sent_in(request, form)
    done, _made = carried_out(form, lambda: carry_out(row, form, request.user, photos.files))
    if done:
        toasts.done(request, title)
        return redirect(row)
    return asked(request, form, f"{title} · {row}", verb, row.get_absolute_url(), photos=photos)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_up(request, ref):
    row = _find(request, ref)
    rules.need_in_hat(request.user, rules.KEEP)
    form = SignUpForm(request.POST or None, user=request.user)
    done, made = carried_out(
        form, lambda: places.sign_up(row.pk, form.chosen().pk, by=request.user, even_so=form.cleaned_data["even_so"])
    )
    if done:
        messages.success(request, made.get_state_display())
        return redirect(row)
    title = _("Sign somebody up · %(title)s") % {"title": row}
    return confirm(request, form, title, _("Sign up"), row.get_absolute_url())


MOVES = {
    "come": places.come, "uncome": places.uncome, "go": places.go, "stay": places.stay, "off": places.sign_off,
}  # fmt: skip


@never_cache
@require_POST
def move(request, ref, pk, move):
    """On the list: somebody came, or not after all; went, is there after all; or is signed off."""
    row = _find(request, ref)
    place = get_object_or_404(row.places.all(), pk=pk)
    if move not in MOVES:
        raise Http404
    try:
        MOVES[move](place.pk, by=request.user)
    except ValidationError as error:
        messages.warning(request, error.messages[0])
    return redirect(row)


@never_cache
@require_safe
def poster(request, ref):
    """A sheet for the wall, with the code that takes people in and out."""
    row = _find(request, ref)
    rules.need(request.user, rules.KEEP, row)
    if row.state != ActivityState.PUBLISHED:
        return redirect(row)
    context = {"row": row, **qr.drawn("door:show", door.token(row), scale=6)}
    return render(request, "volunteers/poster.html", context)


@require_safe
def photo(request, ref, pk):
    found = get_object_or_404(_find(request, ref, nights=True).photos.select_related("file"), pk=pk)
    return sent(found.file, small=bool(request.GET.get("s")))


def _find(request, ref: str, *, nights: bool = False) -> Activity:
    """nights: of a watch as well, whose own page they have."""
    rows = Activity.objects.visible_to(request.user)
    rows = rows if nights else rows.filter(night=None)
    related = ("area", "team", "topic", "held_by", "certified_by", "night__watch")
    return get_object_or_404(rows.select_related(*related), ref=ref)
