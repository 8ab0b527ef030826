"""Micro-deliberations and the rules of the four weights."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from grids.models import Notice, Role
from parties.actions import talks, weights
from parties.enums.ballots import Weight
from parties.models import Talk, TalkComment, WeightRule
from tests import factories as make
from tests.partied_ballots import comment, talk

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
DAYS_4 = timedelta(days=4)


def opened(town, **facts):
    facts = {"topic": "楼道堆物", "text": "怎么清", "weight": "large"} | facts
    return talks.open_(town.grid, by=town.community_staff, **{"closes_at": timezone.now() + DAYS_4} | facts)


def over(row):
    now = timezone.now()
    Talk.objects.filter(pk=row.pk).update(opened_at=now - timedelta(days=5), closes_at=now - timedelta(days=1))


def test_a_topic_takes_words_as_long_as_its_weight_wants(town):
    with pytest.raises(ValidationError, match="72 hours"):
        opened(town, closes_at=timezone.now() + timedelta(hours=71))
    assert opened(town).rule == weights.in_force("large")


def test_who_may_not_keep_parties_there_opens_none(town):
    for person in (town.unit_head, town.stranger, town.supervisor):
        with pytest.raises(PermissionDenied):
            talks.open_(town.grid, by=person, weight="small", topic="x", text="x", closes_at=timezone.now() + DAYS_4)


def test_a_residents_words_wait_for_a_review_and_carry_no_name(town):
    made = talks.say(opened(town).pk, "每周五清一次", by=None)
    assert (made.state, made.by) == ("waiting", None)
    assert {"name", "phone", "address"}.isdisjoint(field.name for field in TalkComment._meta.fields)


def test_staffs_words_are_shown_at_once_under_their_name(town):
    made = talks.say(opened(town).pk, "社区已备车", by=town.community_staff)
    assert (made.state, made.by) == ("shown", town.community_staff)
    with pytest.raises(PermissionDenied):
        talks.say(made.talk_id, "x", by=town.stranger)


def test_words_are_shown_after_a_review_or_not_with_the_reason(town):
    row, by = opened(town), town.community_staff
    first, second = (talks.say(row.pk, text, by=None) for text in ("好", "三楼老王最不像话"))
    assert talks.review(first.pk, by=by, shown=True).state == "shown"
    with pytest.raises(ValidationError, match="Say why"):
        talks.review(second.pk, by=by, shown=False)
    assert talks.review(second.pk, by=by, shown=False, why="点名他人").why == "点名他人"


def test_words_are_reviewed_by_who_keeps_parties_there(town):
    made = talks.say(opened(town).pk, "好", by=None)
    for person in (town.unit_head, town.stranger):
        with pytest.raises(PermissionDenied):
            talks.review(made.pk, by=person, shown=True)


def test_the_database_shows_no_residents_words_without_a_review(town):
    with pytest.raises(IntegrityError), transaction.atomic():
        comment(talk(town.grid), state="shown")


def test_a_topic_takes_no_words_after_its_time(town):
    row = opened(town)
    over(row)
    with pytest.raises(ValidationError, match="no more words"):
        talks.say(row.pk, "晚了", by=None)


def test_a_topic_flooded_with_words_takes_no_more_until_they_are_reviewed(town, monkeypatch):
    monkeypatch.setattr(talks, "MOST_WAITING", 2)
    row = opened(town)
    for _nth in range(2):
        talks.say(row.pk, "好", by=None)
    with pytest.raises(ValidationError, match="read first"):
        talks.say(row.pk, "好", by=None)


def test_it_is_settled_after_its_time_with_every_word_reviewed(town):
    row, by = opened(town), town.community_staff
    word = talks.say(row.pk, "好", by=None)
    with pytest.raises(ValidationError, match="still takes words"):
        talks.settle(row.pk, by=by, result="每周五清")
    over(row)
    with pytest.raises(ValidationError, match="to be reviewed"):
        talks.settle(row.pk, by=by, result="每周五清")
    talks.review(word.pk, by=by, shown=True)
    with pytest.raises(ValidationError, match="what was agreed"):
        talks.settle(row.pk, by=by, result=" ")
    assert talks.settle(row.pk, by=by, result="每周五清").state == "settled"
    with pytest.raises(ValidationError, match="has ended"):
        talks.withdraw(row.pk, by=by, why="重来")


def test_a_withdrawn_topic_is_on_no_public_page(town):
    row = opened(town)
    assert talks.on_public_page(row.ref) == row
    talks.withdraw(row.pk, by=town.community_staff, why="另行公示")
    assert talks.on_public_page(row.ref) is None


def test_nothing_said_is_deleted(town):
    made = talks.say(opened(town).pk, "好", by=None)
    with pytest.raises(DatabaseError, match="Cannot delete"), transaction.atomic():
        made.delete()


def keeper(town):
    return make.user(at=town.street, role=Role.objects.get(code="system_admin"))


def facts(**more):
    known = {
        "notice_hours": 48,
        "quorum_part": 2,
        "quorum_whole": 3,
        "quorum_is_enough": True,
        "basis": "街道议事规则",
    }
    return {"valid_from": timezone.localdate(), "why": "街道统一"} | known | more


def test_every_weight_has_a_rule_from_the_start_with_its_source(db):
    rules = {rule.weight: rule for rule in WeightRule.objects.in_force(timezone.localdate())}
    assert set(rules) == set(Weight.values)
    assert all(rule.basis and rule.check_locally for rule in rules.values())
    major = rules["important"]
    assert (major.quorum_part, major.quorum_whole, major.pass_part, major.pass_whole) == (1, 2, 1, 2)
    assert (major.pass_base, major.quorum_is_enough, major.pass_is_enough) == ("all", False, False)


def test_loading_again_leaves_what_people_changed(town):
    before = WeightRule.objects.count()
    weights.change("large", by=keeper(town), **facts())
    assert weights.load() == "0 rules of weights created"
    assert WeightRule.objects.count() == before + 1
    assert weights.in_force("large").notice_hours == 48


def test_a_new_version_is_in_force_from_its_day_and_the_old_one_before_it(town):
    tomorrow = timezone.localdate() + timedelta(days=1)
    weights.change("small", by=keeper(town), **facts(valid_from=tomorrow))
    assert [weights.in_force("small", day).notice_hours for day in (timezone.localdate(), tomorrow)] == [24, 48]


def test_a_rule_begins_today_at_the_earliest_and_one_a_day(town):
    by = keeper(town)
    with pytest.raises(ValidationError, match="today at the earliest"):
        weights.change("small", by=by, **facts(valid_from=timezone.localdate() - timedelta(days=1)))
    weights.change("small", by=by, **facts())
    with pytest.raises(ValidationError, match="begins on this day"):
        weights.change("small", by=by, **facts())


@pytest.mark.parametrize("share", [(3, 2, True), (0, 2, True), (2, 2, False)])
def test_a_share_that_cannot_be_reached_is_refused(town, share):
    part, whole, is_enough = share
    with pytest.raises(ValidationError):
        weights.change(
            "small", by=keeper(town), **facts(quorum_part=part, quorum_whole=whole, quorum_is_enough=is_enough)
        )


def test_rules_are_changed_by_who_manages_rules_with_a_reason(town):
    with pytest.raises(PermissionDenied):
        weights.change("small", by=town.community_staff, **facts())
    with pytest.raises(ValidationError, match="Say why"):
        weights.change("small", by=keeper(town), **facts(why=""))


def told(kind: str) -> list[str]:
    return list(Notice.objects.filter(kind=kind).order_by("pk").values_list("user__username", flat=True))


def test_keepers_are_told_once_that_residents_words_wait_for_them(town):
    row, both = opened(town), [town.community_staff.username, town.community_staff2.username]
    first, second = (talks.say(row.pk, text, by=None) for text in ("每周五清一次", "先贴通知"))
    assert sorted(told("talk_words")) == sorted(both)
    for one in (first, second):
        talks.review(one.pk, by=town.community_staff, shown=True)
    talks.say(row.pk, "物业出车", by=None)
    assert sorted(told("talk_words")) == sorted(both * 2)


def test_keepers_are_told_once_that_the_time_of_a_topic_is_over(town):
    row = opened(town)
    talks.follow_up()
    assert told("talk_to_settle") == []
    over(row)
    talks.follow_up()
    talks.follow_up()
    assert sorted(told("talk_to_settle")) == sorted([town.community_staff.username, town.community_staff2.username])
