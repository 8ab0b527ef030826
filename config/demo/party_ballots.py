"""Joint ballots of the demo accounts' community, one in each state, and deliberations. Votes are invented too."""

import random
import uuid
from datetime import date, datetime, timedelta

from django.utils import timezone

from config.demo.areas import WHY, Place
from grids import history
from parties.ballots import urn
from parties.enums.ballots import CommentState, Major, MotionState, TalkState, Weight
from parties.models import (
    Ballot,
    Elector,
    Invitation,
    Motion,
    MotionTask,
    PartyMember,
    PartyOrganization,
    Talk,
    TalkComment,
    WeightRule,
)

SEED = 72
DAY = timedelta(days=1)
MOTIONS = (
    (MotionState.OPINION, Major.PROJECT, "东梅小区加装 6 处电动车充电桩", "充电难、飞线多，拟与物业共建。"),
    (MotionState.NOTICE, Major.FUNDS, "用服务群众经费 4.8 万元修缮老年食堂", "经费在年度计划内，先修灶台。"),
    (MotionState.OPEN, Major.DECISION, "把文峰广场夜间管理交给居民自治小组", "试行半年，支委每月评议一次。"),
    (MotionState.PASSED, Major.PROJECT, "改造后街巷垃圾分类屋", "选址不变，加装洗手池和照明。"),
    (MotionState.NO_QUORUM, Major.APPOINTMENT, "增补一名社区党委委员候选人", "人选由支部推荐，已征求群众意见。"),
)  # fmt: skip
NOTICE = {
    "principle": "依据党组织议事规则，坚持民主集中制，涉及群众切身利益的事项由党员大会表决。",
    "procedure": "公示期满后投票，党员凭个人链接或到党群服务中心领纸质票；过半数投票有效，应到党员过半数赞成通过。",
    "accountability": "社区党委书记负责落实，纪检委员全程监督，结果张榜公布。",
}
TALKS = (
    (Weight.SMALL, TalkState.OPEN, "楼道里的杂物怎么清", "有居民反映三号楼楼道堆放纸箱和旧家具，想听听大家的办法。"),
    (Weight.LARGE, TalkState.OPEN, "广场舞到几点合适", "音量和时间都可以说，意见汇总后请舞队和附近居民一起商定。"),
    (Weight.IMPORTANT, TalkState.SETTLED, "小区停车位怎么排", "现有车位 86 个，登记车辆 131 辆。"),
    (Weight.URGENT, TalkState.SETTLED, "水管爆裂，停水一天怎么安排", "抢修需要关总阀，先照顾独居老人。"),
)  # fmt: skip
WORDS = {  # the first ones wait for a review while their topic is open
    Weight.SMALL: ("每周五晚上一起清一次，物业出车。", "先贴通知三天，再统一清运。", "老人家的纸箱可以约人来收。"),
    Weight.LARGE: ("考试那几周能不能停一停？", "九点以后请把音量放小。", "早上七点前也有点早。"),
    Weight.IMPORTANT: ("一户先保一个车位。", "消防通道要留出来。", "来客停车可以计时。"),
    Weight.URGENT: ("三楼李奶奶家要人送水。", "几点来水请在群里说一声。", "取水点设在小区东门方便些。"),
}  # fmt: skip
RESULTS = {
    Weight.IMPORTANT: "先到先停改为一户一位，多出的车停到文献路公共车位；物业一周内划线，试行两个月再议。",
    Weight.URGENT: "上午十点至晚八点停水，志愿者给 14 位独居老人送水，物业设两处临时取水点。",
}


def load(place: Place, staff, now: datetime) -> int:
    dice = random.Random(SEED)
    community = place.lines[0]
    committee = PartyOrganization.objects.get(area=community, kind="committee")
    with history.acting(None, why=WHY):
        motions = _motions(committee, timezone.localdate(now), now)
        _voters(motions, committee, dice, now)
        _talks(place, committee, staff["community"], dice, now)
    return len(motions)


def _motions(committee: PartyOrganization, today: date, now: datetime) -> list[Motion]:
    rule = WeightRule.objects.in_force(today).get(weight=Weight.IMPORTANT)
    made = []
    for nth, (state, matter, title, opinion) in enumerate(MOTIONS):
        row = Motion(
            organization=committee, area_id=committee.area_id, title=title, matter=matter, opinion=opinion,
            opinion_on=today - (12 + 9 * nth) * DAY,
        )  # fmt: skip
        if state != MotionState.OPINION:
            row.rule, row.state, row.noticed_at = rule, MotionState.NOTICE, now - (2 + 7 * (nth - 1)) * DAY
            row.content = f"{title}。{opinion}"
            for name, words in NOTICE.items():
                setattr(row, name, words)
        made.append(row)
    Motion.objects.bulk_create(made)
    branches = list(PartyOrganization.objects.filter(parent=committee))
    link = Motion.bodies.through
    link.objects.bulk_create(
        link(motion=row, partyorganization=branch) for row in made if row.noticed_at for branch in branches
    )
    return made


