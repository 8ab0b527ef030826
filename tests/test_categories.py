"""Categories: two levels, kept by whoever keeps the rules, switched off and never lost."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from cases.actions import categories as acts
from cases.enums import Step
from cases.forms.fields import CategoryField
from cases.models import Category
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper(town):
    return make.fresh(make.user(at=town.district, role=make.role("manage_rules", "read_area"), name="Keeper"))


def category(code="environment") -> Category:
    return Category.objects.get(code=code)


def names(**more) -> dict:
    return {"name_zh": "共享单车", "name_en": "Shared bikes"} | more


def test_a_new_category_stands_last_and_follows_the_one_above(keeper):
    last = category("dispute").children.order_by("order").last()
    made = acts.add(category("dispute"), by=keeper, **names())
    assert made.order == last.order + 1
    assert (made.is_dispute, made.code) == (True, "dispute-1")
    assert acts.add(category("petition"), by=keeper, **names()).statutory


def test_categories_have_two_levels(keeper):
    with pytest.raises(ValidationError):
        acts.add(category("environment-waste"), by=keeper, **names())


def test_two_of_one_name_beside_each_other_are_refused(keeper):
    acts.add(category(), by=keeper, **names())
    with pytest.raises(ValidationError) as error:
        acts.add(category(), by=keeper, **names(name_en="Others"))
    assert list(error.value.message_dict) == ["name_zh"]
    assert acts.add(category("facility"), by=keeper, **names()).pk


def test_only_the_keeper_of_the_rules_changes_them(town):
    with pytest.raises(PermissionDenied):
        acts.add(None, by=town.street_staff, **names())
    with pytest.raises(PermissionDenied):
        acts.correct(category().pk, by=town.street_staff, why="改名", name_zh="x")
    with pytest.raises(PermissionDenied):
        acts.switch(category().pk, on=False, by=town.street_staff, why="停用")


def test_a_category_switched_off_is_offered_no_more_and_its_matters_keep_it(town, keeper):
    case = town.report()
    acts.switch(category().pk, on=False, by=keeper, why="并入其他")
    assert not CategoryField().queryset.filter(parent=category()).exists()
    with pytest.raises(ValidationError):
        town.report(category=category("environment-waste"))
    case.refresh_from_db()
    assert case.category.code == "environment-waste"

    acts.switch(category().pk, on=True, by=keeper, why="恢复")
    assert town.report(category=category("environment-waste")).pk


def test_one_below_is_not_switched_on_under_one_that_is_off(keeper):
    acts.switch(category().pk, on=False, by=keeper, why="停用")
    with pytest.raises(ValidationError):
        acts.switch(category("environment-waste").pk, on=True, by=keeper, why="恢复")


def test_a_category_made_confidential_leaves_old_matters_as_they_were(town, keeper):
    case = town.report()
    acts.correct(case.category_id, by=keeper, why="涉及隐私", is_confidential=True)
    case.refresh_from_db()
    assert not case.is_confidential
    assert town.report(category=category("environment-waste")).is_confidential


def test_the_history_says_who_did_what_and_why(client, keeper):
    client.force_login(keeper)
    acts.correct(category().pk, by=keeper, why="统一名称", name_zh="市容环境")
    acts.switch(category().pk, on=False, by=keeper, why="停用")
    told = client.get(reverse("limits:category", args=["environment"])).context["history"]
    assert [(line["who"], line["text"]) for line in told[:2]] == [("Keeper", "停用"), ("Keeper", "统一名称")]


def test_everybody_reads_them_and_nobody_else_is_offered_a_form(client, town):
    client.force_login(town.grid_worker)
    assert client.get(reverse("limits:categories")).status_code == 200
    assert client.get(reverse("limits:category", args=["environment"])).context["form"] is None
    assert client.post(reverse("limits:category", args=["environment"]), names(why="x")).status_code == 403
    assert client.get(reverse("limits:new_category")).status_code == 403
    assert client.post(reverse("limits:switch_category", args=["environment", "off"])).status_code == 403
    assert client.get(reverse("limits:category", args=["nothing"])).status_code == 404


def test_one_is_added_corrected_and_switched_on_the_pages(client, keeper):
    client.force_login(keeper)
    answer = client.post(reverse("limits:new_category"), names(parent=category().pk))
    assert answer.url == reverse("limits:category", args=["environment-1"])
    assert client.post(answer.url, names(name_zh="共享车辆", order="5", why="改名")).status_code == 302
    made = category("environment-1")
    assert (made.name_zh, made.order) == ("共享车辆", 5)
    client.post(reverse("limits:switch_category", args=["environment-1", "off"]), {"why": "停用"})
    made.refresh_from_db()
    assert not made.is_active


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"name_zh": ""}, "name_zh"), ({"code": "environment-waste"}, "code"), ({"code": "井盖"}, "code")],
)
def test_a_refused_category_comes_back_with_what_was_typed(client, keeper, wrong, field):
    client.force_login(keeper)
    answer = client.post(reverse("limits:new_category"), names(parent=category().pk) | wrong)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert "Shared bikes" in answer.content.decode()


@pytest.mark.parametrize(
    ("code", "shows"), [("environment-waste", False), ("petition-request", True), ("petition", True)]
)
def test_the_limits_of_a_category_are_its_own_and_those_that_hold_for_it_from_above(client, keeper, code, shows):
    client.force_login(keeper)
    answer = client.get(reverse("limits:list"), {"category": code, "step": Step.HANDLING})
    ((_step, lines),) = answer.context["steps"]
    of = {line["rule"].category for line in lines}
    assert None in of
    assert (category("petition") in of) is shows
    assert f'<option value="{code}" selected' in answer.content.decode()
