"""Departments: who appoints their officers, who says where they serve and what they are called."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from grids.actions import posts, roles
from grids.models import Department
from tests import factories as make
from tests.test_posts import role, serving

pytestmark = pytest.mark.django_db


@pytest.fixture
def line():
    return make.line()


@pytest.fixture
def community_staff(line):
    return serving(line[2], "community_staff")


def test_a_department_officer_serves_for_a_department_and_nobody_else_does(line):
    street_staff, police = serving(line[1], "street_staff"), Department.objects.get(code="police_station")
    police.areas.add(line[1])
    with pytest.raises(ValidationError) as refused:
        posts.appoint(make.user(), role("department_officer"), [line[1]], by=street_staff)
    assert "department" in refused.value.error_dict
    with pytest.raises(ValidationError):
        posts.appoint(make.user(), role("unit_head"), [line[4]], by=street_staff, department=police)
    officer = make.user()
    posts.appoint(officer, role("department_officer"), [line[1]], by=street_staff, department=police)
    assert make.fresh(officer).scope.department_ids == {police.pk}


@pytest.mark.parametrize("where", [(), (1,), (0,), (1, 2)])
def test_who_reads_what_waits_for_a_department_is_appointed_by_whoever_answers_for_all_its_areas(
    client, line, community_staff, where
):
    police = Department.objects.get(code="police_station")
    police.areas.set([line[at] for at in where])
    with pytest.raises(PermissionDenied):
        posts.appoint(make.user(), role("department_officer"), [line[2]], by=community_staff, department=police)
    client.force_login(community_staff)
    assert police not in client.get("/posts/appoint/").context["form"].fields["department"].queryset
    system_admin = serving(line[0], "system_admin")
    posts.appoint(make.user(), role("department_officer"), [line[2]], by=system_admin, department=police)


def test_a_department_gets_areas_within_ones_own_and_keeps_the_others(line):
    beside = make.area(line[0])
    police = Department.objects.get(code="police_station")
    police.areas.add(beside)
    staff = serving(line[1], "street_staff")
    facts = {"code": police.code, "name_zh": police.name_zh, "name_en": police.name_en}
    roles.keep_department(police, areas=[line[1]], by=staff, **facts)
    assert set(police.areas.all()) == {beside, line[1]}
    with pytest.raises(ValidationError):
        roles.keep_department(police, areas=[line[0]], by=make.fresh(staff), **facts)


def test_whoever_answers_for_a_part_of_a_department_does_not_rename_all_of_it(line):
    police = Department.objects.get(code="police_station")
    police.areas.set([make.area(line[0]), line[1]])
    staff = serving(line[1], "street_staff")
    renamed = {"code": police.code, "name_zh": "我的派出所", "name_en": "My police station"}
    with pytest.raises(ValidationError) as refused:
        roles.keep_department(police, areas=[line[1]], by=staff, **renamed)
    assert "name_zh" in refused.value.error_dict
    police.areas.set([line[1]])
    roles.keep_department(police, areas=[line[1]], by=make.fresh(staff), **renamed)
    assert Department.objects.get(pk=police.pk).name_zh == "我的派出所"


def test_a_department_that_serves_nowhere_is_renamed_by_administrators_alone(line):
    police = Department.objects.get(code="police_station")
    assert not police.areas.exists()
    renamed = {"code": police.code, "name_zh": "我的派出所", "name_en": "My police station"}
    with pytest.raises(ValidationError) as refused:
        roles.keep_department(police, areas=[line[1]], by=serving(line[1], "street_staff"), **renamed)
    assert "name_zh" in refused.value.error_dict
    roles.keep_department(police, areas=[], by=serving(line[0], "system_admin"), **renamed)
    assert Department.objects.get(pk=police.pk).name_zh == "我的派出所"
