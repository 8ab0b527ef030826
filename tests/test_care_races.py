"""Two people at one record of help and care at once."""

from contextlib import suppress

import pytest
from django.core.exceptions import ValidationError

from grids.actions import posts
from residents import actions
from residents.models import CareCase
from tests import factories as make, town as towns
from tests.concurrently import while_it_ends
from tests.test_care import helped

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def town(db):
    return towns.again()


def test_nobody_is_named_responsible_whose_post_is_ending(town):
    care, staff = helped(town), town.community_staff
    post = make.post(make.user(), town.grid, role=town.grid_worker.posts.get().role)

    def name():
        with suppress(ValidationError):
            actions.name_responsible(care.pk, post.user, by=staff, seen=None)

    while_it_ends(lambda: posts.end(post, by=staff, reason="调离"), name)
    assert CareCase.objects.get(pk=care.pk).responsible == town.grid_worker
