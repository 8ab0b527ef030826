"""The way to a page begins with where the thing lies: a link only where it opens."""

import pytest

from tests import pointed

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("who", "linked"), [("grid_worker", False), ("community_staff", True)])
def test_an_area_that_one_may_not_open_is_no_link(town, signed_in, who, linked):
    book = pointed.build(town).passbook()
    html = signed_in(getattr(town, who)).get(book.get_absolute_url()).content.decode()
    assert town.community.short_name in html
    assert (f'href="{town.community.get_absolute_url()}"' in html) == linked
