"""The end of a care record, and what becomes of it when two entries of a person are made one."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from grids import history
from grids.fields import plain
from grids.privacy.identity import KeyGone
from residents import actions, retention
from residents.care import keeping as care_keeping
from residents.enums.care import CareStatus, HelperKind
from residents.models import CareCase, CareVisit, Resident
from residents.rules import care as rules
from tests import factories as make
from tests.test_care import NOW, helped, signed_in, visit
from tests.test_residents import home, somebody
from tests.test_uploads import picture

pytestmark = pytest.mark.django_db
WORDS = ("卫生间装扶手", "陈燕女儿", "住进养老院", "老人失联了", "林秀英本人申请")
NEXT = ("东梅小区", "3", "2", "402")


def full(town, **more) -> CareCase:
    """A record with words in every place that takes some, sealed."""
    care = helped(
        town, legal_basis="林秀英本人申请", document=SimpleUploadedFile("林秀英.jpg", picture(), "image/jpeg"), **more
    )
    staff = town.community_staff
    visit(care, town.grid_worker, needs="卫生间装扶手")
    actions.add_helper(care.pk, HelperKind.FAMILY, by=staff, seen=None, name="陈燕女儿")
    role = town.grid_leader.posts.get().role
    role.grants.append("break_care")
    role.save()
    actions.break_glass(care.resident, by=town.grid_leader, reason="老人失联了", now=NOW)
    return sealed(town, care)


def sealed(town, care, months_ago: int = 0) -> CareCase:
    actions.propose_closing(care.pk, by=town.community_staff, seen=None, why="住进养老院")
    at = timezone.now() - dt.timedelta(days=31 * months_ago)
    return actions.confirm_closing(care.pk, by=town.community_staff2, seen=None, now=at)


def over(care) -> CareCase:
    CareCase.objects.filter(pk=care.pk).update(sealed_at=timezone.now() - dt.timedelta(days=24 * 31))
    return CareCase.objects.get(pk=care.pk)


def second(town):
    """Another person at the street."""
    return make.user(at=town.street, role=town.street_staff.posts.get().role)


def forget(town, care):
    actions.propose_forgetting(care.pk, by=town.street_staff)
    actions.confirm_forgetting(care.pk, by=second(town))


def dumped() -> str:
    """All text of all tables about care and merging, history and reasons too."""
    names = "residents_care%", "residents_merge%", "pghistory_context"
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND ("
            "table_name LIKE %s OR table_name LIKE %s OR table_name = %s)",
            names,
        )
        found = []
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT t::text FROM "{table}" t')
            found += [row for (row,) in cursor.fetchall()]
    return "\n".join(found)


def test_a_record_is_due_after_its_sealed_months_and_not_before(town):
    care, now = full(town), timezone.localdate()
    months = care.category.sealed_months
    ends = [dt.timedelta(days=-1), dt.timedelta(0)]
    CareCase.objects.filter(pk=care.pk).update(sealed_at=timezone.now())
    last = rules.after_months(now, months)
    assert [care_keeping.due(CareCase.objects.all(), last + each).exists() for each in ends] == [False, True]


def test_anonymising_takes_two_who_may_read_what_is_sealed(town):
    care = full(town)
    with pytest.raises(ValidationError):  # too early
        actions.propose_forgetting(care.pk, by=town.street_staff)
    over(care)
    with pytest.raises(PermissionDenied):
        actions.propose_forgetting(care.pk, by=town.community_staff)
    actions.propose_forgetting(care.pk, by=town.street_staff)
    with pytest.raises(ValidationError):
        actions.confirm_forgetting(care.pk, by=town.street_staff)
    actions.drop_forgetting(care.pk, by=town.street_staff)
    with pytest.raises(ValidationError):
        actions.confirm_forgetting(care.pk, by=second(town))
    assert CareCase.objects.get().anonymised_at is None


def test_nothing_of_an_anonymised_record_can_be_read_and_it_still_counts(town, django_capture_on_commit_callbacks):
    care = over(full(town))
    path, subject = care.document.path, care.subject_id
    before = dumped()
    assert all(word in before for word in WORDS if word != "卫生间装扶手")
    with django_capture_on_commit_callbacks(execute=True):
        forget(town, care)
    after = dumped()
    assert not [word for word in WORDS if word in after]
    care = CareCase.objects.get()
    assert (care.status, care.resident, care.community_id) == (CareStatus.SEALED, None, town.community.pk)
    past = history.of(CareCase)
    assert not past.exclude(resident=None).exists()
    with pytest.raises(KeyGone):
        care.subject.data_key  # noqa: B018 -- backups that are restored cannot be read, either
    assert subject == care.subject_id
    assert not default_storage.exists(path)
    assert not CareCase.objects.visible_to(town.street_staff).exists()
    assert Resident.objects.get(name="林秀英").subject.wrapped  # the person goes on


def test_the_paper_of_a_record_that_goes_on_elsewhere_stays(town, django_capture_on_commit_callbacks):
    care = full(town)
    new = helped(town, resident=care.resident, document=care.document)
    with django_capture_on_commit_callbacks(execute=True):
        forget(town, over(care))
    assert default_storage.exists(new.document.path)


def gone(town, care) -> Resident:
    """Moved away so long ago that the rule for persons is over."""
    on = timezone.localdate() - dt.timedelta(days=366 * 4)
    resident = Resident.objects.get(pk=care.resident_id)
    resident.memberships.update(since=on - dt.timedelta(days=100))
    return actions.move_out(resident.pk, by=town.community_staff, seen=None, on=on)


def due() -> list[int]:
    return list(retention.due(Resident.objects.all(), timezone.localdate()).values_list("pk", flat=True))


def test_a_person_is_kept_as_long_as_a_record_of_theirs(town):
    care = full(town)
    resident = gone(town, care)
    assert due() == []
    over(care)
    assert due() == [resident.pk]


def test_whoever_is_anonymised_takes_their_records_along(town):
    care = full(town)
    resident = gone(town, over(care))
    proposed = actions.propose_erasure(resident.pk, by=town.community_staff)
    actions.confirm_erasure(proposed.pk, by=town.community_staff2)
    care.refresh_from_db()
    assert care.anonymised_at
    assert care.resident_id is None
    assert not [word for word in WORDS if word in dumped()]


# Two entries made one


def two(town):
    return somebody(town), somebody(town, home(town, parts=NEXT))


def merge(town, kept, dropped):
    return actions.merge(kept.pk, dropped.pk, by=town.community_staff, seen=None, dropped_seen=None)


def needs() -> list[str]:
    return [plain(one, "needs") for one in CareVisit.objects.exclude(needs=None).select_related("subject")]


def test_a_record_goes_along_with_its_words_and_comes_back(town):
    kept, dropped = two(town)
    care = helped(town, resident=dropped)
    visit(care, town.grid_worker, needs="扶手")
    before = CareCase.objects.values().get()
    done = merge(town, kept, dropped)
    assert CareCase.objects.get().resident == kept
    visit(care, town.grid_worker, needs="防滑垫")  # under the record's own key, whoever the person is
    assert sorted(needs()) == ["扶手", "防滑垫"]
    actions.unmerge(done.pk, by=town.community_staff)
    assert CareCase.objects.get().resident == dropped
    assert sorted(needs()) == ["扶手", "防滑垫"]
    same = ("subject_id", "version", "status", "area_id")
    assert {name: before[name] for name in same} == {name: CareCase.objects.values().get()[name] for name in same}


def test_sealed_words_go_along_too_and_end_with_the_one_person(town):
    kept, dropped = two(town)
    care = helped(town, resident=dropped)
    visit(care, town.grid_worker, needs="扶手")
    sealed(town, care)
    merge(town, kept, dropped)
    care = over(care)
    gone(town, care)
    assert needs() == ["扶手"]
    proposed = actions.propose_erasure(kept.pk, by=town.community_staff)
    actions.confirm_erasure(proposed.pk, by=town.community_staff2)
    assert CareCase.objects.get().anonymised_at
    assert needs() == []


def test_what_both_have_open_stays_until_its_keepers_end_one(town):
    kept, dropped = two(town)
    first, other = helped(town, resident=kept), helped(town, resident=dropped)
    done = merge(town, kept, dropped)
    assert set(CareCase.objects.values_list("pk", "resident")) == {(first.pk, kept.pk), (other.pk, dropped.pk)}
    actions.break_glass(kept, by=town.community_staff, reason="老人失联", now=NOW)
    assert other.accesses.exists()
    actions.unmerge(done.pk, by=town.community_staff)
    assert CareCase.objects.get(pk=other.pk).resident == dropped


def test_a_move_of_the_one_person_stops_what_stayed_with_the_other_entry(town):
    kept, dropped = two(town)
    helped(town, resident=kept), helped(town, resident=dropped)
    merge(town, kept, dropped)
    actions.move_out(kept.pk, by=town.community_staff, seen=None, on=timezone.localdate())
    assert set(CareCase.objects.values_list("status", flat=True)) == {CareStatus.STOPPED}


def test_an_anonymised_record_leaves_no_trace_in_a_merge(town):
    kept, dropped = two(town)
    care = helped(town, resident=dropped)
    sealed(town, care)
    done = merge(town, kept, dropped)
    forget(town, over(care))
    done.refresh_from_db()
    assert done.before["along"]["care"] == []
    assert {event.before["along"]["care"] == [] for event in done.events.all()} == {True}
    actions.unmerge(done.pk, by=town.community_staff)
    assert CareCase.objects.get().resident is None


# Its page


def test_who_may_proposes_and_another_one_confirms_on_a_page_without_a_name(town):
    care = over(full(town))
    client, other = signed_in(town.street_staff), signed_in(second(town))
    url = f"/care/ended/{care.ref}/"
    shown = client.get("/care/ended/").content.decode()
    assert url in shown
    assert "林秀英" not in shown + client.get(url).content.decode()
    assert client.post(url, {"do": "confirm"}).status_code == 422
    client.post(url, {"do": "propose"})
    assert client.post(url, {"do": "confirm"}).status_code == 422
    assert other.post(url, {"do": "confirm"}).status_code == 302
    assert CareCase.objects.get().anonymised_at
    assert url not in client.get("/care/ended/").content.decode()
    assert client.get(url).status_code == 404


def test_the_page_of_what_is_due_is_for_those_who_may(town):
    care = over(full(town))
    for name in ("community_staff", "grid_worker", "auditor"):
        client = signed_in(getattr(town, name))
        assert client.get("/care/ended/").status_code == 403
        assert client.post(f"/care/ended/{care.ref}/", {"do": "propose"}).status_code == 404
    retained = signed_in(town.street_staff).get("/residents/retention/").content.decode()
    assert "/care/ended/" in retained
    assert "/care/ended/" not in signed_in(town.community_staff).get("/residents/retention/").content.decode()


def test_the_list_of_what_is_due_costs_the_same_for_one_and_for_several(town):
    client = signed_in(town.street_staff)
    over(full(town))
    with CaptureQueriesContext(connection) as one:
        client.get("/care/ended/")
    for number in range(3):
        who = somebody(town, home(town, parts=("东梅小区", "9", "1", str(number))), name=f"林{number}")
        over(sealed(town, helped(town, resident=who)))
    with CaptureQueriesContext(connection) as several:
        assert client.get("/care/ended/").content.decode().count("/care/ended/") >= 4
    assert len(several) == len(one)
