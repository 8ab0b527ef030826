"""One entry of a list: its claims both ways, what came of them, and what is done with it."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _, gettext_lazy, pgettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from grids import why
from grids.forms.why import Why
from grids.pages import toasts
from grids.views.asked import button, carried_out, confirm
from parties import list_record, quarters, rules
from parties.actions import claims as claiming, lists as acts
from parties.enums.partners import ClaimState, ListKind
from parties.forms.lists import ClaimForm, EntryForm, EvaluateForm, FulfilForm, NewEntry
from parties.models import ListClaim, ListEntry, PartyOrganization
from parties.models.lists import PUBLISHED, UNMET
from parties.views.lists import CLAIM_MARKS, MARKS
from parties.views.partner_pages import paper, posted

TITLES = {
    ListKind.NEED: gettext_lazy("Enter a need"),
    ListKind.RESOURCE: gettext_lazy("Enter a resource"),
    ListKind.PROJECT: gettext_lazy("Enter a project"),
}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request, of, kind):
    """For one party organisation; ?quarter= chooses it beforehand."""
    rows = PartyOrganization.objects.visible_to(request.user).standing()
    organization = get_object_or_404(rows, ref=of)
    if kind not in ListKind:
        raise Http404
    rules.need(request.user, rules.KEEP, organization)
    wanted = quarters.key(quarters.read(request.GET.get("quarter", "")) or quarters.this())
    form = NewEntry(
        *posted(request)[:1], user=request.user, organization=organization, kind=kind, initial={"quarter": wanted}
    )
    done, made = carried_out(form, lambda: acts.enter(organization, by=request.user, kind=kind, **form.cleaned_data))
    if done:
        toasts.done(request, TITLES[ListKind(kind)])
        return redirect(quarters.address(organization, made.quarter))
    back = quarters.address(organization, quarters.read(wanted))
    return confirm(request, form, f"{TITLES[ListKind(kind)]} · {organization.name}", _("Enter"), back)


@never_cache
@require_safe
def detail(request, ref):
    return page(request, find(request, ref))


def page(request, entry: ListEntry, *, moved_on: bool = False, status: int = 200):
    claims = list(entry.claims.select_related("partner__organisation", "meeting").order_by("-claimed_at", "-pk"))
    may = request.user.scope.may(rules.KEEP, entry)
    context = {
        "entry": entry, "quarter": quarters.named(entry.quarter), "first": quarters.named(entry.first_quarter),
        "is_carried": entry.quarter > entry.first_quarter, "mark": MARKS[entry.state],
        "claims": [_told(claim, entry, may) for claim in claims],
        "claimed": sum(claim.state != ClaimState.GIVEN_UP for claim in claims),
        "acts": [(name, title) for name, (title, *_rest) in ACTS.items() if may and _possible(name, entry)],
        "entries": list_record.lines(entry), "moved_on": moved_on,
        "lists_url": quarters.address(entry.organization, entry.quarter),
    }  # fmt: skip
    return render(request, "parties/partners/entry.html", context | why.context(request.user, entry), status=status)


def _told(claim: ListClaim, entry: ListEntry, may: bool) -> dict:
    claim.entry = entry
    url = f"{entry.get_absolute_url()}claims/{claim.pk}/"
    ways = [name for name, (before, *_rest) in CLAIM_ACTS.items() if before(claim)] if may else []
    return {"claim": claim, "who": claim.claimant_name, "state": claim.get_state_display(),
            "mark": CLAIM_MARKS[claim.state], "evidence_url": f"{url}evidence/" if claim.evidence_id else "",
            "acts": [(f"{url}{name}/", CLAIM_ACTS[name][1]) for name in ways]}  # fmt: skip


def _possible(act: str, entry: ListEntry) -> bool:
    if act == "claim":
        return entry.state in PUBLISHED and entry.claims.standing().count() < entry.places
    if act == "carry":
        return entry.kind == ListKind.NEED and entry.state in UNMET and entry.quarter <= quarters.this()
    return entry.state in acts.CHANGEABLE


# act: title, verb, the form that asks, and what is done
ACTS = {
    "claim": (
        pgettext_lazy("an entry", "Enter a claim"), pgettext_lazy("an entry", "Claim"),
        lambda request, entry: ClaimForm(*posted(request)[:1], user=request.user, entry=entry),
        lambda entry, said, by: claiming.claim(entry.pk, by=by, **said),
    ),
    "carry": (
        gettext_lazy("Carry it on"), gettext_lazy("Carry on"), button,
        lambda entry, said, by: acts.carry(entry.pk, by=by),
    ),
    "change": (
        gettext_lazy("Change the entry"), gettext_lazy("Save"),
        lambda request, entry: EntryForm.of(entry, *posted(request)[:1]),
        lambda entry, said, by: acts.change(entry.pk, by=by, **said),
    ),
    "withdraw": (
        gettext_lazy("Withdraw the entry"), gettext_lazy("Withdraw"), lambda request, entry: Why(*posted(request)[:1]),
        lambda entry, said, by: acts.withdraw(entry.pk, by=by, **said),
    ),
}  # fmt: skip


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def act(request, ref, act):
    entry = find(request, ref)
    if act not in ACTS:
        raise Http404
    rules.need(request.user, rules.KEEP, entry)
    title, verb, asks, carry_out = ACTS[act]
    text = _("It keeps its claims and its history, and stands in the later quarter's list.") if act == "carry" else ""
    return _carried_out(request, entry, _possible(act, entry), title, verb, asks(request, entry), text,
                        lambda said: carry_out(entry, said, request.user))  # fmt: skip


def _carried_out(request, entry, possible, title, verb, form, text, carry_out):
    """The form, or what became of it; the entry as it stands now where this is no way on any more."""
    if not possible:
        return page(request, entry, moved_on=True, status=409)
    done, _made = carried_out(form, lambda: carry_out(form.cleaned_data))
    if done:
        toasts.done(request, title)
        return redirect(entry)
    if form.is_bound and not form.fields:  # a button: somebody was faster
        return page(request, find(request, entry.ref), moved_on=True, status=409)
    return confirm(request, form, f"{title} · {entry.title}", verb, entry.get_absolute_url(), text)


# act: on which claims, title, verb, the form that asks, and what is done
CLAIM_ACTS = {
    "fulfil": (
        lambda claim: claim.state == ClaimState.CLAIMED, pgettext_lazy("a claim", "Report as fulfilled"),
        pgettext_lazy("a claim", "Report"), lambda request: FulfilForm(*posted(request)),
        lambda claim, said, by: claiming.fulfil(claim.pk, by=by, **said),
    ),
    "evaluate": (
        lambda claim: claim.state == ClaimState.FULFILLED and not claim.grade,
        gettext_lazy("Write down the evaluation"), gettext_lazy("Save"),
        lambda request: EvaluateForm(*posted(request)[:1]),
        lambda claim, said, by: claiming.evaluate(claim.pk, by=by, **said),
    ),
    "give_up": (
        lambda claim: claim.state == ClaimState.CLAIMED, gettext_lazy("Give up the claim"),
        pgettext_lazy("a claim", "Give up"), lambda request: Why(*posted(request)[:1]),
        lambda claim, said, by: claiming.give_up(claim.pk, by=by, **said),
    ),
}  # fmt: skip


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def claim_act(request, ref, pk, act):
    entry = find(request, ref)
    claim = _claim(entry, pk)
    if act not in CLAIM_ACTS:
        raise Http404
    rules.need(request.user, rules.KEEP, entry)
    before, title, verb, asks, carry_out = CLAIM_ACTS[act]
    text = _("By %(name)s, whose entry it is.") % {"name": entry.owner_name} if act == "evaluate" else ""
    ways = (before(claim), title, verb, asks(request), text)
    return _carried_out(request, entry, *ways, lambda said: carry_out(claim, said, request.user))


@require_safe
def evidence(request, ref, pk):
    claim = _claim(find(request, ref), pk)
    return paper(claim.evidence, f"{ref}-{claim.pk}")


def _claim(entry: ListEntry, pk: int) -> ListClaim:
    return get_object_or_404(entry.claims.select_related("partner__organisation", "evidence"), pk=pk)


def find(request, ref: str) -> ListEntry:
    rows = ListEntry.objects.visible_to(request.user).select_related("organization", "area", "owner__organisation")
    return get_object_or_404(rows, ref=ref)
