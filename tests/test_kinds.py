"""What the levels and single places are called."""

import pytest
from django.utils import translation

from grids.areas import kinds
from grids.enums import Kind
from grids.models import KindLabel
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_a_town_and_a_village_are_called_so_unless_the_district_has_its_own_word():
    district, street, *_below = make.line()
    town, village = make.area(district, name="西天尾镇"), make.area(street, name="步云村委会")
    with translation.override("en"):
        words = kinds.names(district.pk)
        assert [str(kinds.word_of(area, words)) for area in (town, village, street)] == ["Town", "Village", "Street"]
        KindLabel.objects.create(district=district, kind=Kind.STREET, name_zh="镇街", name_en="Subdistrict")
        assert kinds.word_of(town, kinds.names(district.pk)) == "Subdistrict"
