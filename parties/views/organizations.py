"""Party organisations: the tree level by level, the list behind a number or a search, and the page of one."""

from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from grids import clicked
from grids.areas import crumbs
from grids.views.listing import paged
from parties import rules
from parties.enums import OrgKind
from parties.models import Alliance, Coverage, PartyMember, PartyOrganization
from parties.organizations import history as organization_history, ladder, officers, tree
from parties.views import of_organization

LONGEST = 60  # characters of a search
MOST_COVERED = 60  # areas named on an organisation's page, then "N more"


@never_cache
@require_safe
def index(request):
    """The tree, open down to ?open=REF; or as a list what ?q=, ?kind= or a clicked number finds.

    ?past=1: those that were dissolved.
    """
    found_by = clicked.read(request.GET, request.user, PartyOrganization, timezone.now())
    past = request.GET.get("past") == "1"
    kind, q = request.GET.get("kind", ""), request.GET.get("q", "").replace("\0", "").strip()[:LONGEST]
    context = {
        "kind": kind,
        "kinds": OrgKind.choices,
        "q": q,
        "past": past,
        "longest": LONGEST,
        "may_found": rules.in_hat(request.user, rules.KEEP),
        "tab": "organizations",
    }
    if found_by or kind in OrgKind or q or past:
        return render(request, "parties/organization_list.html", context | _listed(request, found_by, kind, q, past))
    seen = PartyOrganization.objects.visible_to(request.user).standing().select_related("area")
    opened = seen.filter(ref=request.GET.get("open", "")).first()
    return render(request, "parties/organizations.html", context | _tree(request, opened))


def _listed(request, found_by, kind: str, q: str, past: bool) -> dict:
    rows = PartyOrganization.objects.visible_to(request.user).filter(dissolved_on__isnull=not past)
    rows = rows.select_related("area")
    rows = rows.filter(kind=kind) if kind in OrgKind else rows
    rows = rows.filter(name__contains=q) if q else rows
    rows = rows.filter(found_by.where) if found_by else rows
    context = paged(request, rows, tree.BY_NAME, found_by, kind=kind, q=q, past="1" if past else "")
    return context | {"rows": tree.lines(request.user, context["rows"])}


def _tree(request, opened: PartyOrganization | None) -> dict:
    """The tops of one's areas; the way down to `opened` is open, and what stands below it is there."""
    got = tree.tops(request.user, request.GET.get("at", "") if not opened else "")
    if opened is None and len(got.rows) == 1:
        opened = got.rows[0]
    way = tree.way_down(request.user, opened) if opened else []
    tops = got.rows if not way or way[0] in got.rows else [way[0], *got.rows]
    nodes = tree.lines(request.user, [*tops, *way[1:]])
    nodes, steps = nodes[: len(tops)], nodes[len(tops) :]
    if way:
        place = {"opened": True} | _below(request.user, opened)
        held = {node["ref"]: node["children"] for node in [*nodes, *steps]}
        for at in range(len(way) - 1, 0, -1):
            only = way[at - 1] if held[way[at - 1].ref] > 1 else None
            place = {"opened": True, "nodes": [steps[at - 1] | place], "only": only}
        node = next(node for node in nodes if node["ref"] == way[0].ref)
        node |= place
    return {
        "nodes": nodes,
        "previous_url": f"?at={got.previous}" if got.previous else "",
        "next_url": f"?at={got.next}" if got.next else "",
    }


def _below(user, parent: PartyOrganization, at: str = "") -> dict:
    got = tree.below(user, parent, at)
    return {"nodes": tree.lines(user, got.rows), "parent": parent, "next": got.next}


@never_cache
@require_safe
def branch(request, ref):
    """One line of the tree, opened (or with ?close folded), for htmx; else the whole tree, opened there."""
    organization = find(request, ref)
    if not request.htmx:
        return redirect(f"{rules.HOME}?open={ref}")
    if "at" in request.GET:
        return render(
            request, "parties/organization_nodes.html", _below(request.user, organization, request.GET["at"])
        )
    node = tree.lines(request.user, [organization])[0]
    if "close" not in request.GET:
        node |= {"opened": True} | _below(request.user, organization)
    return render(request, "parties/organization_node.html", {"node": node})


@never_cache
@require_safe
def detail(request, ref):
    organization, user = find(request, ref), request.user
    got = tree.below(user, organization, request.GET.get("at", ""))
    covers = Coverage.objects.current().filter(organization=organization).select_related("area").order_by("area__lft")
    covers = list(covers[: MOST_COVERED + 1])
    may_keep = organization.dissolved_on is None and user.scope.may(rules.KEEP, organization)
    reads_members = user.scope.reaches(rules.READ_MEMBERS, organization)
    context = {
        "organization": organization,
        "crumbs": crumbs.of(user, organization),
        "sees_parent": bool(organization.parent and user.scope.reaches(rules.READ, organization.parent)),
        "officers": officers.of(organization, user),
        "below": tree.lines(user, got.rows),
        "previous_url": f"?at={got.previous}" if got.previous else "",
        "next_url": f"?at={got.next}" if got.next else "",
        "covers": covers[:MOST_COVERED],
        "more_covered": len(covers) > MOST_COVERED,
        "terms": _terms(organization),
        "alliances": _alliances(organization, user),
        "members": PartyMember.objects.current().filter(organization=organization).count() if reads_members else None,
        "life": of_organization.life(organization, user),
        "entries": organization_history.of(organization, user),
        "may_keep": may_keep,
        "acts": _acts(organization) if may_keep else [],
    }
    return render(request, "parties/organization.html", context)


def _terms(organization: PartyOrganization) -> list[dict]:
    today = timezone.localdate()
    return [
        {"term": term, "is_over": term.ended_on is None and term.ends_on < today}
        for term in organization.terms.order_by("-began_on", "-pk")
    ]


def _alliances(organization: PartyOrganization, user) -> list[dict]:
    rows = organization.alliances.current().select_related("alliance").order_by("alliance__name")
    seen = set(Alliance.objects.visible_to(user).filter(pk__in=[row.alliance_id for row in rows]).values_list("pk"))
    return [{"member": row, "is_seen": (row.alliance_id,) in seen} for row in rows]


def _acts(organization: PartyOrganization) -> list[str]:
    """What its menu offers; a kind that has no terms or nothing below it is not asked for them."""
    kind = OrgKind(organization.kind)
    wanted = {
        "appoint": True,
        "part_time": kind == OrgKind.BIG_COMMITTEE,
        "term": kind in ladder.TERM_YEARS,
        "below": bool(ladder.below(kind)),
        "cover": kind != OrgKind.HOUSEHOLD,
    }
    return [act for act, offered in wanted.items() if offered]


def find(request, ref) -> PartyOrganization:
    rows = PartyOrganization.objects.visible_to(request.user).select_related("area", "parent", "organisation")
    return get_object_or_404(rows, ref=ref)
