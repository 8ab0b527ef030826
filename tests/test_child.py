"""A child's entry: who answers for them, and the extra lock while nobody is recorded."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from grids.models import RevealLog
from residents import actions
from residents.actions.guardian import name_guardian
from residents.models import Resident
from tests.test_residents import HOME, home, somebody

pytestmark = pytest.mark.django_db
YEAR = timedelta(days=366)


@pytest.fixture
def family(town):
    """A mother and her child of nine in one household."""
    household = home(town)
    mother = somebody(town, household, name="林秀英", born_on=timezone.localdate() - 35 * YEAR)
    child = somebody(
        town, household, name="林小宝", born_on=timezone.localdate() - 9 * YEAR, phone="13805940001", relation="20"
    )
    return mother, child


@pytest.fixture
def page(client, town):
    client.force_login(town.community_staff, backend="grids.backends.StaffBackend")
    client.cookies["django_language"] = "en"
    return client


def act(child) -> str:
    return f"{child.get_absolute_url()}act/guardian/"


def test_the_grown_ups_of_the_household_are_offered_first(page, family):
    mother, child = family
    html = page.get(act(child)).content.decode()
    assert f'value="{mother.ref}"' in html
    assert page.post(act(child), {"guardian": mother.ref, "seen": child.version}).url == child.get_absolute_url()
    assert Resident.objects.get(pk=child.pk).guardian == mother
    assert "Guardian: 林秀英" in page.get(child.get_absolute_url()).content.decode()


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
    assert "13805940001" in page.post(where, {"reason": "visit"}).content.decode()
    name_guardian(child.pk, None, by=town.community_staff, seen=child.version)
    assert page.post(where, {"reason": ""}).status_code == 422
