"""Small makers of rows for tests, each saying only what differs; what an action refuses, its own tests ask of it."""

import datetime as dt
from itertools import count

from django.contrib.auth.hashers import make_password
from django.db import connection, transaction

from grids.actions.areas import new_code, next_tree
from grids.database.locks import Lock, take
from grids.enums import Kind, OrganisationKind
from grids.models import Area, Department, Organisation, Post, PostArea, Role, SubjectKey, User
from grids.privacy import identity
from grids.words import pinyin

DAY = dt.date(2024, 1, 1)
PASSWORD = "linli-demo"
_numbers = count(1)


def area(parent: Area | None = None, kind: str | None = None, **facts) -> Area:
    """An area one level below its parent; a district without one. Codes follow the scheme."""
    kind = kind or (list(Kind)[Kind(parent.kind).depth + 1] if parent else Kind.DISTRICT)
    number = next(_numbers)
    if parent is None:
        facts.setdefault("code", f"{900000 + number % 100000:06}")
    with transaction.atomic():
        take(Lock.TREE)
        parent = parent and Area.objects.get(pk=parent.pk)
        facts = {"name": f"{Kind(kind).value} {number}", "valid_from": DAY} | facts
        made = Area(parent=parent, kind=kind, **facts)
        made.code = made.code or new_code(kind, parent)
        made.pinyin, made.initials = pinyin.key(made.name)
        if parent is None:
            made.tree_id, made.lft, made.rght, made.level = next_tree(), 1, 2, 0
        made.save()
    made.refresh_from_db()
    return made


@transaction.atomic
def line(*kinds: str, beside: str = "") -> list[Area]:
    """A district, street, community, grid and unit, each in the one before, or just the kinds named; `beside`: and
    last, one more of that kind, next to the one of the line.

    A tree of its own, whose ranges are known beforehand, in one statement: most tests have one, and asked node by
    node it took as long as they did.
    """
    kinds = kinds or tuple(Kind.values)
    take(Lock.TREE)
    ids, code, end = _ids_of_areas(len(kinds) + 1), f"{900000 + next(_numbers) % 100000:06}", 2 * len(kinds)
    fork = kinds.index(beside) if beside else 0
    spots = [(d, ids[d], f"{code}{'001' * d}", d + 1, end - d + 2 * (d < fork)) for d in range(len(kinds))]
    if beside:
        spots.append((fork, ids[-1], f"{code}{'001' * (fork - 1)}002", end - fork + 1, end - fork + 2))
    tree, made = next_tree(), []
    for depth, pk, its_code, lft, rght in spots:
        name = f"{kinds[depth]} {next(_numbers)}"
        full, initials = pinyin.key(name)
        above = ids[depth - 1] if depth else None
        facts = {"name": name, "pinyin": full, "initials": initials, "code": its_code, "valid_from": DAY}
        ranges = {"tree_id": tree, "level": depth, "lft": lft, "rght": rght}
        made.append(Area(pk=pk, parent_id=above, kind=kinds[depth], **facts, **ranges))
    Area.objects.bulk_create(made)
    placed = Area.objects.in_bulk([area.pk for area in made])
    return [placed[area.pk] for area in made]


def _ids_of_areas(number: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence('grids_area', 'id')) FROM generate_series(1, %s)", [number]
        )
        return [pk for (pk,) in cursor.fetchall()]


def role(*grants: str, code: str = "", **facts) -> Role:
    code = code or f"role-{next(_numbers)}"
    return Role.objects.create(code=code, grants=list(grants), **{"name_zh": code, "name_en": code} | facts)


def post(holder: User, *at: Area, role: Role, **facts) -> Post:
    made = Post.objects.create(user=holder, role=role, **{"started_on": DAY} | facts)
    PostArea.objects.bulk_create(PostArea(post=made, area=place) for place in at)
    return made


def user(at: Area | None = None, role: Role | None = None, name: str = "") -> User:
    """An account; with `at` and `role` it serves there. Ask it again after the tree changed: fresh(user)."""
    number = next(_numbers)
    made = User.objects.create_user(
        f"user{number}", PASSWORD, name=name or f"User {number}", must_change_password=False
    )
    if at and role:
        post(made, at, role=role)
    return made


def people(posts: list[tuple[str, Role, Area, Department | None]]) -> dict[str, User]:
    """Accounts by the names given, each serving in one area: a few statements for all of them."""
    keys = [SubjectKey(wrapped=identity.new_key()[1]) for _post in posts]
    SubjectKey.objects.bulk_create(keys)
    hashed = make_password(PASSWORD)
    users = [
        User(username=f"user{next(_numbers)}", name=name, subject=key, password=hashed, must_change_password=False)
        for (name, *_at), key in zip(posts, keys, strict=True)
    ]
    User.objects.bulk_create(users)
    held = [
        Post(user=user, role=role, department=department, started_on=DAY)
        for user, (_name, role, _area, department) in zip(users, posts, strict=True)
    ]
    Post.objects.bulk_create(held)
    PostArea.objects.bulk_create(PostArea(post=each, area=at[2]) for each, at in zip(held, posts, strict=True))
    return {user.name: user for user in users}


def fresh(somebody: User) -> User:
    """The same person as the next request sees them: with today's posts and places."""
    return User.objects.raw("SELECT * FROM grids_user WHERE id = %s", [somebody.pk])[0]


def organisation(name: str = "", **facts) -> Organisation:
    return Organisation.objects.create(
        name=name or f"Organisation {next(_numbers)}", **{"kind": OrganisationKind.COMPANY} | facts
    )
