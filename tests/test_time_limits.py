"""Rules of time: versions from a day on, areas that only shorten, statutes nobody loosens, and what would apply."""

import datetime as dt

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from cases.actions import time_limits as acts
from cases.enums import Step
from cases.models import Category, TimeLimit
from tests import factories as make
from tests.concurrently import at_once
from tests.town import at

pytestmark = pytest.mark.django_db

NOW = at("2026-05-11 09:00")
TOMORROW = dt.date(2026, 5, 12)
TERMS = {"unit": "working_days", "basis": "社区公约"}


@pytest.fixture(autouse=True)
def _in_may(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)


@pytest.fixture
def keeper(town):
    return make.fresh(make.user(at=town.district, role=make.role("manage_rules", "read_area"), name="Keeper"))


def general(step=Step.HANDLING, **where) -> TimeLimit:
    named = {"urgency": "", "source": "", "category": None, "area": None, "valid_to": None} | where
    return TimeLimit.objects.get(step=step, **named)


def petition(step=Step.HANDLING) -> TimeLimit:
    return general(step, category=Category.objects.get(code="petition"))


def lay_down(by, **facts) -> TimeLimit:
    facts = TERMS | {"step": Step.HANDLING, "amount": 3, "valid_from": TOMORROW, "why": "统一要求"} | facts
    return acts.lay_down(by=by, **facts)


def replace(rule, by, **terms) -> TimeLimit:
    return acts.replace(rule.pk, by=by, **{"valid_from": TOMORROW, "why": "新规定"} | terms)


def refused(field: str):
    return pytest.raises(ValidationError, check=lambda error: field in error.message_dict)


def test_a_change_is_a_new_version_and_what_is_open_keeps_the_old_one(town, keeper):
    old, case = general(Step.COLLECTION), town.report(now=NOW)
    new = replace(old, keeper, amount=2)
    old.refresh_from_db()
    case.refresh_from_db()
    assert (old.amount, old.valid_to, new.valid_from) == (1, TOMORROW, TOMORROW)
    assert case.steps.get(left_at=None).rule == old
    assert town.report(now=at("2026-05-11 18:00")).steps.get(left_at=None).rule == old
    assert town.report(now=at("2026-05-12 09:00")).steps.get(left_at=None).rule == new


@pytest.mark.parametrize("day", [dt.date(2026, 5, 10), dt.date(2019, 1, 1)])
def test_no_rule_begins_in_the_past(keeper, day):
    with refused("valid_from"):
        replace(general(), keeper, valid_from=day)
    with refused("valid_from"):
        lay_down(keeper, level="street", valid_from=day)


def test_a_version_has_one_successor(keeper):
    old = general()
    replace(old, keeper, amount=6)
    with pytest.raises(ValidationError):
        replace(old, keeper, amount=5)


def test_a_change_that_is_refused_leaves_the_present_version_open(keeper):
    rule = petition()
    with refused("amount"):
        replace(rule, keeper, amount=90)
    rule.refresh_from_db()
    assert rule.valid_to is None


def test_two_rules_for_exactly_the_same_are_refused(keeper):
    lay_down(keeper, level="street")
    with pytest.raises(ValidationError):
        lay_down(keeper, level="street", valid_from=dt.date(2026, 6, 1))


@pytest.mark.django_db(transaction=True)
def test_two_people_laying_down_the_same_rule_at_once_make_one(db, town, keeper):
    def one():
        try:
            lay_down(make.fresh(keeper), level="street", valid_from=TOMORROW)
        except ValidationError:
            return "refused"
        return "made"

    assert sorted(at_once([one, one])) == ["made", "refused"]
    assert TimeLimit.objects.filter(level="street").count() == 1


def test_every_change_needs_a_reason(keeper):
    with refused("why"):
        replace(general(), keeper, amount=6, why=" ")
    with refused("why"):
        lay_down(keeper, level="street", why="")
    with refused("why"):
        acts.end(lay_down(keeper, level="street").pk, by=keeper, why="", on=dt.date(2026, 6, 1))


