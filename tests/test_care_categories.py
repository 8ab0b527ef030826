"""Categories of care of one's own: added and corrected by the keepers of the rules, and counted."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from residents import actions
from residents.actions import defaults
from residents.enums.care import VisitKind
from residents.models import CareCategory
from tests import factories as make
from tests.test_care import ALONE, helped, signed_in, visit
from tests.town import at

pytestmark = pytest.mark.django_db
OWN = {
    "name_zh": "失独家庭", "name_en": "Bereaved parents", "legal_basis": "《人口与计划生育法》第三十二条",
    "purpose": "走访慰问", "months": 12, "longest_months": 0, "sealed_months": 24, "sensitivity": "high",
    "is_active": True, "check_locally": True,
}  # fmt: skip
SENT = OWN | {"days_1": 7, "days_2": 15, "days_3": 30, "visit_kinds": ["home", "office"], "why": "市里部署"}


@pytest.fixture
def keeper(town):
    return make.fresh(make.user(at=town.district, role=make.role("read_area", "manage_rules")))


def own(keeper, code=None, **more) -> CareCategory:
    facts = OWN | {"visit_days": [7, 15, 30], "visit_kinds": ["home"]} | more
    return actions.keep_category(code, by=keeper, why="市里部署", **facts)


def test_a_category_of_ones_own_is_added_on_a_page_and_a_record_opened_in_it(town, keeper):
    client = signed_in(keeper)
    assert "/care/categories/new/" in client.get("/care/categories/").content.decode()
    answer = client.post("/care/categories/new/", SENT)
    made = CareCategory.objects.get(name_zh="失独家庭")
    assert answer["Location"] == f"/care/categories/{made.code}/"
    shown = client.get(answer["Location"]).content.decode()
    for said in ("《人口与计划生育法》第三十二条", "市里部署", keeper.name, "入户 / 在社区"):
        assert said in shown
    assert (made.read_grant, made.visit_days) == ("read_care", [7, 15, 30])
    assert helped(town, made.code).visits.planned().exists()


def test_a_category_without_a_basis_is_refused_at_its_field_and_keeps_what_was_typed(town, keeper):
    answer = signed_in(keeper).post("/care/categories/new/", SENT | {"legal_basis": " "})
    assert answer.status_code == 422
    assert answer.context["form"].errors["legal_basis"]
    assert "走访慰问" in answer.content.decode()
    assert not CareCategory.objects.filter(name_zh="失独家庭").exists()


@pytest.mark.parametrize("facts", [{"name_zh": "信访户"}, {"purpose": "掌握宗教信仰情况"}, {"name_en": "Petitioners"}])
def test_belief_and_petitioning_become_no_category(town, keeper, facts):
    with pytest.raises(ValidationError) as refused:
        own(keeper, **facts)
    assert set(refused.value.message_dict) == set(facts)


def test_a_term_with_extensions_is_not_shorter_than_without(town, keeper):
    answer = signed_in(keeper).post("/care/categories/new/", SENT | {"longest_months": 6})
    assert answer.status_code == 422


def test_a_category_is_corrected_and_the_loader_leaves_it(town, keeper):
    client, url = signed_in(keeper), f"/care/categories/{ALONE}/correct/"
    before = CareCategory.objects.get(code=ALONE)
    care = helped(town)
    client.post(url, SENT | {"name_zh": before.name_zh, "months": 6, "sensitivity": "normal"})
    assert CareCategory.objects.get(code=ALONE).months == 6
    ends = care.ends_on
    care.refresh_from_db()
    assert care.ends_on == ends
    defaults.load(CareCategory, "category")
    assert CareCategory.objects.get(code=ALONE).months == 6


def test_records_opened_for_few_are_not_shown_to_more_by_a_change_of_the_rule(town, keeper):
    made = own(keeper, sensitivity="highest")
    assert made.read_grant == "read_care_sensitive"
    helped(town, made.code, by=town.street_staff)
    with pytest.raises(ValidationError) as refused:
        own(keeper, made.code, sensitivity="high")
    assert "sensitivity" in refused.value.message_dict


def test_only_the_keepers_of_the_rules_change_categories(town):
    for name in ("community_staff", "street_staff", "auditor"):
        client = signed_in(getattr(town, name))
        assert client.get("/care/categories/new/").status_code == 403
        assert client.post(f"/care/categories/{ALONE}/correct/", SENT).status_code == 403
        assert "/care/categories/new/" not in client.get("/care/categories/").content.decode()
    with pytest.raises(PermissionDenied):
        own(town.street_staff)


def test_what_is_switched_off_is_seen_by_its_keepers_only(town, keeper):
    made = own(keeper, is_active=False)
    url = f"/care/categories/{made.code}/"
    assert signed_in(keeper).get(url).status_code == 200
    assert signed_in(town.community_staff).get(url).status_code == 404


def test_which_visits_close_a_planned_one_is_said_by_the_category(town, keeper):
    care, day = helped(town, own(keeper, visit_kinds=["phone"]).code), at("2026-05-25 10:00")
    assert visit(care, town.grid_worker, day, kind=VisitKind.HOME).is_extra
    assert not visit(care, town.grid_worker, day, kind=VisitKind.PHONE).is_extra
    form = signed_in(town.grid_worker).get(f"{care.get_absolute_url()}visit/").context["form"]
    assert "电话" in form.fields["kind"].help_text
    assert form["kind"].initial == "phone"
