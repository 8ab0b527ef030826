"""Staff as pairs and in trainings: reviews that are reminded of, person-times and persons apart, skills as counts."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from grids import alarms, figures, why
from grids.days.periods import Period
from grids.models import Notice, Role
from parties import staffing
from parties.actions import pairings, sessions
from parties.actions.bodies_told import morning_of
from parties.models import Pairing, PairingReview, SessionPlace, StaffSession, StaffTopic
from tests import factories as make, partied_staff as partied

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 3, 2)


def pair(town, **facts):
    facts = {
        "elder": town.community_staff2, "younger": town.grid_worker, "goals": "学会调解邻里纠纷",
        "since": dt.date(2026, 1, 31), "until": dt.date(2026, 7, 1), "every_months": 2,
    } | facts  # fmt: skip
    return pairings.pair(town.community, by=town.community_staff, **facts)


def enter(town, people=(), **facts):
    facts = {
        "kind": "training", "topic": StaffTopic.objects.get(code="party"), "title": "网格党建",
        "on": timezone.localdate(), "led_by": "党建办",
    } | facts  # fmt: skip
    return sessions.enter(facts.pop("area", town.community), by=town.community_staff, people=people, **facts)


def told(kind: str) -> set[str]:
    return set(Notice.objects.filter(kind=kind).values_list("user__name", flat=True))


# pairs


def test_a_pairs_reviews_are_planned_every_so_many_months_and_for_the_last_day(town):
    days = list(pair(town).reviews.values_list("due_on", flat=True))
    assert days == [dt.date(2026, 3, 31), dt.date(2026, 5, 31), dt.date(2026, 7, 1)]


def test_more_reviews_than_anybody_holds_are_refused(town):
    with pytest.raises(ValidationError) as refused:
        pair(town, until=dt.date(2030, 1, 1), every_months=1)
    assert "every_months" in refused.value.error_dict


def test_a_pair_is_made_by_whoever_keeps_party_work_there(town):
    facts = {"elder": town.community_staff, "younger": town.grid_worker, "goals": "x", "every_months": 3}
    days = {"since": dt.date(2026, 1, 1), "until": dt.date(2026, 7, 1)}
    for by in (town.stranger, town.grid_worker):
        with pytest.raises(PermissionDenied):
            pairings.pair(town.community, by=by, **facts, **days)


def test_nobody_is_a_pair_with_themselves_or_twice_with_another(town):
    with pytest.raises(ValidationError):
        pair(town, elder=town.grid_worker)
    pair(town)
    with pytest.raises(ValidationError):
        pair(town)


def test_a_pair_is_seen_in_its_area_and_by_the_two_wherever_they_serve(town):
    made = pair(town, elder=town.stranger)
    seen = {name for name in ("community_staff", "street_staff", "stranger", "unit_head", "officer")
            if Pairing.objects.visible_to(getattr(town, name)).exists()}  # fmt: skip
    assert seen == {"community_staff", "street_staff", "stranger"}
    assert [reason.post_id for reason in why.reasons(town.stranger, made)] == [None]


def test_the_two_are_reminded_before_a_review_and_the_keepers_once_it_is_late(town):
    made = pair(town)
    first = made.reviews.first()
    PairingReview.objects.exclude(pk=first.pk).update(alarm_at=None)
    PairingReview.objects.filter(pk=first.pk).update(alarm_at=morning_of(first.due_on - pairings.TOLD_BEFORE))
    alarms.sweep_one("pairing reviews", morning_of(first.due_on - dt.timedelta(days=3)))
    assert told("pairing_review_soon") == {"community_staff2", "grid_worker"}
    assert told("pairing_review_late") == set()
    alarms.sweep_one("pairing reviews", morning_of(first.due_on + dt.timedelta(days=1)))
    assert told("pairing_review_late") == {"community_staff", "community_staff2", "grid_worker"}
    first.refresh_from_db()
    assert first.alarm_at is None


def test_of_a_day_that_is_past_when_it_is_planned_nobody_is_told_beforehand(town):
    review = pair(town, since=dt.date(2020, 1, 1), until=dt.date(2020, 3, 1)).reviews.get()
    assert review.alarm_at == morning_of(dt.date(2020, 3, 2))


def test_a_review_is_written_up_by_the_experienced_one_or_the_keeper(town):
    made = pair(town, elder=town.stranger, since=dt.date(2020, 1, 1), until=dt.date(2020, 9, 1))
    first, second, *_rest = made.reviews.all()
    with pytest.raises(PermissionDenied):
        pairings.review(made.pk, first.pk, by=town.grid_worker, words="好", held_on=dt.date(2020, 3, 1))
    pairings.review(made.pk, first.pk, by=town.stranger, words="能独立入户", held_on=dt.date(2020, 3, 1))
    done = pairings.review(made.pk, second.pk, by=town.community_staff, words="好", held_on=dt.date(2020, 5, 1))
    assert (done.by, done.alarm_at) == (town.community_staff, None)
    with pytest.raises(ValidationError):
        pairings.review(made.pk, first.pk, by=town.stranger, words="再写", held_on=dt.date(2020, 3, 1))


def test_a_review_has_not_been_held_tomorrow_nor_before_the_pair(town):
    made = pair(town)
    review = made.reviews.first()
    for day in (timezone.localdate() + dt.timedelta(days=1), dt.date(2026, 1, 1)):
        with pytest.raises(ValidationError):
            pairings.review(made.pk, review.pk, by=town.community_staff, words="好", held_on=day)


def test_a_concluded_pair_has_an_outcome_and_is_reminded_of_nothing(town):
    made = pair(town)
    with pytest.raises(ValidationError):
        pairings.conclude(made.pk, by=town.community_staff, outcome=" ")
    pairings.conclude(made.pk, by=town.community_staff, outcome="出师")
    assert not made.reviews.filter(alarm_at__isnull=False).exists()
    with pytest.raises(ValidationError):
        pairings.plan(made.pk, by=town.community_staff, due_on=dt.date(2026, 6, 1))
    assert pair(town)  # the two may be a pair again


def test_one_more_review_lies_within_the_pair(town):
    made = pair(town)
    assert pairings.plan(made.pk, by=town.community_staff, due_on=dt.date(2026, 6, 1)).alarm_at
    with pytest.raises(ValidationError):
        pairings.plan(made.pk, by=town.community_staff, due_on=dt.date(2026, 7, 2))


# sessions


def test_a_session_counts_person_times_and_persons_apart(town):
    people = [town.grid_worker, town.grid_leader]
    enter(town, people)
    enter(town, people[:1], title="信访条例")
    places = SessionPlace.objects.visible_to(town.community_staff).standing()
    assert staffing.totals(places) == {"times": 3, "people": 2}
    assert not SessionPlace.objects.visible_to(town.stranger).exists()


def test_who_is_on_the_list_already_stays_there_once(town):
    made = enter(town, [town.grid_worker])
    assert sessions.add(made.pk, [town.grid_worker, town.grid_leader], by=town.community_staff) == 1
    assert made.places.count() == 2
    with pytest.raises(IntegrityError), transaction.atomic():
        partied.SessionPlace.objects.create(
            session=made, user=town.grid_worker, entered_at=timezone.now(), entered_by=town.grid_worker
        )


def test_who_was_not_there_is_struck_with_the_reason_and_may_be_entered_again(town):
    made = enter(town, [town.grid_worker])
    place, by = made.places.get(), town.community_staff
    with pytest.raises(ValidationError):
        sessions.strike_place(made.pk, place.pk, by=by, why=" ")
    sessions.strike_place(made.pk, place.pk, by=by, why="请假")
    assert SessionPlace.objects.standing().count() == 0
    assert sessions.add(made.pk, [town.grid_worker], by=by) == 1


def test_a_struck_session_counts_nothing(town):
    made = enter(town, [town.grid_worker])
    sessions.strike(made.pk, by=town.community_staff, why="重复录入")
    assert SessionPlace.objects.standing().count() == StaffSession.objects.standing().count() == 0
    with pytest.raises(ValidationError):
        sessions.add(made.pk, [town.grid_leader], by=town.community_staff)


def test_a_session_has_been(town):
    with pytest.raises(ValidationError):
        enter(town, on=timezone.localdate() + dt.timedelta(days=1))


def test_the_five_fields_are_there_and_a_place_adds_its_own_topics(town):
    assert list(StaffTopic.objects.fields().values_list("name_zh", flat=True)) == [
        "党建", "民政", "卫计", "综治", "物业管理",
    ]  # fmt: skip
    own = sessions.add_topic(town.community, by=town.community_staff, name_zh="方言", name_en="Dialect")
    assert StaffTopic.objects.fields().count() == 5
    assert enter(town, topic=own, area=town.grid).topic == own
    with pytest.raises(ValidationError):
        sessions.enter(
            town.neighbour, by=town.stranger, kind="forum", topic=own, title="x", on=timezone.localdate(), led_by="x"
        )


def test_a_topic_of_ones_own_is_retired_and_the_five_are_not(town):
    own = sessions.add_topic(town.community, by=town.community_staff, name_zh="方言", name_en="Dialect")
    with pytest.raises(PermissionDenied):
        sessions.retire_topic(own.pk, by=town.stranger, why="不用")
    sessions.retire_topic(own.pk, by=town.community_staff, why="不用了")
    with pytest.raises(ValidationError):
        enter(town, topic=StaffTopic.objects.get(pk=own.pk))
    with pytest.raises(PermissionDenied):
        sessions.retire_topic(StaffTopic.objects.get(code="party").pk, by=town.street_staff, why="不用了")


# skills


def fields(found) -> list[int]:
    return [each.trained for each in found.fields]


def test_skills_are_counts_over_who_serves_there_today(town):
    for topic in ("party", "civil", "health", "order", "property"):
        partied.session(town.community, topic, [town.grid_worker])
    partied.session(town.community, "party", [town.grid_worker, town.grid_leader, town.stranger])
    partied.session(town.community, "civil", [town.grid_leader], kind="forum")
    found = staffing.coverage(town.community, timezone.localdate())
    assert (found.staff, fields(found), found.all) == (5, [2, 1, 1, 1, 1], 1)
    town.grid_worker.posts.update(ended_on=dt.date(2025, 1, 1))
    found = staffing.coverage(town.community, timezone.localdate())
    assert (found.staff, fields(found), found.all) == (4, [1, 0, 0, 0, 0], 0)


def test_somebody_with_two_posts_is_one_of_the_staff(town):
    make.post(town.grid_worker, town.unit, role=Role.objects.get(code="unit_head"))
    assert staffing.coverage(town.community, timezone.localdate()).staff == 5


def test_the_page_of_skills_names_nobody(town, signed_in):
    partied.session(town.community, "party", [town.grid_worker])
    page = signed_in(town.community_staff).get(reverse("parties:staff:coverage")).content.decode()
    assert "1/5" in page
    assert "grid_worker" not in page


def test_the_page_of_skills_is_of_ones_own_areas(town, signed_in):
    client, address = signed_in(town.community_staff), reverse("parties:staff:coverage")
    assert client.get(address, {"area": town.grid.code}).context["area"] == town.grid
    assert client.get(address, {"area": town.neighbour.code}).context["area"] == town.community


# pages and numbers


def test_two_are_paired_through_the_form_by_work_number_or_name(town, signed_in):
    elder = town.community_staff2
    elder.work_number = "LC77"
    elder.save()
    said = {
        "area": town.community.code, "elder": "LC77", "younger": "grid_worker", "goals": "学会走访",
        "since": "2026-01-01", "until": "2026-07-01", "every_months": "3",
    }  # fmt: skip
    client, address = signed_in(town.community_staff), reverse("parties:staff:new_pair")
    wrong = client.post(address, said | {"younger": "stranger"})
    assert (wrong.status_code, list(wrong.context["form"].errors)) == (422, ["younger"])
    assert client.post(address, said).status_code == 302
    assert Pairing.objects.get().elder == elder


def test_who_was_there_is_written_a_line_each_and_unknown_names_come_back(town, signed_in):
    said = {
        "area": town.community.code, "kind": "lesson", "topic": StaffTopic.objects.get(code="party").pk,
        "title": "微课堂", "on": timezone.localdate(), "led_by": "书记", "people": "grid_worker\ngrid_leader\n",
    }  # fmt: skip
    client, address = signed_in(town.community_staff), reverse("parties:staff:new_session")
    wrong = client.post(address, said | {"people": "grid_worker\n王五"})
    assert wrong.status_code == 422
    assert "王五" in wrong.context["form"].errors["people"][0]
    assert client.post(address, said).status_code == 302
    assert SessionPlace.objects.count() == 2


def test_two_of_one_name_are_told_apart_by_work_number(town, signed_in):
    for _each in range(2):
        make.user(town.grid, Role.objects.get(code="grid_worker"), name="王伟")
    made = partied.session(town.community)
    address = reverse("parties:staff:session_act", args=[made.ref, "add"])
    answer = signed_in(town.community_staff).post(address, {"people": "王伟"})
    assert (answer.status_code, made.places.count()) == (422, 0)


def test_a_review_is_written_up_on_its_page(town, signed_in):
    made = pair(town, since=dt.date(2020, 1, 1), until=dt.date(2020, 2, 1))
    address = reverse("parties:staff:review", args=[made.ref, made.reviews.get().pk])
    client = signed_in(town.community_staff2)
    assert client.post(address, {"held_on": "2020-02-01", "words": ""}).status_code == 422
    assert client.post(address, {"held_on": "2020-02-01", "words": "能独立走访"}).status_code == 302
    assert "能独立走访" in client.get(made.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("key", "number", "page"),
    [("pairs", 1, "pairs"), ("staff_sessions", 1, "sessions"), ("staff_person_times", 2, "places")],
)
def test_a_number_opens_its_rows(town, signed_in, key, number, page):
    partied.pairing(town.community)
    partied.pairing(town.community, concluded_on=timezone.localdate(), outcome="出师")
    partied.pairing(town.neighbour)
    partied.session(town.grid, people=[town.grid_worker, town.grid_leader])
    partied.session(town.grid, people=[town.grid_worker], struck_at=timezone.now(), struck_why="重复")
    figure = figures.figures[f"parties.{key}"]
    rows = figure.rows(Period.named("today", timezone.localdate())).filter(figure.table.within(town.community))
    assert figure.total(rows) == number
    query = {"figure": figure.key, "area": town.community.code}
    answer = signed_in(town.community_staff).get(reverse(f"parties:staff:{page}"), query)
    assert (answer.context["total"], len(answer.context["rows"])) == (number, number)


@pytest.mark.parametrize("page", ["pairs", "sessions", "places"])
def test_a_list_costs_the_same_for_one_row_and_for_five(town, signed_in, page, django_assert_num_queries):
    client, address = signed_in(town.community_staff), reverse(f"parties:staff:{page}")

    def more(many):
        for _each in range(many):
            partied.pairing(town.community)
            partied.session(town.community, people=[make.user()])

    more(1)
    client.get(address)
    with connection.execute_wrapper(counter := Counter()):
        client.get(address)
    more(4)
    with django_assert_num_queries(counter.n):
        assert len(client.get(address).context["rows"]) == 5


class Counter:
    def __init__(self):
        self.n = 0

    def __call__(self, execute, *arguments):
        self.n += 1
        return execute(*arguments)


def test_pages_of_a_list_follow_each_other(town, signed_in, monkeypatch):
    monkeypatch.setattr("grids.views.listing.A_PAGE", 2)
    for number in range(3):
        partied.pairing(town.community, since=dt.date(2026, 1, 1 + number))
    client, address = signed_in(town.community_staff), reverse("parties:staff:pairs")
    first = client.get(address).context
    second = client.get(address + first["next_url"]).context
    days = [row.since.day for row in [*first["rows"], *second["rows"]]]
    assert (days, second["next_url"]) == ([3, 2, 1], "")
