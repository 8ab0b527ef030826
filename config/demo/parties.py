"""Party organisations of the demo: the street's network down to the grids, and who is in it. A few statements."""

import random
from datetime import date, datetime, timedelta

from django.utils import timezone

from config.demo.areas import Place
from grids import history
from parties.enums import MemberKind, OrgKind
from parties.models import PartyMember, PartyOrganization
from residents.models import Membership

SEED = 71
SHARE = 0.06  # of the grown people who live in a community
KINDS = (
    (MemberKind.RETIRED, 5), (MemberKind.IN_SERVICE, 3), (MemberKind.OTHER, 2), (MemberKind.FLOATING, 1),
)  # fmt: skip


def load(place: Place, now: datetime) -> int:
    """Organisations first, from above; then members of the grid branches."""
    with history.acting(None, why="demo"):
        branches = _organizations(place)
        _members(branches, timezone.localdate(now), random.Random(SEED))
    return PartyOrganization.objects.count()


def _organizations(place: Place) -> dict[int, PartyOrganization]:
    """The branch of each grid, by the grid's key."""
    founded = date(2019, 7, 1)
    top = PartyOrganization.objects.create(
        area=place.street, name=f"中共{place.street.name}工作委员会", kind=OrgKind.STREET_COMMITTEE, founded_on=founded
    )
    committees = [
        PartyOrganization(
            area=area, name=f"中共{area.short_name}委员会", kind=OrgKind.COMMITTEE, parent=top, founded_on=founded
        )
        for area in place.communities
    ]
    PartyOrganization.objects.bulk_create(committees)
    branches = {
        grid.pk: PartyOrganization(
            area=grid, name=f"{grid.short_name}党支部", kind=OrgKind.GRID_BRANCH, parent=committee, founded_on=founded
        )
        for committee in committees
        for grid in place.grids.get(committee.area_id, ())
    }
    PartyOrganization.objects.bulk_create(branches.values())
    return branches


def _members(branches: dict[int, PartyOrganization], today: date, dice: random.Random) -> None:
    born = today - timedelta(days=22 * 365)
    living = Membership.objects.current().filter(is_living=True, resident__born_on__lt=born)
    homes = living.filter(grid_id__in=branches).order_by("pk").values_list("resident", "grid_id")
    chosen = {resident: grid for resident, grid in homes if dice.random() < SHARE}
    kinds = dice.choices(*zip(*KINDS, strict=True), k=len(chosen))
    PartyMember.objects.bulk_create(
        (
            PartyMember(
                area_id=grid,
                organization=branches[grid],
                resident_id=resident,
                kind=kind,
                since=today - timedelta(days=dice.randrange(100, 9000)),
            )  # fmt: skip
            for (resident, grid), kind in zip(chosen.items(), kinds, strict=True)
        ),
        batch_size=2000,
    )
