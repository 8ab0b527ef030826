"""Each night: what follows from the register. Membership follows the organisation, so members stay where it lies;
a check-in ends where its person moved away, a household's contact goes where the household goes.
"""

from django.db import connection, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from grids import history
from parties.actions.members import end_tasks
from parties.members_enums import Leaving
from parties.models import CheckIn, ContactHousehold, PartyMember
from residents.models import Household, Membership

# Where a household lies today.
FOLLOW = """
UPDATE parties_contacthousehold c SET area_id = h.area_id
FROM residents_household h WHERE h.id = c.household_id AND c.until IS NULL AND h.area_id <> c.area_id
"""


@transaction.atomic
def follow_register() -> int:
    """How many rows it changed."""
    today = timezone.localdate()
    with history.acting(None, why="nightly"):
        return _died(today) + _moved(today) + _closed(today) + _follow()


def _died(today) -> int:
    """Who died leaves the roll on that day; before they were on it, on the day they came."""
    gone = PartyMember.objects.current().filter(resident__died_on__isnull=False)
    rows = list(gone.select_for_update(of=("self",), no_key=True).select_related("resident"))
    for row in rows:
        row.left_on, row.left_for = max(row.since, row.resident.died_on), Leaving.DIED
    PartyMember.objects.bulk_update(rows, ["left_on", "left_for"])
    end_tasks([row.pk for row in rows], today)
    return len(rows)


def _moved(today) -> int:
    """Those who live in the community no more."""
    home = Membership.objects.current().filter(resident=OuterRef("resident"), is_living=True)
    here = home.filter(community_id=OuterRef("community_id"))
    rows = CheckIn.objects.current().filter(community_id__isnull=False, since__lte=today)
    return rows.filter(~Exists(here)).update(until=today)


def _closed(today) -> int:
    over = Household.objects.filter(pk=OuterRef("household"), closed_on__isnull=False)
    return ContactHousehold.objects.current().filter(Exists(over), since__lte=today).update(until=today)


def _follow() -> int:
    with connection.cursor() as cursor:
        cursor.execute(FOLLOW)
        return cursor.rowcount
