"""The pages of other offices' tables, and the burden meter."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from grids import figures, tallies
from grids.days.periods import DAY, Period
from grids.models import Area, Role
from residents import burden
from residents.actions import tables
from residents.enums import TableState
from residents.models import TableRequest
from tests import factories as make
from tests.test_fill_tables import households, id_number, received, theirs

pytestmark = pytest.mark.django_db


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def url(name, row=None):
    return reverse(f"tables:{name}", args=[row.ref] if row else ())


def upload(town, data=None, **more):
    file = SimpleUploadedFile("摸底表.xlsx", theirs() if data is None else data)
    facts = {"sender": "民政办", "form": "摸底表", "basis": "", "area": town.community.pk, "file": file}
    return facts | more


def test_a_table_goes_in_and_comes_back_filled_without_any_script(town):
    households(town, 2)
    client = signed_in(town.community_staff)
    answer = client.post(url("new"), upload(town))
    row = TableRequest.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, url("detail", row))
    page = client.get(url("detail", row)).content.decode()
    assert "公民身份号码" in page
    typed = {f"column_{at}": code or "?" for at, code in row.matching.items()} | {"rows_by": "household"}
    assert client.post(url("detail", row), typed).status_code == 302
    answer = client.get(url("file", row))
    assert answer.content.startswith(b"PK")
    assert "no-store" in answer["Cache-Control"]
    assert answer["Content-Disposition"].isascii()
    page = client.get(url("detail", row)).content.decode()
    assert id_number(1) not in page
    assert "林户1" not in page


def test_what_was_typed_comes_back_with_the_reason(town):
    client = signed_in(town.community_staff)
    answer = client.post(url("new"), upload(town, data=b"no sheet at all", basis="某办法"))
    assert answer.status_code == 422
    assert answer.context["form"].errors["file"]
    assert "某办法" in answer.content.decode()


def test_two_columns_that_mean_the_same_are_told_at_the_field(town):
    households(town, 1)
    row = received(town)
    typed = {f"column_{at}": code or "?" for at, code in row.matching.items()} | {"rows_by": "household"}
    typed["column_13"] = "resident.sex"
    answer = signed_in(town.community_staff).post(url("detail", row), typed)
    assert answer.status_code == 422
    assert {"column_4", "column_13"} <= set(answer.context["form"].errors)


def test_the_neighbours_do_not_find_it_and_others_do_not_get_the_file(town):
    households(town, 1)
    row = tables.ask((row := received(town)).pk, by=town.community_staff, matching=row.matching)
    assert signed_in(town.stranger).get(url("detail", row)).status_code == 404
    colleague = signed_in(town.community_staff2)
    assert colleague.get(url("detail", row)).status_code == 200
    assert colleague.get(url("file", row)).status_code == 404


def test_a_second_person_lets_it_through_on_the_page(town):
    households(town, 1)
    role = Role.objects.get(code="street_staff")
    asker, second = (make.fresh(make.user(at=town.street, role=role)) for _ in range(2))
    row = received(town, by=asker)
    typed = {f"column_{at}": code or "?" for at, code in row.matching.items()}
    signed_in(asker).post(url("detail", row), typed | {"rows_by": "household", "is_full": "on", "reason": "核对"})
    assert signed_in(asker).post(url("confirm", row)).status_code == 403
    page = signed_in(second).get(url("detail", row)).content.decode()
    assert url("confirm", row) in page
    signed_in(second).post(url("confirm", row))
    row.refresh_from_db()
    assert (row.state, row.confirmed_by) == (TableState.READY, second)


def test_a_form_that_was_sent_twice_is_told_kindly(town):
    households(town, 1)
    row = tables.ask((row := received(town)).pk, by=town.community_staff, matching=row.matching)
    answer = signed_in(town.community_staff).post(url("detail", row), {"rows_by": "household"}, follow=True)
    assert answer.status_code == 200
    assert [str(message) for message in answer.context["messages"]]


def test_a_request_without_a_basis_goes_back_with_a_letter(town):
    row = received(town, basis="")
    client = signed_in(town.community_staff)
    assert client.post(url("send_back", row), {"why": ""}).status_code == 422
    client.post(url("send_back", row), {"why": "不在社区事务准入清单内"})
    letter = client.get(url("letter", row)).content.decode()
    assert "民政办" in letter
    assert "不在社区事务准入清单内" in letter
    row.refresh_from_db()
    assert row.state == TableState.RETURNED
    assert tables.TableRequest.objects.get().returned_why


def test_a_request_with_a_basis_is_not_sent_back(town):
    row = received(town)
    signed_in(town.community_staff).post(url("send_back", row), {"why": "太多了"})
    row.refresh_from_db()
    assert row.state == TableState.MATCHING


def test_a_table_brought_in_by_mistake_is_discarded_and_counts_nowhere(town):
    wrong = received(town)
    client = signed_in(town.community_staff)
    assert url("discard", wrong) in client.get(url("detail", wrong)).content.decode()
    assert client.post(url("discard", wrong), {"why": ""}).status_code == 422
    client.post(url("discard", wrong), {"why": "传错了文件"})
    row = received(town)
    assert burden.asked_before(row) == []
    [office] = burden.of_year(town.community_staff, row.at.year)
    assert (office.requests, office.columns, office.twice) == (1, 12, 0)
    asked = client.get(reverse("burden:year")).context["figures"][0]
    assert f'data-total="{asked["value"]}"' in client.get(asked["url"]).content.decode()
    page = client.get(url("detail", wrong)).content.decode()
    assert "传错了文件" in page
    assert url("discard", wrong) not in page


def test_a_figure_of_a_day_gone_by_forgets_a_table_that_was_discarded(town):
    row = received(town)
    yesterday = timezone.localdate(row.at) - DAY
    TableRequest.objects.filter(pk=row.pk).update(at=row.at - DAY)
    tallies.count()
    area, day = Area.objects.get(pk=town.community.pk), Period.between(yesterday, yesterday)
    assert figures.of(area, town.community_staff, day)["residents.tables_asked"].value == 1
    tables.discard(row.pk, by=town.community_staff, why="传错了文件")
    assert figures.of(area, town.community_staff, day)["residents.tables_asked"].value == 0


def test_only_who_brought_a_table_in_discards_it(town, street):
    row = received(town)
    client = signed_in(street)
    assert url("discard", row) not in client.get(url("detail", row)).content.decode()
    assert client.post(url("discard", row), {"why": "不算"}).status_code == 403
    row.refresh_from_db()
    assert row.state == TableState.MATCHING


def test_the_page_says_what_was_asked_before_and_by_whom(town):
    first = received(town, sender="卫健办")
    TableRequest.objects.filter(pk=first.pk).update(at=first.at - dt.timedelta(days=10))
    long_ago = received(town, sender="统计站")
    TableRequest.objects.filter(pk=long_ago.pk).update(at=first.at - dt.timedelta(days=40))
    row = received(town, theirs(heads=("姓名", "身份证号", "鞋码")))
    again = burden.asked_before(row)
    assert [(one.label, [other.sender for other in one.requests]) for one in again] == [("身份证号码", ["卫健办"])]
    page = signed_in(town.community_staff).get(url("detail", row)).content.decode()
    assert "卫健办" in page
    assert "统计站" not in page
    assert "1/3" in page
    assert "2/3" in page


def test_the_year_counts_by_office_and_is_open_to_who_fills_tables(town):
    households(town, 2)
    row = received(town)
    tables.ask(row.pk, by=town.community_staff, matching=row.matching)
    received(town)
    received(town, sender="卫健办", basis="")
    year = row.at.year
    first, second = burden.of_year(town.community_staff, year)
    assert (first.name, first.requests, first.columns, first.known, first.cells) == ("民政办", 2, 24, 22, 22)
    assert (second.name, second.twice) == ("卫健办", 12)
    client = signed_in(town.community_staff)
    client.cookies["django_language"] = "en"
    page = client.get(reverse("burden:year")).content.decode()
    assert "22 cells were filled by the register" in page
    assert "hours" not in page.lower()  # nobody has measured what a cell takes
    assert signed_in(town.grid_worker).get(reverse("burden:year")).status_code == 403


@pytest.fixture
def street(town):
    """Somebody of the street, whose tables are asked of all its communities."""
    return make.fresh(make.user(at=town.street, role=Role.objects.get(code="street_staff")))


def of_street(town, street, **more) -> TableRequest:
    facts = {"sender": "统计站", "form": "普查表", "basis": "《统计法》第七条"} | more
    return tables.receive(town.street, theirs(heads=("姓名", "身份证号")), by=street, **facts)


def test_what_a_street_was_asked_counts_as_asked_of_its_communities_but_is_not_shown(town, street):
    above = of_street(town, street)
    row = TableRequest.objects.get(pk=received(town).pk)
    assert [one.requests for one in burden.asked_before(row)] == [[above]]
    page = signed_in(town.community_staff).get(url("detail", row)).content.decode()
    assert "统计站" in page
    assert above.ref not in page
    assert above.ref in signed_in(street).get(url("detail", row)).content.decode()


def test_what_a_community_was_asked_counts_as_asked_of_its_street(town, street):
    row = received(town)
    assert [one.requests for one in burden.asked_before(of_street(town, street))] == [[row]]


def test_what_a_community_was_asked_was_not_asked_of_its_neighbour(town, street):
    received(town)
    beside = tables.receive(town.neighbour, theirs(), by=street, sender="统计站", form="普查表")
    assert burden.asked_before(TableRequest.objects.get(pk=beside.pk)) == []


def test_the_year_counts_what_was_asked_again_along_the_tree_and_since_december(town, street):
    above = of_street(town, street)
    row = received(town)
    zone = dt.timezone(dt.timedelta(hours=8))
    TableRequest.objects.filter(pk=above.pk).update(at=dt.datetime(2025, 12, 20, tzinfo=zone))
    TableRequest.objects.filter(pk=row.pk).update(at=dt.datetime(2026, 1, 5, tzinfo=zone))
    [office] = burden.of_year(town.community_staff, 2026)
    assert (office.name, office.requests, office.twice) == ("民政办", 1, 1)
    TableRequest.objects.filter(pk=above.pk).update(at=dt.datetime(2025, 12, 1, tzinfo=zone))
    assert burden.of_year(town.community_staff, 2026)[0].twice == 0


def test_every_number_of_the_meter_that_looks_like_a_figure_opens_its_rows(town):
    received(town)
    tables.send_back(received(town, basis="").pk, by=town.community_staff, why="不在准入清单内")
    client = signed_in(town.community_staff)
    shown = client.get(reverse("burden:year")).context["figures"]
    assert [one["value"] for one in shown] == [2, 1]
    for one in shown:
        assert f'data-total="{one["value"]}"' in client.get(one["url"]).content.decode()


@pytest.mark.parametrize("name", ["tables:list", "burden:year"])
def test_lists_cost_the_same_for_one_and_for_several(town, name, django_assert_num_queries):
    client = signed_in(town.community_staff)
    received(town)
    client.get(reverse(name))
    with CaptureQueriesContext(connection) as one:
        client.get(reverse(name))
    for sender in ("甲", "乙", "丙"):
        received(town, sender=sender)
    with django_assert_num_queries(len(one)):
        client.get(reverse(name))
