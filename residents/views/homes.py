"""Dwellings: the list of one's areas by address, the page of one, and what may be done with it."""

from typing import NamedTuple

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _, pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from grids.areas import choices as area_choices, crumbs
from grids.forms.refused import tell_changed
from grids.permissions import in_hat, need, need_in_hat
from grids.views.asked import carried_out, confirm
from grids.views.listing import asked_area
from residents import actions, branches
from residents.actions import as_shown
from residents.actions.exports import EXPORT
from residents.actions.start import EDIT
from residents.enums import DwellingKind, Tenure
from residents.forms.homes import FORMS, NewHome, running, to_come
from residents.homes import filters as home_filters, queries as home_queries, story as home_story
from residents.models import Dwelling


class Row(NamedTuple):
    url: str
    address: str
    area: str
    kind: str
    tenure: str
    has_hazards: bool
    households: list[tuple[str, str, str]]  # url, head, how many people


@never_cache
@require_safe
def index(request):
    user, now = request.user, timezone.now()
    asked = home_filters.read(request.GET, asked_area(request), now)
    areas = [("", _("All my areas")), *area_choices.near(user, branches.GRANT, asked.area)]
    asked.form.fields["area"].widget.choices = areas
    page = home_queries.dwellings(user, asked.where, area=asked.area, cursor=request.GET.get("cursor", ""))
    query = request.GET.copy()
    query.pop("cursor", None)

    def at(cursor: str) -> str:
        query["cursor"] = cursor
        return f"?{query.urlencode()}"

    context = {
        "filters": asked.form,
        "figure": asked.figure,
        "total": home_queries.total(asked.figure, user, asked.area, now) if asked.figure else None,
        "is_filtered": any(asked.form.cleaned_data.values()),
        "rows": _rows(page.rows),
        "export_url": f"{reverse('exports:homes')}?{query.urlencode()}" if in_hat(user, EXPORT) else "",
        "previous_url": page.previous and at(page.previous),
        "next_url": page.next and at(page.next),
        "may_add": in_hat(user, EDIT),
    }
    return render(request, "households/list.html", context)


def _rows(dwellings: list[Dwelling]) -> list[Row]:
    kinds, tenures = ({value: str(label) for value, label in choices.choices} for choices in (DwellingKind, Tenure))
    households = home_queries.lived_in(dwellings)
    places = home_queries.places(dwellings, "grid")
    no_head, people = _("no head named"), pgettext("after a number", "people")

    def household(home) -> tuple[str, str, str]:
        return home.get_absolute_url(), home.head or no_head, f"{home.size} {people}"

    return [
        Row(
            one.get_absolute_url(),
            one.address,
            places[one.pk],
            kinds[one.kind],
            tenures[one.tenure],
            bool(one.hazards),
            [household(home) for home in households.get(one.pk, ())],
        )
        for one in dwellings
    ]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    need_in_hat(request.user, EDIT)
    form = NewHome(request.POST or None, user=request.user)
    done, made = carried_out(form, lambda: form.carry_out(by=request.user))
    if done:
        messages.success(request, _("%(address)s is in the register.") % {"address": made.address})
        return redirect(made)
    return confirm(request, form, _("Enter a dwelling"), _("Enter"), "/households/", act="new")


def _find(request, ref: str) -> Dwelling:
    rows = Dwelling.objects.visible_to(request.user).select_related("area").prefetch_related("leases")
    dwelling = rows.filter(ref=ref).first()
    if dwelling is None:
        raise Http404
    return dwelling


@never_cache
@require_safe
def detail(request, ref):
    dwelling = _find(request, ref)
    now = home_queries.lived_in([dwelling]).get(dwelling.pk, [])
    acts = list(_acts(dwelling)) if request.user.scope.may(EDIT, dwelling) else []
    context = {
        "crumbs": crumbs.of(request.user, dwelling),
        "dwelling": dwelling,
        "facts": [
            (_("Area"), home_queries.places([dwelling], "community", "grid")[dwelling.pk]),
            (_("Kind of dwelling"), dwelling.get_kind_display()),
            (_("Use"), dwelling.get_tenure_display()),
            (_("Hazards"), home_story.hazards(dwelling.hazards)),
        ],
        "leases": sorted(dwelling.leases.all(), key=lambda one: one.starts_on, reverse=True),
        "running": running(dwelling),
        "now": now,
        "before": dwelling.households.exclude(closed_on=None).order_by("-closed_on", "-pk")[:30],
        "entries": home_story.of(dwelling),
        "acts": [(act, FORMS[act].title) for act in acts],
    }
    return render(request, "households/home.html", context)


def _acts(dwelling: Dwelling):
    """Those that make sense now."""
    if dwelling.withdrawn_at:
        return
    let = running(dwelling) is not None
    there = {"let": not let, "end-lease": let, "withdraw-lease": bool(to_come(dwelling))}
    yield from (act for act in FORMS if there.get(act, True))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def act(request, ref, act):
    dwelling = _find(request, ref)
    if act not in FORMS:
        raise Http404
    need(request.user, EDIT, dwelling)
    form, done = FORMS[act](request.POST or None, dwelling=dwelling), False
    try:
        done, _made = carried_out(form, lambda: form.carry_out(by=request.user))
    except actions.ChangedMeanwhile:
        tell_changed(form, as_shown.dwelling(dwelling))
    if done:
        messages.success(request, form.done)
        return redirect(dwelling)
    title = f"{form.title} · {dwelling.address}"
    return confirm(request, form, title, form.title, dwelling.get_absolute_url(), act=act)
