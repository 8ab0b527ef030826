"""Makers of partners, list entries, claims and pledges, for tests; one of each for the walk over every address."""

from datetime import date, timedelta

from django.utils import timezone

from grids.models import StoredFile
from parties import quarters
from parties.enums.partners import EntryState
from parties.models import (
    Contribution,
    JointMeeting,
    ListClaim,
    ListEntry,
    Partner,
    PartyOrganization,
    Pledge,
    PledgeDrive,
    PledgeText,
)
from tests import factories as make
from tests.volunteered import a_file

YEAR = timedelta(days=365)


def partner(of: PartyOrganization, name: str = "", **facts) -> Partner:
    """In force today, for a year before and after."""
    today = timezone.localdate()
    facts = {"agreed_on": today - YEAR, "ends_on": today + YEAR} | facts
    unit = make.organisation(name, area=of.area)
    made = Partner.objects.create(area_id=of.area_id, organization=of, organisation=unit, **facts)
    return Partner.objects.select_related("organisation", "organization").get(pk=made.pk)


def entry(of: PartyOrganization, kind: str = "need", title: str = "楼道加装扶手", **facts) -> ListEntry:
    """Published this quarter; a resource says whose it is: owner."""
    now = timezone.now()
    quarter = facts.pop("quarter", quarters.this())
    facts = {"state": EntryState.OPEN, "published_at": now, "entered_at": now, "first_quarter": quarter} | facts
    made = ListEntry.objects.create(
        area_id=of.area_id, organization=of, kind=kind, title=title, quarter=quarter, **facts
    )
    return ListEntry.objects.get(pk=made.pk)


def claim(of: ListEntry, partner: Partner | None = None, **facts) -> ListClaim:
    made = ListClaim.objects.create(entry=of, partner=partner, **{"claimed_at": timezone.now()} | facts)
    ListEntry.objects.filter(pk=of.pk).update(state=made.state)
    return made


def fulfilled(of: ListEntry, partner: Partner | None = None, **facts) -> ListClaim:
    facts = {"outcome": "已完成", "evidence": a_paper(), "fulfilled_at": timezone.now()} | facts
    return claim(of, partner, state="fulfilled", **facts)


def drive(of: PartyOrganization, **facts) -> PledgeDrive:
    now, today = timezone.now(), timezone.localdate()
    text = PledgeText.objects.create(
        area_id=of.area_id,
        organization=of,
        title=f"责任状{PledgeText.objects.count()}",
        words="守土有责。",
        made_at=now,
    )
    facts = {"starts_on": today, "ends_on": today + YEAR, "begun_at": now} | facts
    made = PledgeDrive.objects.create(area_id=of.area_id, organization=of, text=text, title="签订责任状", **facts)
    return PledgeDrive.objects.get(pk=made.pk)


def pledge(of: PledgeDrive, **facts) -> Pledge:
    facts = facts if "post" in facts else {"organisation": make.organisation()} | facts
    return Pledge.objects.create(drive=of, added_at=timezone.now(), **facts)


def a_paper() -> StoredFile:
    """A row without a file behind it."""
    number = StoredFile.objects.count()
    return StoredFile.objects.create(
        name="document.jpg", path=f"papers/x/{number}.jpg", content_type="image/jpeg", size=1, sha256="0" * 64
    )


class Partnered:
    """Beside tests.things.Things, which says where they lie and keeps what was made."""

    def _partner(self):
        return partner(self["organization"])

    def _partner_paper(self):
        return partner(self["organization"], paper=self._file())

    def _contribution(self):
        facts = {"kind": "goods", "what": "口罩 200 只", "on": date(2026, 3, 1), "entered_at": timezone.now()}
        return Contribution.objects.create(partner=self["partner"], **facts)

    def _joint_meeting(self):
        of, today = self["organization"], timezone.localdate()
        facts = {"quarter": quarters.of(today), "held_on": today, "minutes": "议定认领事项。"}
        made = JointMeeting.objects.create(area_id=of.area_id, organization=of, **facts)
        return JointMeeting.objects.get(pk=made.pk)

    def _list_entry(self):
        return entry(self["organization"])

    def _list_claim(self):
        return claim(entry(self["organization"]), self["partner"])

    def _list_evidence(self):
        return fulfilled(entry(self["organization"]), self["partner"], evidence=self._file())

    def _pledge_text(self):
        return self["pledge_drive"].text

    def _pledge_drive(self):
        return drive(self["organization"])

    def _pledge(self):
        return pledge(self["pledge_drive"])

    def _pledge_scan(self):
        facts = {"signer": "林国强", "signed_on": timezone.localdate(), "scan": self._file()}
        return pledge(self["pledge_drive"], **facts)

    def _file(self):
        return a_file(make.user())
