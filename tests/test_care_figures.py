"""The numbers of care and of paper work: none below five is said, each opens just the rows that it counted."""

import datetime as dt
import re

import pytest
from django.utils import timezone, translation

from grids import tallies
from grids.models import Area
from grids.templatetags.figures import figures_of
from residents.actions import ledger_undo
from residents.actions.tables import send_back
from residents.care_enums import VisitKind, VisitStatus
from residents.models import CareVisit, TableRequest
from residents.views.care_visits import A_PAGE
from tests import test_fill_tables as tables
from tests import test_ledgers as ledgers
from tests.test_care import RELEASED, helped
from tests.test_residents import home, somebody

pytestmark = pytest.mark.django_db


def many(town, count: int, code: str = "living_alone") -> list:
    homes = [home(town, parts=("东梅小区", "9", "1", f"{code}{number}")) for number in range(count)]
    return [helped(town, code, resident=somebody(town, home, name="林某")) for home in homes]


def made(care, days_late: int | None) -> None:
    """Its next visit was due yesterday and made so many days after; None: not made."""
    day = timezone.localdate() - dt.timedelta(days=1)
    done = {}
    if days_late is not None:
        moment = timezone.make_aware(dt.datetime.combine(day, dt.time(9))) + dt.timedelta(days=days_late)
        done = {"status": VisitStatus.DONE, "done_at": moment, "done_by": care.responsible, "kind": VisitKind.HOME}
    first = CareVisit.objects.filter(care=care).earliest("due_on")
    CareVisit.objects.filter(care=care).exclude(pk=first.pk).update(status=VisitStatus.DROPPED, alarm_at=None)
    facts = {"opens_on": day, "due_on": day, "alarm_at": None} | done
    CareVisit.objects.filter(pk=first.pk).update(**facts)


def tiles(area, user, period: str = "quarter") -> dict[str, dict]:
    """By heading and label, as the area's page shows them."""
    tallies.count()
    found = figures_of(Area.objects.get(pk=area.pk), user, period)["sections"]
    return {(str(section["label"]), str(tile["label"])): tile for section in found for tile in section["tiles"]}


def care(found: dict, label: str) -> dict:
    return found["Help and care", label]


def total(client, url: str) -> int:
    return int(re.search(r'data-total="(\d+)"', client.get(url).content.decode())[1])


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def test_four_are_fewer_than_five_and_five_open_their_rows(town, signed_in):
    many(town, 4)
    tile = care(tiles(town.community, town.community_staff), "Older person living alone")
    assert tile == {"label": tile["label"], "shown": "fewer than 5", "change": ""}
    helped(town, resident=somebody(town, home(town, parts=("东梅小区", "9", "2", "9")), name="林五"))
    tile = care(tiles(town.community, town.community_staff), "Older person living alone")
    assert tile["value"] == 5
    assert total(signed_in(town.community_staff), tile["url"]) == 5


def test_a_category_is_counted_for_whoever_may_read_it_and_nowhere_below_a_community(town):
    many(town, 5, RELEASED)
    assert "value" in care(tiles(town.community, town.street_staff), "Help after release")
    assert ("Help and care", "Help after release") not in tiles(town.community, town.community_staff)
    assert not [key for key in tiles(town.grid, town.street_staff) if key[0] == "Help and care"]
    assert not [key for key in tiles(town.community, town.unit_head) if key[0] == "Help and care"]


def test_visits_in_time_are_a_share_of_those_due(town, signed_in):
    for one, late in zip(many(town, 6), (0, 0, 0, 1, None, -1), strict=True):
        made(one, late)
    tile = care(tiles(town.community, town.community_staff), "Visits in time")
    assert tile["shown"] == "66.7"
    urls = [url.replace("&amp;", "&") for url in re.findall(r'href="([^"]+)"', tile["change"])]
    assert [total(signed_in(town.community_staff), url) for url in urls] == [4, 6]


def test_of_fewer_than_five_visits_no_share_is_said(town):
    for one in many(town, 4):
        made(one, 0)
    tile = care(tiles(town.community, town.community_staff), "Visits in time")
    assert (tile["shown"], tile["change"]) == ("–", "fewer than 5")


def test_tables_and_ledgers_are_counted_and_listed(town, signed_in):
    ours, theirs = town.community_staff, signed_in(town.community_staff)
    tables.received(town)
    send_back(tables.received(town, basis="").pk, by=ours, why="无依据")
    batch = ledgers.written(town, ledgers.row())
    found = tiles(town.community, ours)
    for label, count in (("Tables asked for", 2), ("Sent back", 1), ("Filled from the register", 0)):
        tile = found["Tables and ledgers", label]
        assert (tile["value"], total(theirs, tile["url"])) == (count, count), label
    tile = found["Tables and ledgers", "Ledgers brought in"]
    assert (tile["value"], total(theirs, tile["url"])) == (1, 1)
    ledger_undo.undo(batch, by=ours)
    assert tiles(town.community, ours)["Tables and ledgers", "Ledgers brought in"]["value"] == 1


def test_a_table_counts_as_filled_on_the_day_it_is_filled(town):
    """Not on the day it came, whose number is closed by then."""
    tables.households(town, 1)
    request = tables.received(town)
    TableRequest.objects.filter(pk=request.pk).update(at=timezone.now() - dt.timedelta(days=1))
    tables.filled(request, town.community_staff)
    found = tiles(town.community, town.community_staff, "today")
    numbers = [
        found["Tables and ledgers", label]["value"] for label in ("Tables asked for", "Filled from the register")
    ]
    assert numbers == [0, 1]


def test_planned_visits_come_a_page_at_a_time(town, signed_in):
    for one in many(town, A_PAGE + 1):
        made(one, None)
    client = signed_in(town.community_staff)
    page = client.get("/care/visits/")
    assert len(page.context["rows"]) == A_PAGE
    later = client.get("/care/visits/" + page.context["next_url"])
    assert {row["url"] for row in later.context["rows"]}.isdisjoint(row["url"] for row in page.context["rows"])
    assert len(client.get("/care/visits/" + later.context["previous_url"]).context["rows"]) == A_PAGE
