"""Partner units: the list, one with its contributions, its A4 page, and what is done with it."""

from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy, pgettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from grids import why
from grids.forms.why import Why
from grids.pages import toasts
from grids.pages.keyset import Order
from grids.views.asked import act_on, carried_out, confirm
from grids.views.listing import listed
from parties import quarters, rules
from parties.actions import partners as acts
from parties.enums.partners import ClaimState
from parties.forms.partners import AgreeForm, ContributeForm, RenewForm
from parties.models import Contribution, ListClaim, ListEntry, Partner
from parties.views import of_organization
from parties.views.partner_pages import paper, posted

BY_END, NEWEST = Order("end", "ends_on", text=True), Order("new", "entered_at", descending=True)
SHOWN = 200


@never_cache
@require_safe
def index(request):
    """Those whose agreement ends first come first. ?past=1 for those that were ended.

    ?figure=&area= for those behind a clicked number.
    """
    past, of = request.GET.get("past") == "1", of_organization.named(request)
    rows = Partner.objects.visible_to(request.user).filter(ended_on__isnull=not past)
    rows = rows.filter(organization=of) if of else rows
    rows = rows.select_related("organisation", "organization")
    context = listed(request, rows, BY_END, organization=of.ref if of else "", past="1" if past else "")
    got = context["rows"]
    given = Contribution.objects.visible_to(request.user).standing().filter(partner__in=[row.pk for row in got])
    counted = dict(given.values_list("partner").annotate(n=Count("pk")).order_by())
    today = timezone.localdate()
    context |= {
        "rows": [{"row": row, "state": state_of(row, today), "given": counted.get(row.pk, 0)} for row in got],
        "may_keep": rules.in_hat(request.user, rules.KEEP),
        "past": past,
        "of": of,
        "tab": "partners",
    }
    return render(request, "parties/partners/list.html", context)


def state_of(partner: Partner, today) -> tuple[str, str]:
    """The words of its mark, and its colour."""
    if partner.ended_on:
        return _("ended"), "hold"
    if partner.ends_on < today:
        return _("run out"), "over"
    if partner.ends_on <= today + acts.TOLD_BEFORE:
        return _("ends soon"), "due"
    return _("in force"), "ok"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    rules.need_in_hat(request.user, rules.KEEP)
    form = AgreeForm(*posted(request), user=request.user)
    done, made = carried_out(form, lambda: acts.agree(by=request.user, **form.cleaned_data))
    if done:
        messages.success(request, _("%(name)s is a partner now.") % {"name": made})
        return redirect(made)
    return confirm(request, form, _("Enter a partner unit"), _("Enter"), reverse("parties:partners:list"))


@never_cache
@require_safe
def detail(request, ref):
    partner = find(request, ref)
    gifts = given_by(request, partner)
    entries = ListEntry.objects.visible_to(request.user).filter(owner=partner).order_by("-quarter", "-pk")
    claims = claims_of(request, partner)
    context = {
        "partner": partner, "state": state_of(partner, timezone.localdate()),
        "gifts": gifts[:SHOWN], "given": sum(gift.struck_at is None for gift in gifts),
        "claims": claims[:SHOWN], "entries": [(row, quarters.named(row.quarter)) for row in entries[:SHOWN]],
        "done": sum(claim.state == ClaimState.FULFILLED for claim in claims), "claimed": len(claims),
        "may_keep": partner.ended_on is None and request.user.scope.may(rules.KEEP, partner),
    }  # fmt: skip
    return render(request, "parties/partners/partner.html", context | why.context(request.user, partner))


def given_by(request, partner: Partner) -> list[Contribution]:
    rows = Contribution.objects.visible_to(request.user).filter(partner=partner)
    return list(rows.select_related("claim__entry").order_by("-on", "-pk")[: 5 * SHOWN])


def claims_of(request, partner: Partner) -> list[ListClaim]:
    """What it claimed, and what was claimed of it."""
    rows = ListClaim.objects.visible_to(request.user).standing().filter(Q(partner=partner) | Q(entry__owner=partner))
    related = rows.select_related("partner__organisation", "entry__organization", "entry__owner__organisation")
    return list(related.order_by("-claimed_at", "-pk")[: 5 * SHOWN])


@never_cache
@require_safe
def sheet(request, ref):
    """What it contributed, on A4, for its own files and for thanks."""
    partner = find(request, ref)
    gifts = [gift for gift in given_by(request, partner) if gift.struck_at is None]
    claims = claims_of(request, partner)
    context = {
        "partner": partner, "gifts": gifts[::-1][-SHOWN:], "left_out": max(0, len(gifts) - SHOWN), "given": len(gifts),
        "claimed": len(claims), "done": sum(claim.state == ClaimState.FULFILLED for claim in claims),
        "today": timezone.localdate(),
    }  # fmt: skip
    return render(request, "parties/partners/sheet.html", context)


# act: title, verb, the form that asks, and what is done
ACTS = {
    "renew": (
        gettext_lazy("Renew the agreement"), gettext_lazy("Renew"),
        lambda request, row: RenewForm(*posted(request), initial={"offers": row.offers}),
        lambda row, said, by: acts.renew(row.pk, by=by, **said),
    ),
    "contribute": (
        gettext_lazy("Write down a contribution"), pgettext_lazy("a contribution", "Write down"),
        lambda request, row: ContributeForm(*posted(request), initial={"on": timezone.localdate()}),
        lambda row, said, by: acts.contribute(row.pk, by=by, **said),
    ),
    "end": (
        gettext_lazy("End the agreement"), pgettext_lazy("an agreement", "End it"),
        lambda request, row: Why(*posted(request)), lambda row, said, by: acts.end(row.pk, by=by, **said),
    ),
}  # fmt: skip


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def act(request, ref, act):
    partner = find(request, ref)
    if act not in ACTS:
        raise Http404
    rules.need(request.user, rules.KEEP, partner)
    title, verb, asks, carry_out = ACTS[act]
    form = asks(request, partner)
    return act_on(
        request, partner, form, lambda: carry_out(partner, form.cleaned_data, request.user), title=title, verb=verb
    )


@never_cache
@require_safe
def contributions(request):
    rows = Contribution.objects.visible_to(request.user).standing().select_related("partner__organisation")
    context = listed(request, rows, NEWEST) | {"tab": "partners"}
    return render(request, "parties/partners/contributions.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def strike(request, ref, pk):
    partner = find(request, ref)
    gift = get_object_or_404(Contribution.objects.visible_to(request.user).filter(partner=partner), pk=pk)
    rules.need(request.user, rules.KEEP, partner)
    form, title = Why(*posted(request)), _("Strike the contribution: %(what)s") % {"what": gift.what}
    done, _made = carried_out(form, lambda: acts.strike(gift.pk, by=request.user, **form.cleaned_data))
    if done:
        toasts.done(request, title)
        return redirect(partner)
    return confirm(request, form, title, _("Strike"), partner.get_absolute_url())


@require_safe
def agreement(request, ref):
    """The paper that was signed."""
    partner = find(request, ref)
    return paper(partner.paper, partner.ref)


def find(request, ref: str) -> Partner:
    rows = Partner.objects.visible_to(request.user)
    return get_object_or_404(rows.select_related("organisation", "organization", "area", "paper"), ref=ref)
