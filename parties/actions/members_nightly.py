"""Each night: what follows from the register. Membership follows the organisation, so members stay where it lies;
a check-in ends where its person moved away, a household's contact goes where the household goes. What a night has
ended is taken back where the register was corrected since.
"""

from datetime import date

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Greatest
from django.utils import timezone

from grids import history
from parties.actions import meetings
from parties.actions.members import end_tasks
from parties.enums.members import Leaving
from parties.models import CheckIn, ContactHousehold, Deployment, PartyMember
from residents.models import Household, Membership

# The reasons in history: by them a night knows what an earlier one has ended, and what it has taken back already.
NIGHT, TAKEN_BACK = "nightly", "register corrected"

# Where a household lies today.
FOLLOW = """
UPDATE parties_contacthousehold c SET area_id = h.area_id
FROM residents_household h JOIN grids_area at ON at.id = h.area_id AND at.valid_to IS NULL
WHERE h.id = c.household_id AND c.until IS NULL AND h.area_id <> c.area_id
"""


@transaction.atomic
def follow_register() -> int:
    """How many rows it changed."""
    today = timezone.localdate()
    left: dict[int, date] = {}
    with history.acting(None, why=TAKEN_BACK):
        taken_back = _lives(left) + _serves_again() + _keeps_in_touch_again() + _lived_here()
    with history.acting(None, why=NIGHT):
        changed = _died(today, left) + _died_another_day(left) + _moved(today) + _closed(today) + _follow()
        meetings.count_again(left, min(left.values(), default=today))  # last: it counts days gone by, under their lock
    return taken_back + changed


def _of_a_night(rows: QuerySet, one_of: str = "pk") -> list:
    """Those whose last change was made by a night that followed the register: nobody has decided of them since.

    one_of: a column; of several rows that have the same in it, the newest.
    """
    told = history.of(rows.model).filter(pgh_obj=OuterRef("pk")).order_by("-pgh_id")
    why = Subquery(told.values(said=KeyTextTransform("why", "pgh_context__metadata"))[:1])
    found = rows.annotate(why=why).filter(why=NIGHT).select_for_update(of=("self",), no_key=True).order_by("pk")
    return list({getattr(row, one_of): row for row in found}.values())


def _lives(left: dict[int, date]) -> int:
    """On the roll again, but for whoever is on one by now. An account that is another member's by now stays theirs.

    left: of each member whom a night takes off the roll or puts back, since when their meetings are counted again.
    """
    current = PartyMember.objects.current()
    gone = PartyMember.objects.filter(left_for=Leaving.DIED, resident__died_on=None, organization__dissolved_on=None)
    rows = _of_a_night(gone.exclude(Exists(current.filter(resident=OuterRef("resident")))), "resident_id")
    for row in rows:
        left[row.pk] = row.left_on
        row.left_on, row.left_for = None, ""
        if row.user_id and current.filter(user=row.user_id).exists():
            row.user_id = None
        row.save()
    return len(rows)


def _died_another_day(left: dict[int, date]) -> int:
    dead = PartyMember.objects.filter(left_for=Leaving.DIED, resident__died_on__isnull=False)
    dead = dead.exclude(left_on=Greatest("since", "resident__died_on"))
    rows = _of_a_night(dead.select_related("resident"))
    for row in rows:
        before, row.left_on = row.left_on, max(row.since, row.resident.died_on)
        left[row.pk] = min(before, row.left_on)
    PartyMember.objects.bulk_update(rows, ["left_on"])
    return len(rows)


def _serves_again() -> int:
    """Deployments of members who are on the roll again, until the day that was planned."""
    rows = _of_a_night(Deployment.objects.filter(member__left_on=None))
    for row in rows:
        before = history.of(Deployment).filter(pgh_obj=row.pk).order_by("-pgh_id")[1]
        row.until, row.called_off = before.until, before.called_off
        row.save()
    return len(rows)


def _keeps_in_touch_again() -> int:
    """Where the member is on the roll and the household is open again, and nobody else keeps in touch with it."""
    others = ContactHousehold.objects.current().filter(household=OuterRef("household"))
    ended = ContactHousehold.objects.filter(until__isnull=False, member__left_on=None, household__closed_on=None)
    rows = _of_a_night(ended.exclude(Exists(others)), "household_id")
    for row in rows:
        row.until = None
    ContactHousehold.objects.bulk_update(rows, ["until"])
    return len(rows)


def _lived_here() -> int:
    """Check-ins of whom the register now says that they lived in the community on that day, and do today."""
    home = Membership.objects.current().filter(resident=OuterRef("resident"), is_living=True)
    here = home.filter(community_id=OuterRef("community_id"), since__lt=OuterRef("until"))
    again = CheckIn.objects.current().filter(resident=OuterRef("resident"))
    rows = _of_a_night(CheckIn.objects.filter(Exists(here), ~Exists(again), until__isnull=False), "resident_id")
    for row in rows:
        row.until = None
    CheckIn.objects.bulk_update(rows, ["until"])
    return len(rows)


def _died(today, left: dict[int, date]) -> int:
    """Who died leaves the roll on that day; before they were on it, on the day they came."""
    gone = PartyMember.objects.current().filter(resident__died_on__isnull=False)
    rows = list(gone.select_for_update(of=("self",), no_key=True).select_related("resident"))
    for row in rows:
        row.left_on, row.left_for = max(row.since, row.resident.died_on), Leaving.DIED
    PartyMember.objects.bulk_update(rows, ["left_on", "left_for"])
    end_tasks([row.pk for row in rows], today)
    left |= {row.pk: row.left_on for row in rows}
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
