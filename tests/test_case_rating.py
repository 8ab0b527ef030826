"""Whose word a rating is: the reporter's, never that of whoever handled the matter."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from cases import actions, desk_box, rules
from cases.enums import Act, Resolved, Source, Step
from cases.forms.acts import Close
from cases.models import Case
from tests.test_case_pages import page

pytestmark = pytest.mark.django_db
LIN = actions.Reporter("林秀英", "13805940001")


def done_by(town, person, *, by=None, **facts) -> Case:
    """Reported, handled by this person, and checked."""
    now = timezone.now()
    case = town.report(by=by or person, now=now, **facts)
    case = actions.accept(case.pk, by=town.grid_leader, seen=case.version, now=now)
    to = actions.Target(post=person.posts.get())
    case = actions.assign(case.pk, by=town.grid_leader, seen=case.version, to=to, now=now)
    case = actions.take(case.pk, by=person, seen=case.version, now=now)
    case = actions.finish(case.pk, by=person, seen=case.version, text="已清运", no_photo_reason="夜间", now=now)
    return actions.pass_(case.pk, by=town.grid_leader, seen=case.version, now=now)


def rate(case: Case, by) -> Case:
    return actions.rate(case.pk, by=by, seen=case.version, rating=5, resolved=Resolved.YES)


def asked_to_rate(person, case: Case, signed_in) -> bool:
    client = signed_in(person)
    asked = ['id="h-rate"' in client.get("/").text, 'data-act="rate"' in client.get(page(case)).text]
    asked.append(person.notices.filter(kind="case_please_rate").exists())
    assert len(set(asked)) == 1, asked
    return asked[0]


def test_staff_rate_what_they_reported_and_others_handled(town, signed_in):
    case = done_by(town, town.grid_worker, by=town.unit_head)
    assert asked_to_rate(town.unit_head, case, signed_in)
    assert rate(case, town.unit_head).is_rated


@pytest.mark.parametrize("handler", ["unit_head", "grid_worker"])
def test_whoever_registered_a_residents_matter_does_not_rate_it(town, signed_in, handler):
    case = done_by(town, getattr(town, handler), by=town.unit_head, source=Source.RESIDENT, reporter=LIN)
    assert not asked_to_rate(town.unit_head, case, signed_in)
    with pytest.raises(PermissionDenied):
        rate(case, town.unit_head)
    with pytest.raises(ValidationError):  # so it is followed up, in writing
        actions.close(case.pk, by=town.community_staff, seen=case.version, resolved=Resolved.YES)


def test_nobody_rates_what_they_reported_and_handled(town, signed_in):
    case = done_by(town, town.unit_head)
    assert not asked_to_rate(town.unit_head, case, signed_in)
    with pytest.raises(PermissionDenied):
        rate(case, town.unit_head)


def test_a_residents_word_is_entered_by_whoever_follows_up_and_did_not_handle_it(town):
    case = done_by(town, town.community_staff, by=town.unit_head, source=Source.RESIDENT, reporter=LIN)
    assert not rules.may(town.community_staff, Act.RATE, case)
    assert rules.may(town.community_staff, Act.CLOSE, case)
    assert rate(case, town.community_staff2).is_rated


def test_the_desk_says_of_how_many_a_rating_is_asked_and_not_how_many_it_shows(town):
    for _each in range(desk_box.SHOWN + 1):
        town.verified()
    found = desk_box.to_rate(town.unit_head, timezone.now())
    assert (len(found["rows"]), found["count"]) == (desk_box.SHOWN, desk_box.SHOWN + 1)


def test_how_it_was_followed_up_is_left_open_only_where_the_reporter_has_rated(town):
    case = town.verified()
    assert Close(Act.CLOSE, case, town.community_staff).fields["text"].required
    rated = actions.rate(case.pk, by=town.unit_head, seen=case.version, rating=5, resolved=Resolved.YES)
    assert not Close(Act.CLOSE, rated, town.community_staff).fields["text"].required


def test_not_fixed_for_the_second_time_is_told_and_opens_nothing(town):
    case = done_by(town, town.grid_worker, by=town.unit_head, source=Source.RESIDENT, reporter=LIN)
    case = actions.rate_by_link(case.pk, rating=1, resolved=Resolved.NO)
    to = actions.Target(post=town.grid_worker.posts.get())
    case = actions.assign(case.pk, by=town.grid_leader, seen=case.version, to=to)
    case = actions.finish(case.pk, by=town.grid_worker, seen=None, text="重做", no_photo_reason="夜间")
    case = actions.pass_(case.pk, by=town.grid_leader, seen=case.version)
    case = actions.rate_by_link(case.pk, rating=2, resolved=Resolved.NO)
    assert (case.step, case.reopened, case.resolved) == (Step.FOLLOW_UP, 1, Resolved.NO)
    assert town.community_staff.notices.filter(kind="case_rated", url=case.get_absolute_url()).count() == 2
