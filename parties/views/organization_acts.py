"""What is done with an organisation: each act asks on a page of its own."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _, gettext_lazy, pgettext, pgettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from grids.forms.why import Why
from grids.models import Area
from grids.pages import toasts
from grids.views.asked import carried_out, confirm
from parties import rules
from parties.actions import coverage as covering, officers as offices, organizations as acts
from parties.enums import OrgKind
from parties.forms.officers import AppointForm, PartTimeForm, TermForm
from parties.forms.organizations import ChangeForm, CoverForm, FoundForm, MoveForm
from parties.models import Coverage, Officer, PartyOrganization
from parties.organizations import ladder, officers
from parties.views.organizations import find

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


@never_cache
@get_or_post
def new(request):
    """?under=REF: below which one; without it one that stands at the top. ?area=CODE and ?kind= fill the form in."""
    rules.need_in_hat(request.user, rules.KEEP)
    seen = PartyOrganization.objects.visible_to(request.user).standing().select_related("area")
    under = get_object_or_404(seen, ref=request.GET["under"]) if request.GET.get("under") else None
    form = FoundForm(request.POST or None, user=request.user, under=under, initial=_filled_in(request))
    done, made = carried_out(form, lambda: acts.found(by=request.user, under=under, **form.cleaned_data))
    if done:
        messages.success(request, _("%(name)s is founded.") % {"name": made})
        return redirect(made)
    title = _("Found an organisation under %(name)s") % {"name": under} if under else _("Found an organisation")
    back = under.get_absolute_url() if under else rules.HOME
    return asked(request, form, title, pgettext_lazy("an organisation", "Found"), back)


def _filled_in(request) -> dict:
    area = Area.objects.visible_to(request.user).called(request.GET.get("area", "")).first()
    return {"area": area.code if area else "", "kind": request.GET.get("kind", "")}


def asked(request, form, title, verb, back: str, text: str = ""):
    """The page that asks; a wrong form comes back with what was typed."""
    places = form.fields["area"].suggestions() if hasattr(form.fields.get("area"), "suggestions") else ()
    return confirm(request, form, title, verb, back, text, places=places, template="parties/organization_form.html")


def _appoint(organization, form, by):
    said = form.cleaned_data
    facts = {"charge": said["charge"], "since": said["since"]}
    offices.appoint(organization.pk, said["duty"], form.chosen(), by=by, **facts)


# act: title, verb, the form that asks, and what is done with it
ACTS = {
    "change": (
        gettext_lazy("Change the organisation"), gettext_lazy("Save"),
        lambda data, made, user: ChangeForm(data, user=user, organization=made),
        lambda made, form, by: acts.change(made.pk, by=by, **form.cleaned_data),
    ),
    "move": (
        gettext_lazy("Move under another organisation"), pgettext_lazy("an organisation", "Move"),
        lambda data, made, user: MoveForm(data, user=user, organization=made),
        lambda made, form, by: acts.move(made.pk, by=by, **form.facts()),
    ),
    "dissolve": (
        gettext_lazy("Dissolve the organisation"), pgettext_lazy("an organisation", "Dissolve"),
        lambda data, made, user: Why(data),
        lambda made, form, by: acts.dissolve(made.pk, by=by, why=form.cleaned_data["why"]),
    ),
    "appoint": (
        gettext_lazy("Appoint an officer"), gettext_lazy("Appoint"),
        lambda data, made, user: AppointForm(data, user=user, organization=made), _appoint,
    ),
    "part_time": (
        gettext_lazy("Appoint a part-time member"), gettext_lazy("Appoint"),
        lambda data, made, user: PartTimeForm(data, user=user),
        lambda made, form, by: offices.appoint_part_time(made.pk, by=by, **form.cleaned_data),
    ),
    "term": (
        gettext_lazy("Begin a new term"), gettext_lazy("Save"),
        lambda data, made, user: TermForm(data, user=user, organization=made),
        lambda made, form, by: offices.elect(made.pk, by=by, **form.facts()),
    ),
    "cover": (
        gettext_lazy("Cover one more area"), gettext_lazy("Save"),
        lambda data, made, user: CoverForm(data, user=user),
        lambda made, form, by: covering.cover(made.pk, form.cleaned_data["area"], by=by),
    ),
}  # fmt: skip
TEXTS = {
    "move": gettext_lazy("What stands under it goes along; where it lies elsewhere, it moves first."),
    "dissolve": gettext_lazy(
        "Its offices, term, coverage and alliances end with it, and its meetings to come are called off."
        " What was recorded stays."
    ),
    "term": gettext_lazy("The term before ends on the day of the election."),
}


@never_cache
@get_or_post
def act(request, ref, act):
    organization = find(request, ref)
    if act not in ACTS or (act == "part_time" and organization.kind != OrgKind.BIG_COMMITTEE):
        raise Http404
    if act == "term" and organization.kind not in ladder.TERM_YEARS:
        raise Http404
    rules.need(request.user, rules.KEEP, organization)
    title, verb, asks, carry_out = ACTS[act]
    form = asks(request.POST or None, organization, request.user)
    done, _made = carried_out(form, lambda: carry_out(organization, form, request.user))
    if done:
        toasts.done(request, title)
        return redirect(organization)
    back = organization.get_absolute_url()
    return asked(request, form, f"{title} · {organization}", verb, back, TEXTS.get(act, ""))


@never_cache
@get_or_post
def end_officer(request, ref, officer):
    organization = find(request, ref)
    found = get_object_or_404(officers.with_people(Officer.objects.filter(organization=organization)), ref=officer)
    rules.need(request.user, rules.KEEP, organization)
    words = {"name": officers.said(found, organization, request.user), "duty": found.get_duty_display()}
    title = _("End the office of %(name)s, %(duty)s") % words
    return _ends(request, organization, title, lambda why: offices.end(found.pk, by=request.user, why=why))


@never_cache
@get_or_post
def uncover(request, ref, pk):
    organization = find(request, ref)
    found = get_object_or_404(Coverage.objects.filter(organization=organization).select_related("area"), pk=pk)
    rules.need(request.user, rules.KEEP, organization)
    title = _("%(name)s covers %(area)s no more") % {"name": organization, "area": found.area.short_name}
    return _ends(request, organization, title, lambda why: covering.uncover(found.pk, by=request.user, why=why))


def _ends(request, organization, title: str, carry_out):
    form = Why(request.POST or None)
    done, _made = carried_out(form, lambda: carry_out(form.cleaned_data["why"]))
    if done:
        toasts.done(request, title)
        return redirect(organization)
    return asked(request, form, title, pgettext("something that goes on", "End"), organization.get_absolute_url())
