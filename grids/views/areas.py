"""Areas: the tree level by level, the overview of one, and what may be done with it."""

from functools import wraps

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from grids import past, why
from grids.actions import areas as acts, levels
from grids.areas import (
    boxes as area_boxes,
    crumbs,
    history as area_history,
    kinds,
    level as area_level,
    search as area_search,
)
from grids.enums import Kind
from grids.forms.areas import AddForm, FactsForm, LevelsForm, MoveForm, RetireForm
from grids.models import Area
from grids.people import serving
from grids.permissions import EDIT_AREA, SHAPE_AREA, need
from grids.views.asked import carried_out

A_PAGE = 100  # rows of one level
SIBLINGS = 60  # neighbours in the menu of the crumb
LONGEST = 60  # characters of a search

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


def at_area(view):
    """Gives the view the area of its address, if the reader may see it; an old code leads on to the new one."""

    @wraps(view)
    def found(request, code, **rest):
        area = area_level.seen(request.user, code)
        if area:
            return view(request, area, **rest)
        now = get_object_or_404(Area.objects.visible_to(request.user), codes__code=code)
        match = request.resolver_match
        query = f"?{request.GET.urlencode()}" if request.GET else ""
        return redirect(reverse(match.view_name, kwargs=match.kwargs | {"code": now.code}) + query, permanent=True)

    return found


@require_safe
def browse(request):
    """The tree, open down to ?open=CODE; or what ?q= finds."""
    q = request.GET.get("q", "").strip()[:LONGEST]
    tops = [reach.area_id for reach in request.user.scope.where("read_area")]
    seen = Area.objects.visible_to(request.user)
    mine = list(seen.filter(pk__in=tops).order_by("code")[: A_PAGE + 1])
    opened = seen.called(request.GET.get("open", "")).first()
    found, more = area_search.search(request.user, q)
    context = {
        "q": q,
        "crumbs": crumbs.of(request.user, *filter(None, [opened])),
        "found": found,
        "more": more,
        "nodes": [] if q else _nodes(request, mine[:A_PAGE], opened),
        "limit": area_search.LIMIT,
        "longest": LONGEST,
        "first": A_PAGE if len(mine) > A_PAGE else 0,
    }
    return render(request, "areas/browse.html", context)


@require_safe
@at_area
def branch(request, area):
    """One line of the tree, opened (or with ?close folded), for htmx; else the whole tree, opened there."""
    if not request.htmx:
        return redirect(f"{reverse('areas:browse')}?open={area.code}")
    if "close" in request.GET:
        return render(request, "areas/_node.html", {"node": _rows(request.user, [area])[0]})
    if "after" in request.GET:
        return render(request, "areas/_nodes.html", _below(request, area))
    node = _rows(request.user, [area])[0] | {"below": _below(request, area), "opened": True}
    return render(request, "areas/_node.html", {"node": node})


@require_safe
@at_area
def detail(request, area):
    may, words = request.user.scope.may, kinds.by_district([area.district_id])
    kind, line = kinds.word_of(area, words[area.district_id]), area_level.line_of(area)
    context = (
        frame(request, area, line)
        | why.context(request.user, area)
        | serving.of_area(area, request.user, line)
        | {
            "kind": kind,
            "facts": _facts(area, kind),
            "boxes": area_boxes.of(area, request.user),
            "below": _below(request, area, words),
            "retired_shown": "retired" in request.GET,
            "retired_word": _("Retired"),
            "successor": area_history.successor(area) if area.is_retired else None,
            "may_edit": may(EDIT_AREA, area) and not area.is_retired,
            "may_shape": may(SHAPE_AREA, area) and not area.is_retired,
            "may_add": may(SHAPE_AREA, area) and not area.is_retired and area.kind != Kind.UNIT,
            "may_move": may(SHAPE_AREA, area) and not area.is_retired and area.parent_id,
            "may_name": may(SHAPE_AREA, area) and not area.is_retired and area.kind == Kind.DISTRICT,
            "may_redivide": may(SHAPE_AREA, area)
            and not area.is_retired
            and area.kind in (Kind.STREET, Kind.COMMUNITY),
        }
    )
    return render(request, "areas/detail.html", context)


