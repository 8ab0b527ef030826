"""Who serves in an area, which departments come there, and who answers for it last: for the area's page."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db import connection
from django.urls import reverse
from django.utils import timezone

from grids.database import prepared
from grids.enums import Kind
from grids.models import Area, SubjectKey, User
from grids.people import staffing
from grids.permissions import APPOINT, READ_AREA
from grids.privacy import identity
from grids.words import languages

SHOWN = 30
READ = 300  # links of one area and those above it; far more than any area has
PHONE: Any = User._meta.get_field("phone")

# The posts here, with the heads there were; and of the areas above those that could answer for this one. The line of
# areas stands before all else: an OR alone would read every post there is. Written as SQL: the ORM took four times as
# long to write it, and to make four objects of each row, as PostgreSQL to answer.
LINKS = f"""
SELECT pa.area_id, p.id, p.started_on, p.ended_on, u.id, coalesce(nullif(u.name, ''), u.username), u.pinyin,
       u.is_active, u.phone, u.subject_id, (SELECT wrapped FROM grids_subjectkey WHERE id = u.subject_id),
       r.code, r.kind, r.{{name}}, r.is_head, r."order", d.{{name}}
FROM grids_postarea pa
JOIN grids_post p ON p.id = pa.post_id
JOIN grids_role r ON r.id = p.role_id
JOIN grids_user u ON u.id = p.user_id
LEFT JOIN grids_department d ON d.id = p.department_id
WHERE pa.area_id = ANY(%(line)s) AND (
    pa.area_id = %(area)s AND r.code = %(head)s
    OR u.is_active AND (p.ended_on IS NULL OR p.ended_on > %(today)s) AND (
        pa.area_id = %(area)s OR r.is_head OR pa.area_id = ANY(%(offices)s) AND r.kind = ANY(%(kinds)s)))
