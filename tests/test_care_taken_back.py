"""A visit written down twice is one, one written down by mistake is taken back, and one of yesterday counts then."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from grids.fields import plain
from grids.models import Notice
from residents import actions
from residents.enums.care import VisitStatus
from residents.models import CareVisit
from tests import factories as make
from tests.concurrently import in_another_connection, wait_until, waits_for_a_lock
from tests.test_care import NOW, helped, signed_in, visit
from tests.town import at

pytestmark = pytest.mark.django_db
MINUTE, DAY = dt.timedelta(minutes=1), dt.timedelta(days=1)
WHY = "记错了人"


def window_of(care) -> CareVisit:
    return care.visits.planned().order_by("due_on").first()


def taken_back(made, by, **more):
    return actions.take_back(made.care_id, by=by, visit=made.pk, **{"why": WHY, "now": NOW + DAY} | more)


def in_window(town, care, **more):
    day = NOW + (window_of(care).opens_on - NOW.date())
    return visit(care, town.grid_worker, day, **more), day


def test_the_same_words_sent_again_are_one_visit_for_ten_minutes(town):
    care = helped(town)
    first = visit(care, town.grid_worker, NOW, needs="扶手")
    assert visit(care, town.grid_worker, NOW + 9 * MINUTE, needs="扶手") == first
    assert visit(care, town.grid_worker, NOW + 9 * MINUTE, needs="防滑垫") != first
    assert visit(care, town.community_staff, NOW + 9 * MINUTE, needs="扶手") != first
    assert visit(care, town.grid_worker, NOW + 11 * MINUTE, needs="扶手") != first


def test_a_form_of_the_evening_sent_again_after_midnight_is_one_visit(town):
    care, evening = helped(town), at("2026-05-11 23:58")
    first = visit(care, town.grid_worker, evening, on=evening.date())
    assert visit(care, town.grid_worker, evening + 5 * MINUTE, on=evening.date()) == first


def test_a_visit_taken_back_leaves_no_words_and_is_owed_again(town):
    care = helped(town)
    due = window_of(care).due_on
    made, day = in_window(town, care, needs="扶手", help_given="已联系", housing="help")
    taken_back(made, town.grid_worker, now=day + DAY)
    row = CareVisit.objects.get(pk=made.pk)
    assert (row.status, row.due_on, row.done_at, row.done_by, row.kind) == (VisitStatus.PLANNED, due, None, None, "")
    assert (plain(row, "needs"), plain(row, "help_given"), row.housing, row.health) == ("", "", "", "")
    assert row.alarm_at
    care.refresh_from_db()
    assert care.next_due_at.date() == due
    assert visit(care, town.grid_worker, day + DAY).pk == made.pk


def test_a_visit_outside_of_any_window_is_no_more(town):
    care = helped(town)
    made = visit(care, town.grid_worker)
    assert made.is_extra
    taken_back(made, town.grid_worker)
    assert CareVisit.objects.get(pk=made.pk).status == VisitStatus.DROPPED


def test_who_keeps_the_record_takes_back_anybodys_and_they_are_told(town):
    made = visit(helped(town), town.grid_worker)
    taken_back(made, town.community_staff)
    assert Notice.objects.filter(user=town.grid_worker, kind="care_visit_back").count() == 1


def test_nobody_takes_back_what_is_not_theirs(town):
    care = helped(town)
    made = visit(care, town.community_staff)
    with pytest.raises(ValidationError):
        taken_back(made, town.grid_worker)
    with pytest.raises(PermissionDenied):
        taken_back(made, town.stranger)
    assert CareVisit.objects.get(pk=made.pk).status == VisitStatus.DONE


def test_what_something_was_made_of_stays_and_so_does_what_was_taken_back(town):
    care = helped(town)
    made = visit(care, town.grid_worker, needs="扶手")
    CareVisit.objects.filter(pk=made.pk).update(passed_on_to="/cases/1/")
    with pytest.raises(ValidationError):
        taken_back(made, town.grid_worker)
    CareVisit.objects.filter(pk=made.pk).update(passed_on_to="")
    with pytest.raises(ValidationError):
        taken_back(made, town.grid_worker, why=" ")
    taken_back(made, town.grid_worker)
    with pytest.raises(ValidationError):
        taken_back(made, town.grid_worker)


@pytest.mark.django_db(transaction=True)
def test_what_is_passed_on_at_that_moment_is_not_taken_back(town):
    made = visit(helped(town), town.grid_worker, needs="扶手")

    def back() -> str:
        with suppress(ValidationError):
            return taken_back(made, make.fresh(town.grid_worker)).status
        return "refused"

    with ThreadPoolExecutor() as pool:
        with transaction.atomic():
            address = actions.pass_on(made.pk, to="matter", by=town.grid_worker)
            late = pool.submit(in_another_connection, back)
            wait_until(lambda: late.done() or waits_for_a_lock())
        assert late.result() == "refused"
    assert CareVisit.objects.get(pk=made.pk).passed_on_to == address


def test_it_is_offered_on_the_page_and_gone_from_it_then(town):
    care = helped(town)
    client, url = signed_in(town.grid_worker), f"{care.get_absolute_url()}take_back/"
    assert url not in client.get(care.get_absolute_url()).content.decode()
    made = visit(care, town.grid_worker, needs="扶手")
    assert url in client.get(care.get_absolute_url()).content.decode()
    assert client.post(url, {"visit": made.pk, "why": ""}).status_code == 422
    assert client.post(url, {"visit": made.pk, "why": WHY}).status_code == 302
    assert "扶手" not in client.get(care.get_absolute_url()).content.decode()


def test_a_visit_written_down_the_day_after_was_in_time(town):
    care = helped(town)
    first = window_of(care)
    after = NOW + (first.due_on - NOW.date()) + DAY
    made = visit(care, town.grid_worker, after, on=first.due_on)
    assert (made.pk, made.is_extra, timezone.localdate(made.done_at)) == (first.pk, False, first.due_on)
    assert visit(care, town.grid_worker, after + 9 * MINUTE, on=first.due_on) == made


def test_a_window_told_as_missed_is_done_by_a_visit_of_its_days_written_down_after_a_later_one(town):
    care = helped(town)
    first, second = care.visits.planned().order_by("due_on")[:2]
    after = NOW + (first.due_on - NOW.date()) + 2 * DAY
    CareVisit.objects.filter(pk=second.pk).update(opens_on=after.date())
    visit(care, town.grid_worker, after)
    assert CareVisit.objects.get(pk=first.pk).status == VisitStatus.MISSED
    made = visit(care, town.grid_worker, after, on=first.due_on, needs="扶手")
    assert (made.pk, made.status) == (first.pk, VisitStatus.DONE)


def test_a_window_is_not_owed_again_once_a_later_one_was_visited(town):
    care = helped(town)
    made, day = in_window(town, care)
    later, now = in_window(town, care)
    taken_back(made, town.grid_worker, now=now)
    row = CareVisit.objects.get(pk=made.pk)
    assert (row.status, row.alarm_at) == (VisitStatus.MISSED, None)
    assert care.visits.get(pk=later.pk).status == VisitStatus.DONE


def test_a_window_is_not_owed_twice_on_one_day(town):
    care = helped(town)
    made, day = in_window(town, care)
    twin = care.visits.planned().order_by("due_on").first()
    CareVisit.objects.filter(pk=twin.pk).update(opens_on=made.opens_on, due_on=made.due_on)
    taken_back(made, town.grid_worker, now=day)
    assert CareVisit.objects.get(pk=made.pk).status == VisitStatus.DROPPED


def test_of_another_day_it_closes_no_window_that_had_not_opened_then(town):
    care = helped(town)
    first = window_of(care)
    made = visit(care, town.grid_worker, NOW + (first.opens_on - NOW.date()), on=first.opens_on - DAY)
    assert made.is_extra
    assert CareVisit.objects.get(pk=first.pk).status == VisitStatus.PLANNED


@pytest.mark.parametrize("days", [-8, 1])
def test_a_visit_is_neither_of_a_day_to_come_nor_of_long_ago(town, days):
    care, now = helped(town), NOW + 30 * DAY
    with pytest.raises(ValidationError) as error:
        visit(care, town.grid_worker, now, on=timezone.localdate(now) + days * DAY)
    assert list(error.value.message_dict) == ["on"]
    with pytest.raises(ValidationError):
        visit(care, town.grid_worker, on=care.starts_on - DAY)
