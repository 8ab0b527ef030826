"""Which level decides on a matter, handed up by hand or sent back for the third time: one where somebody decides."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from cases import actions
from tests.town import MORNING

pytestmark = pytest.mark.django_db


def test_a_matter_is_handed_up_only_to_where_somebody_decides(town, signed_in):
    case = town.report()
    for by in (town.grid_leader, town.community_staff):
        case = actions.escalate(case.pk, by=by, seen=case.version, text="超出能力", now=MORNING)
    assert case.level == "street"
    with pytest.raises(ValidationError) as refused:  # in the district only a supervisor serves
        actions.escalate(case.pk, by=town.street_staff, seen=case.version, text="超出能力", now=MORNING)
    assert "text" in refused.value.error_dict
    page = signed_in(town.street_staff).get(case.get_absolute_url())
    assert b'data-act="accept"' in page.content
    assert b'data-act="escalate"' not in page.content


def test_what_comes_back_for_the_third_time_stays_where_somebody_decides(town):
    town.street_staff.posts.update(ended_on=timezone.localdate())
    case = town.handled()
    for _returned in range(3):
        case = actions.return_(case.pk, by=town.grid_worker, seen=case.version, text="不归我管", now=MORNING)
        to = actions.Target(post=town.grid_worker.posts.get())
        case = actions.assign(case.pk, by=town.grid_leader, seen=case.version, to=to, now=MORNING)
    assert (case.returns, case.level) == (3, "grid")
