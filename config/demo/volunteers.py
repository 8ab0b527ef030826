"""Volunteers of the demo accounts' community: the seven-colour teams of 北街社区, a pool like 新城市社区's.

25 teams and 1,500 people in the sources. Written in a few statements.
"""

import random
from datetime import datetime, time, timedelta

from django.utils import timezone

from config.demo import pictures
from config.demo.areas import WHY, WORDS, Place
from grids import history
from grids.days.when import SHANGHAI
from grids.enums import OrganisationKind
from grids.models import Organisation, Post, SubjectKey
from grids.privacy import identity
from grids.words import pinyin
from residents.models import Membership
from volunteers.actions import lists
from volunteers.models import (
    Activity,
    ActivityPhoto,
    Member,
    Participation,
    Pattern,
    Skill,
    Star,
    Team,
    TeamSlot,
    Topic,
    Volunteer,
)

SEED = 44
OUTSIDE = 0.2  # of the volunteers, who are not in the register
# colour or brand, name, kind, what it does, how it is composed
TEAMS = (
    ("red", "红色宣讲队", "service", "政策宣讲、防诈骗", ("社区干部", 2), ("共建单位党员", 4)),
    ("orange", "橙色便民队", "service", "代办代购、家电维修", ("网格员", 3), ("第三方服务人员", 4)),
    ("gold", "金色治理队", "service", "楼长、物业、业委会共议", ("物业负责人", 2), ("业委会主任", 2), ("楼长", 8)),
    ("green", "绿色环保队", "service", "垃圾分类、植绿护绿", ("志愿者协会会员", 6), ("环卫工人", 3)),
    ("blue", "蓝色平安队", "patrol", "夜巡、普法、调解", ("巡逻员", 6), ("综治员", 1), ("片区民警", 1),
     ("心理咨询师", 1)),
    ("white", "白色健康队", "service", "义诊、健康宣讲", ("医生", 3), ("有医疗从业经历人员", 4)),
    ("silver", "银色文娱队", "service", "书画、戏曲、文艺", ("退休老干部", 6)),
    *(
        ("", name, "welfare", does)
        for name, does in (
            ("扇心服务队", "独居老人陪护"), ("小棉袄陪伴队", "留守儿童课后陪伴"), ("近邻厨房", "老人助餐"),
            ("老吴维修队", "水电小修"), ("河长志愿队", "木兰溪支流巡河"), ("平安守护队", "校门口护学"),
            ("巧手社", "手工义卖"), ("银发艺术团", "戏曲下楼院"), ("青年突击队", "防汛抢险"),
            ("法律明白人", "咨询与普法"),
            ("爱心理发队", "上门理发"), ("书香社", "绘本共读"), ("反诈宣传队", "入户反诈"),
            ("助残之友", "残疾人出行陪同"),
            ("快递小哥先锋队", "顺手捎带、随手拍"), ("巾帼志愿队", "家庭教育"), ("退役军人服务队", "应急救援"),
            ("便民摄影队", "老人证件照"),
        )
    ),
)  # fmt: skip


# days from today, hour, colour of the team, topic, title, place, what came of it
ACTIVITIES = (
    (-40, 9, "red", "civil-code", "民法典进楼院", "东梅小区广场", "讲解物权编，发放手册 60 份，登记咨询 5 件。"),
    (-26, 8, "green", "environment", "清理卫生死角", "后街巷", "清运垃圾 1.2 吨，劝导乱堆放 7 户，约定每月复查。"),
    (-12, 15, "red", "petition-rules", "信访工作条例宣讲", "社区会议室", "逐条讲解受理范围和期限，现场答疑 9 人次。"),
    (-3, 9, "white", "health", "义诊进社区", "党群服务中心", "量血压、测血糖 52 人，转诊 3 人，名单已交卫生中心。"),
    (2, 15, "red", "fraud", "反诈宣传进小区", "东梅小区门口", ""),
    (4, 9, "orange", "errands", "便民维修日", "党群服务中心门前", ""),
    (9, 19, "silver", "arts", "戏曲下楼院", "文峰广场", ""),
)  # fmt: skip


