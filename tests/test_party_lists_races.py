"""Two partners at once want the one place of a need; an entry moves on while somebody presses its button."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.test import Client

from parties.actions import claims, lists
from parties.enums import OrgKind
from parties.models import ListClaim, ListEntry
from tests import partied_partners as rows, town as towns
from tests.concurrently import at_once, in_another_connection, wait_until, waits_for_a_lock
from tests.partied import organization

pytestmark = pytest.mark.django_db(transaction=True)


def claims_at_once(places: int, partners: int) -> list[str]:
    town = towns.again()
    committee, staff = organization(town.community, "社区党委", OrgKind.COMMITTEE), town.community_staff
    entry = rows.entry(committee, places=places)
    units = [rows.partner(committee) for _each in range(partners)]

    def take(unit):
        try:
            claims.claim(entry.pk, by=staff, partner=unit)
        except ValidationError:
            return "late"
        return "has it"

    return at_once([lambda unit=unit: take(unit) for unit in units])


def test_of_two_claims_of_one_need_at_once_one_has_it(db, caplog):
    assert sorted(claims_at_once(places=1, partners=2)) == ["has it", "late"]
    assert (ListClaim.objects.count(), ListEntry.objects.get().state) == (1, "claimed")
    assert caplog.text == ""


def test_an_entry_for_several_takes_as_many_as_it_says(db, caplog):
    assert claims_at_once(places=3, partners=8).count("has it") == 3
    assert ListClaim.objects.count() == 3
    assert caplog.text == ""


def test_a_need_carried_on_by_two_at_once_moves_one_quarter(db, caplog):
    town = towns.again()
    committee, staff = organization(town.community, "社区党委", OrgKind.COMMITTEE), town.community_staff
    entry = rows.entry(committee)

    def carry():
        try:
            return lists.carry(entry.pk, by=staff).quarter
        except ValidationError:
            return None

    moved = at_once([carry, carry])
    assert moved.count(None) == 1
    assert ListEntry.objects.get().quarter == max(filter(None, moved))
    assert caplog.text == ""


def test_a_button_whose_entry_moves_on_meanwhile_answers_with_the_entry_as_it_stands(db):
    town = towns.again()
    entry = rows.entry(organization(town.community, "社区党委", OrgKind.COMMITTEE))
    client, address = Client(), f"{entry.get_absolute_url()}act/carry/"
    client.force_login(town.community_staff)
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            lists.withdraw(entry.pk, by=town.community_staff, why="已自行解决")
            pressed = pool.submit(in_another_connection, lambda: client.post(address))
            wait_until(waits_for_a_lock)
        assert pressed.result().status_code == 409
    assert ListEntry.objects.get().state == "withdrawn"
