"""The numbers of care and of paper work: none below five is said, each opens just the rows that it counted."""

import datetime as dt
import re

import pytest
from django.utils import timezone

from grids import figures, tallies
from grids.days.periods import Period
from grids.models import Area
from grids.templatetags.figures import figures_of
from residents import actions
from residents.actions import ledger_undo
from residents.actions.tables import send_back
from residents.enums.care import VisitKind, VisitStatus
from residents.models import CareCategory, CareVisit, Resident, TableRequest
from residents.views import care_visits
from tests import factories as make, test_fill_tables as tables, test_ledgers as ledgers
from tests.test_care import RELEASED, helped
from tests.test_residents import home, somebody

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


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


def test_a_visit_that_was_taken_back_was_not_made_in_time(town):
    cares = many(town, 6)
    for one in cares:
        made(one, 0)
    tallies.count()
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    area, day = Area.objects.get(pk=town.community.pk), Period.between(yesterday, yesterday)
    assert figures.of(area, town.community_staff, day)["residents.visits_on_time"].value == 6
    wrong = cares[0].visits.get(status=VisitStatus.DONE)
    actions.take_back(cares[0].pk, by=town.grid_worker, visit=wrong.pk, why="记错了人")
    found = figures.of(area, town.community_staff, day)
    assert (found["residents.visits_on_time"].value, found["residents.visits_due"].value) == (5, 6)


def test_a_visit_written_down_later_is_made_in_time_on_its_day(town):
    cares = many(town, 6)
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    for one in cares:
        made(one, None)
        type(one).objects.filter(pk=one.pk).update(starts_on=yesterday)
    tallies.count()
    area, day = Area.objects.get(pk=town.community.pk), Period.between(yesterday, yesterday)
    for one in cares[:5]:
        actions.record_visit(one.pk, by=town.grid_worker, kind=VisitKind.HOME, health="well", on=yesterday)
    assert figures.of(area, town.community_staff, day)["residents.visits_on_time"].value == 5


def test_of_five_visits_however_few_in_time_are_said_since_they_are_no_people(town, signed_in):
    for one, late in zip(many(town, 5), (0, 1, 1, None, None), strict=True):
        made(one, late)
    tile = care(tiles(town.community, town.community_staff), "Visits in time")
    assert re.findall(r'data-value="(\d+)"', tile["change"]) == ["1", "5"]
    assert "These are visits, not people" in signed_in(town.community_staff).get("/figures/").content.decode()


def test_visits_of_records_that_ended_or_went_elsewhere_stay_counted_and_listed_without_a_name(town, signed_in):
    cares = many(town, 7)
    for one in cares:
        made(one, 0)
    staff = town.community_staff
    actions.propose_closing(cares[0].pk, by=staff, seen=None, why="住进养老院")
    actions.confirm_closing(cares[0].pk, by=town.community_staff2, seen=None)
    keeper = make.user(at=town.street, role=town.street_staff.posts.get().role)
    there = home(town, area=make.area(town.neighbour), by=keeper)
    actions.move(cares[1].resident_id, there, by=keeper, seen=None, on=timezone.localdate())
    actions.died(cares[2].resident_id, by=staff, seen=None, on=timezone.localdate())
    Resident.objects.filter(pk__in=[one.resident_id for one in cares[:2]]).update(name="不应出现")
    tile = care(tiles(town.community, staff), "Visits in time")
    part, whole = (url.replace("&amp;", "&") for url in re.findall(r'href="([^"]+)"', tile["change"]))
    client = signed_in(staff)
    assert [total(client, url) for url in (part, whole)] == [7, 7]
    page = client.get(whole)
    assert len(page.context["rows"]) == 7
    assert sum("url" not in row for row in page.context["rows"]) == 2
    assert "不应出现" not in page.content.decode()


def test_a_visit_that_was_due_is_not_lost_from_the_number_when_its_record_is_closed(town, signed_in):
    cares = many(town, 5)
    for one in cares:
        made(one, None)
    url = care(tiles(town.community, town.community_staff), "Visits in time")["change"]
    whole = re.findall(r'href="([^"]+)"', url)[1].replace("&amp;", "&")
    actions.propose_closing(cares[0].pk, by=town.community_staff, seen=None, why="住进养老院")
    actions.confirm_closing(cares[0].pk, by=town.community_staff2, seen=None)
    assert total(signed_in(town.community_staff), whole) == 5


def test_visits_of_the_most_sensitive_are_in_no_number_and_the_definition_says_so(town, signed_in):
    for one in many(town, 5, RELEASED):
        made(one, 0)
    assert ("Help and care", "Visits in time") not in tiles(town.community, town.community_staff)
    shown = signed_in(town.street_staff).get("/figures/").content.decode()
    assert "without those of the most sensitive categories" in shown


def test_categories_that_were_added_are_counted_together(town, signed_in):
    facts = {"name_en": "Own", "legal_basis": "规定", "purpose": "走访", "months": 12, "longest_months": 0}
    facts |= {"visit_days": [7, 15, 30], "visit_kinds": ["home"], "sealed_months": 24, "check_locally": True}
    keeper = make.fresh(make.user(at=town.district, role=make.role("manage_rules")))
    for number, count in enumerate((2, 3)):
        names = {"name_zh": f"自设{number}", "sensitivity": "normal", "is_active": True}
        made = actions.keep_category(None, by=keeper, why="部署", **facts, **names)
        many(town, count, made.code)
    tile = care(tiles(town.community, town.community_staff), "Other help and care")
    assert tile["value"] == 5
    assert total(signed_in(town.community_staff), tile["url"]) == 5


def test_what_became_more_sensitive_is_counted_for_whoever_may_read_it_only(town):
    many(town, 5)
    CareCategory.objects.filter(code="living_alone").update(sensitivity="highest", read_grant="read_care_sensitive")
    tallies.count()
    today = timezone.localdate()
    area, days = Area.objects.get(pk=town.community.pk), Period.between(today, today)
    found = figures.of(area, town.street_staff, days)
    assert found["residents.care_other_sensitive"].value == 5
    assert found["residents.care_living_alone"].value == 0
    assert "residents.care_other_sensitive" not in figures.of(area, town.community_staff, days)


def test_the_list_of_records_shows_the_registrys_own_numbers(town, signed_in):
    many(town, 5)
    many(town, 4, "hardship")
    sealed = many(town, 1, "disabled")[0]
    actions.propose_closing(sealed.pk, by=town.community_staff, seen=None, why="x x")
    actions.confirm_closing(sealed.pk, by=town.community_staff2, seen=None)
    tallies.count()
    client = signed_in(town.community_staff)
    shown = {str(tile["label"]): tile for tile in client.get("/care/?view=all").context["figures"]}
    assert set(shown) == {"Older person living alone", "Family in hardship"}
    assert total(client, shown["Older person living alone"]["url"]) == shown["Older person living alone"]["value"] == 5
    assert "value" not in shown["Family in hardship"]
    assert signed_in(town.unit_head).get("/care/?view=all").context["figures"] == []


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


def test_planned_visits_come_a_page_at_a_time(town, signed_in, monkeypatch):
    monkeypatch.setattr(care_visits, "A_PAGE", 3)
    for one in many(town, 4):
        made(one, None)
    client = signed_in(town.community_staff)
    page = client.get("/care/visits/")
    assert len(page.context["rows"]) == 3
    later = client.get("/care/visits/" + page.context["next_url"])
    assert {row["url"] for row in later.context["rows"]}.isdisjoint(row["url"] for row in page.context["rows"])
    assert len(client.get("/care/visits/" + later.context["previous_url"]).context["rows"]) == 3
