"""The demo: the official division of 荔城区, 镇海街道 cut into grids and units, invented people, lived-in matters.

Everybody here is invented. It loads into an empty database only, in the order of the files: areas, people, matters.
"""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from config.demo import areas, care, matters, people
from grids import pulse, tallies
from grids.actions import grants
from grids.models import Area, User

MARK = "demo"  # the Pulse row by which a database says that it holds a demo


class NotEmpty(RuntimeError):
    """The database holds areas or people; a demo is never mixed with them."""


@dataclass(frozen=True, slots=True)
class Size:
    """How much of it: communities of 镇海街道, grids and units in them, matters; and whether the other streets too."""

    communities: int
    grids: int
    units: int
    matters: int
    other_streets: bool = False


SIZES = {
    "small": Size(communities=2, grids=6, units=36, matters=18),
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
    made = matters.load(place, staff, size.matters, now)
    say(f"{made:,} matters")
    tallies.count(now)
