"""Coverage: k of n at each level of an area, each area as a cell, the gaps by name; and the rule of 1+1."""

from itertools import groupby

from django.core.exceptions import PermissionDenied
from django.db.models import BigIntegerField
from django.db.models.functions import Coalesce
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _, pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from grids import clicked, figures, history, past, tallies
from grids.areas import crumbs
from grids.days.periods import Period
from grids.enums import Kind
from grids.models import Area
from grids.models.area import ANCESTORS
from grids.pages import toasts
from grids.pages.keyset import Order, page_of
from grids.permissions import MANAGE_RULES
from grids.views.asked import carried_out
from grids.views.listing import paged
from grids.words import phrases
from parties import coverage, rules
from parties.actions import coverage as acts
from parties.enums import OrgKind
from parties.figures import organizations as organization_figures
from parties.forms.organizations import RuleForm
from parties.models import CoverageRule, PartyOrganization
from parties.organizations import ladder
from parties.views.organization_acts import asked

IN_THE_TREE = Order("place", "lft", text=True)
A_PAGE = 50
CHAIN = ("parties.committees", "parties.branches", "parties.groups", "parties.households")
# what the button beside a gap proposes
PROPOSED = {Kind.COMMUNITY: OrgKind.COMMITTEE, Kind.GRID: OrgKind.GRID_BRANCH, Kind.UNIT: OrgKind.BUILDING_GROUP}
SHOWN = 50  # lines of a rule's history


@never_cache
@require_safe
def index(request):
    """?area=CODE&level=grid; or the areas behind a clicked number."""
    now = timezone.now()
    if found_by := clicked.read(request.GET, request.user, Area, now):
        return _behind(request, found_by)
    area, in_force = _area(request), coverage.rules_in_force()
    if area is None:
        raise PermissionDenied
    levels = [level for level in in_force if Kind(level).depth > Kind(area.kind).depth] or [
        level for level in in_force if level == area.kind
    ]
    level = request.GET.get("level", "")
    level = level if level in levels else Kind.GRID if Kind.GRID in levels else levels[0] if levels else ""
    context = {
        "area": area,
        "crumbs": crumbs.of(request.user, area),
        "level": level,
        "levels": [(each, organization_figures.WORDS[Kind(each)][0]) for each in levels],
        "kinds": [OrgKind(kind).label for kind in in_force.get(level, ())],
        "counted_at": tallies.counted_at(now)[0],
        "tab": "coverage",
    }
    if level:
        context |= _numbers(request, area, levels, level, in_force[level], now) | _gaps(
            request, area, level, in_force[level]
        )
    return render(request, "parties/coverage.html", context)


def _area(request) -> Area | None:
    """The one asked for, else the first where one sees party organisations."""
    rows = Area.objects.visible_to(request.user)
    asked_for = rows.filter(request.user.scope.area_q(rules.READ)).called(request.GET.get("area", ""))
    reach = next(iter(request.user.scope.where(rules.READ)), None)
    return asked_for.first() or (rows.filter(pk=reach.area_id).first() if reach else None)


def _numbers(request, area: Area, levels: list[str], level: str, kinds: list[str], now) -> dict:
    """From the tallies; the cells as they are now, where there are not too many of them."""
    period, share = Period.named("", timezone.localdate(now)), organization_figures.rate
    overview = figures.children(
        area, request.user, period, now, {*map(share, levels), *CHAIN}, {share(level)}
    )  # fmt: skip
    whole = overview.values[share(level)].whole.value
    cells = coverage.cells(area, level, kinds, _right_below(area)) if whole <= coverage.MOST_CELLS else {}
    deeper = Kind(level).depth > Kind(area.kind).depth + 1 and area.kind != Kind.GRID
    rows = [(child, values[share(level)]) for child, values in overview.children] if deeper else []
    rows = [(child, value) for child, value in rows if value.whole.value] or [(area, overview.values[share(level)])]
    if rows[0][0] == area:
        cells = {area.pk: [cell for each in cells.values() for cell in each]}
    return {
        "tiles": [_share(overview.values[share(each)], area, each) for each in levels],
        "rows": [
            _share(value, child, level) | {"cells": _drawn(cells.get(child.pk, ()))} for child, value in rows
        ],
        "is_drawn": bool(any(cells.values())),
        "chain": [overview.values[key] for key in CHAIN],
    }  # fmt: skip


def _right_below(area: Area):
    """Of the areas in `area`: in which one right below it they lie, whatever level that has."""
    below = ANCESTORS[Kind(area.kind).depth + 1 :]
    return Coalesce(*below, "pk", "pk", output_field=BigIntegerField())


