"""Rows of the registers put there directly, for tests of machinery; others use the acts."""

import datetime as dt

from grids.models import Area, SubjectKey
from residents.models import Dwelling, Household, Membership, Resident


def entry(area: Area, *, name: str = "林秀英", room: str = "1") -> Resident:
    """Somebody who lives in a dwelling of `area`."""
    day = dt.date(2020, 1, 1)
    dwelling = Dwelling.objects.create(area=area, room=room, address=f"东梅小区{room}室", address_key=room)
    household = Household.objects.create(area=area, dwelling=dwelling, opened_on=day)
    resident = Resident.objects.create(subject=SubjectKey.issue(), name=name, pinyin="linxiuying", initials="lxy")
    Membership.objects.create(area=area, household=household, resident=resident, since=day)
    return resident
