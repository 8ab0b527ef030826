"""Rated property companies, owners' committees and social organisations of the demo's street: a handful."""

import random
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.utils import timezone

from config.demo.areas import WHY, Place
from grids import history
from grids.days import calendar, workdays
from grids.enums import OrganisationKind
from grids.models import Organisation, Post
from grids.words import pinyin
from parties.actions.bodies_told import morning_of
from parties.actions.committees import TOLD_BEFORE
from parties.actions.last_place import LIMIT
from parties.enums import OrgKind
from parties.models import (
    CommitteeMember,
    LastPlaceNotice,
    OwnersCommittee,
    PartyOrganization,
    PropertyCompany,
    PropertyService,
    RatingCriterion,
    RatingPeriod,
    RatingResult,
    Scorecard,
    ScoreLine,
    SocialBody,
)
from residents.models import Membership

SEED = 73
FIRMS = ("镇海佳园物业", "梅峰物业", "兰溪物业", "荔城安居物业", "壶山物业", "新景物业", "文献物业")
RED = 4  # of them have a party branch
SHARES = (0.95, 0.91, 0.88, 0.84, 0.8, 0.74, 0.58)  # of all points, in the order of FIRMS
# what the street rates by from the next quarter on
OWN = (
    ("秩序与消防通道", "Order and fire lanes", 30), ("保洁与绿化", "Cleaning and greenery", 20),
    ("电梯与设施", "Lifts and facilities", 25), ("诉求办理与满意度", "Requests and satisfaction", 25),
)  # fmt: skip
SOCIAL = (
    ("镇海街道暖心社会工作服务中心", "service", "registered", "oversight", "居家养老和困境儿童服务"),
    ("夕阳红舞蹈队", "community", "filed", "nurturing", "广场文体活动"),
    ("邻里调解互助会", "community", "filed", "guiding", "邻里纠纷先行劝导"),
    ("东梅绿植义护队", "community", "filed", "hatching", "楼院绿化认养"),
    ("荔城区古街文化促进会", "association", "registered", "guiding", "古街讲解与非遗传承"),
    ("爱心理发小组", "community", "filed", "hatching", "为高龄老人上门理发"),
)


def load(place: Place, staff, now: datetime) -> int:
    """In the street of the demo accounts and the communities of its two lines."""
    dice, today = random.Random(SEED), timezone.localdate(now)
    with history.acting(None, why=WHY):
        companies = _companies(place, dice)
        _ratings(place, companies, staff, now)
        _committees(place, today, dice)
        return len(companies) + _social(place, today)


def _known(names, kind: OrganisationKind, area) -> list[Organisation]:
    made = []
    for name in names:
        full, initials = pinyin.key(name)
        made.append(Organisation(name=name, pinyin=full, initials=initials, kind=kind, area=area))
    return Organisation.objects.bulk_create(made)


def _companies(place: Place, dice: random.Random) -> list[PropertyCompany]:
    firms = _known([f"{name}有限公司" for name in FIRMS], OrganisationKind.PROPERTY, place.street)
    companies = PropertyCompany.objects.bulk_create(
        PropertyCompany(area=place.street, organisation=firm, name=firm.name, since=date(2021 + number % 4, 3, 1))
        for number, firm in enumerate(firms)
    )
    PartyOrganization.objects.bulk_create(
        PartyOrganization(
            area=dice.choice(place.communities), name=f"{name}党支部", kind=OrgKind.PROPERTY, organisation=firm,
            founded_on=date(2022, 7, 1),
        )
        for name, firm in list(zip(FIRMS, firms, strict=True))[:RED]
    )  # fmt: skip
    grids = [grid for area in place.lines for grid in place.grids.get(area.pk, ())]
    PropertyService.objects.bulk_create(
        PropertyService(
            company=companies[number % len(companies)], area=grid, compound=_compound(grid),
            since=companies[number % len(companies)].since,
        )
        for number, grid in enumerate(grids[: 3 * len(companies)])
    )  # fmt: skip
    return companies


def _compound(grid) -> str:
    return f"{grid.short_name.removesuffix('网格')}小区"


