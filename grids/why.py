""" "Why can I see this?" on each record, and for administrators: who can see it."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from grids.models import Area, Post
from grids.scope import LEVELS
from grids.words import languages


@dataclass(frozen=True, slots=True)
class Reason:
    """A post that opens the record, and the area of it in which the record lies; or, without a post, a sentence."""

    label: str
    area: str = ""
    post_id: int | None = None


@dataclass(frozen=True, slots=True)
class Ways:
    """How records of one model are seen: by whom a permission reaches, and by whom the record names.

    named(user, row) gives sentences such as "Reported by you"; people(row) gives (person, sentence) pairs.
    only(row) gives the ids of those whose posts alone open the row where it needs more than a post; None elsewhere.
    """

    grant: str
    named: Callable = lambda user, row: ()
    people: Callable = lambda row: ()
    only: Callable = lambda row: None


_ways: dict[str, Ways] = {"grids.area": Ways("read_area")}


def register(model_label: str, ways: Ways) -> None:
    """An app says in AppConfig.ready() how its records are seen: register("cases.case", Ways("read_case", …))."""
    _ways[model_label] = ways


def reasons(user, row) -> list[Reason]:
    """Every post of today that opens `row` to `user`, then what else does. Empty: it is not theirs to see."""
    ways = _ways[row._meta.label_lower]
    only = ways.only(row)
    found = [
        Reason(hat.label, reach.name, reach.post_id)
        for hat in (user.scope.hats if only is None or user.pk in only else ())
        if ways.grant in hat.grants
        for reach in hat.reaches
        if reach.covers(row)
    ]
    return found + [Reason(str(sentence)) for sentence in ways.named(user, row)]


def who_can_see(row, today=None) -> list[tuple[object, Reason]]:
    """(person, reason) for everybody who can see `row`, by level from the top, then who is named in it."""
    ways = _ways[row._meta.label_lower]
    only = ways.only(row)
    posts = (
        Post.objects.current(today or timezone.localdate())
        .filter(_on_the_line(row), role__grants__contains=[ways.grant], user__is_active=True)
        .order_by("post_areas__area__level", "role__order", "user__pinyin", "pk")
        .values_list(
            "pk",
            "user_id",
            "user__name",
            languages.chosen("role__name_zh", "role__name_en"),
            languages.chosen("department__name_zh", "department__name_en"),
            "post_areas__area__name",
        )
    )
    found = [
        (name, Reason(f"{department or ''} {role}".strip(), area, pk))
        for pk, user, name, role, department, area in posts
        if only is None or user in only
    ]
    return found + [(str(person), Reason(str(sentence))) for person, sentence in ways.people(row)]


def context(user, row) -> dict:
    """For components/why.html: `why` for everybody, `who` (else None) for those who keep accounts or read logs."""
    may = user.scope.has("manage_users", "manage_roles", "read_logs")
    return {"why": reasons(user, row), "who": who_can_see(row) if may else None}


def _on_the_line(row) -> Q:
    """Posts in the record's area or one above it."""
    if isinstance(row, Area):
        return Q(
            post_areas__area__tree_id=row.tree_id,
            post_areas__area__lft__lte=row.lft,
            post_areas__area__rght__gte=row.rght,
        )
    line = [row.area_id, *(getattr(row, f"{level}_id") for level in LEVELS)]
    return Q(post_areas__area__in=[pk for pk in line if pk])
