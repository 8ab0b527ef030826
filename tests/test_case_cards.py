"""Cards where the level or the promise moves meanwhile, and what a lifted card takes along."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from cases import actions, timing
from cases.actions.supervise import may_decide_card
from cases.desk_box import SHOWN, contested
from cases.enums import Card, PauseReason, Source, Step, Urgency
from cases.models import Case, Escalation
from grids import alarms
from grids.models import Post
from tests.town import MORNING, at

pytestmark = pytest.mark.django_db


def sweep(now: str) -> None:
    alarms.sweep(now=at(now))


def told(case: Case) -> list[str]:
    return list(case.cards.filter(card=Card.UP).order_by("level").values_list("told", flat=True))


def cards(case: Case) -> list[str]:
    return list(case.cards.order_by("due_at").values_list("card", flat=True))


def vacate(user) -> None:
    Post.objects.filter(user=user).update(ended_on="2026-05-01", started_on="2026-04-01")


@pytest.mark.parametrize(
    ("urgency", "source", "category", "handling", "collection"),
    [
        (Urgency.NORMAL, Source.PATROL, "environment-waste", (7, "working_days"), (1, "working_days")),
        (Urgency.NORMAL, Source.HOTLINE, "environment-waste", (5, "working_days"), (1, "working_days")),
        (Urgency.URGENT, Source.HOTLINE, "environment-waste", (2, "clock_hours"), (30, "clock_minutes")),
        (Urgency.COMPLEX, Source.HOTLINE, "environment-waste", (15, "working_days"), (1, "working_days")),
        (Urgency.URGENT, Source.HOTLINE, "livelihood-utility", (24, "clock_hours"), (30, "clock_minutes")),
        (Urgency.NORMAL, Source.HOTLINE, "facility-manhole", (1, "working_days"), (1, "working_days")),
        (Urgency.NORMAL, Source.HOTLINE, "petition-request", (60, "calendar_days"), (15, "calendar_days")),
    ],
)
def test_what_a_matter_is_goes_before_where_it_came_from(town, urgency, source, category, handling, collection):
    case = town.handled(urgency=urgency, source=source, category=town.category(category))
    got = {step.step: (step.amount, step.unit) for step in case.steps.all()}
    assert (got[Step.HANDLING], got[Step.COLLECTION]) == (handling, collection)


def test_a_matter_handed_up_by_a_person_goes_on_to_the_next_level_by_the_clock(town):
    case = town.report()
    sweep("2026-05-12 17:31")
    case.refresh_from_db()
    case = actions.escalate(
        case.pk, by=town.grid_leader, seen=case.version, text="需社区协调", now=at("2026-05-13 09:00")
    )
    assert case.level == "community"
    sweep("2026-05-25 09:00")
    assert told(case) == ["street", "district"]
    case.refresh_from_db()
    assert case.alarm_at is None


def test_cards_given_before_a_person_hands_it_up_are_not_given_again(town):
    case = town.report()
    sweep("2026-05-13 17:31")
    assert told(case) == ["community"]
    case.refresh_from_db()
    case = actions.escalate(
        case.pk, by=town.grid_leader, seen=case.version, text="需社区协调", now=at("2026-05-14 09:00")
    )
    sweep("2026-05-25 09:00")
    assert told(case) == ["community", "street", "district"]


def test_a_matter_handed_up_after_its_last_card_leaves_the_sweep_in_peace(town, caplog):
    case = town.report()
    sweep("2026-05-25 09:00")
    case.refresh_from_db()
    case = actions.escalate(
        case.pk, by=town.grid_leader, seen=case.version, text="需社区协调", now=at("2026-05-25 10:00")
    )
    assert case.alarm_at is None
    sweep("2026-06-25 09:00")
    assert caplog.text == ""


def test_a_matter_that_was_stuck_with_an_alarm_nobody_can_be_told_of_leaves_the_sweep(town, caplog):
    """As one that a person had handed up to the top before its cards knew of it."""
    case = town.report()
    sweep("2026-05-12 17:31")
    late = {"alarm_at": at("2026-05-13 09:00"), "alarm_level": 4, "level": "district"}
    Case.objects.filter(pk=case.pk).update(**late)
    sweep("2026-05-14 09:00")
    case.refresh_from_db()
    assert (case.alarm_at, case.alarm_level, told(case)) == (None, 4, [])
    assert caplog.text == ""


def test_what_was_due_before_it_was_sent_back_for_the_third_time_is_still_the_old_levels(town):
    case = town.handled()
    Case.objects.filter(pk=case.pk).update(returns=2)
    case = actions.return_(
        case.pk, by=town.grid_worker, seen=case.version, text="不属本网格", now=at("2026-05-22 09:00")
    )
    assert case.level == "street"
    assert told(case) == ["community"]


def test_a_level_without_anybody_is_passed_over(town):
    for user in (town.community_staff, town.community_staff2):
        vacate(user)
    case = town.report()
    sweep("2026-05-13 17:31")
    assert told(case) == ["street"]
    assert town.street_staff.notices.filter(kind="case_up").count() == 1
    sweep("2026-05-25 09:00")
    assert told(case) == ["street", "district"]


def test_a_granted_extension_takes_the_matter_out_of_due_soon_and_warns_again(town):
    case = town.handled()
    sweep("2026-05-19 17:00")
    case.refresh_from_db()
    assert (cards(case), timing.state(case, at("2026-05-19 17:00"))) == (["yellow"], "due")
    case = actions.extend(
        case.pk, by=town.grid_worker, seen=case.version, amount=3, text="等材料", now=at("2026-05-19 17:10")
    )
    case = actions.grant(case.pk, by=town.grid_leader, seen=case.version, now=at("2026-05-19 17:20"))
    assert timing.state(case, at("2026-05-19 17:20")) == "ok"
    sweep("2026-05-25 17:00")
    assert cards(case) == ["yellow", "yellow"]
    assert town.grid_worker.notices.filter(kind="case_due_soon").count() == 2


def test_a_promise_lengthened_after_it_was_broken_is_broken_anew(town):
    case = town.handled()
    sweep("2026-05-21 18:00")
    assert (cards(case), told(case)) == (["yellow", "red", "up"], ["community"])
    case.refresh_from_db()
    case = actions.extend(
        case.pk, by=town.grid_worker, seen=case.version, amount=4, text="等材料", now=at("2026-05-21 18:10")
    )
    case = actions.grant(case.pk, by=town.grid_leader, seen=case.version, now=at("2026-05-21 18:20"))
    sweep("2026-05-27 18:00")
    assert cards(case) == ["yellow", "red", "up", "yellow", "red", "up"]
    assert told(case) == ["community", "community"]


@pytest.mark.parametrize("stops", [True, False])
def test_neither_more_time_nor_a_suspension_undoes_what_fell_due_before_any_sweep(town, stops):
    case, late = town.handled(), at("2026-05-20 18:00")
    if stops:
        stop = {"reason": PauseReason.MATERIAL, "text": "等配件", "until": at("2026-05-30 18:00")}
        case = actions.pause(case.pk, by=town.grid_leader, seen=case.version, now=late, **stop)
    else:
        case = actions.extend(case.pk, by=town.grid_worker, seen=case.version, amount=3, text="等材料", now=late)
        case = actions.grant(case.pk, by=town.grid_leader, seen=case.version, now=late)
    assert cards(case) == ["yellow", "red"]
    assert case.was_late


def test_all_suspensions_of_a_step_together_have_a_longest_time(town):
    case = town.handled()
    now, until = MORNING, at("2026-07-10 09:00")
    pause = {"by": town.grid_leader, "reason": PauseReason.MATERIAL, "text": "等配件"}
    case = actions.pause(case.pk, seen=case.version, until=until, now=now, **pause)
    case = actions.resume(case.pk, by=town.grid_leader, seen=case.version, now=until)
    with pytest.raises(ValidationError, match="30"):
        actions.pause(case.pk, seen=case.version, until=at("2026-08-10 09:00"), now=until, **pause)
    assert actions.pause(case.pk, seen=case.version, until=at("2026-08-09 09:00"), now=until, **pause).paused_at


def test_a_lifted_card_takes_along_those_that_followed_from_it(town):
    case = town.handled()
    sweep("2026-05-21 18:00")
    red = case.cards.get(card=Card.RED)
    actions.contest(red.pk, by=town.grid_worker, text="系统停机一天")
    actions.lift(red.pk, by=town.street_staff, text="属实")
    case.refresh_from_db()
    assert not case.was_late
    assert Escalation.objects.get(case=case, card=Card.UP).withdrawn


def test_a_card_that_its_decider_contested_themselves_goes_with_the_first_undecided(town, signed_in):
    """The street handled it before: it contests the later card and decides on the earlier one."""
    case = town.handled()
    sweep("2026-05-21 18:00")
    red, up = case.cards.get(card=Card.RED), case.cards.get(card=Card.UP)
    actions.contest(red.pk, by=town.grid_worker, text="系统停机一天")
    actions.contest(up.pk, by=town.street_staff, text="上报时钟有误")
    actions.lift(red.pk, by=town.street_staff, text="属实")
    up.refresh_from_db()
    assert (up.withdrawn, up.decided_by) == (True, None)
    assert not may_decide_card(town.supervisor, up, case)
    html = signed_in(town.supervisor).get("/").content.decode()
    assert "Cards to decide on" not in html


def red_card(town, *, contested_by: str) -> Escalation:
    """Given to the street's own staff, who supervise there too."""
    to = actions.Target(post=town.street_staff.posts.get())
    case = actions.accept(town.report().pk, by=town.grid_leader, seen=None, now=MORNING)
    case = actions.assign(case.pk, by=town.grid_leader, seen=None, to=to, now=MORNING)
    case = actions.take(case.pk, by=town.street_staff, seen=None, now=MORNING)
    sweep("2026-05-21 10:00")
    return actions.contest(case.cards.get(card=Card.RED).pk, by=getattr(town, contested_by), text="系统计时有误")


