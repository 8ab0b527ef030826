"""What the report form offers one person: their areas, the categories they use most, and what is near already."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count

from cases.enums import Status
from cases.models import Case, Category
from grids.enums import Kind
from grids.models import Area

CHIPS = 8
AREAS = 200  # a head of many units still finds hers; a street chooses the community and refines later
RECENT = timedelta(days=90)
SIMILAR = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Offered:
    """chips: the categories used most, as choices. areas: choices by code; area: the one to offer."""

    chips: list[tuple[str, str]]
    areas: list[tuple[str, str]]
    area: str


def offered(user, now: datetime) -> Offered:
    areas = _areas(user)
    return Offered(_chips(user, now), [(area.code, _said(area)) for area in areas], areas[0].code if areas else "")


def _areas(user) -> list[Area]:
    """The areas of the hat worn first, then what lies right below them: where a report may be placed."""
    hat = user.scope.hat
    if hat is None or "report_case" not in hat.grants:
        return []
    own = [reach.area_id for reach in hat.reaches]
    rows = Area.objects.filter(valid_to=None).select_related("parent").order_by("tree_id", "lft")
    found = list(rows.filter(pk__in=own)[:AREAS])
    if len(found) < AREAS:
        above = [area.pk for area in found if area.kind != Kind.UNIT]
        if above:
            found += rows.filter(parent__in=above).exclude(pk__in=own)[: AREAS - len(found)]
    return found


def _said(area: Area) -> str:
    """东梅网格 › 3 号楼: a unit's name says little without its grid."""
    if area.kind == Kind.UNIT and area.parent is not None:
        return f"{area.parent.short_name} › {area.short_name}"
    return area.short_name


def _chips(user, now: datetime) -> list[tuple[str, str]]:
    """Used most in this person's areas of late, filled up with the first of each upper category."""
    active = {
        category.pk: category
        for category in Category.objects.filter(is_active=True, parent__isnull=False).select_related("parent")
    }
    recent = Case.objects.filter(user.scope.placed_q("report_case"), reported_at__gte=now - RECENT)
    counted = recent.order_by().values_list("category").annotate(count=Count("pk")).order_by("-count", "category")
    chosen = [active[pk] for pk, _count in counted[: CHIPS * 2] if pk in active][:CHIPS]
    seen = {category.parent_id for category in chosen}
    for category in active.values():
        if len(chosen) >= CHIPS:
            break
        if category.parent_id not in seen:
            seen.add(category.parent_id)
            chosen.append(category)
    return [(category.code, category.label) for category in chosen]


def similar(user, area: Area, category: Category, now: datetime, leave_out: int | None = None) -> list[Case]:
    """Open matters of the same category in the same area within a week, for the hint "is it this one?"."""
    rows = Case.objects.visible_to(user).filter(
        area=area, category=category, status=Status.OPEN, reported_at__gte=now - SIMILAR
    )
    return list(rows.exclude(pk=leave_out).order_by("-reported_at")[:3])
