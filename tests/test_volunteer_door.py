"""Coming and going: by the code on the poster, and on the list of whoever keeps it."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from tests.test_volunteer_activities import HOUR, activity, index, neighbour, sign_up
from tests.test_volunteer_pages import signed_in
from tests.town import MORNING
from volunteers import door
from volunteers.actions import activities, people, places
from volunteers.models import Participation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
NUMBER = "13800000001"
MINUTE = dt.timedelta(minutes=1)


def at_the_door(made, at, **how):
    return places.at_the_door(made.pk, index(NUMBER), now=at, **how)


@pytest.fixture
def couple(town):
    """Two with one phone."""
    made = activity(town)
    other = people.take_in_from_outside("李1", NUMBER, town.community, by=town.community_staff)
    return made, [sign_up(town, made, who) for who in (neighbour(town), other)]


def test_of_two_with_one_phone_both_come_before_one_goes(couple):
    made, (he, she) = couple
    assert at_the_door(made, MORNING) == he
    assert at_the_door(made, MORNING + 20 * MINUTE) == she
    assert not made.places.exclude(left_at=None).exists()
    assert at_the_door(made, MORNING + HOUR) == he
    assert at_the_door(made, MORNING + HOUR) == she


def test_who_says_that_they_go_goes_though_somebody_with_their_phone_has_not_come(couple):
    made, (he, she) = couple
    at_the_door(made, MORNING)
    assert at_the_door(made, MORNING + MINUTE, goes=True) == he
    with pytest.raises(ValidationError):
        at_the_door(made, MORNING + MINUTE, goes=True)
    she.refresh_from_db()
    assert she.came_at is None


def test_nobody_goes_right_after_coming_unless_they_say_so(town):
    made = activity(town)
    sign_up(town, made, neighbour(town))
    at_the_door(made, MORNING)
    with pytest.raises(ValidationError):
        at_the_door(made, MORNING + 9 * MINUTE)
    assert at_the_door(made, MORNING + 9 * MINUTE, goes=True).left_at == MORNING + 9 * MINUTE


def test_a_reload_of_the_answer_signs_nobody_out(town, client):
    made = activity(town, starts=timezone.now())
    sign_up(town, made, neighbour(town))
    address = reverse("door:show", args=[door.token(made)])
    answer = client.post(address, {"phone": NUMBER})
    assert answer.status_code == 302
    for _each in range(2):
        assert "You are signed in" in client.get(answer["Location"]).content.decode()
    again = client.post(address, {"phone": NUMBER})
    assert (again.status_code, "You are signed in already" in again.content.decode()) == (422, True)
    assert made.places.get().left_at is None
    gone = client.post(address, {"phone": NUMBER, "goes": "1"}, follow=True)
    assert "You have signed out" in gone.content.decode()


def test_a_sign_out_by_mistake_is_taken_back_on_the_list(town):
    made = activity(town, starts=timezone.now())
    place = sign_up(town, made, neighbour(town))
    for move in (places.come, places.go):
        move(place.pk, by=town.community_staff)
    client, back = signed_in(town.community_staff), reverse("volunteers:place_move", args=[made.ref, place.pk, "stay"])
    assert back in client.get(made.get_absolute_url()).content.decode()
    assert client.post(back).status_code == 302
    place.refresh_from_db()
    assert (place.left_at, place.came_at is None) == (None, False)


def test_who_waits_is_signed_off_or_let_in_where_there_is_a_place(town):
    made = activity(town, starts=timezone.now(), capacity=1)
    first, second = (sign_up(town, made, neighbour(town, number)) for number in (1, 2))
    client = signed_in(town.community_staff)
    come, off = (reverse("volunteers:place_move", args=[made.ref, second.pk, move]) for move in ("come", "off"))
    html = client.get(made.get_absolute_url()).content.decode()
    assert (come in html, off in html) == (False, True)
    Participation.objects.filter(pk=first.pk).update(state="withdrawn")  # elsewhere by now, so nobody moved up
    assert come in client.get(made.get_absolute_url()).content.decode()
    client.post(come)
    second.refresh_from_db()
    assert second.came_at is not None


def test_who_waits_no_more_is_signed_off_by_the_button(town):
    made = activity(town, starts=timezone.now(), capacity=1)
    _first, second = (sign_up(town, made, neighbour(town, number)) for number in (1, 2))
    signed_in(town.community_staff).post(reverse("volunteers:place_move", args=[made.ref, second.pk, "off"]))
    second.refresh_from_db()
    assert second.state == "withdrawn"


def test_the_door_of_a_cancelled_activity_says_so_and_asks_nothing(town, client):
    made = activity(town)
    activities.cancel(made.pk, by=town.community_staff, why="暴雨")
    page = client.get(reverse("door:show", args=[door.token(made)])).content.decode()
    assert ("暴雨" in page, 'name="phone"' in page) == (True, False)
    assert signed_in(town.community_staff).get(reverse("volunteers:poster", args=[made.ref])).status_code == 302


def test_who_scans_first_when_it_is_over_is_not_taken_in_for_a_tenth_of_an_hour(town):
    made = activity(town)
    place = sign_up(town, made, neighbour(town))
    with pytest.raises(ValidationError):
        at_the_door(made, made.ends_at + MINUTE)
    place.refresh_from_db()
    assert place.came_at is None