def test_an_office_shortens_limits_in_its_own_area_only(town):
    rule = lay_down(town.community_staff, area=town.community)
    assert rule.area == town.community
    for who, area in (
        (town.community_staff, town.street),
        (town.stranger, town.community),
        (town.grid_leader, town.grid),
    ):
        with pytest.raises(PermissionDenied):
            lay_down(who, area=area)
    with pytest.raises(PermissionDenied):
        lay_down(town.street_staff, area=None, level="street")
    with pytest.raises(PermissionDenied):
        replace(general(), town.street_staff, amount=1)


def test_an_area_rule_longer_than_the_general_one_is_refused_with_the_start_that_shows_it(town):
    with refused("amount") as error:
        lay_down(town.street_staff, area=town.street, amount=8)
    (said,) = error.value.message_dict["amount"]
    assert "7" in said
    assert not TimeLimit.objects.filter(area=town.street).exists()


def test_limits_of_another_kind_of_time_are_compared_over_holidays_too(town):
    """Seven working days never end before nine calendar days, but ten calendar days are longer in a plain week."""
    assert lay_down(town.street_staff, area=town.street, amount=7, unit="calendar_days").pk
    with refused("amount"):
        lay_down(town.street_staff, area=town.community, amount=12, unit="calendar_days")


def test_a_community_does_not_lengthen_what_its_street_has_shortened(town):
    lay_down(town.street_staff, area=town.street, amount=4)
    with refused("amount"):
        lay_down(town.community_staff, area=town.community, amount=5)
    assert lay_down(town.community_staff, area=town.community, amount=3).pk


def test_an_area_rule_shortens_what_is_reported_there_from_its_day_on(town):
    lay_down(town.community_staff, area=town.community, step=Step.COLLECTION, amount=2, unit="working_hours")
    assert town.report(now=at("2026-05-11 10:00")).due_at == at("2026-05-12 17:30")
    assert town.report(now=at("2026-05-12 10:00")).due_at == at("2026-05-12 12:00")
    there = {"area": town.neighbour, "by": town.stranger}
    assert town.report(now=at("2026-05-12 10:00"), **there).due_at == at("2026-05-13 17:30")


def test_a_statutory_limit_is_shortened_and_never_lengthened(keeper):
    rule = petition()
    with refused("amount"):
        replace(rule, keeper, amount=61)
    with refused("amount"):
        replace(rule, keeper, amount=60, unit="working_days")
    with refused("max_extension"):
        replace(rule, keeper, max_extension=31)
    with refused("counts_from"):
        replace(rule, keeper, counts_from="step")
    new = replace(rule, keeper, amount=45, statutory=False)
    assert new.statutory


def test_a_statutory_rule_does_not_end_without_a_successor(keeper):
    with pytest.raises(ValidationError):
        acts.end(petition().pk, by=keeper, why="不再需要", on=dt.date(2026, 6, 1))


def test_a_more_special_rule_does_not_loosen_a_statute(keeper):
    below = Category.objects.filter(parent__code="petition").first()
    facts = {"category": below, "unit": "calendar_days", "rolls": True, "counts_from": "accept", "max_extension": 30}
    with refused("amount"):
        lay_down(keeper, **facts, amount=90)
    with refused("amount"):
        lay_down(keeper, urgency="complex", source="visit", amount=200)
    assert lay_down(keeper, **facts, amount=30).statutory


def test_an_area_rule_under_a_statute_is_as_binding(town):
    rule = lay_down(
        town.street_staff,
        area=town.street,
        category=petition().category,
        amount=20,
        unit="calendar_days",
        counts_from="step",
    )
    assert (rule.statutory, rule.counts_from) == (True, "accept")


def test_a_rule_that_ends_gives_way_to_the_more_general_one(town, keeper):
    rule = lay_down(town.community_staff, area=town.community, step=Step.COLLECTION, amount=2, unit="working_hours")
    acts.end(rule.pk, by=town.community_staff, why="恢复", on=dt.date(2026, 5, 20))
    assert town.report(now=at("2026-05-19 10:00")).due_at == at("2026-05-19 12:00")
    assert town.report(now=at("2026-05-20 10:00")).due_at == at("2026-05-21 17:30")