def load(place: Place, staff, count: int, now: datetime) -> int:
    dice, community, today = random.Random(SEED), place.lines[0], timezone.localdate(now)
    with history.acting(None, why=WHY):
        people = _people(community, staff, count, dice, today)
        teams = _teams(community, TEAMS if count > len(TEAMS) * 5 else TEAMS[:7], today)
        _join(teams, people, dice, today)
        _activities(teams, people, staff, now)
    _lists(community, staff["community"])
    return len(people)


def _lists(community, by) -> None:
    """What the community added for itself beside the general entries."""
    for model, name, facts in (
        (Topic, "近邻文化节", {}), (Skill, "河道巡护", {}), (Star, "近邻之星", {"hours": 50}),
    ):  # fmt: skip
        lists.add(model, community, by=by, name_zh=name, name_en="", **facts)
    pattern = lists.add(Pattern, community, by=by, name_zh="1+2+N（楼院议事）", name_en="1+2+N (courtyard council)")
    for label, wanted in (("网格员", 1), ("楼长", 2), ("热心居民", 0)):
        lists.add_line(pattern, by=by, label=label, wanted=wanted, is_open=not wanted)


def _people(community, staff, count: int, dice: random.Random, today) -> list[Volunteer]:
    grown = today - timedelta(days=20 * 365)
    living = Membership.objects.current().below(community).filter(is_living=True, resident__born_on__lt=grown)
    homes = list(living.order_by("pk").values_list("resident", "area")[: 4 * count])
    chosen = dice.sample(homes, min(len(homes), round(count * (1 - OUTSIDE))))
    rows = [Volunteer(resident_id=resident, area_id=area, since=_day(dice, today)) for resident, area in chosen]
    rows.append(Volunteer(user=staff["grid"], area=community, since=today - timedelta(days=400)))
    rows += _from_outside(community, count - len(rows), dice, today)
    Volunteer.objects.bulk_create(rows, batch_size=1000)
    skills = list(Skill.objects.values_list("pk", flat=True))
    link = Volunteer.skills.through
    good_at = ((row, skill) for row in rows for skill in dice.sample(skills, dice.choice((0, 1, 1, 2))))
    link.objects.bulk_create((link(volunteer=row, skill_id=skill) for row, skill in good_at), batch_size=2000)
    return rows


def _from_outside(community, count: int, dice: random.Random, today) -> list[Volunteer]:
    keys = [SubjectKey(wrapped=identity.new_key()[1]) for _each in range(max(0, count))]
    SubjectKey.objects.bulk_create(keys)
    rows = []
    for number, key in enumerate(keys):
        phone = f"1990010{number:04}"  # numbers that nobody has
        rows.append(
            Volunteer(
                name=dice.choice(WORDS["surnames"]) + dice.choice(WORDS["given"]), subject=key, phone=phone,
                phone_index=identity.blind_index("phone", phone), area=community, since=_day(dice, today),
            )
        )  # fmt: skip
    return rows


def _day(dice: random.Random, today):
    return today - timedelta(days=dice.randint(20, 1500))


def _teams(community, wanted, today) -> list[Team]:
    formed = today - timedelta(days=1500)
    home = _clinic(community)
    teams = [
        Team(
            area=community,
            organisation=home if colour == "white" else None,
            name=name,
            colour=colour,
            brand="" if colour else "近邻公益",
            kind=kind,
            does=does,
            formed_on=formed,
        )
        for colour, name, kind, does, *_lines in wanted
    ]
    watch = Team(
        area=community, name="夜巡一班", colour="blue", brand="义务夜巡", kind="patrol", does="1+2+1 编组，每晚两小时",
        formed_on=formed,
    )  # fmt: skip
    Team.objects.bulk_create([*teams, watch])
    slots = [
        TeamSlot(team=team, label=label, wanted=wanted, is_open=True, order=order)
        for team, (_colour, _name, _kind, _does, *lines) in zip(teams, wanted, strict=True)
        for order, (label, wanted) in enumerate(lines)
    ]
    pattern = Pattern.objects.get(code="night-watch")
    slots += [
        TeamSlot(team=watch, label=one.label, wanted=one.wanted, role_id=one.role_id, order=one.order)
        for one in pattern.slots.all()
    ]
    TeamSlot.objects.bulk_create(slots)
    return [*teams, watch]


