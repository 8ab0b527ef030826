"""Makers of motions, ballots and deliberations, for tests; one of each kind of thing for the walk over addresses."""

from datetime import date, timedelta

from django.utils import timezone

from grids.models import SubjectKey
from grids.pages import tokens
from parties.enums.ballots import MotionState
from parties.models import Elector, Invitation, Motion, MotionTask, PartyMember, Talk, TalkComment, WeightRule
from residents.models import Resident
from tests import factories as make
from tests.partied import organization

WORDS = {
    "principle": "党章、议事规则",
    "content": "更换垃圾屋",
    "procedure": "党员大会表决",
    "accountability": "支委负责",
}
HOUR = timedelta(hours=1)


def members(of, many: int) -> list[PartyMember]:
    """People who are on the roll and in no dwelling, in two statements."""
    keys = [SubjectKey.issue() for _nth in range(many)]
    people = Resident.objects.bulk_create(
        Resident(subject=key, name=f"林秀{nth:03}", pinyin=f"linxiu{nth:03}") for nth, key in enumerate(keys)
    )
    facts = {"organization": of, "kind": "retired", "since": date(2021, 7, 1)}
    return PartyMember.objects.bulk_create(PartyMember(area_id=of.area_id, resident=one, **facts) for one in people)


def motion(of, state: str = MotionState.OPINION, **facts) -> Motion:
    """As it stands in a state before its count, put there directly."""
    now = timezone.now()
    known = {
        "title": "改造东梅小区垃圾屋",
        "matter": "project",
        "opinion": "支委会同意提交表决",
        "opinion_on": date(2026, 5, 1),
    }
    if state != MotionState.OPINION:
        known |= WORDS | {"rule": WeightRule.objects.get(weight="important"), "noticed_at": now - timedelta(days=7)}
    if state in (MotionState.OPEN, MotionState.COUNTING):
        known |= {"opened_at": now - HOUR, "closes_at": now + HOUR, "electorate": 1}
    made = Motion.objects.create(area_id=of.area_id, organization=of, state=state, **known | facts)
    return Motion.objects.get(pk=made.pk)


def invite(row: Motion, people: list[PartyMember]) -> list[Invitation]:
    return Invitation.objects.bulk_create(Invitation(motion=row, member=one) for one in people)


def ballot(of, many: int, **facts) -> tuple[Motion, list[Invitation]]:
    """An open ballot with so many electors, and the notice of each."""
    people = members(of, many)
    row = motion(of, MotionState.OPEN, electorate=many, **facts)
    Elector.objects.bulk_create(Elector(motion=row, member=one) for one in people)
    return row, invite(row, people)


def link(row: Invitation) -> str:
    """Its secret link, given without asking who may."""
    token = f"token-of-{row.ref}"
    row.token_hash, row.expires_at = tokens.hashed(token), timezone.now() + timedelta(days=1)
    row.save()
    return f"/b/{token}/"


def talk(area, **facts) -> Talk:
    now = timezone.now()
    known = {"topic": "楼道堆物怎么办", "text": "先说说您家门口的情况", "weight": "small", "opened_by": make.user()}
    known |= {"rule": WeightRule.objects.get(weight="small"), "opened_at": now, "closes_at": now + timedelta(days=3)}
    made = Talk.objects.create(area=area, **known | facts)
    return Talk.objects.get(pk=made.pk)


def comment(of: Talk, text: str = "每周五清一次", **facts) -> TalkComment:
    return TalkComment.objects.create(talk=of, text=text, **{"at": timezone.now()} | facts)


class Balloted:
    """Beside tests.things.Things, which says where they lie and keeps what was made."""

    def _motion(self):
        return motion(self["organization"])

    def _motion_invited(self):
        of = organization(self.area, "第二支部")
        row, invited = ballot(of, 1)
        return invited[0]

    def _motion_task(self):
        now = timezone.now()
        counted = {"state": MotionState.PASSED, "closed_at": now, "decided_at": now, "electorate": 1, "voted": 1}
        counted |= {"yes": 1, "no": 0, "abstain": 0, "digest": "0" * 64, "opened_at": now, "closes_at": now + HOUR}
        row = motion(
            organization(self.area, "第三支部"), **counted | WORDS, noticed_at=now, rule=WeightRule.objects.first()
        )
        return MotionTask.objects.create(motion=row, what="招标", responsible="物业", due_on=timezone.localdate())

    def _talk(self):
        return talk(self.area)

    def _talk_comment(self):
        return comment(self["talk"])
