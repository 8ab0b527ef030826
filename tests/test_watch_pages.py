"""The pages of a night watch, for who keeps it, who takes turns with an account, and who does by a link."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.test_volunteer_activities import neighbour
from tests.test_volunteer_outcome import upload
from tests.test_watch import crew, line, takes_turns, watch
from volunteers.actions import activities, people, watch_crew, watch_plan, watches
from volunteers.models import Swap, Watch
from volunteers.watch import turns as watch_turns

pytestmark = pytest.mark.django_db
TOMORROW = timezone.localdate() + dt.timedelta(days=1)


def page(name: str, *args) -> str:
    return reverse(f"volunteers:{name}", args=args)


def coming(town, count=3, days=1):
    """Nights from tomorrow on, as pages look at the clock themselves."""
    made = watch(town)
    takes_turns(town, made, *(neighbour(town, n) for n in range(1, count + 1)))
    evenings = [TOMORROW + dt.timedelta(days=n) for n in range(days)]
    watch_plan.plan(made.pk, evenings, by=town.community_staff)
    return made


def test_a_watch_is_kept_filled_and_planned_on_its_pages(town, signed_in):
    who, client = neighbour(town), signed_in(town.community_staff)
    said = {"area": town.community.code, "name": "北街夜巡", "meets": "警务室", "starts": "22:00", "ends": "01:00",
            "pattern": client.get(page("new_watch")).context["form"].initial["pattern"].pk}  # fmt: skip
    client.post(page("new_watch"), said)
    made = Watch.objects.get()
    client.post(page("watch_act", made.ref, "join"), {"name": str(who), "slot": line(made).pk})
    days = {"first": TOMORROW, "last": TOMORROW + dt.timedelta(days=6), "weekdays": range(7)}
    told = client.post(page("watch_act", made.ref, "plan"), days, follow=True)
    assert made.nights.count() == 7
    assert str(who) in told.content.decode()


def test_a_plan_that_ends_before_it_begins_keeps_what_was_typed(town, signed_in):
    made, client = watch(town), signed_in(town.community_staff)
    days = {"first": TOMORROW, "last": TOMORROW - dt.timedelta(days=6), "weekdays": [4]}
    answer = client.post(page("watch_act", made.ref, "plan"), days)
    assert answer.status_code == 422
    assert f'value="{TOMORROW}"' in answer.content.decode()


def test_a_page_of_nights_costs_the_same_for_more_of_them(town, signed_in, django_assert_num_queries):
    made, client = coming(town), signed_in(town.community_staff)
    client.get(made.get_absolute_url())
    with CaptureQueriesContext(connection) as once:
        client.get(made.get_absolute_url())
    more = [TOMORROW + dt.timedelta(days=n) for n in range(1, 6)]
    watch_plan.plan(made.pk, more, by=town.community_staff)
    with django_assert_num_queries(len(once)):
        client.get(made.get_absolute_url())


def test_who_has_an_account_asks_and_who_is_asked_accepts(town, signed_in):
    made = watch(town)
    workers = [town.grid_worker, town.unit_head]
    ours = [people.take_in_user(user, town.community, by=town.community_staff) for user in workers]
    takes_turns(town, made, *ours, neighbour(town))
    watch_plan.plan(made.pk, [TOMORROW], by=town.community_staff)
    night = made.nights.get()
    free = watch_turns.eligible(line(made), night.activity, TOMORROW).get()
    giver = crew(made)[0]
    address = page("watch_swap", made.ref, night.pk, giver.pk)
    signed_in(giver.volunteer.user).post(address, {"volunteer": free.pk})
    swap = Swap.objects.get()
    client = signed_in(town.unit_head)
    client.post(page("watch_answer", made.ref, night.pk, swap.pk, "accept"))
    swap.refresh_from_db()
    assert swap.state == ("accepted" if free.user_id == town.unit_head.pk else "open")


def link(town, made, volunteer) -> str:
    member = made.members.get(volunteer=volunteer)
    return reverse("serve:watch", args=[watches.issue_link(member.pk, by=town.community_staff)])


def test_without_an_account_one_asks_by_the_link_and_the_other_takes_it(town, client):
    made = coming(town)
    giver, night = crew(made)[0], made.nights.get()
    free = watch_turns.eligible(line(made), night.activity, TOMORROW).get()
    asks, answers = link(town, made, giver.volunteer), link(town, made, free)
    client.post(asks, {"act": "ask", "place": giver.pk, "volunteer": free.pk})
    shown = client.get(answers).content.decode()
    assert str(giver.volunteer) not in shown  # told by the surname
    client.post(answers, {"act": "accept", "swap": Swap.objects.get().pk})
    assert free.pk in {place.volunteer_id for place in crew(made)}


def test_a_link_opens_nobody_elses_swap_and_ends_with_the_turns(town, client):
    made = coming(town, count=4)
    giver, other = crew(made)
    free = watch_turns.eligible(line(made), made.nights.get().activity, TOMORROW).first()
    swap = watch_crew.ask(giver.pk, free.pk, by=None)
    address = link(town, made, other.volunteer)
    assert client.post(address, {"act": "accept", "swap": swap.pk}).status_code == 404
    watches.part(made.members.get(volunteer=other.volunteer).pk, by=town.community_staff, why="外出务工")
    assert client.get(address).status_code == 404


def test_who_takes_a_turn_too_late_is_told_so_by_the_link(town, client):
    made = coming(town, count=4)
    giver, night = crew(made)[0], made.nights.get()
    first, second = watch_turns.eligible(line(made), night.activity, TOMORROW)
    swaps = [watch_crew.ask(giver.pk, free.pk, by=None) for free in (first, second)]
    address = link(town, made, second)
    watch_crew.accept(swaps[0].pk, by=None)
    answer = client.post(address, {"act": "accept", "swap": swaps[1].pk})
    assert (answer.status_code, bool(answer.context["said"])) == (409, True)


def test_a_link_says_that_a_night_is_cancelled_and_why(town, client):
    made = coming(town)
    address = link(town, made, crew(made)[0].volunteer)
    activities.cancel(made.nights.get().activity_id, by=town.community_staff, why="台风")
    page_of_it = client.get(address).content.decode()
    assert ("台风" in page_of_it, 'data-act="ask"' in page_of_it) == (True, False)


def test_the_roster_of_the_month_names_gaps(town, signed_in):
    made = coming(town)
    answer = signed_in(town.community_staff).get(f"{page('watch_sheet', made.ref)}?month={TOMORROW:%Y-%m}")
    assert "缺1人" in answer.content.decode()


def test_a_night_is_not_among_the_activities_and_its_address_leads_to_it(town, signed_in):
    made, client = coming(town), signed_in(town.community_staff)
    night = made.nights.get()
    assert night.activity.title not in client.get(page("activities")).content.decode()
    assert client.get(night.activity.get_absolute_url()).url == night.get_absolute_url()
    assert client.get(page("sign_up", night.activity.ref)).status_code == 404


def test_the_list_says_the_next_night_of_each_watch_and_its_gaps(town, signed_in):
    made = coming(town, days=2)
    [line] = signed_in(town.community_staff).get(page("watches")).context["rows"]
    assert (line["row"], line["night"].on, line["lacks"]) == (made, TOMORROW, 2)


def test_the_list_of_turns_counts_the_nights(town, signed_in):
    made = coming(town, days=2)
    answer = signed_in(town.community_staff).get(page("watch_turns", made.ref))
    counts = [one["turns"].ahead for _slot, ours in answer.context["lines"] for one in ours]
    assert sorted(counts) == [1, 1, 2]


def last_night(town):
    """A night that is over, with one neighbour on it; and the page on which it is written up."""
    made = watch(town)
    takes_turns(town, made, neighbour(town))
    before = timezone.now() - dt.timedelta(days=3)
    watch_plan.plan(made.pk, [timezone.localdate(before) + dt.timedelta(days=1)], by=town.community_staff, now=before)
    night = made.nights.get()
    return night, page("watch_night_act", made.ref, night.pk, "write")


def test_a_night_takes_photos_as_every_activity_does_and_shows_them_on_its_page(town, signed_in):
    (night, address), client = last_night(town), signed_in(town.community_staff)
    said = {"present": [place.pk for place in crew(night.watch)], "seen": "一切正常"}
    refused = client.post(address, said | {"seen": "", "photos": [upload()]})
    client.post(address, said | {"seen": "沿河一圈，一切正常。", "kept": refused.context["photos"].signed})
    url = page("activity_photo", night.activity.ref, night.activity.photos.get().pk)
    assert f'src="{url}?s=1"' in client.get(night.get_absolute_url()).content.decode()
    assert client.get(url).status_code == 200


def test_what_is_no_photo_of_a_night_is_refused_and_nothing_is_written_up(town, signed_in):
    (night, address), client = last_night(town), signed_in(town.community_staff)
    answer = client.post(address, {"seen": "沿河一圈，一切正常。", "photos": [upload(data=b"no photo")]})
    night.activity.refresh_from_db()
    assert (answer.status_code, night.activity.state) == (422, "published")
