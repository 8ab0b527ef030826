"""Every address × every role × own area, neighbour, parent, by GET and by POST."""

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.template import Origin
from django.template.loaders.base import Loader
from django.test import Client
from django.urls import reverse

from config import urls
from grids.enums import Kind
from grids.models import Department, Role, User
from tests import factories as make, matrix
from tests.closed import CLOSED
from tests.test_scope import named_urls
from tests.things import Things, loose

ROLES = (
    "unit_head",
    "grid_worker",
    "grid_leader",
    "community_staff",
    "street_staff",
    "department_officer",
    "supervisor",
    "system_admin",
    "security_admin",
    "auditor",
)
HIDDEN = {403, 404, 405}
OPENED = {200, 302, 405}  # 405: it only takes what is posted
ENDS_THE_SESSION = {"accounts:logout"}


def _world(code):
    """The role's person on one line of areas; their own area, a neighbour on the same level, the area above."""
    role = Role.objects.get(code=code)
    line = dict(zip(Kind.values, make.line(), strict=True))
    own = line[role.kind]
    neighbour = make.area(own.parent, role.kind)
    for area in [*line.values(), neighbour]:
        area.refresh_from_db()
    department = Department.objects.get(code="fire") if role.needs_department else None
    person = make.user()
    make.post(person, own, role=role, department=department)
    User.objects.filter(pk=person.pk).update(is_demo=True)
    places = {"own": Things(own), "neighbour": Things(neighbour)}
    if own.parent:
        places["parent"] = Things(own.parent)
    return role, make.fresh(person), places


def _ask(client, method, name, thing, page):
    """The status of one request; what is posted is undone afterwards.

    Where nothing came of it there is nothing to undo, and a rollback has the connection forget what it prepared.
    """
    address = reverse(name, args=page.args(thing) if page.of else ())
    if method == "get":
        return client.get(address).status_code
    point = transaction.savepoint()
    status = client.post(address).status_code
    end = transaction.savepoint_commit if status in HIDDEN else transaction.savepoint_rollback
    end(point)
    return status


def _sees(place: str, kind: str) -> bool:
    return place == "own" or kind in matrix.EVERYWHERE or (place == "parent" and kind in matrix.FROM_BELOW)


def _wrong(status, method, *, seen, may, opens) -> bool:
    if status >= 500:
        return True
    if not seen or not may:
        return status not in HIDDEN
    return method == "get" and (status in OPENED) != opens


@pytest.mark.django_db
def test_heads_of_lanes_and_of_buildings_are_granted_what_a_unit_head_is_and_need_no_walk_of_their_own():
    """Nothing but these three columns of a role decides what its people reach."""
    heads = Role.objects.filter(code__in=["unit_head", "lane_head", "building_head"])
    granted = {(frozenset(head.grants), head.kind, head.needs_department) for head in heads}
    assert (len(heads), len(granted)) == (3, 1)


class Undrawn(Loader):
    """A template that is empty, whatever its name."""

    def get_contents(self, origin):
        return ""

    def get_template_sources(self, template_name):
        yield Origin(template_name, template_name, self)


@pytest.fixture
def _undrawn(monkeypatch, settings):
    """Only statuses are looked at: to draw the pages took half of the walk. tests/browser opens each of them."""
    monkeypatch.setattr(urls, "handler403", lambda request, exception=None: HttpResponse(status=403))
    monkeypatch.setattr(urls, "handler404", lambda request, exception=None: HttpResponse(status=404))
    (drawn,) = settings.TEMPLATES
    empty = {"loaders": [("django.template.loaders.cached.Loader", [f"{__name__}.Undrawn"])]}
    settings.TEMPLATES = [drawn | {"APP_DIRS": False, "OPTIONS": drawn["OPTIONS"] | empty}]


@pytest.mark.django_db
@pytest.mark.usefixtures("_undrawn")
@pytest.mark.parametrize("code", ROLES)
def test_a_role_reaches_what_its_grants_say_where_it_serves_and_nothing_else(code):
    role, person, places = _world(code)
    client = Client(raise_request_exception=False)
    client.force_login(person)
    holds = set(role.grants).intersection
    wrong = []
    for name, _parts in named_urls():
        if name in matrix.PUBLIC or name in ENDS_THE_SESSION:
            continue
        page = matrix.PAGES[name]
        may = not page.needs or bool(holds(page.needs))
        things = (
            [(place, things[page.of]) for place, things in places.items()]
            if page.of and hasattr(Things, f"_{page.of}")
            else [("", loose(page.of) if page.of else None)]
        )
        for place, thing in things if may else things[:1]:  # who may not at home, where all is theirs, may nowhere
            seen = not page.read or (bool(holds(page.read)) and _sees(place, page.of))
            opens = name not in CLOSED or not CLOSED[name](places[place].area, place, role)
            for method in ("get", "post"):
                status = _ask(client, method, name, thing, page)
                if _wrong(status, method, seen=seen, may=may, opens=opens):
                    wrong.append((name, place, method, status))
    assert not wrong, "\n".join(map(str, wrong))
