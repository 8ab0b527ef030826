"""What the report form offers one person: their areas, the categories they use most, and what is near already."""

from datetime import datetime, timedelta

from django.db.models import Count, Q
from django.utils.functional import cached_property

from cases.actions.intake import Reporter
from cases.enums import Act, ReporterKind, Status
from cases.models import Case, Category
from grids.enums import Kind
from grids.fields import plain
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
        return Area.objects.called(code).filter(here, valid_to=None).first()

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
WHERE reporter_user_id = %(user)s AND reported_at >= %(since)s
    AND (text, area_id, category_id, place, title, source, urgency)
        = (%(text)s, %(area)s, %(category)s, %(place)s, %(title)s, %(source)s, %(urgency)s)
    AND (is_collective, is_confidential) = (%(is_collective)s, %(is_confidential)s)
    AND (people_affected, lng, lat) IS NOT DISTINCT FROM (%(people_affected)s, %(lng)s, %(lat)s)
    AND occurred_at = coalesce(%(occurred_at)s, reported_at)
    AND (reporter_kind, reporter_index) = (%(kind)s, %(index)s)
ORDER BY reported_at DESC
"""


def twin(user, facts: dict, text: str, settled: dict | None, now: datetime) -> Case | None:
    """The same report of the same person a moment ago: a form that the browser sent again.

    Going back, a browser shows the words in a form with a new token, which therefore stops nothing. Where anything
    differs it is a matter of its own, or that would be lost: another resident, a photo, how it was settled.
    facts: what report() takes; settled: what settle() takes besides, None where that button was not pressed.
    """
    reporter = facts["reporter"] or Reporter()
    shown = {photo.sha256 for photo in facts["photos"]}
    for case in Case.objects.raw(SENT_BEFORE, _columns(user, facts, text, now)):
        if (
            plain(case, "reporter_name") == reporter.name.strip()
            and _settled_alike(case, settled, shown)
            and shown <= set(case.photos.values_list("file__sha256", flat=True))
        ):
            return case
    return None


def _columns(user, facts: dict, text: str, now: datetime) -> dict:
    """What report() would write, and since when."""
    category, reporter, (lng, lat) = facts["category"], facts["reporter"], facts["point"]
    return facts | {
        "user": user.pk,
        "since": now - AGAIN,
        "text": text.strip(),
        "area": facts["area"].pk,
        "category": category.pk,
        "is_confidential": facts["is_confidential"] or category.is_confidential,
        "lng": lng,
        "lat": lat,
        "kind": reporter.kind if reporter else ReporterKind.STAFF,
        "index": reporter.index if reporter else "",
    }


def _settled_alike(case: Case, settled: dict | None, shown: set[str]) -> bool:
    done = case.acts.filter(act=Act.SETTLE).first()
    if done is None or settled is None:
        return done is None and settled is None
    why = "" if shown else settled["no_photo_reason"].strip()
    return (done.text, done.data.get("no_photo", "")) == (settled["text"].strip(), why)


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
