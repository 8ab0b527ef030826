"""A child's entry: who answers for them, and the extra lock while nobody is recorded."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from grids.fields import plain
from grids.models import RevealLog, Role
from residents import actions, catalogue, guardians, side_by_side
from residents.actions import held
from residents.actions.guardian import Outsider, name_guardian, possible
from residents.models import Membership, Resident
from tests import factories as make
from tests.test_residents import HOME, home, somebody

pytestmark = pytest.mark.django_db
YEAR = timedelta(days=366)


@pytest.fixture
def family(town):
    """A mother and her child of nine in one household."""
    household = home(town)
    mother = somebody(town, household, name="林秀英", born_on=timezone.localdate() - 35 * YEAR, phone="13805940002")
    child = somebody(
        town, household, name="林小宝", born_on=timezone.localdate() - 9 * YEAR, phone="13805940001", relation="20"
    )
    return mother, child


@pytest.fixture
def page(client, town):
    client.force_login(town.community_staff, backend="grids.backends.StaffBackend")
    client.cookies["django_language"] = "en"
    return client


def guardian_on(page, child) -> str:
    return str(dict(page.get(child.get_absolute_url()).context["facts"])["Guardian"])


def act(child) -> str:
    return f"{child.get_absolute_url()}act/guardian/"


def test_the_grown_ups_of_the_household_are_offered_first(page, family):
    mother, child = family
    html = page.get(act(child)).content.decode()
    assert f'value="{mother.ref}"' in html
    assert page.post(act(child), {"guardian": mother.ref, "seen": child.version}).url == child.get_absolute_url()
    assert Resident.objects.get(pk=child.pk).guardian == mother
    assert guardian_on(page, child) == "林秀英"


def test_somebody_elses_name_is_enough_where_only_one_has_it(page, town, family):
    _mother, child = family
    far = somebody(town, home(town, parts=HOME._replace(room="909")), name="陈阿公")
    sent = {"guardian": "other", "name": "陈阿公", "seen": child.version}
    assert page.post(act(child), sent).status_code == 302
    assert Resident.objects.get(pk=child.pk).guardian == far
    wrong = {"guardian": "other", "name": "没有这人", "seen": child.version + 1}
    answer = page.post(act(child), wrong)
    assert answer.status_code == 422
    assert "没有这人" in answer.content.decode()


def test_a_child_or_oneself_answers_for_nobody(town, family):
    _mother, child = family
    sister = somebody(town, child.memberships.get().household, name="林小妹", born_on=child.born_on, relation="30")
    for other in (child, sister):
        with pytest.raises(ValidationError):
            name_guardian(child.pk, other, by=town.community_staff, seen=child.version)
    with pytest.raises(PermissionDenied):
        name_guardian(child.pk, None, by=town.supervisor, seen=child.version)
    with pytest.raises(actions.Stale):
        name_guardian(child.pk, None, by=town.community_staff, seen=child.version - 1)


def test_a_grown_up_has_no_guardian_to_name(page, family):
    mother, child = family
    assert act(child) in page.get(child.get_absolute_url()).content.decode()
    assert act(mother) not in page.get(mother.get_absolute_url()).content.decode()


def test_without_a_guardian_only_an_emergency_opens_a_childs_number(page, family):
    mother, child = family
    where = f"{child.get_absolute_url()}reveal/phone/"
    assert page.post(where, {"reason": "visit"}).status_code == 422
    assert not RevealLog.objects.exists()
    assert "13805940001" in page.post(where, {"reason": "emergency"}).content.decode()
    assert RevealLog.objects.get().reason == "emergency"


def test_a_reason_given_before_does_not_open_the_lock(page, town, family):
    mother, child = family
    where = f"{child.get_absolute_url()}reveal/phone/"
    child = name_guardian(child.pk, mother, by=town.community_staff, seen=child.version)
    assert "13805940001" in page.post(where, {"reason": "asked"}).content.decode()
    name_guardian(child.pk, None, by=town.community_staff, seen=child.version)
    assert page.post(where, {"reason": ""}).status_code == 422


OUTSIDE = {"guardian": "outside", "name": "林大海", "phone": "138 0594 0009"}


def test_a_parent_who_works_elsewhere_is_recorded_with_name_and_phone(page, family):
    _mother, child = family
    assert page.post(act(child), OUTSIDE | {"seen": child.version}).status_code == 302
    html = page.get(child.get_absolute_url()).content.decode()
    assert "林大海" in html
    assert "138****0009" in html
    assert "13805940009" not in html
    shown = page.post(f"{child.get_absolute_url()}reveal/guardian_phone/", {"reason": "visit"}).content.decode()
    assert "13805940009" in shown
    assert RevealLog.objects.get().field == "guardian_phone"


def test_with_a_guardian_a_childs_number_opens_because_they_asked_and_for_no_errand_of_the_office(page, family):
    _mother, child = family
    page.post(act(child), OUTSIDE | {"seen": child.version})
    where = f"{child.get_absolute_url()}reveal/phone/"
    for reason in ("visit", "contact", "verify", "service"):
        assert page.post(where, {"reason": reason}).status_code == 422
    assert not RevealLog.objects.exists()
    assert "13805940001" in page.post(where, {"reason": "asked"}).content.decode()


def test_the_guardians_record_shows_who_looked_at_the_child(page, town, family):
    mother, child = family
    child = name_guardian(child.pk, mother, by=town.community_staff, seen=child.version)
    page.post(f"{child.get_absolute_url()}reveal/phone/", {"reason": "asked"})
    seen = page.get(mother.get_absolute_url()).content.decode().split('id="h-looks"')[-1]
    assert str(town.community_staff) in seen
    assert "at 林小宝, a child in their care" in seen
    paper = page.post(f"{mother.get_absolute_url()}held/", {"asked": "本人到场"}).content.decode()
    assert "林小宝" in paper.split("Who looked")[-1]


@pytest.fixture
def between(town, family):
    """The child is registered with the mother, their guardian, and lives with the father in another community."""
    mother, child = family
    name_guardian(child.pk, mother, by=town.community_staff, seen=None)
    keeper = make.user(at=town.street, role=town.street_staff.posts.get().role)
    there = home(town, area=make.area(town.neighbour), by=keeper)
    father = somebody(town, there, name="陈大山", by=keeper, born_on=timezone.localdate() - 40 * YEAR)
    actions.move(child.pk, there, by=keeper, seen=None, on=timezone.localdate())
    return father, Resident.objects.get(pk=child.pk)


def test_a_guardian_beyond_the_readers_areas_is_masked_on_every_page_of_the_child(client, town, family, between):
    mother, (father, child) = family[0], between
    client.force_login(town.stranger, backend="grids.backends.StaffBackend")
    client.cookies["django_language"] = "en"
    assert guardian_on(client, child) == "林*英"
    assert [row.first for row in side_by_side.facts(child, father, town.stranger).rows if row.label == "Guardian"] == [
        "林*英"
    ]
    paper = client.post(f"{child.get_absolute_url()}held/", {"asked": "父亲到场"}).content.decode()
    for html in (
        client.get(child.get_absolute_url()).content.decode(),
        client.get(act(child)).content.decode(),
        paper,
    ):
        assert "林秀英" not in html
        assert mother.ref not in html


def test_only_grown_ups_of_ones_own_areas_are_offered_as_guardians(town, between):
    father, child = between
    assert possible(child, timezone.localdate(), town.stranger) == [father]


def test_a_guardian_whom_one_does_not_see_stays_where_the_form_is_sent_as_it_came(client, town, family, between):
    _father, child = between
    client.force_login(town.stranger, backend="grids.backends.StaffBackend")
    form = client.get(act(child)).context["form"]
    assert client.post(act(child), {"guardian": form["guardian"].value(), "seen": child.version}).status_code == 302
    assert Resident.objects.get(pk=child.pk).guardian == family[0]


def test_the_record_says_that_a_guardian_was_named_and_not_who(town, family):
    mother, child = family
    for guardian in (mother, Outsider("林大海", "13805940009")):
        name_guardian(child.pk, guardian, by=town.community_staff, seen=None)
    assert not [text for text in child.life_events.values_list("text", flat=True) if "林" in text]


@pytest.mark.parametrize(("missing", "said"), [("name", "whole name"), ("phone", "reached by phone")])
def test_from_outside_name_and_phone_are_needed_and_what_was_typed_stays(page, family, missing, said):
    _mother, child = family
    answer = page.post(act(child), OUTSIDE | {"seen": child.version, missing: ""})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert said in html
    assert OUTSIDE["phone" if missing == "name" else "name"] in html
    assert not Resident.objects.get(pk=child.pk).has_guardian


def test_the_phone_of_the_same_guardian_stays_where_it_is_left_empty(page, family):
    _mother, child = family
    page.post(act(child), OUTSIDE | {"seen": child.version})
    assert 'value="林大海"' in page.get(act(child)).content.decode()
    again = OUTSIDE | {"seen": child.version + 1, "phone": ""}
    assert page.post(act(child), again).status_code == 302
    assert plain(Resident.objects.get(pk=child.pk), "guardian_phone") == "13805940009"


def test_a_guardian_of_the_register_takes_the_place_of_one_from_outside(page, family):
    mother, child = family
    page.post(act(child), OUTSIDE | {"seen": child.version})
    page.post(act(child), {"guardian": mother.ref, "seen": child.version + 1})
    child = Resident.objects.get(pk=child.pk)
    assert (child.guardian, child.guardian_name, child.guardian_phone) == (mother, "", None)


def test_the_database_knows_one_guardian_of_a_child(family):
    mother, child = family
    with pytest.raises(IntegrityError, match="resident_one_guardian"), transaction.atomic():
        Resident.objects.filter(pk=child.pk).update(guardian=mother, guardian_name="林大海")


def test_a_merge_takes_the_whole_guardian_along_and_gives_them_back(town, family):
    _mother, child = family
    by = town.community_staff
    again = somebody(town, child.memberships.get().household, name="林小宝", born_on=child.born_on, relation="20")
    again = name_guardian(again.pk, Outsider("林大海", "13805940009"), by=by, seen=again.version)
    merged = actions.merge(child.pk, again.pk, by=by, seen=child.version, dropped_seen=again.version)
    kept = Resident.objects.select_related("subject").get(pk=child.pk)
    assert (kept.guardian_name, plain(kept, "guardian_phone")) == ("林大海", "13805940009")
    actions.unmerge(merged.pk, by=by)
    kept = Resident.objects.get(pk=child.pk)
    assert (kept.guardian_name, kept.guardian_phone) == ("", None)


@pytest.mark.parametrize("outside", [True, False])
def test_other_offices_tables_know_a_childs_guardian_and_their_phone(town, family, outside):
    mother, child = family
    chosen = Outsider("林大海", "13805940009") if outside else mother
    name_guardian(child.pk, chosen, by=town.community_staff, seen=child.version)
    home = Membership.objects.select_related("resident__subject", "household__dwelling").get(resident=child)
    [entry] = catalogue.entries([home], timezone.localdate(), town.community_staff)
    assert catalogue.value("resident.guardian", entry) == (chosen.name)
    assert catalogue.value("resident.guardian_phone", entry) == ("13805940009" if outside else "13805940002")
    assert "****" in catalogue.shown("resident.guardian_phone", entry)


def test_a_guardian_beyond_the_readers_areas_stays_unknown_to_them(town, family):
    mother, child = family
    name_guardian(child.pk, mother, by=town.community_staff, seen=child.version)
    home = Membership.objects.select_related("resident__subject", "household__dwelling").get(resident=child)
    stranger = make.user(at=town.neighbour, role=Role.objects.get(code="community_staff"))
    for reader in (stranger, None):
        [entry] = catalogue.entries([home], timezone.localdate(), reader)
        assert catalogue.value("resident.guardian", entry) == ""
        assert catalogue.value("resident.guardian_phone", entry) == ""


def test_columns_that_are_not_due_any_more_are_not_emptied_by_an_old_proposal(town):
    today = timezone.localdate()
    child = somebody(town, home(town), born_on=today.replace(year=today.year - 17, day=1))
    name_guardian(child.pk, Outsider("林远亲", "13805940003"), by=town.community_staff, seen=None)
    grown = today.replace(year=today.year - 19, day=1)
    actions.correct(child.pk, by=town.community_staff, seen=None, born_on=grown)
    proposed = actions.propose_erasure(child.pk, by=town.community_staff)
    actions.correct(child.pk, by=town.community_staff, seen=None, born_on=grown.replace(year=today.year - 17))
    with pytest.raises(ValidationError):
        actions.confirm_erasure(proposed.pk, by=town.community_staff2)
    child.refresh_from_db()
    assert child.guardian_name == "林远亲"


def test_a_guardian_who_has_died_can_ask_for_nothing_and_the_keeper_is_told(page, town, family):
    mother, child = family
    name_guardian(child.pk, mother, by=town.community_staff, seen=None)
    answer = page.post(
        f"{mother.get_absolute_url()}act/died/", {"on": timezone.localdate(), "seen": mother.version}, follow=True
    )
    assert "They were the guardian of 林小宝" in answer.content.decode()
    assert guardian_on(page, child) == "林秀英 (has died)"
    shown = page.get(child.get_absolute_url()).content.decode()
    assert "A child without a recorded guardian" in shown
    child.refresh_from_db()
    assert guardians.lock(child, "phone", timezone.localdate()) == guardians.WITHOUT
    with pytest.raises(ValidationError):
        held.note(
            child,
            Membership.objects.get(resident=child),
            by=town.community_staff,
            asked="母亲来访",
            today=timezone.localdate(),
        )


def test_nobody_is_told_of_children_beyond_their_areas(page, town, family):
    mother, child = family
    keeper = make.user(at=town.street, role=town.street_staff.posts.get().role)
    name_guardian(child.pk, mother, by=town.community_staff, seen=None)
    there = home(town, area=make.area(town.neighbour), by=keeper)
    actions.move(child.pk, there, by=keeper, seen=None, on=timezone.localdate(), is_registered=True)
    answer = page.post(
        f"{mother.get_absolute_url()}act/died/", {"on": timezone.localdate(), "seen": mother.version}, follow=True
    )
    assert answer.status_code == 200
    assert "林小宝" not in answer.content.decode()
