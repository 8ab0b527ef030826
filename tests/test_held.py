"""What is held on a person, in full, for their own request."""

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from grids.actions import reveal
from grids.models import RevealLog, SubjectKey
from residents import actions
from residents.actions import exports, tables
from residents.actions.guardian import name_guardian
from residents.enums import Happening, RowsBy, TableState
from residents.models import CareCase, CareCategory, Carried, RegisterField
from tests import factories as make, town as towns
from tests.test_fill_tables import theirs
from tests.test_residents import HOME, NUMBER, home, somebody

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(client, town):
    user = make.user(town.community, make.role("read_area", "read_resident", "reveal"))
    client.force_login(user, backend="grids.backends.StaffBackend")
    client.cookies["django_language"] = "en"
    return client


def where(person) -> str:
    return f"{person.get_absolute_url()}held/"


def test_everything_is_printed_in_full_once_it_is_logged(office, town):
    person = somebody(town, id_number=NUMBER, phone="13805940001")
    assert where(person) in office.get(person.get_absolute_url()).content.decode()
    assert NUMBER not in office.get(where(person)).content.decode()
    answer = office.post(where(person), {"asked": "本人持身份证到场"})
    html = answer.content.decode()
    assert NUMBER in html
    assert "13805940001" in html
    assert person.memberships.get().household.dwelling.address in html
    assert "no-store" in answer["Cache-Control"]
    assert RevealLog.objects.get().field == "held"


def test_the_paper_names_the_lists_and_tables_that_carried_the_person(office, town):
    person = somebody(town, id_number=NUMBER)
    other = somebody(town, home(town, parts=HOME._replace(room="909")), name="陈阿公", id_number="")
    by = make.user(town.community, make.role("read_area", "read_resident", "export_residents"))
    exports.log(town.community, by=by, purpose="核对老年人名单", people=[person.pk, other.pk])
    exports.log(town.community, by=by, purpose="与本人无关的名单", people=[other.pk])
    request = tables.receive(town.community, theirs(), by=by, sender="民政办", form="高龄津贴摸底表")
    request = tables.ask(request.pk, by=by, matching=request.matching, rows_by=RowsBy.PERSON)
    assert request.state == TableState.READY
    html = office.post(where(person), {"asked": "本人持身份证到场"}).content.decode()
    assert "核对老年人名单" in html
    assert "民政办《高龄津贴摸底表》" in html
    assert "与本人无关的名单" not in html


def test_a_list_of_an_entry_that_was_merged_counts_for_the_one_that_is_kept(office, town):
    person = somebody(town, id_number=NUMBER)
    again = somebody(town, home(town, parts=HOME._replace(room="909")), id_number="")
    exports.log(
        town.community,
        by=make.user(town.community, make.role("read_area", "read_resident", "export_residents")),
        purpose="核对老年人名单",
        people=[again.pk],
    )
    actions.merge(person.pk, again.pk, by=town.community_staff, seen=None, dropped_seen=None)
    assert "核对老年人名单" in office.post(where(person), {"asked": "本人持身份证到场"}).content.decode()


def test_what_carried_somebody_is_never_rewritten(town):
    by = make.user(town.community, make.role("read_area", "read_resident", "export_residents"))
    made = exports.log(town.community, by=by, purpose="核对老年人名单", people=[1, 2])
    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        Carried.objects.filter(export=made).update(people=[])


def test_nothing_is_printed_without_saying_who_asked(office, town):
    person = somebody(town, id_number=NUMBER)
    answer = office.post(where(person), {"asked": " "})
    assert answer.status_code == 422
    assert NUMBER not in answer.content.decode()
    assert not RevealLog.objects.exists()


def test_for_a_child_the_guardian_asks(office, town):
    child = somebody(town, id_number="", phone="13805940001", born_on=timezone.localdate().replace(year=2020))
    answer = office.post(where(child), {"asked": "母亲到场"})
    assert answer.status_code == 422
    assert "13805940001" not in answer.content.decode()


def test_whoever_may_not_reveal_gets_no_paper(client, town):
    person = somebody(town, id_number=NUMBER)
    reader = make.user(town.community, make.role("read_area", "read_resident"))
    client.force_login(reader, backend="grids.backends.StaffBackend")
    assert client.post(where(person), {"asked": "本人到场"}).status_code == 403
    assert where(person) not in client.get(person.get_absolute_url()).content.decode()
    client.force_login(town.stranger, backend="grids.backends.StaffBackend")
    assert client.post(where(person), {"asked": "本人到场"}).status_code == 404


def test_for_a_child_with_a_guardian_it_is_printed_with_the_guardian_on_it(office, town):
    household = home(town)
    mother = somebody(town, household, name="林秀英")
    child = somebody(
        town, household, name="林小宝", phone="13805940001", relation="20",
        born_on=timezone.localdate().replace(year=2020, day=1),
    )  # fmt: skip
    name_guardian(child.pk, mother, by=town.community_staff, seen=child.version)
    html = office.post(where(child), {"asked": "母亲到场"}).content.decode()
    assert "13805940001" in html
    assert "<p>林秀英</p>" in html
    assert "own request" in html  # this look stands among those who looked


def test_beyond_the_days_limit_nothing_is_printed(office, town, monkeypatch):
    monkeypatch.setattr(reveal, "A_DAY", 0)
    person = somebody(town, id_number=NUMBER)
    answer = office.post(where(person), {"asked": "本人到场"})
    assert answer.status_code == 422
    assert NUMBER not in answer.content.decode()


def test_the_paper_tells_what_happened_and_what_the_entry_said_before(office, town):
    person = somebody(town, id_number=NUMBER, workplace="镇海小学")
    actions.correct(person.pk, by=town.community_staff, seen=None, workplace="北街中学", why="换了单位")
    again = somebody(town, home(town, parts=HOME._replace(room="909")), name="林阿秀", id_number="")
    actions.merge(person.pk, again.pk, by=town.community_staff, seen=None, dropped_seen=None)
    html = office.post(where(person), {"asked": "本人持身份证到场"}).content.decode()
    for said in ("换了单位", "Workplace or school · 镇海小学", "Name · 林阿秀", str(Happening.MERGED.label)):
        assert said in html


def test_the_paper_says_the_same_of_help_and_care_whether_there_is_any_or_not(office, town):
    person = somebody(town, id_number=NUMBER)

    def said() -> str:
        html = office.post(where(person), {"asked": "本人持身份证到场"}).content.decode()
        return html.split("Help and care</h2>")[1].split("</p>")[0]

    without = said()
    CareCase.objects.create(
        area=town.unit, category=CareCategory.objects.get(code="living_alone"), resident=person,
        subject=SubjectKey.issue(), legal_basis="x", purpose="x", document=towns.photo(town.community_staff),
        starts_on=timezone.localdate(), ends_on=timezone.localdate().replace(year=2099), responsible=town.unit_head,
        opened_by=town.community_staff,
    )  # fmt: skip
    assert said() == without
    assert "in person" in without


def test_what_is_out_of_use_and_still_stored_is_held_and_printed(office, town):
    person = somebody(town, id_number=NUMBER, workplace="镇海小学")
    RegisterField.objects.filter(code="resident.workplace").update(is_on=False)
    assert "镇海小学" in office.post(where(person), {"asked": "本人持身份证到场"}).content.decode()
