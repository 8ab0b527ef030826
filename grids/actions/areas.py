"""Changes of single areas. Structure changes nowhere else but here, in the loader and in re-division.

Each takes the tree lock first. An area lies under one of a strictly higher level; the level just above is usual,
but a place may lack one (a city without counties, a village without grids). A unit is part of a grid, or of a
community that has none: docs/decisions/0025.
"""

from collections.abc import Collection, Iterable

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from grids import history, inbox, registry
from grids.areas import codes, kinds, tree
from grids.database import locks
from grids.enums import Kind
from grids.models import Area, AreaCode, Post
from grids.permissions import EDIT_AREA, SHAPE_AREA
from grids.words import pinyin

POSITIONS = ("lft", "rght", "tree_id", "level")
FACTS = (
    "name",
    "nature",
    "organisation",
    "boundary",
    "founded_on",
    "area_km2",
    "declared_households",
    "declared_population",
    "declared_source",
    "declared_on",
)


class InvalidMove(ValidationError):
    """The area cannot lie there. The message says why, in words for people."""


@transaction.atomic
def add(parent: Area | None, *, kind: str, name: str, by, code: str = "", why: str = "", today=None, **facts) -> Area:
    """Add an area below `parent`; without a code it gets the next one of the scheme.

    by None: the system itself, which alone may add a district (parent None).
    Raises ValidationError by field, InvalidMove where the level does not fit.
    """
    locks.take(locks.Lock.TREE)
    parent = parent and _anew(parent)
    _need(by, SHAPE_AREA, parent)
    _fits(kind, parent)
    area = Area(parent=parent, kind=kind, name=name.strip(), valid_from=today or timezone.localdate(), **facts)
    area.code = code.strip() or new_code(kind, parent)
    _check_code(area, parent)
    _check(area)
    if parent is None:  # a tree of its own behind the others, so that no other tree has to step aside
        area.tree_id, area.lft, area.rght, area.level = next_tree(), 1, 2, 0
    with history.acting(by, grant=SHAPE_AREA, where=parent, why=why):
        area.save()
    area.refresh_from_db()
    return area


@transaction.atomic
def edit(area: Area, *, by, why: str = "", **facts) -> Area:
    """Change the description of an area: any of FACTS. Its place, level and code stay."""
    if unknown := set(facts) - set(FACTS):
        raise TypeError(f"edit does not change {', '.join(sorted(unknown))}")
    locks.take(locks.Lock.TREE)
    area = _anew(area)
    _need(by, EDIT_AREA, area)
    _not_retired(area)
    for field, value in facts.items():
        setattr(area, field, value)
    _check(area)
    with history.acting(by, grant=EDIT_AREA, where=area, why=why):
        area.save()
    return area


@transaction.atomic
def move(area: Area, to: Area, *, by, why: str = "") -> Area:
    """Put an area with everything below it under `to`; all of it gets new codes, the old ones redirect.

    Needs the right to shape areas in both places. Raises InvalidMove.
    """
    locks.take(locks.Lock.TREE)
    area, to = _anew(area), _anew(to)
    _need(by, SHAPE_AREA, area)
    _need(by, SHAPE_AREA, to)
    _not_retired(area)
    _may_lie_under(area, to)
    above = {area.parent_id, to.pk}
    area.parent, area.code = to, new_code(area.kind, to)
    _check(area)
    with history.acting(by, grant=SHAPE_AREA, where=to, why=why):
        if area.tree_id == to.tree_id:
            tree.move(area, to)
            Area.objects.filter(pk=area.pk).update(parent=to, code=area.code)
        else:
            area.save()
        area = Area.objects.get(pk=area.pk)
        _recode_below(area)
    for entry in registry.moved.values():
        entry.put_right(area, by=by)
    below = Area.objects.within(area).values_list("pk", flat=True)
    tell_serving(above.union(below), "area_moved", {"area": area.short_name, "to": to.short_name, "why": why}, by=by)
    return area


