"""What party members of the demo accounts' community do where they live: check-ins, households, deployments, hours.

Written in a few statements; the unit leader's account is a member's own, so that somebody sees just their households.
"""

import random
from datetime import date, datetime, timedelta

from django.utils import timezone

from config.demo.areas import WHY, Place
from grids import history
from grids.models import Area, User
from parties.enums import MemberKind
from parties.enums.members import VisitFor, VisitWay
from parties.models import (
    CheckIn,
    ContactHousehold,
    ContactVisit,
    Deployment,
    MemberHours,
    PartyMember,
    PartyOrganization,
)
from residents.models import Membership

SEED = 72
FEWEST, UNLINKED = 12, 3  # members of the community; those found there who belong to no organisation yet
REPORTED, KEEPS_IN_TOUCH, DEPLOYED, CONFIRMED = 0.7, 0.3, 0.12, 0.8
UNITS = ("区人民医院第二支部", "莆田二中支部", "区税务局机关支部", "市公交公司支部", "农商银行支部", "区法院机关支部")
OFFERS = (
    "义诊、用药咨询", "周末作业辅导", "个税和社保咨询", "家电小修", "反诈宣传", "法律咨询", "夜间巡查",
    "代办代跑",
)  # fmt: skip
DUTIES = ("楼院巡查", "政策宣讲", "环境卫生监督", "矛盾调解", "文明停车劝导", "助老服务")
DONE = ("入户走访", "楼道清理", "义诊", "政策宣讲", "防诈骗宣传", "夜间巡查", "清运杂物")


def load(place: Place, staff, now: datetime) -> int:
    """How many have reported in."""
    community, dice, today = place.lines[0], random.Random(SEED), timezone.localdate(now)
    living = Membership.objects.current().below(community).filter(is_living=True, grid_id__isnull=False)
    grown = living.filter(resident__born_on__lt=today - timedelta(days=22 * 365))
    homes = list(grown.order_by("pk").only("resident", "household", "area", "grid_id"))
    with history.acting(None, why=WHY):
        members = _members(community, homes, today, dice)
        _own_account(members, staff["unit"])
        check_ins = _check_ins(community, members, homes, today, dice)
        deployments = _deployments(place, members, today, dice)
        _households(members, homes, staff, today, dice, now)
        _hours([*check_ins, *deployments], staff["community"], _second(staff, community), dice, now)
    return len(check_ins)


def _members(community: Area, homes: list[Membership], today: date, dice: random.Random) -> list[PartyMember]:
    """Those of the grid branches; some more where the register is small, and a few who are to be linked."""
    on_a_roll = set(PartyMember.objects.current().values_list("resident", flat=True))
    free = [home for home in homes if home.resident_id not in on_a_roll]
    rows, since = PartyMember.objects.current().below(community), today - timedelta(days=900)
    branches = {row.area_id: row for row in PartyOrganization.objects.standing().below(community)}
    lacking = max(0, FEWEST - rows.count())
    more = [
        PartyMember(
            resident_id=home.resident_id, area_id=home.grid_id, organization=branches[home.grid_id], since=since,
            kind=dice.choice((MemberKind.IN_SERVICE, MemberKind.RETIRED)),
        )
        for home in free[:lacking]
        if home.grid_id in branches
    ]  # fmt: skip
    more += [
        PartyMember(resident_id=home.resident_id, area_id=home.area_id, kind=MemberKind.UNLINKED, since=today)
        for home in free[lacking : lacking + UNLINKED]
    ]
    PartyMember.objects.bulk_create(more)
    return list(rows.exclude(kind=MemberKind.UNLINKED).order_by("pk"))


def _own_account(members: list[PartyMember], user: User) -> None:
    if members:
        members[0].user, members[0].is_shown = user, True
        members[0].save(update_fields=["user", "is_shown"])


