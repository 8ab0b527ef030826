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


def test_where_a_department_serves_and_what_it_is_called_is_told_on_its_page_and_to_the_auditor(town, client):
    names = {"code": town.police.code, "name_zh": town.police.name_zh, "name_en": town.police.name_en}
    staff = town.street_staff
    roles.keep_department(town.police, **names, areas=[town.community, town.grid], by=staff)
    roles.keep_department(town.police, **names, areas=[town.community], by=staff)
    roles.keep_department(town.police, **names | {"name_en": "Another name"}, areas=[town.community], by=staff)
    expected = {
        "called Another name now",
        f"serves no more in {town.grid.short_name}",
        f"serves in {town.community.short_name}, {town.grid.short_name}; serves no more in {town.street.short_name}",
    }
    with translation.override("en"):
        told, _before = audit.acts(make.fresh(town.auditor), None, 50)
    assert {line["what"] for line in told if line["who"] == staff.name} == {f"Another name: {one}" for one in expected}
    client.force_login(staff)
    entries = client.get(reverse("posts:department", args=[town.police.code])).context["entries"]
    assert [line["who"] for line in entries].count(staff.name) == 3


def test_a_department_set_up_by_somebody_is_told_so_and_those_of_the_loader_are_not(town):
    roles.keep_department(
        None, code="library", name_zh="图书馆", name_en="Library", areas=[town.street], by=town.street_staff
    )
    with translation.override("en"):
        told, _before = audit.acts(make.fresh(town.auditor), None, 500)
    assert [line["what"] for line in told if "set up" in line["what"]] == ["Library: Department set up"]


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
