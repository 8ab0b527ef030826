"""What the forms of areas ask and refuse before anything is done."""

import pytest
from django.utils import translation

from grids.forms.areas import AddForm, FactsForm
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_no_area_was_founded_in_the_future():
    data = {"name": "东网格", "nature": "general", "founded_on": "2135-01-01"}
    assert list(FactsForm(data, user=make.user(make.area(), make.role("read_area"))).errors) == ["founded_on"]


def test_adding_an_area_asks_no_reason_for_a_change():
    district = make.area()
    with translation.override("en"):
        form = AddForm(user=make.user(district, make.role("read_area")), parent=district)
        assert form.fields["why"].label == "Reason"
