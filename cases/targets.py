"""Whom a matter may be given to: the people, areas and departments on its line. Reads posts, once for a page."""

from django.db.models import F
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cases.actions.route import Target
from cases.models import Case
from cases.rules import line_of
from grids.models import Area, Department, Post, User
from grids.names import short
from grids.rowids import row_id

MOST_PEOPLE = 60  # a select stays usable; beyond, the area or the department is chosen


def choices(case: Case, *, leave_out: int | None = None) -> list[tuple[str, list[tuple[str, str]]]]:
    """Grouped choices of a select, the nearest first; three queries at most. leave_out: who has it already."""
    line = line_of(case)
    served = list(_served(line))
    people = [
        (f"post:{post}", f"{name} {department or ''}{role} · {short(area_name)}")
        for post, user, name, role, department, _code, area_name, _area in sorted(
            served, key=lambda row: line.index(row[-1])
        )
        if user != leave_out and department is None
    ]
    areas = {code: short(name) for *_rest, code, name, _area in sorted(served, key=lambda row: line.index(row[-1]))}
    departments = Department.objects.filter(is_active=True, areas__in=line).distinct().order_by("code")
    groups = [
        (_("People"), people[:MOST_PEOPLE]),
        (_("Areas: whoever serves there takes it"), [(f"area:{code}", name) for code, name in areas.items()]),
        (_("Departments"), [(f"department:{each.code}", each.label) for each in departments]),
    ]
    return [group for group in groups if group[1]]


def _served(line):
    """Those who handle matters on the line today: post, user, name, role, department; their area's code, name, id."""
    english = (get_language() or "").startswith("en")
    return (
        Post.objects.current(timezone.localdate())
        .filter(role__grants__contains=["handle_case"], post_areas__area__in=line, user__is_active=True)
        .order_by("role__order", "user__pinyin", "pk")
        .values_list(
            "pk",
            "user_id",
            "user__name",
            "role__name_en" if english else "role__name_zh",
            "department__name_en" if english else "department__name_zh",
            *(F(f"post_areas__area__{name}") for name in ("code", "name", "pk")),
        )
    )


def target(value: str) -> Target:
    """What a choice stands for. The action decides whether it may be."""
    kind, _colon, key = value.partition(":")
    if kind == "post":
        return Target(post=Post.objects.filter(pk=row_id(key)).first())
    if kind == "area":
        return Target(area=Area.objects.filter(code=key).first())
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


def person(username: str) -> User:
    return User.objects.get(username=username)
