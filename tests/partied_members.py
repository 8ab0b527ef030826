"""Makers of what party members do, put there directly; one of each for the walk over every address."""

from datetime import date

from django.utils import timezone

from parties.models import CheckIn, ContactHousehold, Deployment, MemberHours, PartyMember
from tests import factories as make
from tests.partied import member
from tests.registered import entry

DAY = date(2024, 3, 1)


def check_in(area, resident=None, **facts) -> CheckIn:
    facts = {"from_unit": "市医院第二支部", "offer": "义诊", "since": DAY} | facts
    made = CheckIn.objects.create(area=area, resident=resident or entry(area, room="21", name="周敏"), **facts)
    return CheckIn.objects.get(pk=made.pk)


def household_of(area, room: str = "22"):
    return entry(area, room=room, name="吴秀兰").memberships.get().household


def contact(of: PartyMember, household, **facts) -> ContactHousehold:
    facts = {"since": DAY} | facts
    made = ContactHousehold.objects.create(member=of, household=household, area_id=household.area_id, **facts)
    return ContactHousehold.objects.get(pk=made.pk)


def deployment(of: PartyMember, area, **facts) -> Deployment:
    made = Deployment.objects.create(member=of, area=area, **{"duty": "楼院巡查", "since": DAY} | facts)
    return Deployment.objects.get(pk=made.pk)


def hours(of: CheckIn | Deployment, by=None, **facts) -> MemberHours:
    source = {"check_in" if isinstance(of, CheckIn) else "deployment": of}
    facts = {"on": DAY, "hours": 2, "what": "义诊", "entered_at": timezone.now()} | facts
    made = MemberHours.objects.create(area_id=of.area_id, entered_by=by or make.user(), **source, **facts)
    return MemberHours.objects.get(pk=made.pk)


class MembersMade:
    """Beside tests.things.Things, which says where they lie and keeps what was made."""

    def _check_in(self):
        return check_in(self.area)

    def _contact_household(self):
        return contact(self["party_member"], household_of(self.area))

    def _deployment(self):
        return deployment(member(self["organization"], entry(self.area, room="23", name="郑国平")), self.area)

    def _member_hours(self):
        return hours(self["check_in"])