def _share(value: figures.RateValue, area: Area, level: str) -> dict:
    lacking = value.whole.value - value.part.value
    return {
        "label": value.rate.label,
        "name": area.short_name,
        "url": f"?area={area.code}&level={level}",
        "part": value.part,
        "whole": value.whole,
        "percent": "–" if value.percent is None else f"{value.percent:.1f}",
        "gaps": lacking,
    }


def _drawn(cells) -> SafeString:
    """Written here: a template takes long for hundreds of them. Neighbours with one branch are joined."""
    empty = escape(pgettext("a cell without a party organisation", "–"))
    drawn = []
    for (state, _url), run in groupby(
        cells, key=lambda cell: (cell.state, cell.url if cell.state == "joint" else id(cell))
    ):
        marks = "".join(
            f'<a class="ll-cell is-{state}" href="{escape(cell.url)}" title="{escape(cell.text)}">'
            f'<span class="visually-hidden">{escape(cell.text)}</span>{empty if state == "gap" else ""}</a>'
            for cell in run
        )
        drawn.append(f'<span class="ll-run-j">{marks}</span>' if state == "joint" else marks)
    return SafeString("".join(drawn))


def _gaps(request, area: Area, level: str, kinds: list[str]) -> dict:
    """By name, a page at a time. A district has too many units to look for them: one opens a street first."""
    if area.kind == Kind.DISTRICT and level == Kind.UNIT:
        return {"gaps": None}
    rows = coverage.gaps(area, level, kinds).select_related("parent")
    got = page_of(IN_THE_TREE, rows, request.GET.get("at", ""), A_PAGE)
    above = _above(request.user, got.rows, level)
    keep = f"area={area.code}&level={level}&"
    return {
        "gaps": [
            {"area": row, "where": row.parent.short_name if row.parent else "", "found": above.get(row.parent_id, "")}
            for row in got.rows
        ],
        "previous_url": f"?{keep}at={got.previous}#gaps" if got.previous else "",
        "next_url": f"?{keep}at={got.next}#gaps" if got.next else "",
    }


def _above(user, rows: list[Area], level: str) -> dict[int, str]:
    """By the area above a gap: the beginning of the address that founds what is missing. One query."""
    if not rules.in_hat(user, rules.KEEP):
        return {}
    kind = PROPOSED[Kind(level)]
    above = (
        PartyOrganization.objects.visible_to(user)
        .standing()
        .filter(area__in={row.parent_id for row in rows}, kind__in=[each for each in ladder.UNDER[kind] if each])
    )
    new = reverse("parties:new_organization")
    return {each.area_id: f"{new}?under={each.ref}&kind={kind.value}" for each in above.order_by("-kind", "-pk")}


def _behind(request, found_by: clicked.Clicked):
    """The areas that a number counted."""
    rows = Area.objects.visible_to(request.user).filter(found_by.where)
    context = paged(request, rows.select_related("parent"), IN_THE_TREE, found_by)
    return render(request, "parties/coverage_areas.html", context | {"area": found_by.area, "tab": "coverage"})


@never_cache
@require_safe
def rules_index(request):
    found = {rule.level: rule for rule in CoverageRule.objects.all()}
    events = history.of(CoverageRule).select_related("pgh_context").order_by("-pgh_id")[:SHOWN]
    context = {
        "rows": [
            {"rule": found[level], "kinds": [OrgKind(kind).label for kind in found[level].kinds]}
            for level in coverage.LEVELS
            if level in found
        ],
        "may_change": rules.in_hat(request.user, MANAGE_RULES),
        "entries": past.lines(events, _describe),
    }
    return render(request, "parties/coverage_rules.html", context)


def _describe(event) -> str:
    words = {"level": event.get_level_display(), "kinds": phrases.listed(OrgKind(kind).label for kind in event.kinds)}
    return _("%(level)s: %(kinds)s") % words if event.is_on else _("%(level)s: not counted") % words


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def change_rule(request, level):
    rule = get_object_or_404(CoverageRule, level=level)
    rules.need_in_hat(request.user, MANAGE_RULES)
    title = _("Rule of 1+1 · %(level)s") % {"level": rule}
    form = RuleForm(request.POST or None, initial={"kinds": rule.kinds, "is_on": rule.is_on})
    done, _made = carried_out(form, lambda: acts.change_rule(rule.pk, by=request.user, **form.cleaned_data))
    if done:
        toasts.done(request, title)
        return redirect("parties:coverage_rules")
    text = _("It holds everywhere; the numbers follow within a minute.")
    return asked(request, form, title, _("Save"), reverse("parties:coverage_rules"), text)
