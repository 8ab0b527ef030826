"""What the pages of areas and of organisations cost, as rows grow."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from grids.actions import areas as acts, redivision
from grids.models import Redivision
from tests import factories as make
from tests.test_redivision import sheet

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
PAGES = ["detail", "edit", "add", "move", "retire", "history", "redivide", "redivision_sheet"]


@pytest.fixture
def place():
    return make.line()


@pytest.fixture
def staff(place):
    return make.user(place[1], make.role("read_area", "edit_area", "shape_area", "edit_organisation"))


@pytest.fixture
def cost(client, staff):
    client.force_login(staff)

    def of(address) -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    return of


def grow(place, staff):
    """Grids, units, shops, changes of the community, and a re-division that joins two grids, with one undone."""
    community = place[2]
    for _ in range(3):
        one, two = make.area(community), make.area(community)
        make.area(one), make.organisation(area=two)
        make.user(one, make.role("read_area"))
        acts.edit(community, by=None, boundary=f"东至{one.pk}")
        for undone in (True, False):
            lines = sheet(("grid", two.code, f"新{two.pk}{undone}", "", one.code))
            by = make.fresh(staff)
            done = redivision.carry_out(redivision.propose(community, lines, by=by, reason="并"), by=by)
            if undone:
                redivision.undo(done, by=make.fresh(staff))
                one.refresh_from_db()


def asked(place, cost) -> dict:
    addresses = {name: reverse(f"areas:{name}", args=[place[2].code]) for name in PAGES}
    addresses |= {
        "browse": f"/areas/?open={place[2].code}",
        "search": "/areas/?q=grid",
        "organisations": "/organisations/",
    }
    for which, rows in (
        ("done", Redivision.objects.filter(undone_at=None)),
        ("undone", Redivision.objects.exclude(undone_at=None)),
    ):
        addresses[which] = reverse("areas:redivision", args=[place[2].code, rows.latest("pk").pk])
    return {name: cost(address) for name, address in addresses.items()}


def test_pages_cost_the_same_however_much_is_there(place, staff, cost):
    grow(place, staff)
    few = asked(place, cost)
    grow(place, staff), grow(place, staff)
    assert asked(place, cost) == few
