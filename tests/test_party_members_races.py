"""Two at once: one roll, one household, one decision on hours, and no more than a day of them."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from parties.actions import check_ins, contact_households, member_hours, members
from parties.models import CheckIn, ContactHousehold, MemberHours, PartyMember
from tests import town as towns
from tests.concurrently import at_once
from tests.partied import member, organization
from tests.partied_members import check_in, hours, household_of
from tests.registered import entry

pytestmark = pytest.mark.django_db(transaction=True)


def outcome(act) -> str:
    try:
        act()
    except ValidationError:
        return "refused"
    return "done"


def both(*acts) -> list[str]:
    return sorted(at_once([lambda act=act: outcome(act) for act in acts]))


def test_of_two_at_once_one_is_done_and_the_other_is_refused_in_words(db, caplog):
    town = towns.again()
    staff, second, branch = town.community_staff, town.community_staff2, organization(town.grid)
    one, two = entry(town.unit, room="1"), entry(town.unit, room="2")
    facts = {"from_unit": "市医院第二支部", "offer": "义诊"}
    once = ["done", "refused"]

    assert (
        both(*(lambda by=by: members.enrol(one.pk, branch, by=by, kind="retired") for by in (staff, second))) == once
    )
    assert both(*(lambda by=by: check_ins.report_in(two.pk, by=by, **facts) for by in (staff, second))) == once
    home, others = household_of(town.unit), [member(branch, entry(town.unit, room=room)) for room in ("3", "4")]
    assert both(*(lambda who=who: contact_households.assign(who.pk, home.pk, by=staff) for who in others)) == once
    assert (PartyMember.objects.filter(resident=one).count(), CheckIn.objects.count()) == (1, 1)
    assert ContactHousehold.objects.count() == 1

    there = check_in(town.community, others[0].resident, since=timezone.localdate())
    row = hours(there, on=timezone.localdate())
    assert (
        both(
            lambda: member_hours.confirm(row.pk, by=staff),
            lambda: member_hours.refuse(row.pk, by=second, why="日期不对"),
        )
        == once
    )
    day = {"on": timezone.localdate(), "hours": Decimal(12), "what": "值守"}
    assert (
        both(*(lambda by=by: member_hours.enter(there, by=by, **day) for by in (staff, second, staff))).count(
            "refused"
        )
        >= 1
    )
    assert sum(one.hours for one in MemberHours.objects.filter(refused_at=None)) <= 24
    assert caplog.text == ""