def _ratings(place: Place, companies: list[PropertyCompany], staff, now: datetime) -> None:
    """Two quarters are closed; the present one is being rated by one person so far. The last one's notice runs."""
    today = timezone.localdate(now)
    begins = date(today.year, 3 * ((today.month - 1) // 3) + 1, 1)
    *past, running = _periods(place, [workdays.add_months(begins, months) for months in (-6, -3, 0)], begins)
    others = Post.objects.filter(role__code="street_staff", areas=place.street).exclude(user=staff["street"])
    other = others.order_by("pk").first().user
    for period in past:
        _cards(period, companies, [staff["street"], other], period.closed_at - timedelta(days=3))
    _cards(running, companies[:4], [staff["community"]], now)
    results = RatingResult.objects.bulk_create(
        RatingResult(
            period=period, company=company, score=Decimal(_points(share)), raters=2, rank=number,
            closed_at=period.closed_at,
        )
        for period in past
        for number, (company, share) in enumerate(zip(companies, SHARES, strict=True), 1)
    )  # fmt: skip
    RatingCriterion.objects.bulk_create(
        RatingCriterion(area=place.street, since=workdays.add_months(begins, 3), name_zh=zh, name_en=en, most=most)
        for zh, en, most in OWN
    )
    served_at = now - timedelta(days=2)
    due = workdays.due(served_at, LIMIT, calendar.current())
    LastPlaceNotice.objects.create(
        area=place.street, result=results[-1], served_at=served_at, served_by=other, amount=LIMIT.amount,
        unit=LIMIT.unit, due_at=due.at, provisional=due.provisional, alarm_at=due.at,
        why="连续两季综合评分末位：消防通道多次被占、报修超时 11 件。请说明整改安排，也可以申诉。",
    )  # fmt: skip


def _periods(place: Place, starts: list[date], present: date) -> list[RatingPeriod]:
    """A quarter each; those before the present one were closed on the third day after they ended."""
    ends = [workdays.add_months(start, 3) for start in starts]
    return RatingPeriod.objects.bulk_create(
        RatingPeriod(
            area=place.street, name=f"{start.year} 年第 {(start.month + 2) // 3} 季度", starts_on=start,
            ends_on=end - timedelta(days=1),
            closed_at=morning_of(end + timedelta(days=2)) if start < present else None,
        )
        for start, end in zip(starts, ends, strict=True)
    )  # fmt: skip


def _points(share: float) -> int:
    """What the cards of one share come to: each criterion rounds by itself."""
    return sum(round(each.most * share) for each in RatingCriterion.objects.filter(area=None))


def _cards(period: RatingPeriod, companies, raters, at: datetime) -> None:
    criteria = list(RatingCriterion.objects.filter(area=None))
    cards = Scorecard.objects.bulk_create(
        Scorecard(period=period, company=company, rater=rater, at=at) for company in companies for rater in raters
    )
    share = dict(zip((company.pk for company in companies), SHARES, strict=False))
    ScoreLine.objects.bulk_create(
        ScoreLine(card=card, criterion=each, points=round(each.most * share[card.company_id]))
        for card in cards
        for each in criteria
    )


def _committees(place: Place, today: date, dice: random.Random) -> None:
    """One whose term is over, one whose term ends soon, the others have years."""
    grids = [grid for area in place.lines for grid in place.grids.get(area.pk, ())[:4]]
    made = []
    for number, grid in enumerate(grids):
        ends = today + timedelta(days=(-40, 50, 400, 900)[number % 4] + dice.randrange(20))
        told = max(morning_of(ends - TOLD_BEFORE), morning_of(today + timedelta(days=1)))
        made.append(
            OwnersCommittee(
                area=grid,
                name=f"{_compound(grid)}业主委员会",
                compound=_compound(grid),
                filed_as=f"莆荔业备〔{ends.year - 5}〕{number + 3} 号",
                term=1 + number % 3,
                term_starts_on=ends - timedelta(days=5 * 365),
                term_ends_on=ends,
                alarm_at=None if ends < today else told,
            )
        )
    OwnersCommittee.objects.bulk_create(made)
    grown = Membership.objects.current().filter(is_living=True, grid_id__in=[grid.pk for grid in grids])
    people: dict[int, list[int]] = {}
    rows = grown.filter(resident__born_on__lt=today - timedelta(days=30 * 365)).order_by("pk")
    for grid, resident in rows.values_list("grid_id", "resident"):
        people.setdefault(grid, []).append(resident)
    roles = ("chair", "deputy", "member", "member", "member")
    CommitteeMember.objects.bulk_create(
        CommitteeMember(committee=committee, resident_id=resident, role=role, since=committee.term_starts_on)
        for committee in made
        for role, resident in zip(roles, dict.fromkeys(people.get(committee.area_id, ())), strict=False)
    )


def _social(place: Place, today: date) -> int:
    registered = [name for name, _kind, status, *_rest in SOCIAL if status == "registered"]
    known = {each.name: each for each in _known(registered, OrganisationKind.SOCIAL, place.street)}
    SocialBody.objects.bulk_create(
        SocialBody(
            area=place.lines[number % len(place.lines)], name=name, kind=kind, status=status, stage=stage, does=does,
            organisation=known.get(name), recorded_on=date(2022, 1 + number, 12),
            stage_since=today - timedelta(days=40 + 30 * number),
        )
        for number, (name, kind, status, stage, does) in enumerate(SOCIAL)
    )  # fmt: skip
    return len(SOCIAL)
