"""What keeps an area from being retired begins only in one that is in use, also when that changes at this moment."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import transaction

from grids import registry
from grids.actions import areas, organisations, posts, roles
from grids.models import Placed, Role
from grids.models.placed import BEGINS_IN_USE
from parties.actions import organizations
from parties.enums import OrgKind
from parties.models import Meeting, MeetingTask
from residents.actions import homes
from residents.addresses import Parts
from tests import factories as make, town as towns
from tests.concurrently import in_another_connection, wait_until, waits_for_a_lock
from tests.ordered import Orders
from volunteers.actions import people, teams

# Decision 0037: an organisation that stands, its row locked, holds the area of its meetings; a task follows from one
# that was held there.
FOLLOW_ANOTHER = {Meeting, MeetingTask}


def home(town, area):
    homes.add_dwelling(area, Parts("东梅小区", "3", "1", "101"), by=town.community_staff)


def order(town, area):
    Orders(town).order(area=area)


def team(town, area):
    teams.form(area, by=town.community_staff, colour="blue", name="蓝队")


def volunteer(town, area):
    people.take_in_from_outside("林志愿", "13800007001", area, by=town.community_staff)


def organisation(town, area):
    facts = {"name": "第一楼栋党小组", "founded_on": date(2024, 7, 1)}
    organizations.found(area, OrgKind.COMMITTEE, by=town.community_staff, **facts)


def post(town, area):
    posts.appoint(make.user(), Role.objects.get(code="grid_leader"), [area], by=town.community_staff)


def post_in_one_more_area(town, area):
    held = make.post(make.user(), town.grid, role=Role.objects.get(code="grid_leader"))
    posts.change_areas(held, [town.grid, area], by=town.community_staff, why="兼任")


def department(town, area):
    roles.keep_department(None, code="library", name_zh="图书馆", name_en="Library", areas=[area], by=None)


def shop(town, area):
    organisations.register(by=None, name="水关便利店", kind="shop", area=area)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "begin", [home, order, team, volunteer, organisation, post, post_in_one_more_area, department, shop]
)
def test_what_begins_while_its_area_retires_does_not_lie_there(begin):
    town = towns.again()
    area = make.area(town.community)

    def refused():
        with pytest.raises(ValidationError) as raised:
            begin(town, area)
        return list(raised.value.error_dict)

    with ThreadPoolExecutor() as pool:
        with transaction.atomic():
            areas.retire(area, by=None, reason="并入东梅网格")
            late = pool.submit(in_another_connection, refused)
            wait_until(lambda: late.done() or waits_for_a_lock())
        assert late.result() in (["area"], ["areas"])
    assert areas.holding(area) == ""


@pytest.mark.django_db
def test_what_holds_an_area_is_what_begins_only_in_one_in_use(town):
    models = {entry.rows(town.grid).model for entry in registry.holds.values()}
    holding = {model for model in models if issubclass(model, Placed)}
    placed = (model for model in apps.get_models() if issubclass(model, Placed))
    guarded = {model for model in placed if BEGINS_IN_USE.name in {each.name for each in model._meta.triggers}}
    assert guarded == holding - FOLLOW_ANOTHER
