"""Trainings and forums of staff: the list, who was there, one of them; topics; how many are trained in each field."""

from django.db.models import Count
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy, pgettext, pgettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from grids import why
from grids.areas import choices as area_choices
from grids.forms.why import Why
from grids.models import Area
from grids.pages.keyset import Order
from grids.views.asked import ask
from grids.views.listing import listed
from parties import rules, staffing
from parties.actions import sessions as acts
from parties.forms.staff import SessionForm, TopicForm, WhoForm
from parties.models import SessionPlace, StaffSession, StaffTopic
from parties.views.bodies_asking import Act, keep, why_only

NEWEST = Order("new", "entered_at", descending=True)
SHOWN = 500


@never_cache
@require_safe
def index(request):
    rows = StaffSession.objects.visible_to(request.user).standing()
    context = listed(request, rows.select_related("area", "topic"), NEWEST)
    places = SessionPlace.objects.visible_to(request.user).standing()
    here = places.filter(session__in=[row.pk for row in context["rows"]])
    times = dict(here.values_list("session").annotate(n=Count("pk")).order_by())
    context |= {
        "rows": [{"row": row, "times": times.get(row.pk, 0)} for row in context["rows"]],
        "sessions": rows.count(),
        "sums": staffing.totals(places),
        "may_keep": rules.in_hat(request.user, rules.KEEP),
        "tab": "staff",
        "sub": "sessions",
    }
    return render(request, "parties/staff/sessions.html", context)


@never_cache
@require_safe
def places(request):
    """Each line is one person at one session."""
    rows = SessionPlace.objects.visible_to(request.user).standing().select_related("session", "user")
    context = listed(request, rows, NEWEST) | {"tab": "staff"}
    return render(request, "parties/staff/places.html", context)


@never_cache
@require_safe
def detail(request, ref):
    row = _find(request, ref)
    standing = row.places.filter(struck_at=None).select_related("user").order_by("user__pinyin", "pk")
    context = {
        "row": row,
        "places": standing[:SHOWN],
        "count": standing.count(),
        "may_keep": row.struck_at is None and request.user.scope.may(rules.KEEP, row),
    } | why.context(request.user, row)
    return render(request, "parties/staff/session.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    rules.need_in_hat(request.user, rules.KEEP)
    return ask(
        request,
        SessionForm(request.POST or None, user=request.user),
        lambda form: acts.enter(by=request.user, **form.cleaned_data),
        title=_("Enter a training or forum"),
        verb=_("Enter"),
        back=reverse("parties:staff:sessions"),
    )


ACTS = {
    "add": Act(
        pgettext_lazy("at a session", "Add who was there"), gettext_lazy("Add"),
        lambda request, row: WhoForm(request.POST or None, user=request.user),
        lambda row, form, by: acts.add(row.pk, form.cleaned_data["people"], by=by),
    ),
    "strike": Act(
        pgettext_lazy("a session", "Strike"), pgettext_lazy("a session", "Strike"), why_only,
        lambda row, form, by: acts.strike(row.pk, by=by, **form.cleaned_data),
    ),
}  # fmt: skip


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def act(request, ref, act):
    return keep(request, ACTS, act, _find(request, ref))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def strike_place(request, ref, pk):
    row = _find(request, ref)
    place = get_object_or_404(row.places.select_related("user"), pk=pk)
    rules.need(request.user, rules.KEEP, row)
    return ask(
        request,
        Why(request.POST or None),
        lambda form: acts.strike_place(row.pk, place.pk, by=request.user, **form.cleaned_data) and None,
        title=_("%(name)s was not there") % {"name": place.user},
        verb=_("Strike"),
        back=row.get_absolute_url(),
    )


@never_cache
@require_safe
def coverage(request):
    """?area=CODE; without it the first of one's own."""
    own = [reach.area_id for reach in request.user.scope.where(rules.READ)]
    seen = Area.objects.visible_to(request.user)
    area = seen.called(request.GET.get("area", "")).first()
    if area is None or not request.user.scope.reaches(rules.READ, area):
        area = seen.filter(pk__in=own).order_by("level", "tree_id", "lft").first()
    context = {
        "area": area,
        "areas": area_choices.near(request.user, rules.READ, area),
        "found": staffing.coverage(area, timezone.localdate()) if area else None,
        "tab": "staff",
        "sub": "coverage",
    }
    return render(request, "parties/staff/coverage.html", context)


@never_cache
@require_safe
def topics(request):
    rows = StaffTopic.objects.visible_to(request.user).filter(is_on=True).select_related("area")
    may = request.user.scope.may
    context = {
        "rows": [{"row": row, "may_keep": row.area and may(rules.KEEP, row.area)} for row in rows],
        "may_keep": rules.in_hat(request.user, rules.KEEP),
    }
    return render(request, "parties/staff/topics.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new_topic(request):
    rules.need_in_hat(request.user, rules.KEEP)
    return ask(
        request,
        TopicForm(request.POST or None, user=request.user),
        lambda form: acts.add_topic(by=request.user, **form.cleaned_data) and None,
        title=_("Add a topic"),
        verb=_("Add"),
        back=reverse("parties:staff:topics"),
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def retire_topic(request, code):
    rows = StaffTopic.objects.visible_to(request.user).filter(request.user.scope.area_q(rules.READ, "area__"))
    topic = get_object_or_404(rows.select_related("area"), code=code)
    rules.need(request.user, rules.KEEP, topic.area)
    return ask(
        request,
        Why(request.POST or None),
        lambda form: acts.retire_topic(topic.pk, by=request.user, **form.cleaned_data) and None,
        title=pgettext("an entry", "Retire") + f" · {topic}",
        verb=pgettext("an entry", "Retire"),
        back=reverse("parties:staff:topics"),
    )


def _find(request, ref: str) -> StaffSession:
    rows = StaffSession.objects.visible_to(request.user).select_related("area", "topic", "entered_by")
    return get_object_or_404(rows, ref=ref)
