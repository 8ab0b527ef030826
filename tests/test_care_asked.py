"""A lay helper of the team is asked for help on a day, and learns nothing of the record, wherever they look."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from grids.models import Notice
from residents import actions
from residents.enums.care import LAY, HelperKind
from residents.models import CareCase, HelpAsked
from tests.test_care import RELEASED, helped, signed_in, told, visit
from tests.test_residents import somebody

pytestmark = pytest.mark.django_db


def asked(town, kind=HelperKind.VOLUNTEER, code=RELEASED):
    """The unit head helps as a volunteer, and is asked to come along today."""
    staff = town.street_staff
    care = helped(town, code, legal_basis="监狱法第三十七条")
    actions.add_helper(care.pk, kind, by=staff, seen=None, user=town.unit_head)
    visit(care, town.grid_worker, needs="卫生间装扶手", now=timezone.now())
    facts = {"help_with": "coming", "on": timezone.localdate(), "by": town.grid_worker}
    return care, actions.ask_help(care.pk, town.unit_head, **facts)


def secrets(care) -> tuple[str, ...]:
    home = care.resident.memberships.current().get().household.dwelling
    return (
        care.ref, care.resident.name, care.resident.ref, care.category.name_zh, care.category.purpose, str(home),
        "监狱法", "卫生间", RELEASED,
    )  # fmt: skip


@pytest.mark.parametrize("kind", LAY)
def test_a_lay_helper_sees_with_what_and_when_and_nothing_else(town, kind):
    care, one = asked(town, kind)
    client = signed_in(town.unit_head)
    pages = [client.get(url).content.decode() for url in ("/", "/care/", one.get_absolute_url(), "/inbox/")]
    for page in pages:
        assert one.get_absolute_url() in page or "/inbox/" in page
        assert not [word for word in secrets(care) if word in page]
    assert "陪同外出" in pages[2]
    assert town.grid_worker.name in pages[2]
    assert client.get("/care/?view=all").content.decode().count(care.ref) == 0


def test_a_lay_helper_gets_the_same_404_as_an_outsider(town):
    care, one = asked(town)
    client = signed_in(town.unit_head)
    for path in ("", "paper/", "visit/", "ask/", "grade/", "helper/"):
        url = f"{care.get_absolute_url()}{path}"
        assert client.get(url).status_code == 404, path
        assert client.post(url).status_code in (404, 405), path
    assert signed_in(town.grid_leader).get(one.get_absolute_url()).status_code == 404
    assert not CareCase.objects.visible_to(town.unit_head).exists()
    with pytest.raises(PermissionDenied):
        visit(care, town.unit_head)


def test_notices_to_a_lay_helper_carry_neither_record_nor_person(town):
    care, _one = asked(town)
    assert town.unit_head in told("care_asked") & told("care_team")
    for notice in Notice.objects.filter(user=town.unit_head):
        said = f"{notice.params} {notice.url} {notice.once}"
        assert not [word for word in secrets(care) if word in said]


def test_a_cadre_of_the_team_still_reads_and_visits(town):
    care = helped(town)
    actions.add_helper(care.pk, HelperKind.CADRE, by=town.community_staff, seen=None, user=town.unit_head)
    assert CareCase.objects.visible_to(town.unit_head).exists()
    assert visit(care, town.unit_head).done_by == town.unit_head


def test_help_that_was_given_is_said_on_the_record_and_asks_no_more(town):
    care, one = asked(town)
    client = signed_in(town.unit_head)
    assert client.post(one.get_absolute_url()).status_code == 302
    assert one.get_absolute_url() not in client.get("/").content.decode()
    one.refresh_from_db()
    assert one.done_at
    assert "陪同外出" in signed_in(town.grid_worker).get(care.get_absolute_url()).content.decode()
    with pytest.raises(PermissionDenied):
        actions.help_was_given(one.pk, by=town.grid_worker)


def test_whoever_helps_no_more_or_whose_record_is_sealed_sees_nothing(town):
    care, one = asked(town)
    assert HelpAsked.objects.visible_to(town.unit_head).get() == one
    actions.propose_closing(care.pk, by=town.street_staff, seen=None, why="期满")
    CareCase.objects.filter(pk=care.pk).update(status="sealed", sealed_at=timezone.now())
    assert not HelpAsked.objects.visible_to(town.unit_head).exists()
    CareCase.objects.filter(pk=care.pk).update(status="open", sealed_at=None)
    actions.end_helper(care.pk, HelperKind.VOLUNTEER, by=town.street_staff, seen=None)
    assert not HelpAsked.objects.visible_to(town.unit_head).exists()


@pytest.mark.parametrize(("who", "day", "field"), [("grid_leader", 0, "user"), ("unit_head", -1, "on")])
def test_only_a_lay_helper_is_asked_and_for_a_day_to_come(town, who, day, field):
    care, _one = asked(town)
    on = timezone.localdate() + dt.timedelta(days=day)
    with pytest.raises(ValidationError) as refused:
        actions.ask_help(care.pk, getattr(town, who), help_with="meals", on=on, by=town.grid_worker)
    assert field in refused.value.message_dict


def test_nobody_asks_who_may_not_visit(town):
    care, _one = asked(town)
    with pytest.raises(PermissionDenied):
        actions.ask_help(care.pk, town.unit_head, help_with="meals", on=timezone.localdate(), by=town.community_staff)


def test_help_is_asked_for_on_a_page_which_keeps_what_was_chosen(town):
    care, _one = asked(town)
    client, url = signed_in(town.grid_worker), f"{care.get_absolute_url()}ask/"
    assert url in client.get(care.get_absolute_url()).content.decode()
    facts = {"user": town.unit_head.username, "help_with": "meals", "on": "2020-01-01"}
    answer = client.post(url, facts)
    assert answer.status_code == 422
    assert "2020-01-01" in answer.content.decode()
    day = timezone.localdate() + dt.timedelta(days=3)
    assert client.post(url, facts | {"on": f"{day}"}).status_code == 302
    assert HelpAsked.objects.filter(help_with="meals", on=day).exists()
    assert client.post(url, facts | {"on": f"{day}"}).status_code == 422  # asked for already


def test_nothing_is_asked_where_no_lay_helper_has_an_account(town):
    care = helped(town, resident=somebody(town))
    assert (
        f"{care.get_absolute_url()}ask/"
        not in signed_in(town.grid_worker).get(care.get_absolute_url()).content.decode()
    )
