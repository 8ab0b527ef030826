"""共建共治 of the demo: partners of the committee of 镇海社区, lists of this and the last quarter claimed both
ways, two joint meetings, and one pledge being signed. Everything is invented; a few statements."""

import random
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from config.demo.areas import WHY, Place
from config.demo.pictures import drawn
from grids import history
from grids.enums import OrganisationKind
from grids.models import Organisation, Post, StoredFile
from grids.words import pinyin
from parties import quarters
from parties.actions.partners import alarm_of
from parties.enums import OrgKind
from parties.enums.partners import ClaimState, EntryState
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

SEED = 73
UNITS = (
    ("荔城区第三医院", OrganisationKind.MEDICAL, "义诊队、急救培训师"),
    ("镇海中心小学", OrganisationKind.SCHOOL, "操场和阶梯教室周末开放"),
    ("荔城供电服务站", OrganisationKind.PUBLIC, "用电检查、线路整修"),
    ("莆田农商银行镇海支行", OrganisationKind.COMPANY, "防诈宣讲、公益资金"),
    ("镇海市场监督管理所", OrganisationKind.PUBLIC, "食品安全检查、法规培训"),
    ("正平律师事务所", OrganisationKind.COMPANY, "每月一天法律咨询"),
    ("荔城区图书馆", OrganisationKind.PUBLIC, "图书流动站、亲子阅读"),
    ("东梅物业服务中心", OrganisationKind.PROPERTY, "工程人员、停车场地"),
    ("镇海邮政支局", OrganisationKind.PUBLIC, "投递员随手报、代取代送"),
    ("木兰溪园林工程有限公司", OrganisationKind.COMPANY, "绿化苗木和技术"),
)
PEOPLE = ("陈国栋", "黄秀珍", "林建平", "郑志强", "吴丽华", "许文辉", "蔡明辉", "方晓敏", "谢金水", "刘春生")
DONE, UNDER_WAY, OPEN = "done", "under way", "open"
# list, what, whose (a unit's number, None: the community), by whom (None: the community, () nobody), how far, the gift
LAST = (
    ("need", "东梅小区 12 个楼道加装扶手", None, (7,), DONE, "service"),
    ("need", "独居老人用电线路检查", None, (2,), DONE, "service"),
    ("need", "防电信诈骗宣讲两场", None, (3,), DONE, "people"),
    ("need", "老旧小区电动车集中充电棚", None, (), OPEN, ""),
    ("need", "暑期儿童托管教室", None, (1,), UNDER_WAY, ""),
    ("resource", "阶梯教室周末开放", 1, None, DONE, "place"),
    ("resource", "图书流动站进小区", 6, None, DONE, "goods"),
    ("project", "背街小巷清扫日", None, (2, 7, 9), DONE, "people"),
)
THIS = (
    ("need", "重阳义诊与慢病筛查", None, (0,), DONE, "service"),
    ("need", "沿街商户食品安全培训", None, (4,), UNDER_WAY, ""),
    ("need", "文献巷补种行道树", None, (9,), UNDER_WAY, ""),
    ("need", "行动不便老人邮件代取", None, (), OPEN, ""),
    ("resource", "每月一天法律咨询", 5, None, DONE, "service"),
    ("resource", "急救培训师（可授课 4 次）", 0, None, UNDER_WAY, ""),
    ("resource", "公益资金 2 万元", 3, (), OPEN, ""),
    ("project", "邻里节", None, (1, 3, 6), UNDER_WAY, ""),
    ("project", "“红色物业”联合巡查", 7, None, DONE, "people"),
)
REMARKS = ("居民反映很好", "按时完成", "比约定多来了一次", "")
WORDS = """一、落实本单位、本网格安全生产和消防安全主体责任，明确一名责任人，每月至少自查一次，隐患登记、整改、销号。
二、参加社区党委每季度召开的党建联席会议，认领一项以上需求，按期办结。
三、发现矛盾纠纷和安全隐患，及时向所在网格报告，不隐瞒、不拖延。
四、本责任状纳入年度共建评价。"""
MINUTES = "通报上季度三个清单落实情况；逐项议定本季度需求、资源、项目，现场认领；未落实的需求由社区党委会后逐一对接。"


def load(place: Place, staff, now: datetime) -> int:
    """After config.demo.parties."""
    dice, committee = random.Random(SEED), _committee(place)
    this = quarters.of(timezone.localdate(now))
    with history.acting(None, why=WHY):
        partners = _partners(committee, timezone.localdate(now), now)
        proof = drawn("road-mended", staff["community"])
        for first, lines in ((quarters.before(this), LAST), (this, THIS)):
            _quarter(committee, partners, first, lines, _meeting(committee, partners, first, now), proof, dice, now)
        _beside(partners, now)
        _pledges(committee, partners, proof, now)
    return len(partners)


def _committee(place: Place) -> PartyOrganization:
    return PartyOrganization.objects.get(area=place.lines[0], kind=OrgKind.COMMITTEE)


