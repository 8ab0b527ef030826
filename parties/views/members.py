"""The roll: its list, one member, and what is done with them."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy, pgettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from grids import why
from grids.days import when
from grids.views.asked import ask
from grids.views.listing import listed
from parties import members_roll as roll, rules
from parties.actions import contact_households, deployments, members as acts
from parties.enums import MemberKind
from parties.enums.members import Card
from parties.forms import members as forms
from parties.models import ContactHousehold, PartyMember
from parties.views import of_organization
from parties.views.members_asked import NEWEST, tabbed
from residents.models import Resident

SHOWN = 30
OUTSIDE = "outside"  # of the grids


@never_cache
@require_safe
def index(request):
    """?kind= ?organization= (its ref) ?q= ?grid=outside: who does not live in a grid. ?past=1: who left the roll."""
    user, get = request.user, request.GET
    if not user.scope.has(rules.READ_MEMBERS):
        raise PermissionDenied
    past = get.get("past") == "1"
    rows = brief(PartyMember.objects.visible_to(user).filter(left_on__isnull=not past))
    q, kind, grid = " ".join(get.get("q", "").split())[:40], get.get("kind", ""), get.get("grid", "")
    of = of_organization.named(request)
    rows = rows.filter(resident__name__contains=q) if q else rows
    rows = rows.filter(kind=kind) if kind in MemberKind else rows
    rows = rows.filter(organization=of) if of else rows
    rows = rows.exclude(roll.in_a_grid()) if grid == OUTSIDE else rows
    asked_for = {"q": q, "kind": kind, "grid": grid, "organization": of.ref if of else "", "past": "1" if past else ""}
    context = listed(request, rows, NEWEST, **asked_for) | tabbed("roll")
    context |= asked_for | {
        "rows": _lines(context["rows"]),
        "kinds": MemberKind.choices,
        "of": of,
        "may_keep": rules.in_hat(user, rules.KEEP_MEMBERS),
    }
    return render(request, "parties/members/list.html", context)


def _lines(rows) -> list[dict]:
    kinds, since, today = dict(MemberKind.choices), _("since %(day)s"), timezone.localdate()
    return [
        {
            "row": row,
            "name": str(row),
            "kind": row.get_left_for_display() or kinds[row.kind],
            "since": when.span(row.since, row.left_on, today)
            if row.left_on
            else since % {"day": when.day_of(row.since, today)},
        }
        for row in rows
    ]


def brief(rows):
    """Only what a line of the roll shows: a person of the register has forty columns."""
    of = ("resident", "organization", "area")
    return rows.select_related(*of).only(
        "ref", "kind", "since", "left_on", "left_for", *(f"{each}__name" for each in of)
    )


@never_cache
@require_safe
def detail(request, ref):
    member, user = _find(request, ref), request.user
    hours = roll.hours_of(member, user)
    entry = Resident.objects.visible_to(user).filter(pk=member.resident_id).first()
    households = ContactHousehold.objects.visible_to(user).current().filter(member=member)
    keeps = user.scope.may(rules.KEEP_MEMBERS, member)
    others = PartyMember.objects.visible_to(user).filter(resident=member.resident_id).exclude(pk=member.pk)
    context = {
        "row": member,
        "entry_url": entry.get_absolute_url() if entry else "",
        "check_in": roll.check_in_of(member, user),
        "in_grid": PartyMember.objects.filter(roll.in_a_grid(), pk=member.pk).exists(),
        "deployments": roll.ever_deployed(member, user)[:SHOWN],
        "households": households.select_related("household__dwelling")[:SHOWN],
        "hours": hours.confirmed().order_by("-on", "-pk")[:SHOWN],
        "sum": roll.sum_of(hours),
        "others": others.select_related("organization").order_by("-since", "-pk")[:SHOWN],
        "cards": Card.choices,
        "may_keep": keeps and member.left_on is None,
        "acts": _acts(member) if keeps and member.left_on is None else [],
    }
    return render(request, "parties/members/member.html", context | why.context(user, member))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    """?resident= begins with somebody from their page in the register, ?organization= with where they go."""
    user = request.user
    rules.need_in_hat(user, rules.KEEP_MEMBERS)
    known = Resident.objects.visible_to(user).living().filter(ref=request.GET.get("resident", "")).first()
    of = of_organization.named(request)
    form = forms.EnrolForm(
        request.POST or None, user=user, known=known, initial={"organization": of.name if of else ""}
    )

    def enrol(form):
        said = form.cleaned_data
        if said["kind"] == MemberKind.UNLINKED:
            made = acts.find_unlinked(form.resident_id(), by=user, since=said["since"])
        else:
            made = acts.enrol(
                form.resident_id(), said["organization"], by=user, kind=said["kind"], since=said["since"]
            )
        messages.success(request, _("%(name)s is on the roll.") % {"name": made})
        return made

    back = known.get_absolute_url() if known else reverse("parties:party_members:list")
    text = str(known) if known else ""
    return ask(request, form, enrol, title=_("Enrol a member"), verb=_("Enrol"), back=back, text=text)


def _carry_household(member, form, by):
    return contact_households.assign(member.pk, form.chosen().pk, by=by)


# act: title, verb, the form that asks, and what is done with it, which returns where to go
ACTS = {
    "kind": (
        gettext_lazy("Change the kind"), gettext_lazy("Save"),
        lambda data, member, user: forms.KindForm(data, initial={"kind": member.kind}),
        lambda member, form, by: acts.change_kind(member.pk, form.cleaned_data["kind"], by=by),
    ),
    "link": (
        gettext_lazy("Link to an organisation"), pgettext_lazy("to an organisation", "Link"),
        lambda data, member, user: forms.LinkForm(data, user=user),
        lambda member, form, by: acts.link(member.pk, by=by, **form.cleaned_data),
    ),
    "transfer": (
        gettext_lazy("Transfer to another organisation"), pgettext_lazy("a member", "Transfer"),
        lambda data, member, user: forms.TransferForm(data, user=user),
        lambda member, form, by: acts.transfer(
            member.pk, form.cleaned_data["organization"], by=by, why=form.cleaned_data["why"],
            on=form.cleaned_data["on"],
        ),
    ),
    "leave": (
        gettext_lazy("Take off the roll"), gettext_lazy("Take off"),
        lambda data, member, user: forms.LeaveForm(data),
        lambda member, form, by: acts.leave(member.pk, by=by, **form.cleaned_data),
    ),
    "account": (
        gettext_lazy("Their own account"), gettext_lazy("Save"),
        lambda data, member, user: forms.AccountForm(data, member=member),
        lambda member, form, by: acts.know_account(member.pk, form.chosen(), by=by),
    ),
    "household": (
        gettext_lazy("Assign a household"), pgettext_lazy("a household", "Assign"),
        lambda data, member, user: forms.HouseholdForm(data, user=user), _carry_household,
    ),
    "deploy": (
        gettext_lazy("Deploy to an area"), pgettext_lazy("a member", "Deploy"),
        lambda data, member, user: forms.DeployForm(data, user=user),
        lambda member, form, by: deployments.deploy(member.pk, by=by, **form.cleaned_data),
    ),
}  # fmt: skip


def _acts(member: PartyMember) -> list[tuple]:
    """Those that make sense now."""
    linked = member.organization_id is not None
    there = {"kind": linked, "link": not linked, "transfer": linked}
    return [(act, title) for act, (title, *_rest) in ACTS.items() if there.get(act, True)]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def act(request, ref, act):
    member = _find(request, ref)
    if act not in ACTS:
        raise Http404
    rules.need(request.user, rules.KEEP_MEMBERS, member)
    title, verb, asks, carry_out = ACTS[act]
    return ask(
        request,
        asks(request.POST or None, member, request.user),
        lambda form: carry_out(member, form, request.user),
        title=f"{title} · {member}",
        verb=verb,
        back=member.get_absolute_url(),
    )


@never_cache
@require_POST
def show(request, ref):
    """亮身份, by a button: the member agreed, or took it back. It says which: a second click changes nothing."""
    member = _find(request, ref)
    try:
        acts.show(member.pk, request.POST.get("agreed") == "1", by=request.user)
    except ValidationError as error:
        messages.warning(request, error.messages[0])
    return redirect(member)


def _find(request, ref: str) -> PartyMember:
    rows = PartyMember.objects.visible_to(request.user).select_related("resident", "organization", "area", "user")
    return get_object_or_404(rows, ref=ref)
