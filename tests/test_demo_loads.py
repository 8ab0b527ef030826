"""The demo: into which databases it goes, and how much of it there is."""

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Count
from django.utils import timezone

from config import demo, prepare, run
from config.demo import areas, people
from grids import pulse
from grids.areas import tree
from grids.enums import Kind, Nature
from grids.models import Area, Post, User
from residents.models import Resident
from tests import factories as make

pytestmark = pytest.mark.django_db
TINY = demo.Size(communities=2, grids=2, units=8, matters=0, people=5, elsewhere=5, volunteers=3)
ELSEWHERE = "postgresql://linli@db.example/linli"


@pytest.fixture
def outside(monkeypatch):
    """As if the database under test were somebody's own."""
    monkeypatch.setenv("DATABASE_URL", ELSEWHERE)


@pytest.fixture
def tiny(monkeypatch):
    monkeypatch.setitem(demo.SIZES, "small", TINY)
    monkeypatch.setenv("DEMO_SIZE", "small")


def counts() -> dict[str, int]:
    return dict(Area.objects.order_by().values_list("kind").annotate(Count("pk")))


def test_a_database_of_somebodys_own_takes_none_although_it_is_empty(outside, tiny):
    with pytest.raises(CommandError, match="not marked for a demo: manage.py load_demo --mark"):
        call_command("load_demo", size="small")
    assert demo.is_empty()


def test_the_portal_then_starts_without_a_demo_and_says_so(outside, tiny, capsys):
    prepare.demo_data()
    assert "not marked for a demo, so none is loaded" in capsys.readouterr().out
    assert demo.is_empty()


def test_a_greeting_names_no_accounts_that_are_not_there():
    assert "Demo accounts" not in run.greeting("http://localhost:8000/")


@pytest.mark.parametrize("what", [{"mark": True}, {"size": "small"}])
def test_a_database_that_holds_an_area_or_a_person_is_refused(tiny, what):
    make.user()
    with pytest.raises(CommandError, match="holds areas or people already"):
        call_command("load_demo", **what)
    assert pulse.sign(demo.MARK) is None
    assert User.objects.count() == 1


def test_a_mark_does_not_let_a_demo_in_beside_data(outside, tiny):
    demo.mark()
    make.line("district")
    prepare.demo_data()
    with pytest.raises(demo.Refused, match="only loaded into an empty one"):
        demo.load(TINY)
    assert (Area.objects.count(), Resident.objects.count()) == (1, 0)


def test_the_street_has_the_areas_and_the_heads_of_the_source():
    place = areas.load(demo.SIZES["street"])
    staff = people.load(place)
    assert counts() == {"district": 1, "street": 6, "community": 130, "grid": 260, "unit": 4565}
    below = Area.objects.filter(kind__in=(Kind.GRID, Kind.UNIT)).order_by()
    assert set(below.values_list("street_id", flat=True)) == {place.street.pk}
    assert tree.check() == []
    dedicated = below.filter(nature=Nature.DEDICATED)
    assert dedicated.values("organisation").distinct().count() == 176
    heads = Post.objects.current(timezone.localdate()).filter(role__code="unit_head")
    assert heads.filter(areas__in=dedicated).count() == 176
    assert heads.exclude(areas__in=dedicated).distinct().count() == 607
    assert heads.values("user").distinct().count() == 783
    the_accounts_are_on_two_lines(place, staff)


def the_accounts_are_on_two_lines(place: areas.Place, staff: people.Staff) -> None:
    """Each account serves right above the one before it; the second line lies in another community."""

    def seats(accounts: str) -> list[Area]:
        return [staff[name].posts.earliest("pk").areas.earliest("code") for name in accounts.split()]

    line = seats("unit grid community street supervisor")
    assert [area.parent for area in line] == [*line[1:], None]
    assert line[2].name == "镇海社区居委会"
    assert seats("department admin security auditor") == [place.street, *[place.district] * 3]
    second = seats("unit2 grid2 community2")
    assert [area.parent for area in second] == [*second[1:], place.street]
    assert second[2] != line[2]
