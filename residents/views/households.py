"""One household: who belongs to it, and what may be done with it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _, pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from grids.areas import crumbs
from grids.forms.refused import take_up, tell_changed
from residents import actions
from residents.actions import as_shown
from residents.actions.start import EDIT
from residents.forms.households import FORMS
from residents.homes import page as household_page, queries as home_queries
from residents.models import Household


def find(request, ref: str) -> Household:
    rows = Household.objects.visible_to(request.user).select_related("dwelling__area", "joined_into__dwelling")
    household = rows.filter(ref=ref).first()
    if household is None:
        raise Http404
    return household


@never_cache
@require_safe
def detail(request, ref):
    household = find(request, ref)
    now, before = household_page.members(household, request.user)
    acts = list(_acts(household, now)) if request.user.scope.may(EDIT, household) else []
    head = next((one for one in now if one.is_head), None)
    living = sum(one.membership.is_living for one in now)
    context = {
        "crumbs": crumbs.of(request.user, household),
        "household": household,
        "head": head,
        "living": living,
        "registered": sum(one.membership.is_registered for one in now),
        "facts": [
            (_("Head of household"), head.name if head else ""),
            (_("Kind of household"), household.get_register_type_display()),
            (_("Area"), home_queries.places([household], "community", "grid")[household.pk]),
            (_("Since"), household.opened_on),
            (pgettext("a household", "Closed on"), household.closed_on),
        ],
        "into": _into(request, household),
        "now": now,
        "before": before,
        "entries": household_page.story(household, [*now, *before]),
        "acts": [(act, FORMS[act].title) for act in acts],
        "may_name_head": "relations" in acts and head is None,
    }
    return render(request, "households/detail.html", context)


def _into(request, household: Household) -> Household | None:
    """The household that this one was joined to, where the reader may open it."""
    found = Household.objects.visible_to(request.user).filter(pk=household.joined_into_id)
    return found.select_related("dwelling").first()


def _acts(household: Household, now: list):
    """Those that make sense now; the first is the page's button."""
    if household.closed_on:
        return
    for act in FORMS:
        if (act == "split" and len(now) < 2) or (act in ("relations", "join") and not now):
            continue
        yield act


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def act(request, ref, act):
    household = find(request, ref)
    now, _before = household_page.members(household, request.user)
    if act not in _acts(household, now):
        raise Http404
    if not request.user.scope.may(EDIT, household):
        raise PermissionDenied
    form = FORMS[act](request.POST or None, household=household, members=now, user=request.user)
    if form.is_bound and form.is_valid() and form.is_ready:
        try:
            done = form.carry_out(by=request.user)
        except (actions.ChangedMeanwhile, actions.Stale):  # the household, or who is to come into it
            tell_changed(form, as_shown.household(household))
        except ValidationError as error:
            take_up(form, error)
        else:
            messages.success(request, form.done)
            return redirect(done)
    context = {
        "form": form,
        "title": f"{form.title} · {household}",
        "verb": form.find if form.find and not form.choices else form.title,
        "back_url": household.get_absolute_url(),
        "action": request.path,
        "act": act,
        "household": household,
        "coming": now if act == "join" else [],
    }
    return render(request, "households/act.html", context, status=422 if form.errors else 200)