def test_a_version_is_taken_back_before_it_begins_and_the_one_before_goes_on(town, keeper):
    old = general()
    wrong = replace(old, keeper, amount=70, valid_from=dt.date(2062, 12, 1))
    acts.take_back(wrong.pk, by=keeper, why="年份写错")
    old.refresh_from_db()
    assert old.valid_to is None
    assert replace(old, keeper, amount=6).valid_from == TOMORROW


def test_a_rule_that_holds_is_not_taken_back(client, keeper):
    with pytest.raises(ValidationError):
        acts.take_back(general().pk, by=keeper, why="年份写错")
    client.force_login(keeper)
    page = reverse("limits:rule", args=[general().pk])
    assert client.get(reverse("limits:take_back", args=[general().pk]))["Location"] == page


@pytest.mark.parametrize(
    "act",
    [
        acts.take_back,
        lambda pk, **who: acts.replace(pk, valid_from=dt.date(2062, 12, 2), **who),
        lambda pk, **who: acts.end(pk, on=dt.date(2062, 12, 2), **who),
    ],
)
def test_whoever_comes_second_is_told_that_a_version_was_taken_back(keeper, act):
    wrong = replace(general(), keeper, amount=70, valid_from=dt.date(2062, 12, 1))
    acts.take_back(wrong.pk, by=keeper, why="年份写错")
    with translation.override("en"), pytest.raises(ValidationError, match="taken back meanwhile"):
        act(wrong.pk, by=keeper, why="又点了一次")


def test_only_who_sets_a_rule_takes_it_back_and_says_why(town, keeper):
    wrong = replace(general(), keeper, amount=70)
    with pytest.raises(PermissionDenied):
        acts.take_back(wrong.pk, by=town.street_staff, why="年份写错")
    with refused("why"):
        acts.take_back(wrong.pk, by=keeper, why="")


def test_a_version_is_taken_back_on_the_page_and_the_history_says_so(client, keeper):
    old = general()
    wrong = replace(old, keeper, amount=70)
    client.force_login(keeper)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    address = reverse("limits:take_back", args=[wrong.pk])
    assert "Take the version back" in client.get(reverse("limits:rule", args=[wrong.pk])).content.decode()
    page = client.post(address, {"why": "数字写错"}, follow=True).content.decode()
    assert "Goes on: the version that was to follow was taken back" in page
    assert "数字写错" in page


@pytest.mark.parametrize("amount", [0, 501])
def test_a_limit_has_a_sensible_length(keeper, amount):
    with refused("amount"):
        lay_down(keeper, level="street", amount=amount)


# The pages


def sent(**more) -> dict:
    return {
        "step": "handling", "amount": "3", "unit": "working_days", "counts_from": "step", "warn_percent": "80",
        "every_amount": "1", "every_unit": "working_days", "basis": "社区公约", "valid_from": "2026-05-12",
        "why": "统一要求",
    } | more  # fmt: skip


def test_everybody_reads_the_table_and_only_some_are_offered_changes(client, town):
    client.force_login(town.officer)
    answer = client.get(reverse("limits:list"))
    assert answer.status_code == 200
    assert not answer.context["may_set"]
    assert client.get(reverse("limits:new")).status_code == 403
    assert client.get(reverse("limits:change", args=[general().pk])).status_code == 403
    assert client.post(reverse("limits:end", args=[general().pk])).status_code == 403


def test_an_areas_rule_is_shown_along_its_line_and_not_next_door(client, town):
    rule = lay_down(town.community_staff, area=town.community)
    for who, status in (("grid_worker", 200), ("street_staff", 200), ("stranger", 404)):
        client.force_login(getattr(town, who))
        for page in ("rule", "change", "end"):
            answer = client.get(reverse(f"limits:{page}", args=[rule.pk]))
            assert answer.status_code in ((200, 403) if status == 200 else (404,))
        listed = client.get(reverse("limits:list") + "?step=handling").content.decode()
        assert (reverse("limits:rule", args=[rule.pk]) in listed) == (status == 200)