@get_or_post
@at_area
def edit(request, area):
    need(request.user, EDIT_AREA, area)
    before = {name: getattr(area, name) for name in acts.FACTS}
    before["organisation"] = (area.organisation.uscc or area.organisation.name) if area.organisation else ""
    form = FactsForm(request.POST or None, initial=before, user=request.user, kind=area.kind)
    done, _made = carried_out(form, lambda: acts.edit(area, by=request.user, **form.cleaned_data))
    if done:
        messages.success(request, _("%(name)s is changed.") % {"name": form.cleaned_data["name"]})
        return redirect(area)
    return _form(request, area, form, title=_("Edit %(name)s") % {"name": area.short_name}, verb=_("Save"))


@get_or_post
@at_area
def add(request, area):
    need(request.user, SHAPE_AREA, area)
    if area.kind == Kind.UNIT:  # nothing lies below it
        raise Http404
    form = AddForm(request.POST or None, user=request.user, parent=area)
    done, made = carried_out(form, lambda: acts.add(area, by=request.user, **form.cleaned_data))
    if done:
        messages.success(request, _("%(name)s is added as %(code)s.") % {"name": made.name, "code": made.code})
        return redirect(made)
    return _form(request, area, form, title=_("Add an area below %(name)s") % {"name": area.short_name}, verb=_("Add"))


@get_or_post
@at_area
def move(request, area):
    need(request.user, SHAPE_AREA, area)
    form = MoveForm(request.POST or None, user=request.user, area=area)
    done, moved = carried_out(form, lambda: acts.move(area, by=request.user, **form.cleaned_data))
    if done:
        text = _("%(name)s is moved; its code is now %(code)s, and the old one leads here.")
        messages.success(request, text % {"name": moved.name, "code": moved.code})
        return redirect(moved)
    text = _("Everything below goes along and gets new codes. The old codes lead to the new ones.")
    title = _("Move %(name)s") % {"name": area.short_name}
    return _form(request, area, form, title=title, verb=_("Move"), text=text, places=form.suggestions)


@get_or_post
@at_area
def retire(request, area):
    need(request.user, SHAPE_AREA, area)
    form = RetireForm(request.POST or None)
    done, _made = carried_out(form, lambda: acts.retire(area, by=request.user, **form.cleaned_data))
    if done:
        messages.success(request, _("%(name)s is retired.") % {"name": area.name})
        return redirect(area)
    text = _("A retired area stays readable, takes nothing new, and its code is never given again.")
    title = _("Retire %(name)s") % {"name": area.short_name}
    holding = "" if form.is_bound else acts.holding(area)  # a refusal says it too
    return _form(request, area, form, title=title, verb=_("Retire"), text=text, holding=holding)


@get_or_post
@at_area
def labels(request, area):
    """What the district calls its levels."""
    if area.kind != Kind.DISTRICT:
        raise Http404
    need(request.user, SHAPE_AREA, area)
    form = LevelsForm(request.POST or None, district=area)
    done, _made = carried_out(
        form, lambda: levels.name_levels(area, form.words(), by=request.user, why=form.cleaned_data["why"])
    )
    if done:
        messages.success(request, _("The levels of %(name)s are named.") % {"name": area.short_name})
        return redirect(area)
    context = frame(request, area) | {"form": form, "entries": past.of_levels(area)}
    return render(request, "areas/labels.html", context, status=422 if form.is_bound else 200)


