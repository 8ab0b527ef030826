"""Which level decides on a matter, handed up by hand or sent back for the third time: one where somebody decides."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from cases import actions
from cases.enums import PauseReason
from cases.models import Case
from cases.people import Directory
from grids import alarms
from grids.enums import Kind
from grids.models import Notice
from tests import factories as make
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


@pytest.fixture
def stranded(town):
    """stranded(): a matter that an earlier version handed up to the district, where only a supervisor serves."""

    def build(**facts):
        case = town.report(**facts)
        Case.objects.filter(pk=case.pk).update(level=Kind.DISTRICT)
        case.refresh_from_db()
        return case

    return build


def test_what_went_where_nobody_decides_is_brought_back_by_the_highest_level_that_does(town, stranded, signed_in):
    case = stranded()
    assert b'data-act="bring_back"' in signed_in(town.street_staff).get(case.get_absolute_url()).content
    case = actions.bring_back(case.pk, by=town.street_staff, seen=case.version, text="区里无人分派", now=MORNING)
    assert case.level == "street"
    assert town.street_staff.pk in Directory().waited_for(case)
    actions.accept(case.pk, by=town.street_staff, seen=case.version, now=MORNING)
    last = case.acts.get(act="bring_back")
    assert (last.text, last.data) == ("区里无人分派", {"level": "street"})


def test_nobody_brings_it_past_a_level_where_somebody_decides(town, stranded, signed_in):
    case = stranded()
    for by in (town.community_staff, town.grid_leader):
        with pytest.raises(ValidationError):
            actions.bring_back(case.pk, by=by, seen=case.version, text="收回", now=MORNING)
        assert b'data-act="bring_back"' not in signed_in(by).get(case.get_absolute_url()).content
    town.street_staff.posts.update(ended_on=timezone.localdate())
    case = actions.bring_back(case.pk, by=town.community_staff, seen=None, text="收回", now=MORNING)
    assert case.level == "community"


def test_what_lies_at_a_level_that_decides_is_not_brought_back(town):
    case = town.report()
    case = actions.escalate(case.pk, by=town.grid_leader, seen=case.version, text="超出能力", now=MORNING)
    with pytest.raises(ValidationError):
        actions.bring_back(case.pk, by=town.grid_leader, seen=case.version, text="收回", now=MORNING)
    with pytest.raises(PermissionDenied):  # it lies at their own level
        actions.bring_back(case.pk, by=town.community_staff, seen=case.version, text="收回", now=MORNING)


def test_bringing_back_keeps_the_step_and_its_promise(town, stranded):
    case = stranded()
    back = actions.bring_back(case.pk, by=town.street_staff, seen=None, text="区里无人分派", now=MORNING)
    assert (back.step, back.due_at) == (case.step, case.due_at)
    assert back.alarm_at is not None


def test_those_for_whom_it_waits_again_are_told(town, stranded):
    case, other = stranded(), make.user(at=town.street, role=town.street_staff.posts.get().role)
    actions.bring_back(case.pk, by=town.street_staff, seen=None, text="区里无人分派", now=MORNING)
    told = Notice.objects.filter(kind="case_brought_back").values_list("user", flat=True)
    assert list(told) == [other.pk]


def test_of_a_late_matter_where_nobody_decides_those_are_told_who_may_bring_it_back(town, stranded):
    case = stranded(now=timezone.now() - timezone.timedelta(days=30))
    alarms.sweep()
    told = Notice.objects.filter(kind="case_overdue", url=case.get_absolute_url()).values_list("user", flat=True)
    assert list(told) == [town.street_staff.pk]


def test_the_clock_is_suspended_and_let_run_by_the_level_that_decides(town):
    case = actions.escalate((case := town.report()).pk, by=town.grid_leader, seen=case.version, text="请社区办")
    case = actions.accept(case.pk, by=town.community_staff, seen=case.version)
    to = actions.Target(post=town.grid_worker.posts.get())
    case = actions.assign(case.pk, by=town.community_staff, seen=case.version, to=to)
    stop = {"reason": PauseReason.MATERIAL, "until": timezone.now() + timezone.timedelta(days=3), "text": "等配件"}
    with pytest.raises(PermissionDenied):
        actions.pause(case.pk, by=town.grid_leader, seen=case.version, **stop)
    case = actions.pause(case.pk, by=town.community_staff, seen=case.version, **stop)
    with pytest.raises(PermissionDenied):
        actions.resume(case.pk, by=town.grid_leader, seen=case.version)
    assert actions.resume(case.pk, by=town.street_staff, seen=case.version).paused_at is None
