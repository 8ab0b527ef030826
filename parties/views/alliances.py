"""Alliances: the list, one with the organisations in it, and what is done with it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, F, Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy, pgettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from grids.areas import crumbs
from grids.forms.why import Why
from grids.pages import toasts
from grids.pages.keyset import Order
from grids.views.asked import act_on, carried_out
from grids.views.listing import paged
from parties import rules
from parties.actions import alliances as acts
from parties.forms.alliances import AllianceForm, JoinForm, NewAllianceForm
from parties.models import Alliance, AllianceMember
from parties.views.organization_acts import asked

BY_NAME = Order("name", "name", text=True)


@never_cache
@require_safe
def index(request):
    """?past=1 for those that were dissolved."""
    past = request.GET.get("past") == "1"
    rows = Alliance.objects.visible_to(request.user).filter(dissolved_on__isnull=not past).select_related("area")
    there = Q(members__until=None) | Q(members__until__gte=F("dissolved_on"))
    rows = rows.annotate(size=Count("members", filter=there))
    context = paged(request, rows, BY_NAME, past="1" if past else "")
    context |= {"past": past, "may_found": rules.in_hat(request.user, rules.KEEP), "tab": "alliances"}
    return render(request, "parties/alliances.html", context)


@never_cache
@require_safe
def detail(request, ref):
    alliance = _find(request, ref)
    reaches = request.user.scope.reaches
    members = alliance.members.to_the_last().select_related("organization__area")
    members = members.order_by("-leads", "organization__name")
    context = {
        "alliance": alliance,
        "crumbs": crumbs.of(request.user, alliance),
        "members": [
            {
                "member": row,
                "kind": row.organization.get_kind_display(),
                "url": row.organization.get_absolute_url() if reaches(rules.READ, row.organization) else "",
            }
            for row in members
        ],
        "may_keep": alliance.dissolved_on is None and request.user.scope.may(rules.KEEP, alliance),
    }
    return render(request, "parties/alliance.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    rules.need_in_hat(request.user, rules.KEEP)
    form = NewAllianceForm(request.POST or None, user=request.user)
    done, made = carried_out(form, lambda: acts.found(by=request.user, **form.cleaned_data))
    if done:
        messages.success(request, _("%(name)s is founded.") % {"name": made})
        return redirect(made)
    verb = pgettext_lazy("an organisation", "Found")
    return asked(request, form, _("Found an alliance"), verb, reverse("parties:alliances"))


# act: title, verb, the form that asks, and what is done with it
ACTS = {
    "change": (
        gettext_lazy("Change the alliance"), gettext_lazy("Save"),
        lambda data, alliance, user: AllianceForm.of(alliance, data),
        lambda alliance, form, by: acts.change(alliance.pk, by=by, **form.cleaned_data),
    ),
    "join": (
        gettext_lazy("Add an organisation"), gettext_lazy("Add"),
        lambda data, alliance, user: JoinForm(data, user=user),
        lambda alliance, form, by: acts.join(alliance.pk, form.cleaned_data["organization"], by=by),
    ),
    "dissolve": (
        gettext_lazy("Dissolve the alliance"), gettext_lazy("Dissolve"), lambda data, alliance, user: Why(data),
        lambda alliance, form, by: acts.dissolve(alliance.pk, by=by, why=form.cleaned_data["why"]),
    ),
}  # fmt: skip


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def act(request, ref, act):
    alliance = _find(request, ref)
    if act not in ACTS:
        raise Http404
    rules.need(request.user, rules.KEEP, alliance)
    title, verb, asks, carry_out = ACTS[act]
    form = asks(request.POST or None, alliance, request.user)
    return act_on(request, alliance, form, lambda: carry_out(alliance, form, request.user), title=title, verb=verb)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request, ref, pk):
    alliance, member = _member(request, ref, pk)
    title = _("%(name)s leaves %(alliance)s") % {"name": member.organization, "alliance": alliance}
    form = Why(request.POST or None)
    done, _made = carried_out(form, lambda: acts.leave(member.pk, by=request.user, why=form.cleaned_data["why"]))
    if done:
        toasts.done(request, title)
        return redirect(alliance)
    return asked(request, form, title, _("End"), alliance.get_absolute_url())


@never_cache
@require_POST
def lead(request, ref, pk):
    alliance, member = _member(request, ref, pk)
    try:
        acts.lead(member.pk, by=request.user)
    except ValidationError as error:
        messages.warning(request, error.messages[0])
    return redirect(alliance)


def _member(request, ref: str, pk: int) -> tuple[Alliance, AllianceMember]:
    alliance = _find(request, ref)
    member = get_object_or_404(alliance.members.select_related("organization"), pk=pk)
    rules.need(request.user, rules.KEEP, alliance)
    return alliance, member


def _find(request, ref: str) -> Alliance:
    return get_object_or_404(Alliance.objects.visible_to(request.user).select_related("area"), ref=ref)