def _voters(motions: list[Motion], committee: PartyOrganization, dice: random.Random, now: datetime) -> None:
    members = list(
        PartyMember.objects.current()
        .filter(organization__in=[committee, *committee.children.all()])
        .order_by("pk")
        .values_list("pk", flat=True)[:60]
    )
    if not members:
        return
    ends = dict(zip((row.title for row in motions), (state for state, *_rest in MOTIONS), strict=True))
    Invitation.objects.bulk_create(
        Invitation(motion=row, member_id=member, read_at=row.noticed_at + DAY if dice.random() < 0.8 else None)
        for row in motions
        if row.noticed_at
        for member in members
    )
    for row in motions:
        if ends[row.title] in (MotionState.OPEN, MotionState.PASSED, MotionState.NO_QUORUM):
            _held(row, ends[row.title], members, dice, now)


def _held(row: Motion, end: MotionState, members: list[int], dice: random.Random, now: datetime) -> None:
    """As if it had been opened, voted on and, where it ended, counted."""
    row.state, row.electorate = MotionState.OPEN, len(members)
    row.opened_at, row.closes_at = (
        row.noticed_at + 6 * DAY,
        row.noticed_at + (30 if end == MotionState.OPEN else 7) * DAY,
    )
    row.save()
    share = {MotionState.OPEN: 0.4, MotionState.PASSED: 1.0, MotionState.NO_QUORUM: 0.3}[end]
    voters = set(dice.sample(members, max(1, int(share * len(members)))))
    listed = [Elector(id=_key(dice), motion=row, member_id=one, voted=one in voters) for one in members]
    dice.shuffle(listed)
    Elector.objects.bulk_create(listed)
    choices = ["no" if nth % 9 == 8 else "abstain" if nth % 11 == 10 else "yes" for nth in range(len(voters))]
    Ballot.objects.bulk_create(Ballot(id=_key(dice), motion=row, choice=choice) for choice in choices)
    if end == MotionState.OPEN:
        return
    row.closed_at, row.decided_at, row.voted = row.closes_at, row.closes_at + DAY / 24, len(voters)
    row.state = end
    if end == MotionState.PASSED:
        papers = urn.contents(row.pk)
        votes = urn.tally(papers)
        row.yes, row.no, row.abstain, row.digest = votes.yes, votes.no, votes.abstain, urn.digest(papers)
    row.save()
    if end == MotionState.PASSED:
        due = timezone.localdate(now) + 20 * DAY
        MotionTask.objects.create(
            motion=row, what="公开比价，选定施工单位", responsible="社区党委、物业公司", due_on=due
        )
        MotionTask.objects.create(
            motion=row, what="向居民张榜公示结果", responsible="居务监督委员会", due_on=due - 25 * DAY,
            done_on=timezone.localdate(row.decided_at), outcome="已在六处公告栏张贴",
        )  # fmt: skip


def _key(dice: random.Random) -> uuid.UUID:
    return uuid.UUID(int=dice.getrandbits(128), version=4)


def _talks(place: Place, committee: PartyOrganization, by, dice: random.Random, now: datetime) -> None:
    rules = {rule.weight: rule for rule in WeightRule.objects.in_force(timezone.localdate(now))}
    grids = place.grids.get(committee.area_id) or [committee.area]
    made = []
    for nth, (weight, state, topic, text) in enumerate(TALKS):
        opened = now - (1 + 12 * nth) * DAY
        ended = state == TalkState.SETTLED
        made.append(
            Talk(
                area=grids[nth % len(grids)],
                organization=committee,
                topic=topic,
                text=text,
                weight=weight,
                rule=rules[weight],
                state=state,
                opened_at=opened,
                closes_at=opened + (6 if ended else 30) * DAY,
                settled_at=opened + 7 * DAY if ended else None,
                result=RESULTS[weight] if ended else "",
                opened_by=by,
            )  # fmt: skip
        )
    Talk.objects.bulk_create(made)
    comments = []
    for row in made:
        for nth, text in enumerate(WORDS[row.weight]):
            at = row.opened_at + timedelta(hours=dice.randrange(2, 20))
            waits = row.state == TalkState.OPEN and not nth
            state = CommentState.WAITING if waits else CommentState.SHOWN
            reviewed = {} if waits else {"reviewed_by": by, "reviewed_at": at + timedelta(hours=3)}
            comments.append(TalkComment(talk=row, text=text, at=at, state=state, **reviewed))
    comments.append(TalkComment(talk=made[0], text="我家门口的可以先清。", at=now - timedelta(hours=2)))
    TalkComment.objects.bulk_create(comments)
