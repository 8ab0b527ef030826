"""The record of a volunteer: trainings, commendations, ratings of years; put right with a reason, never deleted."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from grids import figures
from grids.days.periods import Period
from tests import factories as make
from tests.ordered import Orders
from tests.test_volunteer_activities import neighbour
from tests.test_volunteer_pages import certified, signed_in
from tests.test_volunteer_teams import team
from tests.town import MORNING
from volunteers import record
from volunteers.actions import certificates, order_rating, people, record as acts, teams
from volunteers.models import Commendation, Review, Trained, Training, Volunteer

pytestmark = pytest.mark.django_db
FACTS = {"subject": "心肺复苏", "hours": 2, "given_by": "红十字会"}


def training(town, **facts):
    facts = FACTS | {"on": timezone.localdate()} | facts
    return acts.hold_training(town.community, by=town.community_staff, **facts)


def commended(town, who, **facts):
    facts = {"title": "优秀志愿者", "level": "street", "given_by": "镇海街道", "on": timezone.localdate()} | facts
    return acts.commend(who.pk, **{"by": town.community_staff} | facts)


def rated(town, who, **facts):
    facts = {"year": timezone.localdate().year, "grade": "good", "words": "随叫随到"} | facts
    return acts.review(who.pk, **{"by": town.community_staff} | facts)


def test_all_of_a_team_are_trained_at_once_and_others_one_by_one(town):
    made = team(town)
    first, second, third = (neighbour(town, number) for number in (1, 2, 3))
    for each in (first, second):
        teams.join(made.pk, each, by=town.community_staff)
    asked = {"area": town.community.code, "team": made.pk, "on": timezone.localdate()} | FACTS
    client = signed_in(town.community_staff)
    answer = client.post(reverse("volunteers:new_training"), asked)
    held = Training.objects.get()
    assert answer.url == held.get_absolute_url()
    assert client.post(f"{held.get_absolute_url()}add/", {"name": "王3"}).status_code == 302
    assert set(held.people.values_list("volunteer", flat=True)) == {first.pk, second.pk, third.pk}


def test_somebody_on_the_list_is_entered_once(town):
    held, who = training(town), neighbour(town)
    lines = {acts.train(held, who.pk, by=town.community_staff) for _each in range(2)}
    assert len(lines) == 1


def test_a_commendation_sent_twice_is_one(town):
    who = neighbour(town)
    assert commended(town, who) == commended(town, who)
    assert commended(town, who, title="最美志愿者") != commended(town, who)


def test_the_page_of_the_record_takes_all_three_and_shows_them(town):
    held, who, client = training(town), neighbour(town), signed_in(town.community_staff)
    today = timezone.localdate()
    for act, said in (
        ("train", {"training": held.ref}),
        ("commend", {"title": "优秀志愿者", "level": "city", "given_by": "市文明办", "on": today}),
        ("rate", {"year": today.year, "grade": "excellent", "words": "随叫随到"}),
    ):
        assert client.post(reverse("volunteers:person_act", args=[who.ref, act]), said).status_code == 302
    html = client.get(who.get_absolute_url()).content.decode()
    assert [words for words in ("心肺复苏", "红十字会", "市文明办", "随叫随到") if words not in html] == []


def test_a_day_to_come_is_refused_and_what_was_typed_stays(town):
    who, tomorrow = neighbour(town), timezone.localdate() + dt.timedelta(days=1)
    said = {"title": "优秀志愿者", "level": "city", "given_by": "市文明办", "on": tomorrow}
    answer = signed_in(town.community_staff).post(reverse("volunteers:person_act", args=[who.ref, "commend"]), said)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["on"])
    assert "市文明办" in answer.content.decode()


def test_a_year_is_rated_once_and_by_those_who_run_teams(town):
    who = neighbour(town)
    rated(town, who)
    with pytest.raises(ValidationError):
        rated(town, who, grade="fair")
    with pytest.raises(PermissionDenied):
        rated(town, who, year=2020, by=town.grid_worker)


def test_nobody_commends_or_rates_themselves(town):
    me = people.take_in_user(town.community_staff, town.community, by=town.community_staff2)
    for write in (commended, rated):
        with pytest.raises(ValidationError):
            write(town, me)
        line = write(town, me, by=town.community_staff2)
        with pytest.raises(PermissionDenied):
            acts.strike(line, by=town.community_staff, why="我不要")


def test_a_line_is_put_right_with_a_reason_and_history_keeps_what_it_said(town):
    who, client = neighbour(town), signed_in(town.community_staff)
    line = commended(town, who)
    page = reverse("volunteers:record_line", args=[who.ref, "commendation", line.pk, "correct"])
    said = {"title": "最美志愿者", "level": "city", "given_by": "镇海街道", "on": timezone.localdate()}
    assert client.post(page, said | {"why": ""}).status_code == 422
    assert client.post(page, said | {"why": "奖状上写的是市级"}).status_code == 302
    line.refresh_from_db()
    assert (line.title, line.level) == ("最美志愿者", "city")
    past = list(line.events.order_by("pgh_id").values_list("title", "pgh_context__metadata__why"))
    assert past == [("优秀志愿者", ""), ("最美志愿者", "奖状上写的是市级")]


def test_a_struck_line_is_told_no_more_and_its_year_may_be_rated_again(town):
    who, client = neighbour(town), signed_in(town.community_staff)
    line = rated(town, who, words="张冠李戴")
    page = reverse("volunteers:record_line", args=[who.ref, "rating", line.pk, "strike"])
    assert client.post(page, {"why": "写错了人"}).status_code == 302
    assert "张冠李戴" not in client.get(who.get_absolute_url()).content.decode()
    assert rated(town, who).pk != line.pk
    assert client.post(page, {"why": "再划一次"}).status_code == 404


@pytest.mark.parametrize("model", [Commendation, Review, Trained, Training])
def test_the_database_deletes_nothing_and_strikes_nothing_without_a_reason(town, model):
    who = neighbour(town)
    commended(town, who)
    rated(town, who)
    acts.train(training(town), who.pk, by=town.community_staff)
    for change in (lambda: model.objects.all().delete(), lambda: model.objects.update(struck_at=timezone.now())):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    assert model.objects.exists()


def numbers(town) -> dict:
    today, now = Period.named("today", timezone.localdate()), timezone.now()
    found = {}
    for key in ("certificates", "trainings", "trained"):
        figure = figures.figures[f"volunteers.{key}"]
        found[key] = figure.rows(today, now).filter(figure.table.within(town.community)).count()
    return found


def test_the_numbers_leave_out_what_was_struck_and_open_their_rows(town):
    who, client = neighbour(town), signed_in(town.community_staff)
    certified(town, who)
    certificates.issue(who.pk, town.community, by=town.community_staff)
    held, wrong = training(town), training(town, subject="重复登记")
    for each in (held, wrong):
        acts.train(each, who.pk, by=town.community_staff)
    assert numbers(town) == {"certificates": 1, "trainings": 2, "trained": 2}
    acts.strike(wrong, by=town.community_staff, why="重复")
    assert numbers(town) == {"certificates": 1, "trainings": 1, "trained": 1}
    today = timezone.localdate()
    for key, page in (("certificates", "certificates"), ("trainings", "trainings"), ("trained", "trained")):
        asked = {"figure": f"volunteers.{key}", "area": town.community.code, "from": today, "to": today}
        assert client.get(reverse(f"volunteers:{page}"), asked).context["total"] == 1


def test_a_training_is_seen_below_and_names_of_elsewhere_are_masked(town):
    held = training(town)
    other = make.area(town.street, "community")
    for name, area in (("林秀英", town.community), ("陈建国", other)):
        who = people.take_in_from_outside(name, "13800005555", town.community, by=town.community_staff)
        acts.train(held, who.pk, by=town.community_staff)
        Volunteer.objects.filter(pk=who.pk).update(area=area)
    html = signed_in(town.community_staff).get(held.get_absolute_url()).content.decode()
    assert "林秀英" in html
    assert "陈建国" not in html
    assert signed_in(town.grid_worker).get(held.get_absolute_url()).status_code == 200
    assert signed_in(town.stranger).get(held.get_absolute_url()).status_code == 404


def test_the_stars_of_orders_are_told_as_their_mean(town):
    orders = Orders(town)
    who = orders.volunteer()
    for stars in (5, 4):
        order_rating.rate(orders.done(who).pk, by=None, rating=stars, now=MORNING)
    assert record.rated(who) == {"times": 2, "mean": 4.5}
    assert "4.5" in signed_in(town.community_staff).get(who.get_absolute_url()).content.decode()