def _clinic(community) -> Organisation:
    name = f"{community.short_name}卫生服务站"
    full, initials = pinyin.key(name)
    return Organisation.objects.create(
        name=name, pinyin=full, initials=initials, kind=OrganisationKind.MEDICAL, area=community
    )


def _join(teams: list[Team], people: list[Volunteer], dice: random.Random, today) -> None:
    """Most in one team, some in two or three. Lines are filled but for a few, which the gap lists show."""
    *teams, watch = teams
    members: list[Member] = []
    places = {team.pk: _places(team) for team in teams}
    for person in people:
        for team in dice.sample(teams, dice.choice((1, 1, 1, 2, 3))):
            slot = places[team.pk].pop() if places[team.pk] else None
            since = max(team.formed_on, person.since)
            members.append(Member(team=team, volunteer=person, slot=slot, since=since))
    led: set[int] = set()
    for one in members:
        one.leads = one.team_id not in led
        led.add(one.team_id)
    for slot in watch.slots.filter(role=None):
        for person in people[slot.order * 3 : slot.order * 3 + slot.wanted]:
            members.append(Member(team=watch, volunteer=person, slot=slot, since=today - timedelta(days=90)))
    Member.objects.bulk_create(members, batch_size=2000)


def _places(team: Team) -> list[TeamSlot]:
    """One for each whom the team wants, but for the last of a long composition."""
    slots = list(team.slots.all())
    places = [slot for slot in slots for _each in range(slot.wanted)]
    return places[:-1] if len(slots) > 2 else places


def _activities(teams: list[Team], people: list[Volunteer], staff, now: datetime) -> None:
    """Past ones are certified but for the last, which waits for somebody else's eyes."""
    by_colour = {team.colour: team for team in reversed(teams) if team.colour}
    topics = {topic.code: topic for topic in Topic.objects.all()}
    second = Post.objects.filter(role__code="community_staff", areas=teams[0].area_id)
    writer = second.exclude(user=staff["community"]).order_by("pk").first().user
    places = []
    for number, (days, hour, colour, topic, title, where, outcome) in enumerate(ACTIVITIES):
        starts = datetime.combine(timezone.localdate(now) + timedelta(days=days), time(hour), SHANGHAI)
        is_last = days == -3
        state = ("held" if is_last else "certified") if outcome else "published"
        activity = Activity.objects.create(
            area_id=teams[0].area_id, team=by_colour[colour], topic=topics[topic], title=title, place=where,
            starts_at=starts, ends_at=starts + timedelta(hours=2), capacity=30, state=state, planned_by=writer,
            outcome=outcome, audience=52 if outcome else None, held_by=writer if outcome else None,
            certified_by=staff["community"] if state == "certified" else None,
            certified_at=starts + timedelta(days=1) if state == "certified" else None,
        )  # fmt: skip
        if colour == "green":
            scenes = ("waste-full", "waste-empty")
            ActivityPhoto.objects.bulk_create(
                ActivityPhoto(activity=activity, file=pictures.drawn(name, writer)) for name in scenes
            )
        first = 20 * number % max(1, len(people) - 18)
        came = {"came_at": starts, "left_at": starts + timedelta(hours=2), "hours": 2} if outcome else {}
        places += [
            Participation(activity=activity, volunteer=person, signed_at=starts - timedelta(days=7), **came)
            for person in people[first : first + 18]
        ]
    Participation.objects.bulk_create(places)