ORDER BY p.started_on DESC, pa.id DESC LIMIT {READ}
"""
DEPARTMENTS = """
SELECT d.{name} FROM grids_department d
WHERE d.is_active AND d.id IN (SELECT department_id FROM grids_department_areas WHERE area_id = ANY(%s))
ORDER BY d.code
"""


@dataclass(frozen=True, slots=True)
class Serving:
    person: str
    role: str
    phone: str  # masked
    since: date
    post_id: int | None  # None where the reader may not open the post
    area: Area
    answers: bool  # the last one to turn to
    also: tuple[tuple[str, str], ...] = ()  # what else they are (words, address)


@dataclass(frozen=True, slots=True)
class Link:
    """A post in an area, as LINKS reads it."""

    area: Area
    post_id: int
    started_on: date
    ended_on: date | None
    user_id: int
    person: str
    pinyin: str
    is_active: bool
    phone: bytes | None  # sealed
    subject_id: Any
    wrapped: bytes | None
    role: str
    kind: str
    role_label: str
    is_head: bool
    order: int
    department: str | None

    def counts(self, today: date) -> bool:
        return self.is_active and self.started_on <= today and (self.ended_on is None or self.ended_on > today)

    @property
    def is_office(self) -> bool:
        return self.area.kind in staffing.OFFICES and self.kind == self.area.kind and self.department is None

    @property
    def label(self) -> str:
        return self.role_label if self.department is None else f"{self.department} {self.role_label}"

    @property
    def masked_phone(self) -> str:
        """As that of User, of which nothing else is read here."""
        if self.phone is None:
            return ""
        sealed = PHONE.from_db_value(self.phone, None, connection)
        return identity.mask_phone(sealed.open(SubjectKey(id=self.subject_id, wrapped=self.wrapped)))


_also: dict[str, Callable] = {}


def register_also(name: str, find: Callable) -> None:
    """What else people in posts are, apps say in AppConfig.ready(): (account ids, reader) -> {id: [(words, url)]}."""
    _also[name] = find


def also(users: Iterable[int], reader) -> dict[int, list[tuple[str, str]]]:
    """A query for each app that has something this reader may know."""
    ids, found = set(users), {}
    for find in _also.values():
        for user, said in find(ids, reader).items():
            found.setdefault(user, []).extend(said)
    return found


@dataclass(frozen=True, slots=True)
class Gap:
    """An area without the head it should have; since when, where that is known."""

    kind: str
    since: date | None


def of_area(area: Area, user, line: list[Area] | None = None, today: date | None = None) -> dict:
    """`serving`, those `more` than are shown, `above` (who answers where nobody here does), `gap`, where this user may
    `fill` it, `departments`.

    line: the area and those above it, where the page has read them. Two queries, however many serve there.
    """
    today = today or timezone.localdate()
    links = _links(area, line or list(area.get_ancestors(include_self=True)), today)
    current = [link for link in links if link.counts(today)]
    here = sorted((link for link in current if link.area.pk == area.pk), key=_first_heads)
    last = None if area.is_retired else _answers(area, current)
    gap = _gap(area, here, links)
    more = also((link.user_id for link in [*here[:SHOWN], *filter(None, [last])]), user)
    shown = [_said(link, user, link is last, more) for link in here[:SHOWN]]
    return {
        "serving": shown,
        "more": len(here) - len(shown),
        "above": _said(last, user, True, more) if last and last.area.pk != area.pk else None,
        "gap": gap,
        "fill": _fill(area) if gap and user.scope.may(APPOINT, area) else "",
        "departments": [{"label": label} for (label,) in _rows(DEPARTMENTS, [_line(area)])],
    }


def _line(area: Area) -> list[int]:
    """The ids of the area and of those above it, the area first, then upwards."""
    above = (area.grid_id, area.community_id, area.street_id, area.district_id)
    return list(dict.fromkeys(pk for pk in (area.pk, *above) if pk))


def _links(area: Area, line: list[Area], today: date) -> list[Link]:
    offices = [each for each in line if each.kind in staffing.OFFICES]
    asked = {
        "line": [each.pk for each in line],
        "area": area.pk,
        "head": staffing.HEADS.get(area.kind, ""),
        "today": today,
        "offices": [each.pk for each in offices],
        "kinds": [str(each.kind) for each in offices],
    }
    by_id = {each.pk: each for each in line}
    return [Link(by_id[area_id], *rest) for area_id, *rest in _rows(LINKS, asked)]


def _rows(sql: str, asked) -> list[tuple]:
    """name: the column of it in the reader's language, as the label of a role and of a department says it."""
    name = languages.chosen("name_zh", "name_en")
    with prepared.cursor() as cursor:
        cursor.execute(sql.format(name=name), asked)
        return cursor.fetchall()


def _first_heads(link: Link) -> tuple:
    return not link.is_head, link.order, link.pinyin, link.post_id


def _answers(area: Area, links: list[Link]) -> Link | None:
    """The head of the unit; without one the leader of its grid, then the staff of its community, of its street."""
    place = {pk: at for at, pk in enumerate(_line(area))}
    able = [link for link in links if link.is_head or link.is_office]
    return min(able, key=lambda link: (place[link.area.pk], *_first_heads(link)), default=None)


def _gap(area: Area, here: list[Link], links: list[Link]) -> Gap | None:
    role = staffing.HEADS.get(area.kind)
    if not role or area.is_retired or any(link.role == role for link in here):
        return None
    left = [link for link in links if link.area.pk == area.pk and link.role == role and link.ended_on]
    return Gap(Kind(area.kind), max((one.ended_on for one in left if one.ended_on > one.started_on), default=None))


def _fill(area: Area) -> str:
    return f"{reverse('posts:appoint')}?{urlencode({'area': area.code, 'role': staffing.HEADS[area.kind]})}"


def _said(link: Link, user, answers: bool, more: dict[int, list[tuple[str, str]]]) -> Serving:
    seen = user.scope.reaches(READ_AREA, link.area) or link.user_id == user.pk
    return Serving(
        link.person,
        link.label,
        link.masked_phone,
        link.started_on,
        link.post_id if seen else None,
        link.area,
        answers,
        tuple(more.get(link.user_id, ())),
    )
