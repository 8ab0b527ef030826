"""The demo: the official division of 荔城区, 镇海街道 cut into grids and units, invented people, lived-in matters.

Everybody here is invented. It loads into an empty database only, the embedded one or one that was marked, in this
order: areas, people who serve, care, the register, parties, points, volunteers, night watch, service orders, matters.
"""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from config.demo import (
    areas,
    care,
    matters,
    orders,
    parties,
    party_ballots,
    party_bodies,
    party_meetings,
    party_members,
    party_partners,
    party_places,
    party_staff,
    people,
    points,
    register,
    volunteer_record,
    volunteers,
    watch,
)
from config.servers import is_embedded
from grids import pulse, tallies
from grids.actions import grants
from grids.models import Area, User

MARK = "demo"  # the Pulse row by which a database of somebody's own says that a demo may be put into it


class Refused(RuntimeError):
    """One sentence on why this database takes no demo."""


@dataclass(frozen=True, slots=True)
class Size:
    """How much of it: communities of 镇海街道, their grids, units, matters and people; and the other streets."""

    communities: int
    grids: int
    units: int
    matters: int
    people: int = 14_011  # in the register of the demo accounts' community
    elsewhere: int = 45  # in that of each other community of the street
    volunteers: int = 1_500  # in the community of the demo accounts
    passbooks: int = 24  # of points, each with a year of deeds
    rated: int = 14  # service orders that came to their end
    other_streets: bool = False
    other_places: bool = False  # two more of the sources, districts of their own


SIZES = {
    "small": Size(
        communities=2,
        grids=6,
        units=36,
        matters=18,
        people=60,
        elsewhere=20,
        volunteers=30,
        passbooks=8,
        rated=4,
        other_places=True,
    ),
    "street": Size(communities=11, grids=260, units=4565, matters=150, other_places=True),
    "district": Size(communities=11, grids=260, units=4565, matters=150, other_streets=True, other_places=True),
}


def is_empty() -> bool:
    return not (Area.objects.exists() or User.objects.exists())


def is_welcome() -> bool:
    return is_embedded() or pulse.sign(MARK) is not None


def mark() -> None:
    """Beforehand, and by a person: a database that is only empty may be waiting for real people. Raises Refused."""
    if not is_empty():
        raise Refused("This database holds areas or people already, so it cannot be marked for a demo.")
    pulse.show(MARK)


@transaction.atomic
def load(size: Size, *, say=print, now=None) -> None:
    """All or nothing: a demo that was interrupted is loaded anew at the next start. Raises Refused."""
    now = now or timezone.now()
    if not is_empty():
        raise Refused("This database holds areas or people already. A demo is only loaded into an empty one.")
    if not is_welcome():
        raise Refused("This database is not marked for a demo: manage.py load_demo --mark, while it is empty.")
    place = areas.load(size)
    say(f"{Area.objects.count():,} areas")
    staff = people.load(place)
    grants.derive_all()
    say(f"{len(staff.users):,} people who serve")
    care.load(now)
    registered = register.load(place, staff, size.people, size.elsewhere, now)
    say(f"{registered:,} people in the register")
    say(f"{parties.load(place, now):,} party organisations")
    say(f"{party_partners.load(place, staff, now):,} partner units")
    say(f"{party_members.load(place, staff, now):,} party members reported to where they live")
    say(f"{party_meetings.load(place, staff, now):,} party meetings")
    say(f"{party_staff.load(place, staff, now):,} trainings and forums of staff")
    say(f"{party_bodies.load(place, staff, now):,} property companies and social organisations")
    say(f"{party_ballots.load(place, staff, now):,} motions for joint ballots")
    say(f"{points.load(size.passbooks, now):,} passbooks")
    say(f"{volunteers.load(place, staff, size.volunteers, now):,} volunteers")
    say(f"{volunteer_record.load(place, staff, now):,} volunteers' certificates")
    say(f"{watch.load(place, staff, now):,} nights of the watch")
    say(f"{orders.load(place, staff, size.rated, now):,} service orders")
    if size.other_places:
        say(f"{party_places.load(now):,} party organisations of two more places")
    made = matters.load(place, staff, size.matters, now)
    say(f"{made:,} matters")
    tallies.count(now)