@transaction.atomic
def retire(area: Area, *, by, reason: str, on=None) -> Area:
    """Close an area for good. Refused while anything open is registered in it, or an area below it is not retired."""
    locks.take(locks.Lock.TREE)
    area = _anew(area)
    _need(by, SHAPE_AREA, area)
    _not_retired(area)
    day = on or timezone.localdate()
    if day > timezone.localdate():
        raise ValidationError({"on": _("An area retires today or on a day that was; come back on that day.")})
    if obstacles := holding(area):
        raise ValidationError(format_lazy(_("{name} cannot be retired yet: {what}."), name=area.name, what=obstacles))
    area.valid_to, area.retired_reason = day, reason.strip()
    if not area.retired_reason:
        raise ValidationError({"reason": _("Say why the area is retired.")})
    if area.valid_to < area.valid_from:
        raise ValidationError({"on": _("The area began after that day.")})
    with history.acting(by, grant=SHAPE_AREA, where=area, why=area.retired_reason):
        area.save(update_fields=["valid_to", "retired_reason"])
    return area


def holding(area: Area, below: bool = True) -> str:
    """What keeps an area from being retired, in words with counts: "2 areas below it; 12 open matters".

    below False: the areas below it retire as well.
    """
    count = area.children.filter(valid_to=None).count() if below else 0
    words = [str(_("%(count)d areas below it") % {"count": count})] if count else []
    for entry in registry.holds.values():
        if count := entry.rows(area).count():
            words.append(str(entry.label).format(count=count))
    return str(_("; ")).join(words)


def tell_serving(areas: Collection[int], kind: str, params: dict, *, by) -> None:
    """Whoever serves in one of these areas, or will, reads it once and comes to all of theirs; not `by` themselves."""
    posts = Post.objects.not_over(timezone.localdate()).filter(areas__in=areas).exclude(user=by)
    inbox.tell(posts.order_by("user").values_list("user", flat=True), kind, params, reverse("areas:browse"))


def new_code(kind: str, parent: Area | None, taken: Iterable[str] = ()) -> str:
    """The next code of the scheme that no area ever had. Raises ValidationError when there is none left."""
    above = parent.code if parent else None
    used = set(AreaCode.objects.filter(code__startswith=above).values_list("code", flat=True)) if above else set()
    used.update(taken)
    while True:
        try:
            code = codes.scheme().next_code(kind, above, used)
        except codes.NoCodeLeft as full:
            raise ValidationError({"code": full.args[0]}) from None
        if not AreaCode.objects.filter(code=code).exists():
            return code
        used.add(code)


def next_tree() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(tree_id), 0) + 1 FROM grids_area")
        return cursor.fetchone()[0]


def _anew(area: Area) -> Area:
    """The area as it stands now that the tree stands still."""
    return Area.objects.select_for_update(of=("self",), no_key=True).get(pk=area.pk)


def _need(by, grant: str, where: Area | None) -> None:
    if by is not None and (where is None or not by.scope.may(grant, where)):
        raise PermissionDenied


def _not_retired(area: Area) -> None:
    if area.is_retired:
        raise ValidationError(format_lazy(_("{name} is retired; nothing in it changes any more."), name=area.name))


def _fits(kind: str, parent: Area | None) -> None:
    """Raise InvalidMove unless an area of this level may lie there."""
    if parent is None:
        if kind != Kind.DISTRICT:
            raise InvalidMove(_("Only a district stands alone at the top."))
        return
    if parent.is_retired:
        raise InvalidMove(format_lazy(_("{name} is retired; nothing new comes below it."), name=parent.name))
    if Kind(kind).may_lie_in(parent.kind, with_grids=parent.children.filter(kind=Kind.GRID, valid_to=None).exists()):
        return
    words = kinds.names(parent.district_id)
    if Kind(kind).depth <= Kind(parent.kind).depth:
        raise InvalidMove(
            format_lazy(
                _("A {kind} lies below a higher level, and {name} is a {above}."),
                kind=words[kind].lower(),
                name=parent.name,
                above=words[parent.kind].lower(),
            )
        )
    raise InvalidMove(
        format_lazy(
            _("A {unit} lies in a {grid}, or in a {community} that has none: not directly in {name}."),
            name=parent.name,
            **{level: words[level].lower() for level in (Kind.UNIT, Kind.GRID, Kind.COMMUNITY)},
        )
    )


