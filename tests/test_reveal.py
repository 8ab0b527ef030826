"""Seeing a masked value: with a reason, logged, for a minute, not too often, and only where one serves."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction
from django.http import Http404
from django.test import RequestFactory
from django.utils import timezone

from grids.actions import reveal as acts
from grids.actions.reveal import reveal
from grids.models import RevealLog, Role, User
from grids.privacy.identity import mask_phone
from grids.views.reveal import reveal_view
from tests import factories as make, small_ground

pytestmark = pytest.mark.django_db
PHONE = "13800006021"


@pytest.fixture
def line():
    return make.line()


@pytest.fixture
def matter(line):
    made = small_ground.matter(line[4], **small_ground.phone_of(PHONE))
    made.refresh_from_db()
    return made


@pytest.fixture
def worker(line):
    return make.fresh(make.user(at=line[3], role=Role.objects.get(code="grid_worker")))


def look(matter, by, reason="contact", **more):
    return reveal("cases.case", matter.number, "reporter_phone", reason, by=by, row=matter, **more)


def ask(matter, by, data=None, field="reporter_phone", htmx=False):
    request = getattr(RequestFactory(), "get" if data is None else "post")("/look/", data)
    request.user, request.htmx, request.session = by, htmx, {}
    return reveal_view(request, matter, field, "/back/", key=matter.number, mask=mask_phone)


def test_a_look_shows_the_value_and_is_logged_with_post_and_reason(matter, worker):
    assert look(matter, worker) == PHONE
    log = RevealLog.objects.get()
    assert (log.user, log.post, log.reason, log.record_key) == (worker, worker.posts.get(), "contact", matter.number)


@pytest.mark.parametrize("reason", ["", "curious"])
def test_without_a_reason_nothing_is_shown(matter, worker, reason):
    with pytest.raises(ValidationError):
        look(matter, worker, reason)
    assert not RevealLog.objects.exists()


def test_a_reason_holds_half_an_hour_for_that_record_only(line, matter, worker):
    now = timezone.now()
    look(matter, worker, now=now)
    assert look(matter, worker, "", now=now + timedelta(minutes=29)) == PHONE
    other = small_ground.matter(line[4], **small_ground.phone_of("13900001111"))
    other.refresh_from_db()
    with pytest.raises(ValidationError):
        look(other, worker, "", now=now)
    with pytest.raises(ValidationError):
        look(matter, worker, "", now=now + timedelta(minutes=31))


def test_a_look_that_leans_on_a_reason_does_not_lengthen_it(matter, worker, monkeypatch):
    now = timezone.now()
    for minutes, reason in ((0, "contact"), (20, "")):
        monkeypatch.setattr("django.utils.timezone.now", lambda at=now + timedelta(minutes=minutes): at)
        look(matter, worker, reason)
    with pytest.raises(ValidationError):
        look(matter, worker, "", now=now + timedelta(minutes=31))


def test_anothers_reason_is_not_mine(line, matter, worker):
    look(matter, worker)
    colleague = make.fresh(make.user(at=line[3], role=Role.objects.get(code="grid_worker")))
    with pytest.raises(ValidationError):
        look(matter, colleague, "")


def test_it_takes_the_right_in_the_area_of_the_record(line, matter):
    beside = make.fresh(make.user(at=make.area(line[2]), role=Role.objects.get(code="grid_worker")))
    supervisor = make.fresh(make.user(at=line[0], role=Role.objects.get(code="supervisor")))
    for person in (beside, supervisor):
        with pytest.raises(PermissionDenied):
            look(matter, person)


def test_the_day_has_a_limit(matter, worker, monkeypatch):
    monkeypatch.setattr(acts, "A_DAY", 3)
    for _ in range(3):
        look(matter, worker)
    with pytest.raises(ValidationError, match="3"):
        look(matter, worker)
    assert RevealLog.objects.count() == 3


def test_an_anonymised_person_is_not_shown(matter, worker):
    key = matter.reporter_subject
    type(key).objects.filter(pk=key.pk).update(wrapped=None, destroyed_at=timezone.now())
    matter.refresh_from_db()
    with pytest.raises(ValidationError):
        look(matter, worker)
    assert not RevealLog.objects.exists()


def test_the_log_is_append_only(matter, worker):
    look(matter, worker)
    with pytest.raises(DatabaseError), transaction.atomic():
        RevealLog.objects.update(reason="visit")
    with pytest.raises(DatabaseError), transaction.atomic():
        RevealLog.objects.all().delete()


def test_the_page_asks_then_shows_for_a_minute_and_is_not_stored(matter, worker):
    asked = ask(matter, worker)
    assert PHONE not in asked.content.decode()
    assert "138****6021" in asked.content.decode()
    shown = ask(matter, worker, {"reason": "contact"})
    assert PHONE in shown.content.decode()
    assert "no-store" in shown["Cache-Control"]
    assert shown["Refresh"] == "60; url=/back/"
    assert 'data-hide-after="60"' in shown.content.decode()


def test_who_may_not_reveal_is_not_asked_for_a_reason(line, matter):
    reader = make.fresh(make.user(at=line[3], role=make.role("read_case")))
    with pytest.raises(PermissionDenied):
        ask(matter, reader)


def test_a_page_without_a_reason_comes_back_with_422(matter, worker):
    answer = ask(matter, worker, {})
    assert answer.status_code == 422
    assert PHONE not in answer.content.decode()


def test_while_a_reason_holds_it_is_not_asked_again(matter, worker):
    ask(matter, worker, {"reason": "contact"})
    assert 'type="radio"' not in ask(matter, worker).content.decode()
    assert PHONE in ask(matter, worker, {}).content.decode()


def test_with_htmx_only_the_value_is_swapped_in(matter, worker):
    answer = ask(matter, worker, {"reason": "contact"}, htmx=True).content.decode()
    assert PHONE in answer
    assert "<html" not in answer


def test_in_place_the_form_swaps_itself_and_on_its_own_page_it_does_not(matter, worker):
    assert "hx-post" in ask(matter, worker, htmx=True).content.decode()
    whole = ask(matter, worker).content.decode()
    assert "hx-post" not in whole
    assert "<html" in whole


@pytest.mark.parametrize("field", ["title", "reporter_name", "nothing"])
def test_only_filled_encrypted_fields_are_revealed(matter, worker, field):
    with pytest.raises(Http404):
        ask(matter, worker, {"reason": "contact"}, field=field)


@pytest.fixture
def auditor(line):
    person = make.user(at=line[0], role=Role.objects.get(code="auditor"))
    User.objects.filter(pk=person.pk).update(is_demo=True)  # without a second factor
    return make.fresh(person)


def test_many_in_a_short_time_and_nights_are_marked_for_the_auditor(matter, worker, auditor, monkeypatch):
    monkeypatch.setattr(acts, "NIGHT", (24, 0))
    monkeypatch.setattr(acts, "MANY", 3)
    for _ in range(3):
        look(matter, worker)
    assert [log.marked for log in acts.for_auditor(auditor)] == [True, False, False]
    assert len(acts.for_auditor(auditor, only_marked=True)) == 1
    monkeypatch.setattr(acts, "NIGHT", (0, 0))
    assert len(acts.for_auditor(auditor, only_marked=True)) == 3


def test_looks_in_another_district_are_its_own_auditors(client, matter, worker):
    look(matter, worker)
    elsewhere = make.user(at=make.area(), role=Role.objects.get(code="auditor"))
    User.objects.filter(pk=elsewhere.pk).update(is_demo=True)
    client.force_login(elsewhere)
    assert matter.number not in client.get("/accounts/reveals/").content.decode()


def test_the_auditor_sees_who_looked_and_never_what(client, matter, worker, auditor):
    look(matter, worker)
    client.force_login(auditor)
    page = client.get("/accounts/reveals/").content.decode()
    assert worker.name in page
    assert matter.number in page
    assert PHONE not in page


def test_the_record_tells_who_looked(matter, worker):
    look(matter, worker)
    assert [log.user for log in acts.of_record("cases.case", matter.number)] == [worker]
    assert not acts.of_record("cases.case", "another").exists()


def test_searches_by_number_and_stops_are_limited_and_listed_like_reveals(matter, worker, client, auditor):
    for _ in range(acts.A_DAY - 1):
        acts.note_look(acts.SEARCH, "residents.resident", "", by=worker)
    acts.note_look(acts.STOP, "residents.resident", "abc123abc123", by=worker)
    with pytest.raises(ValidationError):
        acts.note_look(acts.SEARCH, "residents.resident", "", by=worker)
    with pytest.raises(ValidationError):
        look(matter, worker)
    User.objects.filter(pk=auditor.pk).update(language="en")
    client.force_login(auditor)
    page = client.get("/accounts/reveals/?marked=1").content.decode()
    assert "Already registered" in page
    assert "Search by a full number" in page
    assert page.count("Unusual") > 30


def test_a_search_is_no_reason_to_see_a_value(matter, worker):
    acts.note_look(acts.STOP, "cases.case", matter.number, by=worker)
    with pytest.raises(ValidationError):
        look(matter, worker, "")