def _check_ins(community: Area, members, homes, today: date, dice: random.Random) -> list[CheckIn]:
    """Members in service of the community's own roll, and a few who are on the roll of elsewhere."""
    people = [one.resident_id for one in members if one.kind == MemberKind.IN_SERVICE and dice.random() < REPORTED]
    on_a_roll = {one.resident_id for one in members}
    people += [home.resident_id for home in homes[-6:] if home.resident_id not in on_a_roll]
    return CheckIn.objects.bulk_create(
        CheckIn(
            area=community, resident_id=resident, from_unit=dice.choice(UNITS), offer=dice.choice(OFFERS),
            since=today - timedelta(days=dice.randrange(30, 400)),
        )
        for resident in people
    )  # fmt: skip


def _deployments(place: Place, members, today: date, dice: random.Random) -> list[Deployment]:
    """To units of the grid on whose roll they are; one in six is over."""
    chosen = [one for number, one in enumerate(members) if number < 3 or dice.random() < DEPLOYED]
    rows = []
    for number, one in enumerate(chosen):
        units = place.units.get(one.area_id, ())[:12]
        if units:
            since = today - timedelta(days=dice.randrange(40, 200))
            until = today - timedelta(days=5) if number % 6 == 5 else None
            facts = {"duty": dice.choice(DUTIES), "since": since, "until": until}
            rows.append(Deployment(member=one, area=dice.choice(units), **facts))
    return Deployment.objects.bulk_create(rows)


def _households(members, homes, staff, today: date, dice: random.Random, now: datetime) -> None:
    """A household or two of the same grid each, never the member's own, and what visits were noted."""
    by_grid: dict[int, dict[int, int]] = {}
    for home in homes:
        by_grid.setdefault(home.grid_id, {})[home.household_id] = home.area_id
    own = {home.resident_id: home.household_id for home in homes}
    rows, visits = [], []
    for number, one in enumerate(members):
        near = by_grid.get(one.area_id, {})
        if number < 3 or dice.random() < KEEPS_IN_TOUCH:
            for household in [each for each in near if each != own.get(one.resident_id)][: dice.choice((1, 2))]:
                since = today - timedelta(days=dice.randrange(60, 300))
                days = sorted(since + timedelta(days=dice.randrange((today - since).days + 1)) for _each in range(3))
                facts = {"household_id": household, "area_id": near.pop(household), "since": since}
                row = ContactHousehold(member=one, visited_on=days[-1], **facts)
                rows.append(row)
                visits += [(row, day, one.user or staff["community"]) for day in days]
    ContactHousehold.objects.bulk_create(rows)
    ContactVisit.objects.bulk_create(
        ContactVisit(
            contact=row, on=day, by=by, at=now, way=dice.choice((VisitWay.HOME, VisitWay.HOME, VisitWay.PHONE)),
            reason=dice.choice(VisitFor.values),
        )
        for row, day, by in visits
    )  # fmt: skip


def _hours(sources, by: User, second: User, dice: random.Random, now: datetime) -> None:
    """Three days of each; the last one mostly waits for the second person."""
    rows = []
    for source in sources:
        for back in (25, 15, 7):
            at = now - timedelta(days=back)
            sure = back > 7 or dice.random() < CONFIRMED
            rows.append(
                MemberHours(
                    **{"check_in" if isinstance(source, CheckIn) else "deployment": source}, area_id=source.area_id,
                    on=timezone.localdate(at), hours=dice.choice((1, 1.5, 2, 3)), what=dice.choice(DONE),
                    entered_by=by, entered_at=at, confirmed_by=second if sure else None,
                    confirmed_at=at + timedelta(days=1) if sure else None,
                )
            )  # fmt: skip
    if rows:
        rows[-1].confirmed_by = rows[-1].confirmed_at = None
    MemberHours.objects.bulk_create(rows)


def _second(staff, community: Area) -> User:
    """Somebody of the same office, who is not the one who enters."""
    return next(
        user
        for user, role, areas, _department in staff.posts
        if role == "community_staff" and areas[0] == community and user != staff["community"]
    )
