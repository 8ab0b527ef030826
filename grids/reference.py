"""Reference data: what every installation starts with, loaded as often as one likes with the same result.

Each app registers a loader in AppConfig.ready(); a loader writes what is missing or outdated, leaves alone what
people have changed, and says in one line what it did.
"""

import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

from django.db import transaction

from grids import history, permissions
from grids.days import notices
from grids.models import CalendarDay, CalendarYear, Department, Role

ROLES = Path(__file__).parent / "data" / "roles.toml"

_loaders: dict[str, Callable[[], str]] = {}


def register(name: str, load: Callable[[], str]) -> None:
    """They run in the order of registration; the ground's own come first."""
    _loaders[name] = load


def load_all() -> Iterator[tuple[str, str]]:
    for name, load in _loaders.items():
        with transaction.atomic(), history.acting(None):
            yield name, load()


def load_roles() -> str:
    data = tomllib.loads(ROLES.read_text())
    known = {grant.codename for grant in permissions.all_grants()}
    kept = changed_by_people(Role)
    before = {role.code: role for role in Role.objects.select_for_update()}
    made = changed = 0
    for order, entry in enumerate(data["role"], 1):
        grants = [*(grant for name in entry.get("sets", ()) for grant in data["sets"][name]), *entry.get("grants", ())]
        role = before.get(entry["code"])
        values = {
            "name_zh": entry["zh"],
            "name_en": entry["en"],
            "grants": sorted(known.intersection(grants)),
            "kind": entry["kind"],
            "is_head": entry.get("head", False),
            "needs_department": entry.get("needs_department", False),
            "order": 10 * order,
        }
        if role is None:
            Role.objects.create(code=entry["code"], **values)
            made += 1
        elif role.pk not in kept and any(getattr(role, name) != value for name, value in values.items()):
            Role.objects.filter(pk=role.pk).update(**values)
            changed += 1
    return f"{made} created, {changed} changed"


def load_departments() -> str:
    names = tomllib.loads(ROLES.read_text())["departments"]
    there = set(Department.objects.values_list("code", flat=True))
    new = [Department(code=code, name_zh=zh, name_en=en) for code, (zh, en) in names.items() if code not in there]
    Department.objects.bulk_create(new)
    return f"{len(new)} created"


def load_calendar() -> str:
    """The years whose notices are known here. A year imported by hand is left as it is."""
    there = set(CalendarYear.objects.values_list("year", flat=True))
    new = [year for year in notices.known_years() if year not in there]
    days = [
        CalendarDay(day=day, works=entry.works, name=entry.name)
        for year in new
        for day, entry in notices.official_days(year).items()
    ]
    CalendarDay.objects.bulk_create(days, ignore_conflicts=True)
    CalendarYear.objects.bulk_create(
        CalendarYear(year=year, source="国务院办公厅放假通知（chinesecalendar 整理）") for year in new
    )
    return f"{len(new)} years, {len(days)} days"


def changed_by_people(model) -> set[int]:
    """The rows whose history names a person: they are no longer the loader's. Without a history nobody could."""
    if not any(relation.name == "events" for relation in model._meta.related_objects):
        return set()
    events = history.of(model)
    return set(
        events.filter(pgh_context__metadata__has_key="user")
        .exclude(pgh_context__metadata__user=None)
        .values_list("pgh_obj_id", flat=True)
    )


register("roles", load_roles)
register("departments", load_departments)
register("calendar", load_calendar)
