"""The register of institutions, firms and shops."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from grids.actions import organisations as acts
from grids.models import Organisation
from tests import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
USCC = "91110000600037341L"


@pytest.fixture
def place():
    return make.line()


@pytest.fixture
def page(client, place):
    keeper = make.user(place[1], make.role("read_area", "edit_organisation"))
    client.force_login(keeper, backend="grids.backends.StaffBackend")
    client.cookies["django_language"] = "en"
    return client


def facts(area, **more):
    return {"name": "水关小学", "kind": "school", "area": area} | more


def test_an_organisation_is_registered_with_its_reading(place):
    made = acts.register(by=None, **facts(place[3], uscc=" 91110000600037341l "))
    assert (made.uscc, made.initials) == (USCC, "sgxx")


@pytest.mark.parametrize("code", ["91110000600037341X", "123", "9111000060003734"])
def test_a_wrong_credit_code_is_refused(place, code):
    with pytest.raises(ValidationError) as caught:
        acts.register(by=None, **facts(place[3], uscc=code))
    assert "uscc" in caught.value.message_dict


def test_a_credit_code_is_held_once(place):
    acts.register(by=None, **facts(place[3], uscc=USCC))
    with pytest.raises(ValidationError, match="registered already|已"):
        acts.register(by=None, **facts(place[3], uscc=USCC))


def test_only_who_keeps_the_register_there_writes(place):
    reader = make.user(place[1], make.role("read_area"))
    neighbour = make.user(make.area(place[0]), make.role("edit_organisation"))
    made = make.organisation(area=place[3])
    for somebody in (reader, neighbour):
        with pytest.raises(PermissionDenied):
            acts.register(by=somebody, **facts(place[3]))
        with pytest.raises(PermissionDenied):
            acts.correct(made, by=somebody, name="x")


def test_adding_by_the_form(page, place):
    answer = page.post("/organisations/new/", facts(place[3].code, uscc=USCC))
    assert answer.status_code == 302
    text = page.get(answer.url).content.decode()
    assert USCC in text


def test_a_new_one_is_not_asked_when_it_closed_or_why_it_changes(page):
    assert not {"closed_on", "why"} & set(page.get("/organisations/new/").context["form"].fields)


def test_none_closes_on_a_day_to_come(page, place):
    made = make.organisation(area=place[3])
    sent = facts(place[3].code, closed_on="2135-01-01")
    answer = page.post(f"/organisations/{made.pk}/edit/", sent)
    assert answer.context["form"].errors == {"closed_on": ["This day has not come yet."]}
    assert Organisation.objects.get(pk=made.pk).closed_on is None


def test_a_wrong_form_comes_back_with_its_data(page, place):
    answer = page.post("/organisations/new/", facts(place[3].code, uscc="1"))
    assert answer.status_code == 422
    assert "水关小学" in answer.content.decode()
    assert answer.context["form"].errors["uscc"]


def test_editing_and_closing(page, place):
    made = make.organisation("甲", area=place[3])
    answer = page.post(f"/organisations/{made.pk}/edit/", facts(place[3].code, closed_on="2026-01-01"))
    assert answer.status_code == 302
    assert made.get_absolute_url() not in page.get("/organisations/").content.decode()
    assert made.get_absolute_url() in page.get("/organisations/?closed=1").content.decode()


def test_the_list_finds_by_name_reading_code_kind_and_area(page, place):
    made = acts.register(by=None, **facts(place[3], uscc=USCC))
    make.organisation("other", area=place[1])
    link = made.get_absolute_url()
    for query in ("q=水关", "q=sgx", f"q={USCC}", "kind=school", f"area={place[2].code}"):
        text = page.get(f"/organisations/?{query}").content.decode()
        assert link in text, query
        assert ">other<" not in text, query


def test_the_list_goes_on_where_it_stopped(page):
    for number in range(51):
        make.organisation(f"x{number:02}", pinyin=f"x{number:02}")
    first = page.get("/organisations/")
    assert "x50" not in first.content.decode()
    assert "x50" in page.get("/organisations/" + first.context["next_url"]).content.decode()


@pytest.mark.parametrize("count", [1, 5])
def test_the_list_costs_the_same_for_one_and_for_five(page, place, django_assert_max_num_queries, count):
    for _ in range(count):
        make.organisation(area=place[3])
    with django_assert_max_num_queries(8):
        page.get("/organisations/")


def test_who_may_see_no_area_sees_no_register(client, place):
    made = make.organisation(area=place[3])
    client.force_login(make.user(place[1], make.role("handle_case")), backend="grids.backends.StaffBackend")
    assert client.get(made.get_absolute_url()).status_code == 404
    assert made.name not in client.get("/organisations/").content.decode()
    assert Organisation.objects.exists()
