"""The list of matters: what one may see of them, filtered; assigned together; taken along as a sheet."""

from functools import lru_cache

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from cases import actions, export, filters, listing, queries, search, targets
from cases.actions import NotNow, Stale
from cases.enums import Status, Step
from cases.listing import CategoryLine
from cases.models import Case
from cases.rules import line_of
from cases.views import tabs
from grids import figures, pulse
from grids.areas import choices as area_choices
from grids.models.area import ANCESTORS
from grids.pages import unsent
from grids.pages.keyset import Page
from grids.permissions import in_hat, need_in_hat

MOST_AT_ONCE = 50
MOST_COUNTED = 200


@require_safe
def index(request):
    user, now = request.user, timezone.now()
    categories = listing.categories()
    asked = filters.read(request.GET, user, categories, now)
    branches = branches_of(user, asked)
    # A clicked number has a count of its own; of what waits, no count tells as much as finding it costs.
    most = 0 if asked.figure or filters.SAVED[asked.view].branches else MOST_COUNTED
    page = queries.among(branches, asked.where, asked.order, request.GET.get("cursor", ""), most=most)
    may_assign = in_hat(user, "assign_case")
    # On a phone picking is a way of showing the list, asked for in its address: so it needs no script.
    picking = {"pick": "1"} if may_assign and "pick" in request.GET else {}
    here = {"cursor": request.GET.get("cursor", "")}
    count = _said(page, asked)
    context = {
        "asked": asked,
        **tabs.row(user, asked, count),
        "rows": listing.rows(page.rows, categories, now, picks=may_assign),
        "previous_url": page.previous and asked.query(cursor=page.previous, **picking),
        "next_url": page.next and asked.query(cursor=page.next, **picking),
        "newest_url": asked.query(order="new"),
        "due_url": asked.query(order="due") if asked.is_open else "",
        "export_url": asked.query() if in_hat(user, "export_case") else "",
        "may_assign": may_assign,
        "picking": bool(picking),
        "pick_url": asked.query(**here, pick="1"),
        "unpick_url": asked.query(**here),
        "back": asked.query(**here, **picking),
        "count": count,
        **_selects(user, asked, categories),
        **_tally(user, asked, now),
    }
    return render(request, "cases/list.html", context)


def branches_of(user, asked: filters.Filters) -> queries.Branches:
    if waits := filters.SAVED[asked.view].branches:
        return waits(user)
    branches = queries.branches(user, asked.place)
    return search.narrowed(branches, asked.words) if asked.words else branches


def _said(page: Page, asked: filters.Filters) -> str:
    """How many there are, on the first page; more than are worth counting as "200+"."""
    if page.count is not None:
        return f"{MOST_COUNTED}+" if page.count > MOST_COUNTED else str(page.count)
    if asked.figure or page.previous:
        return ""
    return f"{len(page.rows)}+" if page.next else str(len(page.rows))


def _tally(user, asked: filters.Filters, now) -> dict:
    """Behind a clicked number: how many rows it is now, and whether that has changed since it was counted."""
    if asked.figure is None:
        return {}
    total = Case.objects.visible_to(user).filter(asked.where).count()
    tally = {"total": total}
    if asked.area and not set(asked.shown) - {"figure", "area"}:
        shown = figures.of(asked.area, user, asked.period, now).get(asked.figure.key)
        tally["changed"] = abs(total - shown.value) if isinstance(shown, figures.Value) else 0
        tally["counted_at"] = pulse.last(pulse.TALLIES)
    return tally


def _selects(user, asked: filters.Filters, categories: dict[int, CategoryLine]) -> dict:
    values, language = asked.values, get_language()
    return {
        "areas": listing.options(
            area_choices.near(user, "read_case", asked.area), values.get("area", ""), gettext("All my areas")
        ),
        "categories": _category_options(
            tuple(categories.values()), values.get("category", ""), gettext("All categories")
        ),
        **{f"{name}_options": listing.fixed_options(name, values.get(name, ""), language) for name in listing.CHOICES},
    }


