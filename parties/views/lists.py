"""三个清单: of all organisations in a quarter, and the three of one organisation; entries and claims as lists."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from grids.pages.keyset import Order
from grids.views.listing import listed
from parties import quarters, rules
from parties.actions import lists as acts
from parties.enums.partners import ClaimState, EntryState, ListKind
from parties.models import JointMeeting, ListClaim, ListEntry, PartyOrganization
from parties.models.lists import PUBLISHED

NEWEST, NEW_CLAIMS = Order("new", "entered_at", descending=True), Order("claim", "claimed_at", descending=True)
MOST = 300  # organisations of one page
MARKS = {
    EntryState.DRAFT: "hold", EntryState.OPEN: "due", EntryState.CLAIMED: "info", EntryState.FULFILLED: "ok",
    EntryState.WITHDRAWN: "line",
}  # fmt: skip
CLAIM_MARKS = {ClaimState.CLAIMED: "info", ClaimState.FULFILLED: "ok", ClaimState.GIVEN_UP: "line"}


@never_cache
@require_safe
def index(request):
    """Per party organisation, how many entries of each list are published, and how many of them fulfilled."""
    quarter = quarters.read(request.GET.get("quarter", "")) or quarters.this()
    entries = ListEntry.objects.visible_to(request.user).of_quarter(quarter).exclude(state=EntryState.WITHDRAWN)
    counted = entries.values("organization__ref", "organization__name", "kind").order_by("organization__name")
    published, fulfilled = Q(state__in=PUBLISHED), Q(state=EntryState.FULFILLED)
    rows: dict[str, dict] = {}
    for one in counted.annotate(n=Count("pk", filter=published), done=Count("pk", filter=fulfilled))[
        : MOST * len(ListKind)
    ]:
        found = rows.setdefault(one["organization__ref"], {"name": one["organization__name"], "lists": {}})
        found["lists"][one["kind"]] = (one["done"], one["n"])
    context = {
        "rows": [
            {"url": f"/parties/lists/of/{ref}/{quarters.key(quarter)}/", "name": row["name"],
             "lists": [(kind.label, *row["lists"].get(kind, (0, 0))) for kind in ListKind]}
            for ref, row in rows.items()
        ],
        "kept": _without(request, rows) if rules.in_hat(request.user, rules.KEEP) else (),
        **_beside(quarter), "tab": "lists",
    }  # fmt: skip
    return render(request, "parties/partners/lists.html", context)


def _without(request, rows) -> list[PartyOrganization]:
    """Those that one keeps, have partners, and nothing on a list of this quarter: where to begin."""
    found = PartyOrganization.objects.visible_to(request.user).standing().filter(partners__ended_on=None)
    found = found.filter(partners__isnull=False).exclude(ref__in=rows).distinct()
    return [one for one in found[:MOST] if request.user.scope.may(rules.KEEP, one)]


def _beside(quarter) -> dict:
    return {
        "quarter": quarters.named(quarter), "key": quarters.key(quarter),
        "before": quarters.key(quarters.before(quarter)), "after": quarters.key(quarters.after(quarter)),
    }  # fmt: skip


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def quarter(request, of, key):
    """The three lists of one organisation. POST publishes one of them, or carries on what was left unmet."""
    organization, first = _organization(request, of), quarters.read(key)
    if first is None:
        raise Http404
    if request.method == "POST":
        return _acted(request, organization, first)
    user, this = request.user, quarters.this()
    rows = ListEntry.objects.visible_to(user).filter(organization=organization).of_quarter(first)
    rows = rows.exclude(state=EntryState.WITHDRAWN).select_related("owner__organisation", "organization")
    entries = list(rows.annotate(standing=Count("claims", filter=~Q(claims__state=ClaimState.GIVEN_UP))))
    entries.sort(key=lambda row: (row.state == EntryState.DRAFT, row.entered_at, row.pk))
    may = organization.dissolved_on is None and user.scope.may(rules.KEEP, organization)
    unmet = [row for row in entries if row.kind == ListKind.NEED and row.quarter == first and row.state in acts.UNMET]
    context = {
        "organization": organization,
        "lists": [_list(kind, [row for row in entries if row.kind == kind], first) for kind in ListKind],
        "unmet": len(unmet) if first < this else 0,
        "meeting": JointMeeting.objects.visible_to(user).filter(organization=organization, quarter=first).first(),
        "may_keep": may, "may_enter": may and first >= this,
        "has_partners": organization.partners.standing().exists(),
        **_beside(first),
    }  # fmt: skip
    return render(request, "parties/partners/quarter.html", context)


def _list(kind: ListKind, rows: list[ListEntry], first) -> dict:
    published = [row.published_at for row in rows if row.state in PUBLISHED]
    return {
        "kind": kind.value, "label": kind.label, "drafts": sum(row.state == EntryState.DRAFT for row in rows),
        "published": len(published), "fulfilled": sum(row.state == EntryState.FULFILLED for row in rows),
        "on": max(published, default=None),
        "rows": [{"row": row, "state": row.get_state_display(), "mark": MARKS[row.state],
                  "left": row.places - row.standing, "carried_on": row.quarter > first,
                  "carried_from": row.first_quarter < first} for row in rows],
    }  # fmt: skip


def _acted(request, organization: PartyOrganization, first):
    """publish: one of the lists; or carry: what was left unmet."""
    try:
        if request.POST.get("do") == "carry":
            made = acts.carry_all(organization, first, by=request.user)
            messages.success(request, _("%(n)s needs are carried on.") % {"n": len(made)})
            return redirect(quarters.address(organization, made[0].quarter))
        kind = request.POST.get("kind", "")
        made = acts.publish(organization, first, kind if kind in ListKind else "", by=request.user)
        messages.success(request, _("%(n)s entries are published.") % {"n": len(made)})
    except ValidationError as error:
        messages.warning(request, " ".join(error.messages))
    return redirect(quarters.address(organization, first))


def _organization(request, ref: str) -> PartyOrganization:
    rows = PartyOrganization.objects.visible_to(request.user).select_related("area")
    return get_object_or_404(rows, ref=ref)


@never_cache
@require_safe
def entries(request):
    """All entries, newest first. ?list=&state= filter; ?figure=&area= for those behind a clicked number."""
    kind, state = request.GET.get("list", ""), request.GET.get("state", "")
    kind, state = kind if kind in ListKind else "", state if state in EntryState else ""
    rows = ListEntry.objects.visible_to(request.user).select_related("organization", "owner__organisation")
    rows = rows.filter(kind=kind) if kind else rows
    rows = rows.filter(state=state) if state else rows
    context = listed(request, rows, NEWEST, list=kind, state=state)
    context |= {
        "rows": [{"row": row, "state": row.get_state_display(), "mark": MARKS[row.state],
                  "list": row.get_kind_display(), "quarter": quarters.named(row.quarter)} for row in context["rows"]],
        "lists": ListKind.choices, "list": kind, "states": EntryState.choices, "state": state, "tab": "lists",
    }  # fmt: skip
    return render(request, "parties/partners/entries.html", context)


@never_cache
@require_safe
def claims(request):
    rows = ListClaim.objects.visible_to(request.user).standing()
    rows = rows.select_related("entry__organization", "partner__organisation")
    context = listed(request, rows, NEW_CLAIMS)
    context |= {
        "rows": [{"row": row, "state": row.get_state_display(), "mark": CLAIM_MARKS[row.state],
                  "grade": row.get_grade_display() if row.grade else ""} for row in context["rows"]],
        "tab": "lists",
    }  # fmt: skip
    return render(request, "parties/partners/claims.html", context)