@require_safe
@at_area
def history(request, area):
    codes = area.codes.exclude(until=None).order_by("-until")
    done = area.redivisions.visible_to(request.user).order_by("-pk")
    reaches = request.user.scope.reaches
    came = [(old, reaches("read_area", old)) for old in area_history.came_from(area)]
    context = {"entries": area_history.of_area(area), "codes": codes, "came": came, "redivisions": done}
    return render(request, "areas/history.html", frame(request, area) | context)


def _form(request, area, form, **context):
    status = 422 if form.is_bound else 200
    return render(request, "areas/form.html", frame(request, area) | {"form": form} | context, status=status)


def frame(request, area: Area, line: list[Area] | None = None) -> dict:
    """What every page of an area shows: the way down to it, linked where the reader may go, and its neighbours."""
    above = line or area_level.line_of(area)
    reaches = request.user.scope.reaches
    way = [(place.get_absolute_url() if reaches("read_area", place) else "", place.short_name) for place in above]
    siblings = area_level.beside(request.user, area, SIBLINGS + 1) if area.parent_id else []
    if len(siblings) > SIBLINGS:
        more = _("All of %(name)s") % {"name": area.parent.short_name}
        siblings = [*siblings[:SIBLINGS], (area.parent.get_absolute_url(), more)]
    return {"area": area, "crumbs": way, "siblings": siblings if len(siblings) > 1 else []}


def _facts(area: Area, kind: str) -> list[tuple]:
    return [
        (_("Level"), kind),
        (_("Code"), area.code),
        (_("Nature"), area.get_nature_display() if area.kind in (Kind.GRID, Kind.UNIT) else ""),
        (_("Declared households"), area.declared_households),
        (_("Declared residents"), area.declared_population),
        (_("Where the declared numbers are from"), area.declared_source),
        (_("Declared as of"), area.declared_on),
        (_("Square kilometres"), area.area_km2),
        (_("Founded on"), area.founded_on),
        (_("Valid from"), area.valid_from),
        (_("Retired on"), area.valid_to),
        (_("Reason"), area.retired_reason),
    ]


def _below(request, area: Area, words: dict | None = None) -> dict:
    """The level below, a page at a time: ?after=CODE, and with ?retired what was closed as well."""
    shows_retired, after = "retired" in request.GET, request.GET.get("after", "")
    count, retired = area_level.counts(request.user, area)
    found = area_level.below(request.user, area, after, A_PAGE + 1, retired=shows_retired)
    more = found[A_PAGE - 1].code if len(found) > A_PAGE else ""
    keep = "&retired=1" if shows_retired else ""
    return {
        "area": area,
        "nodes": area_level.printed(found[:A_PAGE], words),
        "count": count if shows_retired else count - retired,
        "retired": retired,
        "next_url": f"?after={more}{keep}" if more else "",
        "next_branch": f"{reverse('areas:branch', args=[area.code])}?after={more}{keep}" if more else "",
        "previous_url": f"?{keep.lstrip('&')}" if after else "",
    }


def _rows(user, areas: list[Area]) -> list[dict]:
    """Lines of the tree, each with the number of areas below it."""
    return area_level.printed(area_level.lines(user, areas))


def _nodes(request, tops: list[Area], opened: Area | None) -> list[dict]:
    """The tops of one's areas; the way down to `opened` is open, and what lies below it is there."""
    if opened is None and len(tops) == 1:
        opened = tops[0]
    way = list(opened.get_ancestors(include_self=True).select_related("organisation", "parent")) if opened else []
    above = next((at for at, place in enumerate(way) if place in tops), None)
    down = [] if above is None else way[above + 1 :]
    rows = _rows(request.user, tops + down)
    nodes, steps = rows[: len(tops)], rows[len(tops) :]
    if above is None:
        return nodes
    place = {"below": _below(request, opened), "opened": True}
    for area, row in zip(reversed(down), reversed(steps), strict=True):
        place = {"below": {"nodes": [row | place], "only": area.parent, "count": 0}, "opened": True}
    for node in nodes:
        if node["code"] == way[above].code:
            node |= place
    return nodes
