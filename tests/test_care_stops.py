"""A death, a move and the end of a term: nobody closes a record alone, and nobody is left waiting unheard."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from grids import alarms
from grids.models import Notice, User
from residents import actions
from residents.actions import care_alarms
from residents.enums.care import CareStatus, Stop, VisitStatus
from residents.models import CareCase, CareVisit
from tests import factories as make
from tests.test_care import NOW, RELEASED, TODAY, helped, signed_in, told, visit
from tests.test_residents import home, somebody
from tests.town import at

pytestmark = pytest.mark.django_db


def died(town, care, by=None, **more):
    facts = {"by": by or town.community_staff, "seen": None, "on": TODAY, "now": NOW} | more
    actions.died(care.resident_id, **facts)
    care.refresh_from_db()
    return care


def handed(town, **more) -> CareCase:
    """The person moves into the neighbour community, which did not ask for the record."""
    care = helped(town, **more)
    keeper = make.user(at=town.street, role=town.street_staff.posts.get().role)
    there = home(town, area=make.area(town.neighbour), by=keeper)
    actions.move(care.resident_id, there, by=keeper, seen=None, on=TODAY, now=NOW)
    care.refresh_from_db()
    return care


# A death or a move away


def test_a_death_stops_visits_and_only_proposes_to_close(town):
    care = died(town, helped(town))
    assert (care.status, care.stopped_for) == (CareStatus.STOPPED, Stop.DIED)
    assert not care.visits.planned().exists()
    with pytest.raises(PermissionDenied):
        actions.confirm_closing(care.pk, by=town.community_staff, seen=None)  # who recorded the death
    with pytest.raises(PermissionDenied):
        visit(care, town.grid_worker)
    actions.confirm_closing(care.pk, by=town.community_staff2, seen=None)
    care.refresh_from_db()
    assert care.status == CareStatus.SEALED
    assert told("care_closed") == {town.grid_worker}  # whoever reported it need not know of any record


def test_a_proposal_to_close_and_what_becomes_of_it_is_told(town):
    care = helped(town)
    actions.propose_closing(care.pk, by=town.community_staff, seen=None, why="已入住养老院")
    assert told("care_closing") == {town.grid_worker, town.community_staff2}
    actions.refuse_closing(care.pk, by=town.community_staff2, seen=None)
    assert told("care_goes_on") == {town.grid_worker, town.community_staff}
    actions.propose_closing(care.pk, by=town.community_staff, seen=None, why="已入住养老院")
    actions.confirm_closing(care.pk, by=town.community_staff2, seen=None)
    assert told("care_closed") == {town.grid_worker, town.community_staff}


def test_where_nobody_else_in_the_community_may_decide_its_street_hears_of_it(town):
    User.objects.filter(pk=town.community_staff2.pk).update(is_active=False)
    actions.propose_closing(helped(town).pk, by=town.community_staff, seen=None, why="已入住养老院")
    assert told("care_closing") == {town.grid_worker, town.street_staff}


def test_a_move_out_by_mistake_is_taken_back_and_visits_go_on(town):
    care = helped(town)
    actions.move_out(care.resident_id, by=town.community_staff, seen=None, on=TODAY, now=NOW)
    care.refresh_from_db()
    assert (care.status, care.stopped_for) == (CareStatus.STOPPED, Stop.LEFT)
    care = actions.refuse_closing(care.pk, by=town.community_staff2, seen=care.version, now=NOW)
    assert (care.status, care.close_proposed_by) == (CareStatus.OPEN, None)
    assert care.visits.planned().exists()
    assert told("care_goes_on") == {town.grid_worker}


def test_the_responsible_person_and_the_keepers_are_told_in_neutral_words(town):
    care = died(town, helped(town))
    assert told("care_stopped") == {town.grid_worker, town.community_staff2}
    for notice in Notice.objects.filter(kind="care_stopped"):
        assert (notice.params, notice.url) == ({}, care.get_absolute_url())


def test_who_may_not_read_a_record_is_not_told_that_it_stopped(town):
    other = make.user(at=town.street, role=town.street_staff.posts.get().role)
    died(town, helped(town, RELEASED), by=town.community_staff)
    assert told("care_stopped") == {town.grid_worker, town.street_staff, other}


def test_what_was_due_before_stays_missed_and_is_not_dropped(town):
    care = died(town, helped(town), on=TODAY + dt.timedelta(days=20), now=at("2026-05-31 09:00"))
    assert care.visits.get(due_on=dt.date(2026, 5, 26)).status == VisitStatus.MISSED
    assert not care.visits.filter(status=VisitStatus.DROPPED, due_on__lt=dt.date(2026, 5, 31)).exists()


def test_nobody_decides_and_it_goes_up(town):
    care = died(town, helped(town))
    alarms.sweep(at("2026-05-14 08:00"))
    assert not told("care_waits")
    alarms.sweep(at("2026-05-14 09:00"))
    assert told("care_waits") == {town.community_staff, town.community_staff2}
    alarms.sweep(at("2026-05-17 09:00"))
    assert town.street_staff in told("care_waits")
    care.refresh_from_db()
    assert care.alarm_at is None


def test_a_stopped_record_stands_on_the_desk_and_in_the_list_and_says_why_on_its_page(town):
    care = died(town, helped(town))
    client = signed_in(town.community_staff2)
    assert care.get_absolute_url() in client.get("/").content.decode()
    assert "待决定" in client.get("/care/?view=all").content.decode()
    shown = client.get(care.get_absolute_url()).content.decode()
    assert "登记显示此人已去世" in shown
    for act in ("confirm", "keep_open"):
        assert f"{care.get_absolute_url()}{act}/" in shown
    assert f"{care.get_absolute_url()}confirm/" not in (
        signed_in(town.community_staff).get(care.get_absolute_url()).content.decode()
    )


def test_the_successor_in_a_post_gets_what_has_stopped_as_well(town):
    care = died(town, helped(town))
    post = town.grid_worker.posts.get()
    assert list(CareCase.objects.waiting_on(post)) == [care]


# Handing over


def test_who_receives_a_record_is_told_and_has_it_on_the_desk(town):
    care = handed(town)
    assert told("care_arrives") == {town.stranger}
    assert told("care_handed") == {town.grid_worker}
    assert care.get_absolute_url() in signed_in(town.stranger).get("/").content.decode()
    assert care.get_absolute_url() not in signed_in(town.community_staff).get("/").content.decode()


def test_nobody_accepts_and_it_goes_up(town):
    care = handed(town)
    alarms.sweep(at("2026-05-14 09:00"))
    assert told("care_waits") == {town.stranger}
    alarms.sweep(at("2026-05-17 09:00"))
    assert town.street_staff in told("care_waits")
    assert not Notice.objects.filter(kind="care_waits", user=town.community_staff).exists()
    care.refresh_from_db()
    assert care.alarm_at is None


def test_a_record_is_sent_back_with_a_reason_on_a_page_and_goes_on_where_it_was(town):
    care = handed(town)
    client = signed_in(town.stranger)
    url = f"{care.get_absolute_url()}send_back/"
    assert url in client.get(care.get_absolute_url()).content.decode()
    assert client.post(url, {"seen": care.version, "why": ""}).status_code == 422
    assert client.post(url, {"seen": care.version, "why": "本人未到我社区"})["Location"] == "/care/"
    care.refresh_from_db()
    assert (care.status, care.stopped_for, care.to_area) == (CareStatus.STOPPED, Stop.SENT_BACK, None)
    assert told("care_stopped") == {town.grid_worker, town.community_staff, town.community_staff2}
    assert "本人未到我社区" in signed_in(town.community_staff).get(care.get_absolute_url()).content.decode()
    assert actions.refuse_closing(care.pk, by=town.community_staff, seen=None).status == CareStatus.OPEN


def test_only_who_may_accept_sends_back(town):
    care = handed(town)
    with pytest.raises(PermissionDenied):
        actions.send_back(care.pk, by=town.community_staff, seen=None, why="x")


def test_a_term_that_ends_before_acceptance_is_closed_by_two_persons(town):
    care = handed(town)
    late = at("2027-06-01 09:00")
    with pytest.raises(ValidationError):
        actions.accept_care(care.pk, town.stranger, by=town.stranger, seen=None, now=late)
    actions.send_back(care.pk, by=town.stranger, seen=None, why="期限已满", now=late)
    actions.confirm_closing(care.pk, by=town.community_staff, seen=None, now=late)
    care.refresh_from_db()
    assert care.status == CareStatus.SEALED


def test_whoever_comes_back_before_anybody_accepted_is_visited_again(town):
    care = handed(town)
    street = make.fresh(make.user(at=town.street, role=town.street_staff.posts.get().role))
    back = home(town, parts=("东梅小区", "3", "2", "402"))
    actions.move(care.resident_id, back, by=street, seen=None, on=TODAY, now=NOW)
    care.refresh_from_db()
    assert (care.status, care.to_area, care.community_id) == (CareStatus.OPEN, None, town.community.pk)
    assert care.visits.planned().exists()


# The end of a term


def test_the_end_of_a_term_is_told_a_month_before_and_on_the_day_and_then_to_the_street(town):
    care = helped(town)  # ends on 2027-05-11
    assert care_alarms.watch_terms(at("2027-04-10 00:10")) == 0
    assert care_alarms.watch_terms(at("2027-04-11 00:10")) == 1
    alarms.sweep(at("2027-04-11 09:00"))
    assert told("care_term") == {town.grid_worker}
    alarms.sweep(at("2027-05-11 08:59"))
    assert not told("care_term_over")
    alarms.sweep(at("2027-05-11 09:00"))
    assert told("care_term_over") == {town.grid_worker, town.community_staff, town.community_staff2}
    alarms.sweep(at("2027-05-14 09:00"))
    assert town.street_staff in told("care_term_over")
    assert care_alarms.watch_terms(at("2027-05-15 00:10")) == 0
    care.refresh_from_db()
    assert care.alarm_at is None


def test_a_term_that_is_extended_is_told_of_anew(town):
    care = helped(town)
    near = at("2027-04-11 00:10")
    care_alarms.watch_terms(near)
    actions.extend_care(care.pk, dt.date(2028, 5, 11), by=town.community_staff, seen=None, why="仍独居", now=near)
    alarms.sweep(at("2027-05-11 09:00"))
    assert not told("care_term_over")
    assert care_alarms.watch_terms(at("2028-04-12 00:10")) == 1


def test_a_record_from_before_there_were_alarms_is_told_of_and_sorted(town):
    care = helped(town)
    CareCase.objects.filter(pk=care.pk).update(next_due_at=None)
    before = care.events.count()
    care_alarms.watch_terms(at("2027-06-01 00:10"))
    alarms.sweep(at("2027-06-01 00:11"))
    care.refresh_from_db()
    assert care.next_due_at == at("2027-05-11 09:00")
    assert town.street_staff in told("care_term_over")  # all steps that were missed, in one sweep
    assert care.events.count() == before  # what the sweep notes is no history


def test_a_term_that_is_over_leads_the_list_with_its_tag(town):
    today = timezone.localdate()
    over = helped(town, starts_on=today, now=timezone.now())
    before = today - dt.timedelta(days=400)
    CareVisit.objects.filter(care=over).delete()
    CareCase.objects.filter(pk=over.pk).update(starts_on=before, ends_on=before + dt.timedelta(days=366))
    other = somebody(town, home(town, parts=("东梅小区", "3", "2", "402")), name="陈建国")
    helped(town, resident=other, starts_on=today, now=timezone.now())
    visit(CareCase.objects.get(pk=over.pk), town.grid_worker, timezone.now())  # the last one: none is left ahead
    rows = signed_in(town.community_staff).get("/care/?view=all").context["rows"]
    assert [row["url"] for row in rows][0] == over.get_absolute_url()
    assert "期限已满" in rows[0]["mark"]
    assert not rows[1]["mark"]


def test_a_term_that_ends_soon_is_said_in_the_list_and_on_the_page(town):
    care = helped(town, starts_on=timezone.localdate(), now=timezone.now())
    CareCase.objects.filter(pk=care.pk).update(ends_on=timezone.localdate() + dt.timedelta(days=20))
    client = signed_in(town.grid_worker)
    assert "期限至" in client.get("/care/").content.decode()
    assert "请说明理由予以延期" in client.get(care.get_absolute_url()).content.decode()