def _partners(committee: PartyOrganization, today: date, now: datetime) -> list[Partner]:
    """One agreement ends within the month."""
    units = []
    for name, kind, _offers in UNITS:
        full, initials = pinyin.key(name)
        units.append(Organisation(name=name, pinyin=full, initials=initials, kind=kind, area=committee.area))
    Organisation.objects.bulk_create(units)
    partners = []
    for number, (unit, (_name, _kind, offers)) in enumerate(zip(units, UNITS, strict=True)):
        begun = today - timedelta(days=400 + 17 * number)
        ends_on = today + timedelta(days=20 if number == 8 else 230 + 30 * number)
        partners.append(
            Partner(
                area_id=committee.area_id, organization=committee, organisation=unit, agreed_on=begun,
                ends_on=ends_on, offers=offers, alarm_at=alarm_of(ends_on, now),
            )
        )  # fmt: skip
    return Partner.objects.bulk_create(partners)


def _day(first: date, days: int, now: datetime) -> datetime:
    """So many days into the quarter, in the morning; never after the demo was loaded."""
    return min(timezone.make_aware(datetime.combine(first + timedelta(days=days), time(9, 30))), now)


def _meeting(committee, partners, first: date, now: datetime) -> JointMeeting:
    held_on = timezone.localdate(_day(first, 5, now))
    made = JointMeeting.objects.create(
        area_id=committee.area_id, organization=committee, quarter=first, held_on=held_on,
        place="社区党群服务中心二楼", minutes=MINUTES,
    )  # fmt: skip
    made.present.set(partners[:-1])
    return made


def _quarter(committee, partners, first: date, lines, meeting, proof: StoredFile, dice, now: datetime) -> None:
    """The published lists, who claimed what at the joint meeting, and what came of it."""
    entered, claimed, done = (_day(first, days, now) for days in (1, 5, 40))
    published = _day(first, 3, now)
    entries, claims = [], []
    for kind, title, owner, by, how_far, gift in lines:
        state = {DONE: EntryState.FULFILLED, UNDER_WAY: EntryState.CLAIMED, OPEN: EntryState.OPEN}[how_far]
        entry = ListEntry(
            area_id=committee.area_id, organization=committee, kind=kind, title=title, first_quarter=first,
            quarter=first, owner=None if owner is None else partners[owner], places=5 if kind == "project" else 1,
            state=state, entered_at=entered, published_at=published,
        )  # fmt: skip
        entries.append(entry)
        for one in [None] if by is None else [partners[number] for number in by]:
            claim = ListClaim(entry=entry, partner=one, meeting=meeting, claimed_at=claimed, promise="本季度内完成")
            if how_far == DONE:
                claim.state, claim.fulfilled_at, claim.evidence = ClaimState.FULFILLED, done, proof
                claim.outcome, claim.grade, claim.evaluated_at = (
                    "已按约定完成",
                    dice.choice(("good", "fair")),
                    done,
                )
                claim.remark = dice.choice(REMARKS)
            claims.append((claim, gift))
    ListEntry.objects.bulk_create(entries)
    ListClaim.objects.bulk_create(claim for claim, _gift in claims)
    Contribution.objects.bulk_create(
        Contribution(
            partner=claim.giver, kind=gift, what=claim.entry.title, on=timezone.localdate(done), claim=claim,
            entered_at=done,
        )
        for claim, gift in claims
        if claim.state == ClaimState.FULFILLED
    )  # fmt: skip


def _beside(partners: list[Partner], now: datetime) -> None:
    """What was given beside the lists."""
    gifts = (
        (3, "money", "慰问困难家庭 5,000 元"),
        (1, "people", "20 名教师参加文明劝导"),
        (8, "service", "代送药品 36 次"),
    )
    Contribution.objects.bulk_create(
        Contribution(partner=partners[number], kind=kind, what=what, on=timezone.localdate(now) - timedelta(days=30),
                     entered_at=now)
        for number, kind, what in gifts
    )  # fmt: skip


def _pledges(committee, partners: list[Partner], proof: StoredFile, now: datetime) -> None:
    """The partners sign, and the leaders of the grids; two of three have."""
    today = timezone.localdate(now)
    text = PledgeText.objects.create(
        area_id=committee.area_id, organization=committee, title="平安共建责任状", words=WORDS, made_at=now
    )
    ends_on = today + timedelta(days=300)
    drive = PledgeDrive.objects.create(
        area_id=committee.area_id, organization=committee, text=text, title=f"{today.year}年度平安共建责任状签订",
        starts_on=today - timedelta(days=65), ends_on=ends_on, begun_at=now, alarm_at=alarm_of(ends_on, now),
    )  # fmt: skip
    leaders = Post.objects.current(today).filter(role__code="grid_leader", areas__parent=committee.area)
    asked = [{"organisation": one.organisation} for one in partners]
    asked += [{"post": post} for post in leaders.select_related("user").order_by("pk").distinct()]
    names = iter(PEOPLE * len(asked))
    rows = []
    for number, who in enumerate(asked):
        post = who.get("post")
        signed = {} if number % 3 == 2 else {
            "signer": post.user.name if post else next(names), "signed_on": today - timedelta(days=60 - number % 30),
            "scan": proof,
        }  # fmt: skip
        rows.append(Pledge(drive=drive, added_at=now, **who, **signed))
    Pledge.objects.bulk_create(rows)
