"""The demo: the official division of 荔城区, 镇海街道 cut into grids and units, invented people, lived-in matters.

Everybody here is invented. It loads into an empty database only, in this order: areas, people who serve, care, the
register, matters.
"""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from config.demo import areas, care, matters, people, register
from grids import pulse, tallies
from grids.actions import grants
from grids.models import Area, User

MARK = "demo"  # the Pulse row by which a database says that it holds a demo


class NotEmpty(RuntimeError):
    """The database holds areas or people; a demo is never mixed with them."""


@dataclass(frozen=True, slots=True)
class Size:
    """How much of it: communities of 镇海街道, their grids, units, matters and people; and the other streets."""

    communities: int
    grids: int
    units: int
    matters: int
    people: int = 14_011  # in the register of the demo accounts' community
    elsewhere: int = 45  # in that of each other community of the street
    other_streets: bool = False


SIZES = {
    "small": Size(communities=2, grids=6, units=36, matters=18, people=60, elsewhere=20),
    "street": Size(communities=11, grids=260, units=4565, matters=150),
    "district": Size(communities=11, grids=260, units=4565, matters=150, other_streets=True),
}


@transaction.atomic
def load(size: Size, *, say=print, now=None) -> None:
    """All or nothing: a demo that was interrupted is loaded anew at the next start. Raises NotEmpty."""
    now = now or timezone.now()
    if Area.objects.exists() or User.objects.exists():
        raise NotEmpty
    pulse.show(MARK, now=now)
    place = areas.load(size)
    say(f"{Area.objects.count():,} areas")
    staff = people.load(place)
    grants.derive_all()
    say(f"{len(staff.users):,} people who serve")
    care.load(now)
    registered = register.load(place, staff, size.people, size.elsewhere, now)
    say(f"{registered:,} people in the register")
    made = matters.load(place, staff, size.matters, now)
    say(f"{made:,} matters")
    tallies.count(now)
