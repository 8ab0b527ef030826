"""Whom a matter may be given to: the people, areas and departments on its line. Reads posts, once for a page."""

from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _

from cases.actions.route import Target
from cases.models import Case
from cases.people import Directory
from cases.rules import line_of
from grids.areas.names import short
from grids.database import prepared
from grids.database.rowids import row_id
from grids.models import Area, Department, Post, User
from grids.words import languages

MOST_PEOPLE = 60  # a select stays usable; beyond, the area or the department is chosen


# Whoever handles matters on the line today, the nearest first, and the departments that serve there: one statement for
# every matter that waits to be assigned.
OFFERED = """
SELECT array_position(%(line)s, pa.area_id) AS near, r.order AS rank, u.pinyin, p.id,
       p.user_id, u.name, r.name_{lang} AS role, d.code AS department, d.name_{lang}, a.code, a.name
FROM grids_postarea pa
JOIN grids_area a ON a.id = pa.area_id
JOIN grids_post p ON p.id = pa.post_id AND p.started_on <= %(today)s AND (p.ended_on IS NULL OR p.ended_on > %(today)s)
JOIN grids_user u ON u.id = p.user_id AND u.is_active
JOIN grids_role r ON r.id = p.role_id AND 'handle_case' = ANY(r.grants)
LEFT JOIN grids_department d ON d.id = p.department_id
WHERE pa.area_id = ANY(%(line)s)
UNION ALL
SELECT NULL, NULL, '', NULL, NULL, '', '', d.code, d.name_{lang}, '', ''
FROM grids_department d
WHERE d.is_active AND EXISTS (
    SELECT FROM grids_department_areas da WHERE da.department_id = d.id AND da.area_id = ANY(%(line)s)
)
ORDER BY near, rank, pinyin, id, department
"""


class Offered(NamedTuple):
    """A post on one of its areas; or, without a post, a department that serves there."""

    post: int | None
    user: int | None
    name: str
    role: str
    department_code: str | None
    department: str | None
    area_code: str
    area: str


def choices(case: Case, *, leave_out: int | None = None) -> list[tuple[str, list[tuple[str, str]]]]:
    """Grouped choices of a select, the nearest first. leave_out: who has it already."""
    offered = _offered(list(line_of(case)))
    serving = [row for row in offered if row.post]
    people = [
        (f"post:{row.post}", f"{row.name} {row.role} · {short(row.area)}")
        for row in serving
        if row.user != leave_out and row.department_code is None
    ]
    areas = {row.area_code: short(row.area) for row in serving if row.department_code is None}
    departments = [(f"department:{row.department_code}", row.department) for row in offered if not row.post]
    groups = [
        (_("People"), people[:MOST_PEOPLE]),
        (_("Areas: whoever serves there takes it"), [(f"area:{code}", name) for code, name in areas.items()]),
        (_("Departments"), departments),
    ]
    return [group for group in groups if group[1]]


def _offered(line: list[int]) -> list[Offered]:
    statement = OFFERED.format(lang=languages.chosen("zh", "en"))
    with prepared.cursor() as cursor:
        cursor.execute(statement, {"line": line, "today": timezone.localdate()})
        return [Offered(*row[3:]) for row in cursor]


def target(value: str) -> Target:
    """What a choice stands for. The action decides whether it may be."""
    kind, _colon, key = value.partition(":")
    if kind == "post":
        return Target(post=Post.objects.filter(pk=row_id(key)).first())
    if kind == "area":
        return Target(area=Area.objects.called(key).first())
    return Target(department=Department.objects.filter(code=key).first())


def outside_team(case: Case) -> list[tuple[str, str]]:
    """Who may see matters there and does not know of this confidential one, by account, the nearest first."""
    known = case.team.values("user")
    posts = (
        Post.objects.current(timezone.localdate())
        .filter(role__grants__contains=["read_case"], post_areas__area__in=line_of(case), user__is_active=True)
        .exclude(user__in=known)
        .order_by("-post_areas__area__level", "user__pinyin", "pk")
        .select_related("user", "role")
    )
    return list({post.user.username: f"{post.user} {post.role.label}" for post in posts}.items())[:MOST_PEOPLE]


def team(case: Case) -> list[tuple[str, str]]:
    return list(case.team.order_by("user__pinyin", "pk").values_list("user__username", "user__name"))


def may_leave(case: Case) -> list[tuple[str, str]]:
    """Those of the team whom the matter neither waits for nor is decided on by, by account."""
    stay = Directory().must_know(case)
    others = case.team.exclude(user__in=stay).order_by("user__pinyin", "pk")
    return list(others.values_list("user__username", "user__name"))


def person(username: str) -> User:
    return User.objects.get(username=username)
