"""What was settled on the spot, as its page tells it to whoever checks."""

import pytest
from django.utils import timezone
from django.utils.html import strip_tags

from cases import actions
from tests.test_case_pages import page

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(town, signed_in) -> str:
    facts = {"area": town.unit, "category": town.category("environment-waste"), "title": "垃圾桶满溢"}
    now = timezone.now()
    case = actions.settle(by=town.unit_head, text="已劝导清走", no_photo_reason="夜间看不清", now=now, **facts)
    return signed_in(town.grid_leader).get(page(case)).text


def test_why_there_is_no_photo_is_told(told):
    assert "no photo: 夜间看不清" in told


def test_nobody_is_named_as_having_accepted_or_assigned_it(told):
    who = strip_tags(told.partition('id="h-who"')[2].partition("</section>")[0])
    assert "Handled by" in who
    assert "Accepted" not in who
    assert "Assigned" not in who
