"""An activity is moved: who is elsewhere then is named before, told after, and makes room for who waits."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import translation

from grids.models import Notice
from tests.test_volunteer_activities import HOUR, activity, neighbour, sign_up
from tests.test_volunteer_pages import signed_in
from tests.town import MORNING
from volunteers import conflicts
from volunteers.actions import activities, people, places
from volunteers.models import Participation

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
NOON = MORNING + 3 * HOUR


def move(town, made, starts, **how):
    facts = {"starts_at": starts, "ends_at": starts + 2 * HOUR} | how
    return activities.change(made.pk, by=town.community_staff, **facts)


def moved_onto_another(town, who=None, **facts):
    """An activity of tomorrow, with somebody who is elsewhere this noon."""
    who = who or neighbour(town)
    sign_up(town, activity(town, starts=NOON, title="义诊"), who)
    made = activity(town, starts=MORNING + DAY, **facts)
    return made, sign_up(town, made, who)


def state(place) -> str:
    return Participation.objects.get(pk=place.pk).state


def told(user) -> list[str]:
    return list(Notice.objects.filter(user=user).order_by("pk").values_list("kind", flat=True))


@pytest.mark.parametrize(("starts", "says"), [(NOON + HOUR, "at this time"), (NOON + 4 * HOUR, "on the same day")])
def test_who_is_elsewhere_at_the_new_time_is_named_before_it_is_saved(town, starts, says):
    made, place = moved_onto_another(town)
    with translation.override("en"), pytest.raises(activities.Clash) as asked:
        move(town, made, starts)
    (sentence,) = asked.value.message_dict["even_so"]
    assert ("王1" in sentence, "义诊" in sentence, says in sentence) == (True, True, True)
    made.refresh_from_db()
    assert (made.starts_at, state(place)) == (MORNING + DAY, "signed")


def test_names_of_other_areas_people_are_masked_there_too(town):
    made, place = moved_onto_another(town)
    place.volunteer.area = town.neighbour
    place.volunteer.save()
    with pytest.raises(activities.Clash) as asked:
        move(town, made, NOON)
    assert "王1" not in asked.value.messages[0]


def test_a_hard_conflict_costs_the_place_and_who_waits_gets_it(town):
    made, lost = moved_onto_another(town, capacity=1)
    waits = sign_up(town, made, neighbour(town, 2))
    move(town, made, NOON, even_so=True)
    assert (state(lost), state(waits)) == ("withdrawn", "signed")


def test_a_soft_conflict_costs_nothing(town):
    made, place = moved_onto_another(town)
    move(town, made, NOON + 4 * HOUR, even_so=True)
    assert state(place) == "signed"


def test_who_waits_and_is_elsewhere_then_is_not_asked_about(town):
    made, place = moved_onto_another(town, capacity=1)
    places.sign_off(place.pk, by=town.community_staff)
    sign_up(town, made, neighbour(town, 2))
    waits = sign_up(town, made, place.volunteer)
    move(town, made, NOON)
    assert state(waits) == "waiting"


def test_who_came_already_keeps_the_place(town):
    made, place = moved_onto_another(town)
    places.come(place.pk, by=town.community_staff, now=made.starts_at)
    move(town, made, NOON)
    assert state(place) == "signed"


def test_those_with_an_account_are_told_what_it_means_for_them(town):
    by, users = town.community_staff, (town.grid_worker, town.unit_head, town.grid_leader)
    loses, stays, waits = (people.take_in_user(user, town.community, by=by) for user in users)
    made, _place = moved_onto_another(town, loses, capacity=2)
    sign_up(town, made, stays), sign_up(town, made, waits)
    move(town, made, NOON, even_so=True)
    assert [told(user) for user in users] == [["place_lost"], ["activity_moved"], ["place_free"]]


def test_another_place_is_told_and_other_words_are_not(town):
    made = activity(town)
    sign_up(town, made, people.take_in_user(town.grid_worker, town.community, by=town.community_staff))
    activities.change(made.pk, by=town.community_staff, about="请带雨具")
    assert told(town.grid_worker) == []
    activities.change(made.pk, by=town.community_staff, place="党群服务中心")
    assert told(town.grid_worker) == ["activity_moved"]


def test_those_who_lose_their_place_need_none(town):
    made, _lost = moved_onto_another(town, capacity=2)
    sign_up(town, made, neighbour(town, 2))
    assert move(town, made, NOON, even_so=True, capacity=1).capacity == 1


def test_the_page_names_them_and_asks_once_more(town):
    made, place = moved_onto_another(town)
    client, address = signed_in(town.community_staff), reverse("volunteers:activity_act", args=[made.ref, "edit"])
    said = {
        "topic": made.topic_id, "title": made.title, "mode": "offline", "place": made.place,
        "starts_at": "2026-05-11T12:00", "ends_at": "2026-05-11T14:00",
    }  # fmt: skip
    asked = client.post(address, said)
    assert (asked.status_code, "王1" in asked.content.decode(), 'name="even_so"' in asked.content.decode()) == (
        422, True, True,
    )  # fmt: skip
    assert client.post(address, said | {"even_so": "on"}).status_code == 302
    assert state(place) == "withdrawn"


def test_of_many_the_first_are_named_and_the_rest_counted(town, monkeypatch):
    monkeypatch.setattr(conflicts, "NAMED", 1)
    made, _place = moved_onto_another(town)
    second = neighbour(town, 2)
    for each in (activity(town, starts=NOON, title="巡河"), made):
        sign_up(town, each, second)
    with translation.override("en"), pytest.raises(activities.Clash) as asked:
        move(town, made, NOON)
    assert asked.value.messages[0].endswith("王1 (义诊) and 1 more")


def test_that_an_activity_was_over_earlier_is_told_to_nobody_and_takes_no_place(town):
    who = people.take_in_user(town.grid_worker, town.community, by=town.community_staff)
    sign_up(town, activity(town, starts=NOON, title="义诊"), who)
    made = activity(town, hours=3)
    place = sign_up(town, made, who, even_so=True)
    move(town, made, MORNING, ends_at=MORNING + HOUR, now=MORNING + 2 * HOUR)
    assert (told(town.grid_worker), state(place)) == ([], "signed")
    move(town, made, MORNING, ends_at=MORNING + 4 * HOUR, now=MORNING + 2 * HOUR, even_so=True)
    assert told(town.grid_worker) == ["place_lost"], "it goes on after all"
