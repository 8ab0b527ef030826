"""Where nobody may do the next step of a matter, whoever supervises there is told, who can have somebody appointed."""

import pytest
from django.utils import timezone

from cases import actions
from cases.models import Case, CaseTeam
from grids.models import Notice, User
from tests.test_case_pages import page
from tests.town import MORNING

pytestmark = pytest.mark.django_db


def told(kind: str) -> set[str]:
    return set(Notice.objects.filter(kind=kind).values_list("user__name", flat=True))


def test_the_supervisor_is_told_of_a_result_that_nobody_may_check(town):
    case = town.handled()
    User.objects.exclude(name__in=("grid_worker", "supervisor")).update(is_active=False)
    town.finish(case)
    assert told("case_nobody") == {"supervisor"}


def test_the_supervisor_is_told_of_a_request_for_time_that_nobody_may_decide(town):
    case = town.handled()
    User.objects.exclude(name__in=("grid_worker", "supervisor")).update(is_active=False)
    actions.extend(case.pk, by=town.grid_worker, seen=case.version, amount=1, text="等材料", now=MORNING)
    assert told("case_nobody") == {"supervisor"}


def test_the_supervisor_gets_to_see_a_confidential_one(town):
    case = town.handled(is_confidential=True)
    User.objects.exclude(name__in=("grid_worker", "supervisor")).update(is_active=False)
    town.finish(case)
    assert CaseTeam.objects.filter(case=case, user=town.supervisor).exists()
    assert Notice.objects.get(kind="case_nobody").params["title"] == ""


def test_the_supervisor_is_told_of_a_report_that_nobody_may_accept(town):
    User.objects.exclude(name__in=("unit_head", "supervisor")).update(is_active=False)
    town.report()
    assert told("case_nobody") == {"supervisor"}


def test_the_supervisor_is_told_of_what_was_settled_where_nobody_may_check_it(town):
    User.objects.exclude(name__in=("unit_head", "supervisor")).update(is_active=False)
    facts = {"area": town.unit, "category": town.category("environment-waste"), "title": "垃圾桶满溢", "now": MORNING}
    actions.settle(by=town.unit_head, text="已劝导清走", no_photo_reason="夜间无法拍照", **facts)
    assert told("case_nobody") == {"supervisor"}


def test_nobody_above_is_told_while_somebody_may(town):
    town.finish(town.handled())
    assert not told("case_nobody")


def test_the_page_says_that_nobody_may_do_the_step(town, signed_in):
    case = town.finish(town.handled(now=timezone.now()), now=timezone.now())
    sentence = "Nobody serves here who may do this step"
    assert sentence not in signed_in(town.grid_worker).get(page(case)).text
    User.objects.exclude(name__in=("grid_worker", "supervisor")).update(is_active=False)
    assert sentence in signed_in(town.grid_worker).get(page(Case.objects.get(pk=case.pk))).text


def test_the_supervisor_is_told_of_what_was_accepted_where_nobody_may_assign_it(town):
    case = town.report()
    role = town.grid_leader.posts.get().role
    role.grants.remove("assign_case")
    role.save()
    User.objects.exclude(name__in=("grid_leader", "supervisor")).update(is_active=False)
    actions.accept(case.pk, by=town.grid_leader, seen=case.version, now=MORNING)
    assert told("case_nobody") == {"supervisor"}
