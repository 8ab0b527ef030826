"""Activities: places are never more than there are, conflicts are told, one writes up and another certifies."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from grids.models import Area, Notice
from grids.privacy import identity
from points.enums import ClaimState
from points.models import Claim
from tests import factories as make, pointed
from tests.registered import entry
from tests.town import MORNING
from volunteers import door, rules
from volunteers.actions import activities, outcome, people, places
from volunteers.forms.activities import OutcomeForm
from volunteers.models import Activity, Participation, Topic

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)


def activity(town, starts=MORNING, hours=2, **facts):
    facts = {"title": "民法典进楼院", "place": "小广场", "topic": Topic.objects.get(code="civil-code")} | facts
    made = activities.plan(
        town.community, by=town.community_staff, starts_at=starts, ends_at=starts + hours * HOUR, **facts
    )
    return activities.publish(made.pk, by=town.community_staff, now=starts)


def neighbour(town, number=1):
    return people.take_in_from_outside(f"王{number}", f"1380000{number:04}", town.community, by=town.community_staff)


def sign_up(town, made, who, **how):
    return places.sign_up(made.pk, who.pk, by=town.community_staff, now=MORNING, **how)


def held(town, who, **facts):
    """Somebody came and went, and the grid leader wrote it up."""
    made = activity(town, **facts)
    place = sign_up(town, made, who)
    places.come(place.pk, by=town.community_staff, now=made.starts_at)
    places.go(place.pk, by=town.community_staff, now=made.starts_at + HOUR * 3 / 2)
    return write_up(town, made)


def write_up(town, made, **facts):
    facts = {"audience": 40, "outcome": "讲解民法典物权编，发放资料 40 份，登记咨询 3 件。"} | facts
    return outcome.write_up(made.pk, by=town.community_staff, now=made.starts_at + 3 * HOUR, **facts)


def test_a_plan_is_for_sign_up_once_it_is_published(town):
    made = activities.plan(
        town.community, by=town.community_staff, title="义诊", place="广场", topic=Topic.objects.get(code="health"),
        starts_at=MORNING, ends_at=MORNING + HOUR,
    )  # fmt: skip
    with pytest.raises(ValidationError):
        sign_up(town, made, neighbour(town))
    activities.publish(made.pk, by=town.community_staff, now=MORNING)
    assert sign_up(town, made, neighbour(town, 2)).state == "signed"


def test_beyond_its_places_one_waits_and_moves_up_in_order(town):
    made = activity(town, capacity=1)
    first, second, third = (sign_up(town, made, neighbour(town, number)) for number in (1, 2, 3))
    assert [place.state for place in (first, second, third)] == ["signed", "waiting", "waiting"]
    places.sign_off(first.pk, by=town.community_staff)
    assert [Participation.objects.get(pk=place.pk).state for place in (second, third)] == ["signed", "waiting"]


def test_who_waits_and_is_elsewhere_by_now_is_passed_by(town):
    made = activity(town, capacity=1)
    first, second, third = (sign_up(town, made, neighbour(town, number)) for number in (1, 2, 3))
    sign_up(town, activity(town, title="义诊"), second.volunteer)
    places.sign_off(first.pk, by=town.community_staff)
    assert [Participation.objects.get(pk=place.pk).state for place in (second, third)] == ["waiting", "signed"]


def test_who_waits_does_not_come_beyond_the_places(town):
    made = activity(town, capacity=1)
    _first, second = (sign_up(town, made, neighbour(town, number)) for number in (1, 2))
    with pytest.raises(ValidationError):
        places.come(second.pk, by=town.community_staff, now=MORNING)


def test_the_places_of_who_leaves_the_volunteers_go_to_the_next(town):
    made = activity(town, starts=timezone.now() + HOUR, capacity=1)
    first, second = (sign_up(town, made, neighbour(town, number)) for number in (1, 2))
    people.leave(first.volunteer_id, by=town.community_staff, why="外出务工")
    assert Participation.objects.get(pk=second.pk).state == "signed"


def test_who_leaves_before_it_is_written_up_is_ticked_off_all_the_same(town):
    place = sign_up(town, activity(town), neighbour(town))
    people.leave(place.volunteer_id, by=town.community_staff, why="外出务工")
    [still] = place.activity.places.taking_part()
    places.come(still.pk, by=town.community_staff)
    write_up(town, place.activity)
    assert Participation.objects.get(pk=place.pk).hours == Decimal("2.0")


def test_signed_up_twice_is_one_place(town):
    made, who = activity(town), neighbour(town)
    assert sign_up(town, made, who) == sign_up(town, made, who)


def test_nobody_is_in_two_activities_at_the_same_time(town):
    who = neighbour(town)
    sign_up(town, activity(town), who)
    with pytest.raises(ValidationError) as told:
        sign_up(town, activity(town, starts=MORNING + HOUR, title="义诊"), who, even_so=True)
    assert not isinstance(told.value, places.SameDay)


def test_a_second_activity_on_the_day_is_asked_about_first(town):
    who, other = neighbour(town), activity(town, starts=MORNING + 4 * HOUR, title="义诊")
    sign_up(town, activity(town), who)
    with pytest.raises(places.SameDay) as asked:
        sign_up(town, other, who)
    assert list(asked.value.message_dict) == ["even_so"]
    assert sign_up(town, other, who, even_so=True).state == "signed"


def test_there_are_never_fewer_places_than_people(town):
    made = activity(town, capacity=2)
    for number in (1, 2):
        sign_up(town, made, neighbour(town, number))
    with pytest.raises(ValidationError):
        activities.change(made.pk, by=town.community_staff, capacity=1)


def test_new_places_go_to_who_waits(town):
    made = activity(town, capacity=1)
    _first, second = (sign_up(town, made, neighbour(town, number)) for number in (1, 2))
    activities.change(made.pk, by=town.community_staff, capacity=2)
    assert Participation.objects.get(pk=second.pk).state == "signed"


def test_hours_are_those_of_the_activity_from_coming_to_going(town):
    made = held(town, neighbour(town))
    assert made.places.get().hours == Decimal("1.5")


def test_who_is_ticked_off_after_it_was_over_was_there_from_the_beginning(town):
    made = activity(town)
    place = sign_up(town, made, neighbour(town))
    places.come(place.pk, by=town.community_staff, now=made.ends_at + 24 * HOUR)
    write_up(town, made)
    assert (made.places.get().came_at, made.places.get().hours) == (made.starts_at, Decimal("2.0"))


def test_who_was_ticked_off_by_mistake_has_not_come(town):
    made = activity(town)
    place = sign_up(town, made, neighbour(town))
    places.come(place.pk, by=town.community_staff, now=made.starts_at)
    places.go(place.pk, by=town.community_staff, now=made.ends_at)
    places.uncome(place.pk, by=town.community_staff)
    write_up(town, made)
    assert (made.places.came().count(), made.places.get().hours) == (0, None)


def test_what_was_written_up_is_sent_back_and_the_list_put_right(town):
    made = held(town, neighbour(town))
    forgotten = neighbour(town, 2)
    with pytest.raises(ValidationError):
        sign_up(town, made, forgotten)
    outcome.send_back(made.pk, by=town.community_staff2, why="少了一位")
    assert Notice.objects.get(kind="activity_sent_back").user == town.community_staff
    place = sign_up(town, made, forgotten)
    places.come(place.pk, by=town.community_staff, now=made.ends_at)
    write_up(town, made)
    assert sorted(made.places.came().values_list("hours", flat=True)) == [Decimal("1.5"), Decimal("2.0")]


def test_sent_back_for_a_wrong_end_its_hours_are_those_of_the_right_one(town):
    made = held(town, neighbour(town))
    outcome.send_back(made.pk, by=town.community_staff2, why="提前一小时结束")
    made = activities.change(made.pk, by=town.community_staff, ends_at=made.starts_at + HOUR)
    came = made.places.get()
    asked = OutcomeForm(activity=made, names={came.pk: "王1"})
    assert asked.fields[f"hours_{came.pk}"].initial == Decimal("1.0")


def test_what_is_certified_is_not_sent_back_nor_by_who_neither_runs_nor_certifies(town):
    made = held(town, neighbour(town))
    with pytest.raises(PermissionDenied):
        outcome.send_back(made.pk, by=town.unit_head, why="少了一位")
    outcome.certify(made.pk, by=town.community_staff2)
    with pytest.raises(ValidationError):
        outcome.send_back(made.pk, by=town.community_staff2, why="少了一位")


def test_hours_are_written_up_once_the_activity_is_over(town):
    made = activity(town)
    with pytest.raises(ValidationError):
        outcome.write_up(
            made.pk, by=town.community_staff, now=made.ends_at - HOUR, audience=1, outcome="才开始，先把时长写上。"
        )


def test_hours_are_corrected_where_the_outcome_is_written_up(town):
    made = held(town, neighbour(town))
    write_up(town, made, hours={made.places.get().pk: Decimal("2.0")})
    assert made.places.get().hours == Decimal("2.0")


def test_an_outcome_is_words_and_numbers(town):
    made = activity(town)
    with pytest.raises(ValidationError):
        write_up(town, made, outcome="见照片")


def test_another_person_with_the_right_post_certifies(town):
    made = held(town, neighbour(town))
    for name in ("community_staff", "grid_leader"):
        with pytest.raises(PermissionDenied):
            outcome.certify(made.pk, by=getattr(town, name))
    assert outcome.certify(made.pk, by=town.community_staff2).state == "certified"


def test_who_took_part_does_not_certify(town):
    made = held(town, people.take_in_user(town.community_staff2, town.community, by=town.community_staff))
    with pytest.raises(PermissionDenied):
        outcome.certify(made.pk, by=town.community_staff2)
    assert not rules.may_certify(town.community_staff2, made)


def test_a_certified_activity_asks_points_once_for_each_who_came(town):
    pointed.build(town)
    who = people.take_in_resident(entry(town.unit).pk, by=town.unit_head)
    made = held(town, who)
    assert not Claim.objects.exists()
    done = outcome.certify(made.pk, by=town.community_staff2, now=made.ends_at)
    assert outcome.credit(done, made.ends_at) == 1
    claim = Claim.objects.get()
    assert (claim.state, claim.amount, claim.words) == (ClaimState.WAITING, Decimal("1.0"), "民法典进楼院")


def test_somebody_from_outside_gets_hours_and_no_passbook(town):
    pointed.build(town)
    made = held(town, neighbour(town))
    outcome.certify(made.pk, by=town.community_staff2, now=made.ends_at)
    assert not Claim.objects.exists()


def test_what_repeats_is_there_for_four_weeks_and_no_longer_than_it_says(town):
    until = MORNING.date() + dt.timedelta(days=15)
    activity(town, repeats="weekly", repeats_until=until)
    assert activities.follow_up(MORNING) == 2
    assert activities.follow_up(MORNING) == 0
    assert [row.starts_at - MORNING for row in Activity.objects.order_by("starts_at")] == [
        dt.timedelta(days=7 * week) for week in range(3)
    ]


def test_the_31st_of_each_month_is_the_last_day_of_shorter_ones(town):
    activity(town, starts=MORNING.replace(month=1, day=31), repeats="monthly")
    for night in (dt.date(2026, 2, 10), dt.date(2026, 3, 10)):
        activities.follow_up(MORNING.replace(month=night.month, day=night.day))
    days = [row.starts_at.astimezone(MORNING.tzinfo).date() for row in Activity.objects.order_by("starts_at")]
    assert [(day.month, day.day) for day in days] == [(1, 31), (2, 28), (3, 31)]


def test_a_series_ends_with_its_area_and_nobody_is_told_to_plan_it_anew(town):
    area = make.area(town.community)
    Activity.objects.filter(pk=activity(town, repeats="weekly").pk).update(area=area)
    Area.objects.filter(pk=area.pk).update(valid_to=MORNING, retired_reason="并入东梅网格")
    assert activities.follow_up(MORNING) == 0
    assert not Notice.objects.filter(kind="activity_stuck").exists()


def test_a_cancelled_activity_repeats_no_more(town):
    made = activity(town, repeats="weekly")
    activities.cancel(made.pk, by=town.community_staff, why="暴雨预警")
    assert activities.follow_up(MORNING) == 0


def test_days_that_are_over_are_not_made_up_for(town):
    made = activity(town, starts=MORNING - dt.timedelta(days=7 * 500), repeats="weekly", repeats_until=MORNING.date())
    assert activities.follow_up(MORNING) == 1
    assert Activity.objects.get(follows=made).starts_at == MORNING


def test_a_wrong_year_is_noticed_when_it_is_published(town):
    facts = {"title": "义诊", "place": "广场", "topic": Topic.objects.get(code="health"), "repeats": "weekly"}
    starts = MORNING.replace(year=2016)
    made = activities.plan(town.community, by=town.community_staff, starts_at=starts, ends_at=starts + HOUR, **facts)
    with pytest.raises(ValidationError):
        activities.publish(made.pk, by=town.community_staff, now=MORNING)


def test_the_last_day_there_is_keeps_no_other_activity_from_repeating(town):
    last = MORNING.replace(year=9999, month=12, day=31, hour=5)
    Activity.objects.filter(pk=activity(town, repeats="weekly").pk).update(starts_at=last, ends_at=last + HOUR)
    activity(town, title="义诊", repeats="weekly", repeats_until=MORNING.date() + dt.timedelta(days=7))
    assert activities.follow_up(MORNING) == 1


def test_one_that_cannot_go_on_is_told_of_once_and_the_others_repeat(town, caplog):
    broken = activity(town, repeats="weekly")
    end = MORNING.replace(year=9999, month=12, day=31, hour=5)
    Activity.objects.filter(pk=broken.pk).update(ends_at=end)
    activity(town, title="义诊", repeats="weekly", repeats_until=MORNING.date() + dt.timedelta(days=7))
    assert activities.follow_up(MORNING) == 1
    assert broken.ref in caplog.text
    activities.follow_up(MORNING)
    told = Notice.objects.filter(kind="activity_stuck", user=town.community_staff)
    assert [notice.params for notice in told] == [{"activity": broken.title}]


def index(number):
    return identity.blind_index("phone", identity.normalise_phone(number))


def test_the_code_on_the_poster_takes_in_and_then_out(town):
    made, who = activity(town), neighbour(town)
    sign_up(town, made, who)
    assert places.at_the_door(made.pk, index("138 0000 0001"), now=MORNING).left_at is None
    assert places.at_the_door(made.pk, index("13800000001"), now=MORNING + HOUR).left_at == MORNING + HOUR


@pytest.mark.parametrize(("number", "at"), [("13800000002", MORNING), ("13800000001", MORNING - 2 * HOUR)])
def test_the_code_takes_in_nobody_else_and_at_no_other_time(town, number, at):
    made = activity(town)
    sign_up(town, made, neighbour(town))
    with pytest.raises(ValidationError):
        places.at_the_door(made.pk, index(number), now=at)


def test_the_page_behind_the_code_needs_no_account_and_says_no_name(town):
    made, client = activity(town), Client()
    sign_up(town, made, neighbour(town))
    page = client.get(reverse("door:show", args=[door.token(made)]))
    assert (page.status_code, "王1" in page.content.decode()) == (200, False)
    assert client.get(reverse("door:show", args=[f"{made.ref}:forged"])).status_code == 404


def test_the_page_takes_in_from_a_browser_that_tells_no_origin(town):
    """As a page without a referrer makes browsers do."""
    now = timezone.now()
    made = activity(town, starts=now)
    sign_up(town, made, neighbour(town))
    client, address = Client(enforce_csrf_checks=True), reverse("door:show", args=[door.token(made)])
    assert client.post(address, {"phone": "138 0000 0001"}, headers={"Origin": "null"}).status_code == 302
    assert made.places.came().exists()
    assert client.post(address, {"phone": "13800000009"}, headers={"Origin": "null"}).status_code == 422
    assert client.post(address, {}, headers={"Origin": "null"}).status_code == 422


def test_who_has_a_place_or_waits_is_told_that_it_is_cancelled(town):
    made = activity(town, capacity=1)
    for user in (town.unit_head, town.grid_leader):
        sign_up(town, made, people.take_in_user(user, town.community, by=town.community_staff))
    activities.cancel(made.pk, by=town.community_staff, why="暴雨")
    told = Notice.objects.filter(kind="activity_off")
    assert {(one.user, one.params["why"]) for one in told} == {(town.unit_head, "暴雨"), (town.grid_leader, "暴雨")}


@pytest.mark.parametrize(
    ("field", "facts"),
    [
        ("starts_at", {"starts_at": timezone.now() + dt.timedelta(days=400)}),
        ("ends_at", {"hours": 25}),
        ("repeats_until", {"repeats": "weekly", "repeats_until": (MORNING - dt.timedelta(days=1)).date()}),
    ],
)
def test_a_day_typed_wrong_is_asked_about_when_an_activity_is_planned(town, field, facts):
    starts, hours = facts.pop("starts_at", MORNING), facts.pop("hours", 2)
    with pytest.raises(ValidationError) as refused:
        activity(town, starts=starts, hours=hours, **facts)
    assert field in refused.value.message_dict
