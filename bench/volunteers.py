"""Volunteer service: a pool like that of the field reports in every community, and the pages that list it."""

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import Model, QuerySet
from django.utils import timezone

from bench.client import Page
from bench.copying import copy
from bench.data import START, Built, Size, Spot
from bench.registers import SIZE, statements, timed
from grids.models import User
from grids.pages.keyset import Order, page_of
from volunteers.enums import Colour
from volunteers.models import (
    Activity,
    Member,
    Participation,
    ServiceItem,
    ServiceOrder,
    Team,
    TeamSlot,
    Topic,
    Volunteer,
    Wish,
)
from volunteers.views import activities, orders, teams, wishes

LEVELS = ("grid", "community", "street")  # heads of units read what the grid's do; a district supervises
TEAMS, CAME = 25, 10  # teams of a community; people in an activity
DAYS, AHEAD = 365, 14  # of which the activities, orders and wishes are; activities are planned so far ahead
PEOPLE = """
SELECT resident_id, subject_id, area_id, district_id, street_id, community_id, grid_id FROM (
    SELECT m.*, r.subject_id, row_number() OVER (PARTITION BY m.community_id ORDER BY m.id) AS number
    FROM residents_membership m JOIN residents_resident r ON r.id = m.resident_id
    WHERE m.until IS NULL AND m.is_living
) home WHERE number <= %s ORDER BY community_id, number
"""
STAFF = "SELECT substr(username, 10)::bigint, id FROM grids_user WHERE username ~ '^community[0-9]+$'"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the pool; the number is that of their row."""

    number: int
    resident: int
    subject: uuid.UUID
    place: dict  # the area and those above it


def build(size: Size, built: Built) -> None:
    """Of each community so many volunteers, and in proportion what they do in a year. Triggers are off meanwhile."""
    pools, by, now = _pools(size), _staff(), timezone.now()
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        copy(Volunteer, (_volunteer(one, now) for pool in pools.values() for one in pool))
        _teams(pools)
        _activities(pools, by, now)
        copy(ServiceOrder, _orders(pools, by, now))
        copy(Wish, _wishes(pools, by, now))
        for model in (Volunteer, Team, TeamSlot, Member, Activity, Participation, ServiceOrder, Wish):
            table = model._meta.db_table
            cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))")
        cursor.execute("SET session_replication_role = origin")
        cursor.execute("ANALYZE")


def _pools(size: Size) -> dict[int, list[Person]]:
    """community -> its volunteers."""
    pools: dict[int, list[Person]] = {}
    with connection.cursor() as cursor:
        cursor.execute(PEOPLE, [size.volunteers])
        for number, (resident, subject, *place) in enumerate(cursor.fetchall(), 1):
            columns = ("area_id", "district_id", "street_id", "community_id", "grid_id")
            person = Person(number, resident, subject, dict(zip(columns, place, strict=True)))
            pools.setdefault(person.place["community_id"], []).append(person)
    return pools


def _staff() -> dict[int, int]:
    """community -> who works there."""
    with connection.cursor() as cursor:
        cursor.execute(STAFF)
        return dict(cursor.fetchall())


def _ref(number: int) -> str:
    return f"{number:012x}"


def _volunteer(one: Person, now: datetime) -> dict:
    return {
        "id": one.number, "ref": _ref(one.number), "resident_id": one.resident, "since": START,
        "joined_at": now - timedelta(hours=one.number),
    } | one.place  # fmt: skip


def _of_community(pool: list[Person]) -> dict:
    place = pool[0].place
    return place | {"area_id": place["community_id"], "grid_id": None}


def _teams(pools: dict[int, list[Person]]) -> None:
    made = [(at * TEAMS + n, pool) for at, pool in enumerate(pools.values()) for n in range(1, TEAMS + 1)]
    colours = [*Colour.values, ""]
    copy(
        Team,
        (
            {
                "id": pk, "ref": _ref(pk), "name": f"志愿服务队{pk}", "colour": colours[pk % len(colours)],
                "brand": "" if colours[pk % len(colours)] else "近邻公益", "does": "代办代购", "formed_on": START,
            } | _of_community(pool)
            for pk, pool in made
        ),
    )  # fmt: skip
    copy(TeamSlot, ({"id": pk, "team_id": pk, "label": "志愿者", "wanted": 3 + pk % 90} for pk, _pool in made))
    members = (
        (at * TEAMS + 1 + (one.number + more) % TEAMS, one)
        for at, pool in enumerate(pools.values())
        for one in pool
        for more in range(2 if one.number % 5 == 0 else 1)  # one in five is in two teams
    )
    copy(
        Member,
        (
            {"id": pk, "team_id": team, "slot_id": team, "volunteer_id": one.number, "since": START}
            for pk, (team, one) in enumerate(members, 1)
        ),
    )


def _activities(pools: dict[int, list[Person]], by: dict[int, int], now: datetime) -> None:
    topics = list(Topic.objects.order_by("pk").values_list("pk", flat=True))
    held: list[tuple[int, datetime, list[Person]]] = []

    def rows() -> Iterator[dict]:
        pk = 0
        for at, (community, pool) in enumerate(pools.items()):
            count = max(8, len(pool) // 8)
            for n in range(count):
                pk += 1
                starts = now + timedelta(days=AHEAD - (DAYS + AHEAD) * n / count)
                held.append(
                    (pk, starts, [pool[(n * CAME + each) % len(pool)] for each in range(min(CAME, len(pool)))])
                )
                yield _activity(pk, starts, now, by[community]) | _of_community(pool) | {
                    "team_id": at * TEAMS + 1 + n % TEAMS, "topic_id": topics[n % len(topics)],
                }  # fmt: skip

    copy(Activity, rows())
    copy(Participation, _places(held, now))


def _activity(pk: int, starts: datetime, now: datetime, worker: int) -> dict:
    """Those of more than a week ago are certified."""
    is_over, is_certified = starts < now, starts < now - timedelta(days=7)
    return {
        "id": pk, "ref": _ref(pk), "title": f"反诈宣传进小区第{pk}场", "place": "党群服务中心", "starts_at": starts,
        "ends_at": starts + timedelta(hours=2), "capacity": 30, "planned_by_id": worker,
        "state": "certified" if is_certified else "held" if is_over else "published",
        "held_by_id": worker if is_over else None, "audience": 40 if is_over else None,
        "outcome": "入户宣传 40 户，发放资料 40 份。" if is_over else "",
        "certified_by_id": worker + 1 if is_certified else None,
        "certified_at": starts + timedelta(days=1) if is_certified else None,
    }  # fmt: skip


def _places(held: list, now: datetime) -> Iterator[dict]:
    pk = 0
    for activity, starts, people in held:
        came = {"came_at": starts, "left_at": starts + timedelta(hours=2), "hours": 2} if starts < now else {}
        for one in people:
            pk += 1
            yield {
                "id": pk, "activity_id": activity, "volunteer_id": one.number,
                "signed_at": starts - timedelta(days=AHEAD + 1), "came_at": None, "left_at": None, "hours": None,
            } | came  # fmt: skip


def _orders(pools: dict[int, list[Person]], by: dict[int, int], now: datetime) -> Iterator[dict]:
    """Of a year; those of the last days are open, one in four of them late."""
    items = list(ServiceItem.objects.filter(area=None, mode__in=("agent", "doorstep")).order_by("pk"))
    for community, pool in pools.items():
        for n, one in enumerate(pool):
            item, at = items[n % len(items)], now - timedelta(days=DAYS * (n + 1) / len(pool))
            is_open, taken = at > now - timedelta(days=10), at + timedelta(hours=3)
            yield {
                "id": one.number, "ref": _ref(one.number), "token": uuid.UUID(int=one.number), "item_id": item.pk,
                "mode": item.mode, "channel": "phone", "difficulty": item.difficulty, "span": item.span,
                "by_id": by[community], "resident_id": one.resident, "subject_id": one.subject, "ordered_at": at,
                "step": "ordered" if is_open else "rated", "step_at": at,
                "due_at": (now + timedelta(hours=n % 4 * 8 - 4)) if is_open else None,
                "alarm_at": now + timedelta(days=30) if is_open else None,
                "taker_id": None if is_open else one.number, "taken_at": None if is_open else taken,
                "started_at": None if is_open else taken, "done_at": None if is_open else taken,
                "ended_at": None if is_open else taken, "rating": None if is_open else 5, "reasons": [],
            } | one.place  # fmt: skip


def _wishes(pools: dict[int, list[Person]], by: dict[int, int], now: datetime) -> Iterator[dict]:
    """One of five people has one; every other stands on the board."""
    wished = [(community, one) for community, pool in pools.items() for one in pool[::5]]
    for pk, (community, one) in enumerate(wished, 1):
        at, is_done = now - timedelta(hours=DAYS * 24 * pk / len(wished)), pk % 2 == 0
        yield {
            "id": pk, "ref": _ref(pk), "token": uuid.UUID(int=pk), "words": "想要一副老花镜",
            "resident_id": one.resident, "subject_id": one.subject, "posted_at": at, "posted_by_id": by[community],
            "reviewed_by_id": by[community] + 1, "step": "thanked" if is_done else "shown",
            "by_volunteer_id": one.number if is_done else None, "claimed_by_id": by[community] if is_done else None,
            "claimed_at": at if is_done else None, "fulfilled_at": at if is_done else None,
        } | one.place  # fmt: skip


@dataclass(frozen=True, slots=True)
class List:
    """One of the lists: its address, the rows and the order of its first page, and the same asked for by hand."""

    address: str
    rows: Callable[[User], QuerySet]
    order: Order
    model: type[Model]
    where: str
    by: str
    names: tuple[str, ...] = ("area.name",)  # what its rows show of others
    is_from_above: bool = False  # those of the areas above show too

    def by_hand(self, level: str) -> str:
        """One statement that reads the rows of one area and those names; its parameters are the area, those above."""
        here = f"({level}_id = %s OR area_id = ANY(%s))" if self.is_from_above else f"{level}_id = %s"
        rows = f"SELECT * FROM {self.model._meta.db_table} WHERE {here} AND {self.where}"
        joins, shown = [], ["t.*"]
        for relation, column in (name.split(".") for name in self.names):
            field = self.model._meta.get_field(relation)
            other = field.related_model._meta.db_table
            joins.append(f"LEFT JOIN {other} {relation} ON {relation}.id = t.{field.column}")
            shown.append(f"{relation}.{column}")
        page = f"{rows} ORDER BY {self.by} LIMIT {SIZE + 1}"
        return f"SELECT {', '.join(shown)} FROM ({page}) t {' '.join(joins)} ORDER BY {self.by_of('t')}"

    def by_of(self, table: str) -> str:
        return ", ".join(f"{table}.{column}" for column in self.by.split(", "))


OPEN = activities.VIEWS["open"][1]
LISTS = {
    "teams": List(
        "/volunteers/", lambda user: teams.brief(Team.objects.visible_to(user).standing()), teams.BY_NAME, Team,
        "dissolved_on IS NULL", "name, id", is_from_above=True,
    ),
    "activities": List(
        "/volunteers/activities/",
        lambda user: activities.brief(Activity.objects.visible_to(user).filter(state__in=OPEN)),
        activities.SOONEST, Activity, "state IN ('planned', 'published')", "starts_at, id",
        ("area.name", "team.name", "topic.name_zh"), is_from_above=True,
    ),
    "orders": List(
        "/volunteers/orders/", lambda user: orders.brief(ServiceOrder.objects.visible_to(user)),
        orders.NEWEST, ServiceOrder, "true", "ordered_at DESC, id DESC", ("area.name", "item.name_zh"),
    ),
    "wishes": List(
        "/volunteers/wishes/", lambda user: Wish.objects.visible_to(user).filter(step="shown").select_related("area"),
        wishes.NEWEST, Wish, "step = 'shown'", "posted_at DESC, id DESC",
    ),
}  # fmt: skip


def pages(built: Built) -> list[Page]:
    here = {"community_id": built.line["community"].id}
    found = [Page(f"List, {name}: {level}", one.address, level) for name, one in LISTS.items() for level in LEVELS]
    return [
        *found,
        Page("List, activities certified: street", "/volunteers/activities/?view=past", "street"),
        Page("List, orders overdue: street", "/volunteers/orders/?view=overdue", "street"),
        Page("List, volunteers: street", "/volunteers/people/", "street"),
        *(
            Page(
                f"{name}: community",
                model.objects.filter(**here).order_by("pk").first().get_absolute_url(),
                "community",
            )
            for name, model in (("Team", Team), ("Activity", Activity), ("Order", ServiceOrder), ("Wish", Wish))
        ),
    ]


def beside(built: Built, lists: dict[str, List] = LISTS, levels=LEVELS) -> dict[str, tuple[float, float]]:
    """By list and level: milliseconds of its own statements, and of the same rows asked for by hand."""
    return {f"{name} {level}": _list(one, level, built) for name, one in lists.items() for level in levels}


def _list(one: List, level: str, built: Built) -> tuple[float, float]:
    user = User.objects.get(username=built.accounts[level])
    user.scope  # noqa: B018 -- asked for once a request, and not by the list
    own = statements(lambda: page_of(one.order, one.rows(user), "", SIZE))
    here = built.line[level]
    asked = [here.id, _above(here)] if one.is_from_above else [here.id]
    return timed(own), timed([(one.by_hand(level), asked)])


def _above(spot: Spot) -> list[int]:
    return [spot.parent.id, *_above(spot.parent)] if spot.parent else []
