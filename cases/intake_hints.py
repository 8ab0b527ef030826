"""What the report form offers one person: their areas, the categories they use most, and what is near already."""

from datetime import datetime, timedelta

from django.db.models import Count, Q
from django.utils.functional import cached_property

from cases.enums import Status
from cases.models import Case, Category
from grids.enums import Kind
from grids.models import Area

CHIPS = 8
AREAS = 200  # a head of many units still finds hers; a street chooses the community and refines later
RECENT = timedelta(days=90)
SIMILAR = timedelta(days=7)
AGAIN = timedelta(minutes=10)


class Offers:
    """Read when the form is shown: a report that goes through asks only for its own area."""

    def __init__(self, user, now: datetime):
        self.user, self.now = user, now
        hat = user.scope.hat
        self._own = [reach.area_id for reach in hat.reaches] if hat and "report_case" in hat.grants else []

    def __bool__(self) -> bool:
        """Whether this hat reports anywhere."""
        return bool(self._own)

    def area(self, code: str) -> Area | None:
        """One of those offered: the areas of the hat worn, and what lies right below them."""
        here = Q(pk__in=self._own) | Q(parent__in=self._own)
        return Area.objects.filter(here, valid_to=None, code=code).first()

    @cached_property
    def areas(self) -> list[tuple[str, str]]:
        """Choices by code; one's own first, then what lies right below."""
        rows = Area.objects.filter(valid_to=None).select_related("parent").order_by("tree_id", "lft")
        found = list(rows.filter(pk__in=self._own)[:AREAS])
        above = [area.pk for area in found if area.kind != Kind.UNIT]
        if above and len(found) < AREAS:
            found += rows.filter(parent__in=above).exclude(pk__in=self._own)[: AREAS - len(found)]
        return [(area.code, _said(area)) for area in found]

    @cached_property
    def chips(self) -> list[tuple[str, str]]:
        """The categories used most, as choices."""
        return _chips(self.user, self.now)


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


SENT_BEFORE = """
SELECT * FROM cases_case
WHERE reporter_user_id = %s AND reported_at >= %s AND text = %s AND area_id = %s AND category_id = %s AND place = %s
    AND title = %s AND source = %s
ORDER BY reported_at DESC LIMIT 1
"""


def twin(user, facts: dict, text: str, now: datetime) -> Case | None:
    """The same words of the same person about the same place a moment ago: a form that the browser sent again.

    Going back, a browser shows the words in a form with a new token, which therefore stops nothing. With a photo that
    the first did not have it is a matter of its own: the photo would be lost.
    """
    asked = [user.pk, now - AGAIN, text.strip(), facts["area"].pk, facts["category"].pk]
    asked += [facts[name] for name in ("place", "title", "source")]
    found = next(iter(Case.objects.raw(SENT_BEFORE, asked)), None)
    shown = {photo.sha256 for photo in facts["photos"]}
    if found and shown - set(found.photos.values_list("file__sha256", flat=True)):
        return None
    return found


THERE_ALREADY = f"""
SELECT id, number, title, reported_at FROM cases_case
WHERE area_id = %s AND category_id = %s AND reported_at >= %s AND id <> %s
    AND status = '{Status.OPEN}' AND NOT is_confidential
ORDER BY reported_at DESC LIMIT 3
"""


def similar(user, area: Area, category: Category, now: datetime, leave_out: int | None = None) -> list[Case]:
    """Open matters of the same category in the same area within a week, for the hint "is it this one?".

    What somebody may read there, but nothing confidential: it would take a team to see it, and three rows tell enough.
    """
    if not user.scope.reaches("read_case", area):
        return []
    asked = [area.pk, category.pk, now - SIMILAR, leave_out or 0]
    return list(Case.objects.raw(THERE_ALREADY, asked))