def test_whoever_got_a_card_does_not_lift_it_though_another_contests_it(town):
    card = red_card(town, contested_by="community_staff")
    with pytest.raises(PermissionDenied):
        actions.lift(card.pk, by=town.street_staff)
    assert actions.lift(card.pk, by=town.supervisor).withdrawn


def test_whoever_contests_a_card_does_not_lift_it_though_another_has_the_matter_now(town):
    card = red_card(town, contested_by="street_staff")
    to = actions.Target(post=town.grid_worker.posts.get())
    actions.transfer(card.case_id, by=town.street_staff, seen=None, to=to, text="转给网格")
    with pytest.raises(PermissionDenied):
        actions.lift(card.pk, by=town.street_staff)


def test_a_lifted_card_is_contested_by_nobody_any_more(town):
    case = town.handled()
    sweep("2026-05-21 18:00")
    actions.contest(case.cards.get(card=Card.RED).pk, by=town.grid_worker, text="系统停机一天")
    actions.lift(case.cards.get(card=Card.RED).pk, by=town.street_staff, text="属实")
    with pytest.raises(PermissionDenied):
        actions.contest(case.cards.get(card=Card.UP).pk, by=town.street_staff, text="上报时钟有误")


def test_the_desk_says_how_many_cards_wait_and_not_how_many_it_shows(town):
    for _each in range(SHOWN + 1):
        town.report()
    sweep("2026-05-13 09:00")
    for card in Escalation.objects.filter(card=Card.RED):
        actions.contest(card.pk, by=town.grid_worker, text="系统录入有误")
    found = contested(town.supervisor, at("2026-05-13 09:00"))
    assert (len(found["rows"]), found["count"]) == (SHOWN, SHOWN + 1)
