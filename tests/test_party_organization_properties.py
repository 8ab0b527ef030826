"""Whatever is done with the tree, in whatever order, it is a tree of the ladder afterwards, and members lie where
their organisations lie. And what several people do at once."""

from contextlib import suppress

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from hypothesis import HealthCheck, given, settings, strategies as some

from grids.enums import Kind
from grids.models import Area
from parties.actions import officers as offices, organizations as acts
from parties.enums import OrgKind
from parties.enums.organizations import Duty
from parties.models import Officer, PartyMember, PartyOrganization
from parties.organizations import ladder
from tests import factories as make, town as towns
from tests.concurrently import at_once
from tests.partied import member, organization
from tests.partied_organizations import network

STEPS = some.tuples(
    some.sampled_from(["found", "change", "move", "carry", "dissolve"]), some.integers(0, 11), some.integers(0, 11)
)


class Undone(Exception):
    """Ends an example: each begins with the same tree."""


class Story:
    def __init__(self, town):
        self.by = town.community_staff
        committee = network(town)["committee"]
        self.areas = [
            town.community,
            town.grid,
            make.area(Area.objects.get(pk=town.community.pk), Kind.GRID),
            town.unit,
        ]
        for number in range(2):
            general = organization(town.community, f"总支{number}", OrgKind.GENERAL_BRANCH, parent=committee)
            branch = organization(self.areas[1 + number], f"支部{number}", parent=general)
        organization(town.unit, "小组", OrgKind.BUILDING_GROUP, parent=branch.parent)
        member(branch)

    def nth(self, at: int) -> PartyOrganization:
        rows = PartyOrganization.objects.exclude(kind=OrgKind.STREET_COMMITTEE).order_by("pk")
        return rows[at % len(rows)]

    def found(self, at: int, to: int) -> None:
        kind, area = list(OrgKind)[at], self.areas[to % len(self.areas)]
        acts.found(area, kind, by=self.by, under=self.nth(to), name=f"新{PartyOrganization.objects.count()}")

    def change(self, at: int, to: int) -> None:
        acts.change(self.nth(at).pk, by=self.by, kind=list(OrgKind)[to])

    def move(self, at: int, to: int) -> None:
        acts.move(self.nth(at).pk, by=self.by, under=self.nth(to), why="调整")

    def carry(self, at: int, to: int) -> None:
        made = self.nth(at)
        acts.move(made.pk, by=self.by, under=made.parent, area=self.areas[to % len(self.areas)], why="调整")

    def dissolve(self, at: int, to: int) -> None:
        acts.dissolve(self.nth(at).pk, by=self.by, why="撤并")


def is_sound() -> None:
    for each in PartyOrganization.objects.standing().select_related("parent__area", "area"):
        above = each.parent
        assert ladder.may_stand(each.kind, above.kind if above else None)
        if above:
            assert above.dissolved_on is None
            assert acts.lies_in(each.area, above.area_id)
    for one in PartyMember.objects.current().select_related("organization"):
        assert (one.area_id, one.organization.dissolved_on) == (one.organization.area_id, None)


@pytest.mark.django_db
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=some.lists(STEPS, min_size=4, max_size=10))
def test_the_tree_stays_a_tree_of_the_ladder(town, steps):
    with suppress(Undone), transaction.atomic():
        story = Story(town)
        for step, at, to in steps:
            with suppress(ValidationError, PermissionDenied):
                getattr(story, step)(at, to)
            is_sound()
        raise Undone


@pytest.mark.django_db(transaction=True)
def test_of_two_who_appoint_a_secretary_at_once_one_is_told_that_there_is_one(db, caplog):
    town = towns.again()
    branch, by = network(town)["branch"], town.community_staff
    people = [town.grid_leader, town.grid_worker, town.unit_head]

    def appoint(who) -> bool:
        try:
            offices.appoint(branch.pk, Duty.SECRETARY, who, by=by)
        except ValidationError:
            return False
        return True

    assert sorted(at_once([lambda who=who: appoint(who) for who in people])) == [False, False, True]
    assert Officer.objects.current().count() == 1
    assert caplog.text == ""


@pytest.mark.django_db(transaction=True)
def test_nothing_is_founded_under_what_is_dissolved_at_the_same_moment(db, caplog):
    town = towns.again()
    branch, by = network(town)["branch"], town.community_staff

    def tried(work) -> bool:
        try:
            work()
        except ValidationError:
            return False
        return True

    for number in range(3):
        outpost = organization(town.community, f"前哨{number}", OrgKind.OUTPOST, parent=branch.parent)
        done = at_once(
            [
                lambda under=outpost: tried(lambda: acts.dissolve(under.pk, by=by, why="撤并")),
                lambda under=outpost, n=number: tried(
                    lambda: acts.found(town.unit, OrgKind.BUILDING_GROUP, by=by, under=under, name=f"小组{n}")
                ),
            ]
        )
        assert sorted(done) == [False, True]
    is_sound()
    assert caplog.text == ""