def test_an_office_lays_down_a_rule_on_the_page(client, town):
    client.force_login(town.community_staff)
    answer = client.post(reverse("limits:new"), sent(area=town.community.pk))
    rule = TimeLimit.objects.get(area=town.community)
    assert answer.url == reverse("limits:rule", args=[rule.pk])
    history = client.get(answer.url).context["history"]
    assert [(line["who"], line["text"]) for line in history] == [("community_staff", "统一要求")]


def test_a_refused_rule_comes_back_with_what_was_typed(client, town):
    client.force_login(town.community_staff)
    for wrong, field in (
        ({"amount": "9"}, "amount"),
        ({"area": ""}, "area"),
        ({"area": str(town.neighbour.pk)}, "area"),
    ):
        answer = client.post(reverse("limits:new"), sent(area=town.community.pk) | wrong)
        assert answer.status_code == 422
        assert list(answer.context["form"].errors) == [field]
        assert "社区公约" in answer.content.decode()


def test_a_version_is_laid_down_on_the_page_and_the_versions_are_listed(client, keeper):
    rule = general()
    client.force_login(keeper)
    answer = client.post(reverse("limits:change", args=[rule.pk]), sent(amount="6"))
    page = client.get(answer.url)
    assert [line["rule"].amount for line in page.context["versions"]] == [6, 7]
    assert client.post(reverse("limits:change", args=[rule.pk]), sent(amount="6")).status_code == 422


def test_a_rule_is_ended_on_the_page(client, town):
    rule = lay_down(town.community_staff, area=town.community)
    client.force_login(town.community_staff)
    answer = client.post(reverse("limits:end", args=[rule.pk]), {"on": "2026-05-12", "why": "恢复"})
    assert answer.status_code == 422
    client.post(reverse("limits:end", args=[rule.pk]), {"on": "2026-06-01", "why": "恢复"})
    rule.refresh_from_db()
    assert rule.valid_to == dt.date(2026, 6, 1)


def question(town, **more) -> dict:
    return {
        "area": town.grid.pk, "category": Category.objects.get(code="environment-waste").pk, "step": "handling",
        "urgency": "normal", "source": "resident", "start": "2026-09-24T10:00",
    } | more  # fmt: skip


def test_what_would_apply_names_the_rule_and_every_day_and_writes_nothing(client, town):
    lay_down(town.community_staff, area=town.community, amount=3)
    client.force_login(town.grid_worker)
    page = client.get(reverse("limits:try"), question(town))
    found = page.context["found"]
    assert found.winner.rule.area == town.community
    assert found.winner.due.at == at("2026-09-30 17:30")
    assert [line.counted for line in found.lines if line.counted] == [1, 2, 3]
    assert {line.day for line in found.lines if line.kind == "holiday"} >= {dt.date(2026, 9, 25)}
    assert [other["rule"].amount for other in found.others] == [7]


def test_a_question_that_makes_no_sense_comes_back(client, town):
    client.force_login(town.grid_worker)
    assert client.get(reverse("limits:try")).status_code == 200
    for wrong in ({"start": "soon"}, {"step": "patrol"}, {"area": town.neighbour.pk}, {"category": ""}):
        assert client.get(reverse("limits:try"), question(town) | wrong).status_code == 422


@pytest.mark.parametrize(
    "query", ["step=x&state=x", "category=%00", "area=%00", "area=nowhere", "state=over", "area=all"]
)
def test_a_filter_that_makes_no_sense_is_no_error(client, town, query):
    client.force_login(town.street_staff)
    assert client.get(reverse("limits:list") + f"?{query}").status_code == 200


def test_the_table_costs_the_same_for_more_rules(client, town):
    client.force_login(town.street_staff)

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("limits:list"))
        return len(queries)

    lay_down(town.street_staff, area=town.street)
    cost()
    few = cost()
    for number, area in enumerate((town.community, town.neighbour), 1):
        lay_down(town.street_staff, area=area, amount=number)
    assert cost() == few


def test_the_menu_shows_the_rules_to_whoever_keeps_some(client, town, keeper):
    for who, there in ((keeper, True), (town.community_staff, True), (town.grid_worker, False)):
        client.force_login(who)
        page = client.get(reverse("calendar:years"))
        assert any(item.key == "rules" for item in page.context["portal"].nav) == there
