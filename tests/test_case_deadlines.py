"""Promises, cards, pauses and extensions, on the calendar of 2026."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q

from cases import actions
from cases.actions import deadlines
from cases.enums import Card, PauseReason, Resolved, Source, Step, Urgency
from cases.models import Case, Escalation, TimeLimit
from grids import alarms, tallies
from grids.models import CalendarDay, CalendarYear, Tally
from tests.town import MORNING, at, photo

pytestmark = pytest.mark.django_db


def sweep(now):
    return alarms.sweep(now=now)


def test_acceptance_is_promised_by_the_end_of_the_next_working_day(town):
    assert town.report(now=at("2026-02-13 16:00")).due_at == at("2026-02-14 17:30")  # a make-up Saturday


def test_an_open_matter_keeps_the_rule_it_got(town):
    case = town.report()
    promised = case.due_at
    TimeLimit.objects.filter(step=Step.COLLECTION, urgency="", source="", category=None).update(amount=9)
    actions.note(case.pk, by=town.grid_worker, seen=case.version, text="已到现场", now=MORNING)

    case.refresh_from_db()
    assert case.due_at == promised
    assert case.steps.get(left_at=None).amount == 1


def test_an_area_may_shorten_a_limit_and_never_lengthen_it(town):
    general = TimeLimit.objects.get(step=Step.COLLECTION, urgency="", source="", category=None)
    for amount, area in ((4, town.street), (3, town.community)):
        TimeLimit.objects.create(
            step=Step.COLLECTION, amount=amount, unit="working_hours", area=area, valid_from=general.valid_from
        )
    assert town.report().due_at == at("2026-05-11 12:00")  # the community's three hours from 9:00

    TimeLimit.objects.filter(area=town.community).update(amount=90)
    assert town.report().due_at == at("2026-05-11 15:00")  # longer than the street's: that one holds
    TimeLimit.objects.filter(area=town.street).update(amount=90)
    assert town.report().due_at == at("2026-05-12 17:30")  # longer than the general rule


def test_urgent_matters_run_on_the_clock(town):
    assert town.report(urgency=Urgency.URGENT, now=at("2026-05-11 23:10")).due_at == at("2026-05-11 23:40")


def test_cards_come_yellow_then_red_then_one_level_higher_each(town):
    case = town.report()
    sweep(at("2026-05-12 08:29"))
    assert not case.cards.exists()
    sweep(at("2026-05-12 08:30"))  # due today
    assert list(case.cards.values_list("card", flat=True)) == [Card.YELLOW]
    sweep(at("2026-05-12 17:31"))
    case.refresh_from_db()
    assert case.was_late
    sweep(at("2026-05-13 17:31"))
    sweep(at("2026-05-14 17:31"))

    cards = list(case.cards.order_by("level").values_list("level", "card", "told"))
    assert cards == [(1, "yellow", ""), (2, "red", ""), (3, "up", "community"), (4, "up", "street")]
    assert town.grid_worker.notices.filter(kind="case_overdue").count() == 1
    assert town.community_staff.notices.filter(kind="case_up").count() == 1
    assert town.street_staff.notices.filter(kind="case_up").count() == 1


def test_a_sweep_that_comes_a_week_late_gives_each_missed_card_once_dated_when_it_was_due(town):
    case = town.report()
    sweep(at("2026-05-19 08:00"))
    sweep(at("2026-05-19 08:01"))

    cards = list(case.cards.order_by("level").values_list("card", "due_at"))
    assert [card for card, _due in cards] == ["yellow", "red", "up", "up", "up"]
    assert cards[1][1] == at("2026-05-12 17:30")
    assert cards[2][1] == at("2026-05-13 17:30")
    assert {card.made_at for card in case.cards.all()} == {at("2026-05-19 08:00")}
    case.refresh_from_db()
    assert case.alarm_at is None  # nobody is left above the district


def test_an_act_does_not_outrun_the_clock(town):
    case = town.report()
    case = actions.accept(case.pk, by=town.grid_leader, seen=case.version, now=at("2026-05-13 09:00"))

    assert case.was_late
    assert list(case.cards.values_list("card", flat=True)) == ["yellow", "red"]


def test_a_matter_done_in_time_gets_no_card(town):
    case = actions.accept((case := town.report()).pk, by=town.grid_leader, seen=case.version, now=MORNING)
    sweep(at("2026-05-11 18:00"))
    assert not case.cards.exists()


def test_a_pause_moves_the_promise_by_the_days_that_began_in_it(town):
    case = town.handled()
    before = case.due_at
    case = actions.pause(
        case.pk,
        by=town.grid_leader,
        seen=case.version,
        reason=PauseReason.MATERIAL,
        until=at("2026-05-30 09:00"),
        text="等配件",
        now=at("2026-05-12 10:00"),
    )
    assert case.due_at == before
    case = actions.resume(case.pk, by=town.grid_leader, seen=case.version, now=at("2026-05-14 10:00"))

    assert before == at("2026-05-20 17:30")
    assert case.due_at == at("2026-05-22 17:30")
    step = case.steps.get(left_at=None)
    assert step.promised_at == before


def test_a_paused_clock_gives_no_card_and_runs_again_at_the_latest_end(town):
    case = town.handled()
    case = actions.pause(
        case.pk,
        by=town.grid_leader,
        seen=case.version,
        reason=PauseReason.VOTE,
        until=at("2026-06-08 09:00"),
        text="等业主表决",
        now=at("2026-05-12 10:00"),
    )
    sweep(at("2026-06-05 12:00"))
    case.refresh_from_db()
    assert case.paused_at
    assert not case.cards.exists()

    sweep(at("2026-06-08 09:01"))
    case.refresh_from_db()
    assert case.paused_at is None
    assert case.due_at > at("2026-06-08 09:00")
    assert town.grid_worker.notices.filter(kind="case_resumed").exists()


def test_while_the_clock_stands_nothing_but_resuming_moves_the_matter(town):
    case = town.handled()
    case = actions.pause(
        case.pk,
        by=town.grid_leader,
        seen=case.version,
        reason=PauseReason.WEATHER,
        until=at("2026-05-20 09:00"),
        text="台风",
        now=MORNING,
    )
    with pytest.raises(actions.NotNow):
        town.finish(case)


def test_more_time_is_granted_by_another_and_the_first_promise_stays_on_record(town):
    case = town.handled()
    promised = case.due_at
    case = actions.extend(case.pk, by=town.grid_worker, seen=case.version, amount=3, text="等材料", now=MORNING)
    with pytest.raises(ValidationError):
        actions.extend(case.pk, by=town.grid_worker, seen=case.version, amount=1, text="再来")
    case = actions.grant(case.pk, by=town.grid_leader, seen=case.version, now=MORNING)

    assert case.due_at == at("2026-05-25 17:30")
    assert case.steps.get(left_at=None).promised_at == promised
    with pytest.raises(ValidationError):  # four working days, half of seven, is the most
        actions.extend(case.pk, by=town.grid_worker, seen=case.version, amount=2, text="还要", now=MORNING)


def test_nobody_grants_their_own_request(town):
    case = town.handled()
    to = actions.Target(post=town.grid_leader.posts.get())
    case = actions.transfer(case.pk, by=town.grid_leader, seen=case.version, to=to, text="网格长亲自办", now=MORNING)
    case = actions.take(case.pk, by=town.grid_leader, seen=case.version, now=MORNING)
    case = actions.extend(case.pk, by=town.grid_leader, seen=case.version, amount=1, text="等材料", now=MORNING)

    with pytest.raises(PermissionDenied):
        actions.grant(case.pk, by=town.grid_leader, seen=case.version)
    case = actions.deny(case.pk, by=town.community_staff, seen=case.version, text="不同意", now=MORNING)
    assert case.steps.get(left_at=None).extension == 0


def test_a_statutory_limit_is_not_paused_and_lengthened_only_as_the_statute_says(town):
    case = town.handled(category=town.category("petition-request"), now=at("2026-03-02 09:00"))
    assert case.due_at == at("2026-05-06 17:30")  # 60 days end on 1 May; the holiday rolls on to the 6th
    with pytest.raises(ValidationError):
        actions.pause(
            case.pk,
            by=town.grid_leader,
            seen=case.version,
            reason=PauseReason.MATERIAL,
            until=at("2026-03-10 09:00"),
            text="等配件",
            now=at("2026-03-03 09:00"),
        )
    with pytest.raises(ValidationError):
        actions.extend(case.pk, by=town.grid_worker, seen=case.version, amount=31, text="复杂")
    case = actions.extend(
        case.pk, by=town.grid_worker, seen=case.version, amount=30, text="复杂", now=at("2026-03-03 09:00")
    )
    case = actions.grant(case.pk, by=town.grid_leader, seen=case.version, now=at("2026-03-03 10:00"))
    with pytest.raises(ValidationError):  # one extension, no more
        actions.extend(case.pk, by=town.grid_worker, seen=case.version, amount=1, text="再延")


def test_a_petition_counts_from_receipt_and_from_acceptance(town):
    case = town.report(category=town.category("petition-request"), now=at("2026-01-31 09:00"))
    assert case.due_at == at("2026-02-24 17:30")  # the vector of the facts: 15 days, rolled over Spring Festival


def test_a_lifted_card_disappears_from_every_score(town):
    case = town.handled()
    sweep(at("2026-05-20 18:00"))
    card = case.cards.get(card=Card.RED)
    case.refresh_from_db()
    assert case.was_late

    actions.contest(card.pk, by=town.grid_worker, text="系统停机一天")
    with pytest.raises(PermissionDenied):
        actions.lift(card.pk, by=town.grid_worker)
    actions.lift(card.pk, by=town.street_staff, text="属实")

    case.refresh_from_db()
    assert not case.was_late
    assert Escalation.objects.get(pk=card.pk).withdrawn


def test_a_card_lifted_after_the_end_leaves_the_score_of_its_day(town):
    case = town.handled()
    sweep(at("2026-05-20 18:00"))
    case.refresh_from_db()
    case = town.finish(case, now=at("2026-05-21 09:00"))
    case = actions.pass_(case.pk, by=town.grid_leader, seen=case.version, now=at("2026-05-21 10:00"))
    case = actions.close(
        case.pk,
        by=town.community_staff,
        seen=case.version,
        resolved=Resolved.YES,
        text="电话回访",
        now=at("2026-05-21 11:00"),
    )
    tallies.count(at("2026-05-23 09:00"))

    def in_time() -> int:
        return Tally.objects.filter(figure="cases.closed_on_time", day=dt.date(2026, 5, 21), value=1).count()

    assert in_time() == 0
    card = case.cards.get(card=Card.RED)
    actions.contest(card.pk, by=town.grid_worker, text="系统停机一天", now=at("2026-05-23 10:00"))
    actions.lift(card.pk, by=town.street_staff, text="属实", now=at("2026-05-23 11:00"))
    assert in_time() == 1


def test_an_upheld_card_stands(town):
    case = town.handled()
    sweep(at("2026-05-20 18:00"))
    card = case.cards.get(card=Card.RED)
    actions.contest(card.pk, by=town.grid_worker, text="系统停机一天")
    actions.uphold(card.pk, by=town.supervisor, text="系统正常")

    case.refresh_from_db()
    assert case.was_late
    assert not Escalation.objects.get(pk=card.pk).withdrawn


def test_an_unanswered_instruction_is_recalled_once_a_day(town):
    case = town.handled()
    actions.supervise(
        case.pk, by=town.supervisor, seen=case.version, text="速办", answer_by=at("2026-05-12 18:00"), now=MORNING
    )
    sweep(at("2026-05-12 18:01"))
    sweep(at("2026-05-12 19:00"))
    assert town.supervisor.notices.filter(kind="case_answer_overdue").count() == 1
    sweep(at("2026-05-15 08:00"))
    assert case.supervisions.get().reminded == 3


def test_a_year_without_notice_is_provisional_until_the_notice_comes(town):
    case = town.report(now=at("2026-12-31 10:00"))
    assert case.provisional
    assert case.due_at == at("2027-01-01 17:30")  # Monday to Friday: nobody guesses a holiday

    CalendarDay.objects.create(day=dt.date(2027, 1, 1), works=False, name="元旦")
    CalendarYear.objects.create(year=2027, source="test")
    assert deadlines.recompute_provisional(at("2026-12-31 11:00")) == 1

    case.refresh_from_db()
    assert (case.due_at, case.provisional) == (at("2027-01-04 17:30"), False)
    assert town.grid_worker.notices.filter(kind="case_due_moved").count() == 1


def test_a_promise_that_the_calendar_puts_ahead_again_gets_its_cards_again(town):
    case, late = town.report(now=at("2026-11-23 10:00")), at("2026-11-24 20:00")
    alarms.sweep(late)
    CalendarDay.objects.create(day=dt.date(2026, 11, 24), works=False, name="防台风停工")
    CalendarYear.objects.update(imported_at=late)  # the days are read anew
    deadlines.recompute_provisional(late, Q(pk=case.pk))
    alarms.sweep(at("2026-11-25 17:31"))
    assert list(case.cards.filter(card=Card.RED).order_by("due_at").values_list("due_at", flat=True)) == [
        at("2026-11-24 17:30"),
        at("2026-11-25 17:30"),
    ]


def test_a_matter_whose_step_is_broken_holds_nothing_up(town, caplog):
    broken, sound = town.report(), town.report()
    Case.objects.filter(pk=broken.pk).update(alarm_level=0, level="nonsense")
    now = at("2026-05-12 18:00")
    sweep(now)

    assert sound.cards.count() == 2
    broken.refresh_from_db()
    assert broken.alarm_at == now + dt.timedelta(hours=1)
    assert "cases" in caplog.text


class TestRealStories:
    """From the sources, with their minutes."""

    def test_a_broken_manhole_cover_is_replaced_in_fifteen_minutes_and_thanked(self, town):
        case = town.report(
            category=town.category("facility-manhole"),
            title="20号楼107室门口井盖破损",
            source=Source.CHAT,
            now=at("2022-05-11 12:16"),
        )
        case = actions.accept(case.pk, by=town.grid_leader, seen=case.version, now=at("2022-05-11 12:17"))
        to = actions.Target(post=town.grid_worker.posts.get())
        case = actions.assign(case.pk, by=town.grid_leader, seen=case.version, to=to, now=at("2022-05-11 12:18"))
        case = actions.finish(
            case.pk,
            by=town.grid_worker,
            seen=case.version,
            text="井盖已换装",
            photos=[photo(town.grid_worker)],
            now=at("2022-05-11 12:31"),
        )
        assert case.finished_at - case.reported_at == dt.timedelta(minutes=15)
        case = actions.pass_(case.pk, by=town.grid_leader, seen=case.version, now=at("2022-05-11 12:40"))
        case = actions.rate_by_link(case.pk, rating=5, resolved=Resolved.YES, text="谢谢", now=at("2022-05-11 13:58"))
        assert case.rated_at - case.finished_at == dt.timedelta(hours=1, minutes=27)

    def test_a_noise_dispute_is_settled_within_the_hour_in_the_unit(self, town):
        case = actions.settle(
            by=town.unit_head,
            area=town.unit,
            category=town.category("noise-dance"),
            title="广场舞影响考生复习",
            source=Source.POLICE,
            text="双方同意晚上八点半前结束",
            no_photo_reason="调解无需拍照",
            occurred_at=at("2022-04-13 09:10"),
            now=at("2022-04-13 10:10"),
        )
        assert case.finished_at - case.occurred_at == dt.timedelta(hours=1)
        assert case.settled_level == "unit"
        assert list(case.steps.filter(skipped=True).order_by("pk").values_list("step", flat=True)) == [
            "patrol",
            "discovery",
        ]

    def test_e_bike_charging_goes_from_survey_to_three_hundred_points(self, town):
        case = town.handled(
            category=town.category("facility-charging"),
            urgency=Urgency.COMPLEX,
            title="电动车充电桩不足",
            people_affected=640,
            now=at("2022-03-16 08:52"),
        )
        case = actions.note(
            case.pk, by=town.grid_worker, seen=case.version, text="警务室协商会定点位", now=at("2022-03-21 15:30")
        )
        case = town.finish(
            case, text="充电桩与停车棚建成", quantity=300, quantity_unit="个充电桩", now=at("2022-03-31 16:00")
        )
        assert (case.quantity, case.quantity_unit) == (300, "个充电桩")
        assert not case.was_late


def test_a_running_clock_cannot_be_resumed(town):
    case = town.handled()
    with pytest.raises(actions.NotNow):
        actions.resume(case.pk, by=town.grid_leader, seen=case.version)
