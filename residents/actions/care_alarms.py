"""What the sweep says of records: a term that ends, and a decision that nobody takes. It goes up as visits do."""

from datetime import datetime

from django.utils import timezone

from grids import inbox
from residents.actions.care_told import keepers, nearest
from residents.actions.care_visits import TO_STREET, morning_of
from residents.enums.care import CareStatus
from residents.models import CareCase
from residents.rules import care as rules

WAIT = TO_STREET  # until those are reminded who may decide, and as long again until the street hears of it


def watch_terms(now: datetime | None = None) -> int:
    """After midnight: terms that end soon get their alarm, so that nobody who opens or extends one has to.

    Also of records from before there was one, which are sorted as if nothing were due.
    """
    soon = timezone.localdate(now) + rules.TERM_SOON
    cares = CareCase.objects.open().filter(ends_on__lte=soon, alarm_at=None, alarm_level=0)
    found = list(cares.select_for_update(of=("self",), no_key=True))
    for care in found:
        care.alarm_at = morning_of(care.ends_on - rules.TERM_SOON)
        care.next_due_at = care.next_due_at or morning_of(care.ends_on)
    return CareCase.objects.bulk_update(found, ["alarm_at", "next_due_at"])


def alarms_due():
    return CareCase.objects.exclude(status=CareStatus.SEALED).select_related("category", "to_area")


def remind(cares: list[CareCase], now: datetime) -> None:
    """The sweep's batch: each step is dated when it was due."""
    told = keepers([care.to_area or care for care in cares], timezone.localdate(now))
    lines = []
    for care in cares:
        care.alarm_level += 1
        says = _of_term if care.status == CareStatus.OPEN else _of_waiting
        people, kind, said, once = says(care, told)
        lines += [(person, kind, said, care.get_absolute_url(), once) for person in dict.fromkeys(people)]
    CareCase.objects.bulk_update(cares, ["alarm_at", "alarm_level"])
    inbox.tell_many(lines)


def _of_term(care: CareCase, told) -> tuple:
    """First the responsible person, on the day the community as well, then the street."""
    grant = care.category.read_grant
    people, kind = [care.responsible_id], "care_term_over"
    if care.alarm_level == 1:
        kind, care.alarm_at = "care_term", morning_of(care.ends_on)
    elif care.alarm_level == 2:
        people += told[grant, care.community_id]
        care.alarm_at = morning_of(care.ends_on) + TO_STREET
    else:
        people, care.alarm_at = told[grant, care.street_id], None
    return people, kind, {"day": care.ends_on}, f"care_term:{care.ref}:{care.ends_on}:{care.alarm_level}"


def _of_waiting(care: CareCase, told) -> tuple:
    """Those who may decide once more, then the street."""
    place = care.to_area or care
    if care.alarm_level == 1:
        people, care.alarm_at = nearest(told, care, place), care.alarm_at + WAIT
    else:
        people, care.alarm_at = told[care.category.read_grant, place.street_id], None
    return people, "care_waits", {}, f"care_waits:{care.ref}:{care.version}:{care.alarm_level}"