@lru_cache(maxsize=64)
def _category_options(categories: tuple[CategoryLine, ...], chosen: str, empty: str) -> SafeString:
    """Written once for the same categories: a hundred of them are a tenth of the page."""
    below: dict[int | None, list[CategoryLine]] = {}
    for one in categories:
        below.setdefault(one.parent_id, []).append(one)
    ordered = [
        (one.code, label)
        for top in below.get(None, [])
        for one, label in [(top, top.label), *((child, f"  {child.label}") for child in below.get(top.pk, []))]
    ]
    return listing.options(ordered, chosen, empty)


@require_safe
def export_sheet(request):
    """Exactly what the list of this address shows, as .xlsx."""
    user, now = request.user, timezone.now()
    need_in_hat(user, "export_case")
    categories = listing.categories()
    asked = filters.read(request.GET, user, categories, now)
    sheet = export.sheet(user, branches_of(user, asked), asked, categories)
    answer = HttpResponse(sheet, content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    answer["Content-Disposition"] = f'attachment; filename="linli-matters-{timezone.localtime(now):%Y%m%d-%H%M}.xlsx"'
    answer["Cache-Control"] = "no-store"
    return answer


@require_POST
def bulk(request):
    """Assign the picked matters: first to whom, then each by itself, so that one that cannot go holds no other up."""
    user = request.user
    need_in_hat(user, "assign_case")
    boxes = request.POST.getlist("case")
    picked = _picked(boxes[:MOST_AT_ONCE])
    cases = {case.number: case for case in Case.objects.visible_to(user).filter(number__in=picked).order_by("number")}
    back = request.POST.get("back", "")
    back = back if back.startswith("?") else ""
    if not cases:
        messages.warning(request, _("Pick the matters to assign first."))
        return redirect(reverse("cases:list") + back)
    context = {
        "cases": [(case, f"{number}:{picked[number]}", _stays(case)) for number, case in cases.items()],
        "back": back,
        "text": request.POST.get("text", ""),
        "to": request.POST.get("to", ""),
        "choices": targets.choices(_common(cases.values())),
    }
    if len(boxes) > MOST_AT_ONCE:
        words = _("%(picked)d matters are picked, at most %(most)d are assigned at once: these are the first.")
        messages.warning(request, words % {"picked": len(boxes), "most": MOST_AT_ONCE})
    if "to" not in request.POST or unsent.shown(request):
        return render(request, "cases/list_assign.html", context)
    if not context["to"]:
        return render(request, "cases/list_assign.html", context | {"error": _("Choose to whom.")}, status=422)
    to = targets.target(context["to"])
    done = [_assign(case, picked[number], to, context["text"], user) for number, case in cases.items()]
    context["went"] = [case for case, why in done if not why]
    context["stayed"] = [(case, why) for case, why in done if why]
    return render(request, "cases/list_assigned.html", context)


def _picked(boxes: list[str]) -> dict[str, int]:
    """number -> the version that the page showed."""
    pairs = (box.rpartition(":") for box in boxes)
    return {
        number: int(version)
        for number, _colon, version in pairs
        if number and version.isdecimal() and len(version) < 9
    }


def _common(cases) -> Case:
    """A matter as it were where all of these lie: whoever may take this one may take each of them."""
    line = set.intersection(*(set(line_of(case)) for case in cases))
    first = next(iter(cases))
    above = {name: getattr(first, name) if getattr(first, name) in line else None for name in ANCESTORS}
    return Case(area_id=first.area_id if first.area_id in line else None, **above)


def _stays(case: Case) -> str:
    """Why it cannot be assigned as it stands; "" where it can."""
    if case.is_open and case.step == Step.ASSIGNMENT:
        return ""
    stands = Step(case.step).label if case.is_open else Status(case.status).label
    return gettext("It is not waiting to be assigned: %(stands)s") % {"stands": stands}


def _assign(case: Case, seen: int, to: targets.Target, text: str, user) -> tuple[Case, str]:
    """The matter, and why it did not go; "" where it did. A transaction of its own."""
    try:
        actions.assign(case.pk, by=user, seen=seen, to=to, text=text)
    except Stale:
        return case, gettext("Somebody else acted on it after this list was shown.")
    except NotNow:
        return case, _stays(case)
    except PermissionDenied:
        return case, gettext("You may not assign it in the post you act in.")
    except ValidationError as error:
        return case, " ".join(error.messages)
    return case, ""
