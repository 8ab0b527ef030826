"""A department that is no more is closed: out of every list, and back again if that was a mistake."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone, translation

from cases import actions, targets
from grids import audit
from grids.actions import posts, roles
from grids.models import Department, Post, Role
from tests import factories as make
from tests.town import MORNING

pytestmark = pytest.mark.django_db


def close(town, by=None):
    return roles.switch_department(town.police, on=False, by=by or town.street_staff, why="机构改革")


def leave(town) -> None:
    Post.objects.filter(department=town.police).update(ended_on=timezone.localdate())


def offered(case) -> bool:
    return any(value == "department:town-police" for _group, found in targets.choices(case) for value, _name in found)


def test_a_closed_department_is_offered_for_nothing_and_opens_again(town):
    case = town.report()
    leave(town)
    close(town)
    assert not offered(case)
    with pytest.raises(ValidationError):
        posts.appoint(
            make.user(), Role.objects.get(code="department_officer"), [town.street],
            by=town.street_staff, department=town.police,
        )  # fmt: skip
    roles.switch_department(town.police, on=True, by=town.street_staff, why="恢复")
    assert offered(case)


def test_a_department_that_somebody_serves_for_is_not_closed(town):
    with pytest.raises(ValidationError, match="1"):
        close(town)


def test_a_department_that_a_matter_waits_for_is_not_closed(town):
    case = actions.accept(town.report().pk, by=town.grid_leader, seen=None, now=MORNING)
    actions.assign(case.pk, by=town.grid_leader, seen=None, to=actions.Target(department=town.police), now=MORNING)
    leave(town)
    with pytest.raises(ValidationError, match="1"):
        close(town)


def test_only_who_answers_for_all_its_areas_closes_it(town):
    leave(town)
    for by in (town.community_staff, town.grid_worker):
        with pytest.raises(PermissionDenied):
            close(town, by)


def test_the_auditor_reads_who_closed_it_and_why(town):
    leave(town)
    close(town)
    roles.switch_department(town.police, on=True, by=town.street_staff, why="恢复")
    with translation.override("en"):
        told, _before = audit.acts(make.fresh(town.auditor), None, 50)
    name = Department.objects.get(pk=town.police.pk).name_en
    said = {(line["what"], line["who"], line["text"]) for line in told}
    assert {
        (f"{name}: Department closed", town.street_staff.name, "机构改革"),
        (f"{name}: Department opened again", town.street_staff.name, "恢复"),
    } <= said


def test_a_name_corrected_in_another_tab_does_not_open_it_again(town):
    leave(town)
    read_before = Department.objects.get(pk=town.police.pk)
    close(town)
    roles.keep_department(
        read_before, code="town-police", name_zh=read_before.name_zh, name_en=read_before.name_en,
        areas=list(read_before.areas.all()), by=town.street_staff,
    )  # fmt: skip
    assert not Department.objects.get(pk=town.police.pk).is_active


def test_it_is_closed_on_the_page_with_a_reason_and_stands_there_as_closed(town, client):
    leave(town)
    client.force_login(town.street_staff)
    address = reverse("posts:switch_department", args=["town-police", "off"])
    assert address in client.get(reverse("posts:department", args=["town-police"])).content.decode()
    assert client.post(address, {"why": ""}).status_code == 422
    page = client.post(address, {"why": "机构改革"}, follow=True).content.decode()
    assert reverse("posts:switch_department", args=["town-police", "on"]) in page
