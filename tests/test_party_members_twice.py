"""A person entered twice, on two rolls: whoever keeps both is told to end one."""

import pytest

from grids.models import Notice
from parties.actions import members, members_twice
from parties.enums.members import Leaving
from residents import actions
from tests.partied import member, organization
from tests.registered import entry

pytestmark = pytest.mark.django_db


def made_one(town, kept, dropped):
    facts = {"seen": None, "dropped_seen": None}
    actions.merge(kept.resident_id, dropped.resident_id, by=town.community_staff, **facts)


def told() -> list:
    return [notice.user for notice in Notice.objects.filter(kind="party_member_twice").order_by("user")]


@pytest.fixture
def two(town):
    return [member(organization(town.grid, name), entry(town.unit, room=name)) for name in ("第一支部", "第二支部")]


def test_whoever_keeps_both_rolls_is_told_once(town, two):
    kept, dropped = two
    assert members_twice.tell() == 0
    made_one(town, kept, dropped)
    assert (members_twice.tell(), members_twice.tell()) == (1, 1)
    assert town.community_staff in told()
    assert len(told()) == len(set(told()))
    assert {notice.url for notice in Notice.objects.filter(kind="party_member_twice")} == {dropped.get_absolute_url()}


def test_nobody_is_told_once_one_of_them_has_ended(town, two):
    kept, dropped = two
    made_one(town, kept, dropped)
    members.leave(dropped.pk, by=town.community_staff, left_for=Leaving.ENDED, why="重复登记")
    assert (members_twice.tell(), told()) == (0, [])


def test_who_keeps_only_one_of_the_rolls_is_not_told_of_the_other(town, two):
    kept, dropped = two
    far = organization(town.neighbour, "邻社区支部")
    type(dropped).objects.filter(pk=dropped.pk).update(organization=far, area=far.area)
    made_one(town, kept, dropped)
    members_twice.tell()
    assert town.community_staff not in told()
