"""What comes by itself: agreements and pledges that end, needs left unmet, joint meetings not held."""

from collections import Counter
from datetime import date, datetime, timedelta

from django.utils import timezone, translation

from grids import inbox
from parties import holders, quarters
from parties.actions.partners import alarm_of
from parties.enums import OrgKind
from parties.models import JointMeeting, ListEntry, Partner, PartyOrganization, PledgeDrive

MEETING_SOON = timedelta(days=15)  # before the quarter ends


def due_partners():
    return Partner.objects.filter(alarm_at__isnull=False).select_related("organisation")


def due_drives():
    return PledgeDrive.objects.filter(alarm_at__isnull=False)


def look_partners(rows: list[Partner], now: datetime) -> None:
    _tell_of_ends(Partner, rows, now, "partner")


def look_drives(rows: list[PledgeDrive], now: datetime) -> None:
    _tell_of_ends(PledgeDrive, rows, now, "pledge")


def _tell_of_ends(model, rows: list, now: datetime, kind: str) -> None:
    """Thirty days before the end, and the day after; the second time is the last."""
    today = timezone.localdate(now)
    keepers, lines = holders.of(rows, today), []
    for row in rows:
        when = "over" if row.ends_on < today else "soon"
        said = {"name": str(row), "day": row.ends_on}
        once = f"{kind}-{row.pk}-{row.ends_on}-{when}"
        lines += [(user, f"{kind}_{when}", said, row.get_absolute_url(), once) for user in keepers[row.pk]]
        row.alarm_at = None if when == "over" else alarm_of(row.ends_on, now)
    inbox.tell_many(lines)
    model.objects.bulk_update(rows, ["alarm_at"])


def propose(now: datetime | None = None) -> None:
    """Each night: needs of quarters that are over and were not carried on, and joint meetings that are lacking.

    Told once a quarter; nothing is carried on by itself.
    """
    today = timezone.localdate(now or timezone.now())
    this = quarters.of(today)
    lines = _unmet(this) + _lacking(quarters.before(this), "joint_meeting_overdue")
    if quarters.after(this) - today <= MEETING_SOON:
        lines += _lacking(this, "joint_meeting_soon")
    inbox.tell_many(lines)


def _unmet(this: date) -> list:
    counted: Counter[tuple[int, date]] = Counter(
        ListEntry.objects.unmet_needs().filter(quarter__lt=this).values_list("organization", "quarter").order_by()
    )
    found = PartyOrganization.objects.in_bulk({organization for organization, _quarter in counted})
    keepers = holders.of(found.values())
    lines = []
    for (pk, quarter), n in sorted(counted.items()):
        said = {"n": str(n), "name": found[pk].name, "quarter": _named(quarter)}
        url = quarters.address(found[pk], quarter)
        lines += [(user, "needs_unmet", said, url, f"unmet-{pk}-{quarter}") for user in keepers[pk]]
    return lines


def _lacking(quarter: date, what: str) -> list:
    """Community committees that were there before the quarter's end and have not entered its meeting."""
    held = JointMeeting.objects.filter(quarter=quarter).values("organization")
    standing = PartyOrganization.objects.standing().filter(kind=OrgKind.COMMITTEE)
    committees = list(standing.filter(founded_on__lt=quarters.after(quarter)).exclude(pk__in=held))
    keepers = holders.of(committees)
    return [
        (
            user,
            what,
            {"name": one.name, "quarter": _named(quarter)},
            "/parties/partners/meetings/",
            f"{what}-{one.pk}-{quarter}",
        )
        for one in committees
        for user in keepers[one.pk]
    ]


def _named(quarter: date) -> dict[str, str]:
    """In both languages: whoever reads the notice chooses."""
    said = {}
    for name, language in (("zh", "zh-hans"), ("en", "en")):
        with translation.override(language):
            said[name] = quarters.named(quarter)
    return said