def _may_lie_under(area: Area, to: Area) -> None:
    if area.parent_id is None:
        raise InvalidMove(_("A district stands alone at the top and does not move."))
    if to.pk == area.parent_id:
        raise InvalidMove(format_lazy(_("{name} lies there already."), name=area.name))
    if area.tree_id == to.tree_id and area.lft <= to.lft <= area.rght:
        raise InvalidMove(_("An area cannot lie below itself."))
    _fits(area.kind, to)


def _check_code(area: Area, parent: Area | None) -> None:
    if message := codes.scheme().check(area.kind, area.code, parent.code if parent else None):
        raise ValidationError({"code": message})
    if AreaCode.objects.filter(code=area.code).exists():
        raise ValidationError({"code": _("This code is or was another area's; codes are never used again.")})


def _check(area: Area) -> None:
    area.pinyin, area.initials = pinyin.key(area.name)
    area.full_clean(exclude=POSITIONS)


def _recode_below(top: Area) -> None:
    """New codes for everything below `top`, level by level in the order they had."""
    below: dict[int, list[tuple[int, str]]] = {}
    rows = Area.objects.filter(tree_id=top.tree_id, lft__gt=top.lft, rght__lt=top.rght).order_by("code")
    for pk, parent_id, kind in rows.values_list("pk", "parent_id", "kind"):
        below.setdefault(parent_id, []).append((pk, kind))
    given, layer = {top.pk: top.code}, [top.pk]
    used = set(AreaCode.objects.filter(code__startswith=top.code).values_list("code", flat=True))
    while layer:
        layer = [_next(used, given, parent, *child) for parent in layer for child in below.get(parent, ())]
    del given[top.pk]
    set_codes(given)


def _next(used: set[str], given: dict[int, str], parent: int, pk: int, kind: str) -> int:
    given[pk] = codes.scheme().next_code(kind, given[parent], used)
    used.add(given[pk])
    return pk


def set_codes(given: dict[int, str]) -> None:
    """{area id: new code} in one statement; the trigger keeps the old codes as aliases."""
    if given:
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE grids_area a SET code = n.code FROM unnest(%s::bigint[], %s::text[]) n(id, code)"
                " WHERE a.id = n.id",
                [list(given), list(given.values())],
            )


def set_names(given: dict[int, str]) -> None:
    """{area id: new name} at once. Names that are handed round among neighbours first make way for each other."""
    if not given:
        return
    reading = [pinyin.key(name) for name in given.values()]
    with connection.cursor() as cursor:
        make_way(cursor, list(given), list(given.values()))
        cursor.execute(
            "UPDATE grids_area a SET name = n.name, pinyin = n.pinyin, initials = n.initials"
            " FROM unnest(%s::bigint[], %s::text[], %s::text[], %s::text[]) n(id, name, pinyin, initials)"
            " WHERE a.id = n.id",
            [
                list(given),
                list(given.values()),
                [full for full, _short in reading],
                [short for _full, short in reading],
            ],
        )


def make_way(cursor, ids: list[int], names: list[str]) -> None:
    """Areas among `ids` whose name another one is about to take give it up: uniqueness is checked row by row."""
    cursor.execute(
        "UPDATE grids_area SET name = left(name, 40) || ' ' || id WHERE id = ANY(%s) AND name = ANY(%s)", [ids, names]
    )
