"""Owners' committees: the list with those whose term is over, one with its members, and what is done with it."""

from django.db.models import Count, F, Q
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy, pgettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from grids import why
from grids.forms.why import Why
from grids.privacy import identity
from grids.views.asked import ask
from grids.views.listing import listed
from parties import committee_history, rules
from parties.actions import committees as acts
from parties.forms.bodies import COMMITTEE_FACTS, CommitteeForm, MemberForm, NewCommitteeForm, TermForm
from parties.models import OwnersCommittee
from parties.views.bodies_asking import BY_NAME, Act, keep, why_only
from residents.models import Resident


@never_cache
@require_safe
def index(request):
    """?state=overdue for those whose term is over, ?state=soon for those that are to prepare the next election.

    ?past=1 for those that were dissolved.
    """
    today, state, past = timezone.localdate(), request.GET.get("state", ""), request.GET.get("past") == "1"
    rows = OwnersCommittee.objects.visible_to(request.user).filter(dissolved_on__isnull=not past)
    states = {
        "overdue": Q(term_ends_on__lt=today),
        "soon": Q(term_ends_on__gte=today, term_ends_on__lte=today + acts.TOLD_BEFORE),
    }
    there = Q(members__until=None) | Q(members__until__gte=F("dissolved_on"))
    rows = rows.filter(states.get(state, Q())).annotate(size=Count("members", filter=there))
    context = listed(
        request, rows.select_related("area"), BY_NAME, state=state if state in states else "", past="1" if past else ""
    )
    context |= {
        "past": past,
        "state": state,
        "today": today,
        "soon": today + acts.TOLD_BEFORE,
        "may_keep": rules.in_hat(request.user, rules.KEEP),
        "tab": "committees",
    }
    return render(request, "parties/bodies/committees.html", context)


@never_cache
@require_safe
def detail(request, ref):
    committee, today = _find(request, ref), timezone.localdate()
    standing = committee.dissolved_on is None
    context = {
        "committee": committee,
        "members": _members(committee, request.user),
        "past": committee_history.of(committee, request.user),
        "is_over": standing and committee.term_ends_on < today,
        "ends_soon": standing and today <= committee.term_ends_on <= today + acts.TOLD_BEFORE,
        "may_keep": standing and request.user.scope.may(rules.KEEP, committee),
    } | why.context(request.user, committee)
    return render(request, "parties/bodies/committee.html", context)


ORDER = {"chair": 0, "deputy": 1, "member": 2}


def _members(committee: OwnersCommittee, user) -> list[dict]:
    """The chair first; names only for whoever reads the register there, the others' are masked."""
    rows = sorted(
        committee.members.to_the_last().select_related("resident"), key=lambda row: (ORDER[row.role], row.pk)
    )
    seen = dict(
        Resident.objects.visible_to(user).filter(pk__in=[row.resident_id for row in rows]).values_list("pk", "ref")
    )
    reads = user.scope.reaches("read_resident", committee)
    return [
        {
            "row": row,
            "name": row.resident.name if reads else identity.mask_name(row.resident.name),
            "url": reverse("residents:detail", args=[seen[row.resident_id]]) if row.resident_id in seen else "",
        }
        for row in rows
    ]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    rules.need_in_hat(request.user, rules.KEEP)
    return ask(
        request,
        NewCommitteeForm(request.POST or None, user=request.user),
        lambda form: acts.found(by=request.user, **form.cleaned_data),
        title=_("Enter an owners' committee"),
        verb=_("Enter"),
        back=reverse("parties:committees:list"),
    )


ACTS = {
    "edit": Act(
        gettext_lazy("Change the committee"), gettext_lazy("Save"),
        lambda request, row: CommitteeForm(
            request.POST or None, initial={name: getattr(row, name) for name in COMMITTEE_FACTS}
        ),
        lambda row, form, by: acts.change(row.pk, by=by, **form.cleaned_data),
    ),
    "elect": Act(
        gettext_lazy("Begin the next term"), gettext_lazy("Save"),
        lambda request, row: TermForm(
            request.POST or None, initial={"term_starts_on": min(row.term_ends_on, timezone.localdate())}
        ),
        lambda row, form, by: acts.elect(row.pk, by=by, **form.cleaned_data),
    ),
    "join": Act(
        pgettext_lazy("of an owners' committee", "Add a member"), gettext_lazy("Add"),
        lambda request, row: MemberForm(request.POST or None, user=request.user),
        lambda row, form, by: acts.join(
            row.pk, form.chosen(), by=by, role=form.cleaned_data["role"], since=form.cleaned_data["since"]
        ),
    ),
    "dissolve": Act(
        pgettext_lazy("a committee", "Dissolve"), pgettext_lazy("a committee", "Dissolve"), why_only,
        lambda row, form, by: acts.dissolve(row.pk, by=by, **form.cleaned_data),
    ),
}  # fmt: skip


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def act(request, ref, act):
    return keep(request, ACTS, act, _find(request, ref))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def part(request, ref, pk):
    committee = _find(request, ref)
    member = get_object_or_404(committee.members.select_related("resident"), pk=pk)
    rules.need(request.user, rules.KEEP, committee)
    reads = request.user.scope.reaches("read_resident", committee)
    name = member.resident.name if reads else identity.mask_name(member.resident.name)
    return ask(
        request,
        Why(request.POST or None),
        lambda form: acts.part(committee.pk, member.pk, by=request.user, **form.cleaned_data) and None,
        title=_("%(name)s leaves %(team)s") % {"name": name, "team": committee},
        verb=_("End"),
        back=committee.get_absolute_url(),
    )


def _find(request, ref: str) -> OwnersCommittee:
    return get_object_or_404(OwnersCommittee.objects.visible_to(request.user).select_related("area"), ref=ref)
