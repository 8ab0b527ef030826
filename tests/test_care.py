"""Help and care: terms, team, visits and their reminders, the end, and that nobody outside knows of it."""

import datetime as dt
import tomllib

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from cases.models import Case
from grids import alarms
from grids.models import Notice, StoredFile, User
from residents import actions
from residents.actions import care_visits, defaults
from residents.enums.care import CareStatus, HelperKind, VisitKind, VisitStatus
from residents.models import CareCase, CareCategory, CareVisit
from residents.rules import care as rules
from tests import factories as make
from tests.test_residents import home, somebody
from tests.town import at

pytestmark = pytest.mark.django_db
NOW = at("2026-05-11 09:00")
TODAY = dt.date(2026, 5, 11)
ALONE, RELEASED = "living_alone", "resettlement"


def paper(by) -> StoredFile:
    path = default_storage.save("test/paper.jpg", ContentFile(b"x"))
    return StoredFile.objects.create(
        name="document.jpg", path=path, content_type="image/jpeg", size=1, sha256="0" * 64, uploaded_by=by
    )


def helped(town, code=ALONE, *, resident=None, by=None, **more) -> CareCase:
    by = by or (town.street_staff if code == RELEASED else town.community_staff)
    facts = {
        "legal_basis": "老年人权益保障法",
        "purpose": "探访",
        "document": paper(by),
        "responsible": town.grid_worker,
        "starts_on": TODAY,
        "now": NOW,
    } | more
    return actions.open_care(resident or somebody(town), CareCategory.objects.get(code=code), by=by, **facts)


def visit(care, by, day=NOW, **more):
    return actions.record_visit(care.pk, by=by, **({"kind": VisitKind.HOME, "health": "well", "now": day} | more))


def signed_in(user) -> Client:
    User.objects.filter(pk=user.pk).update(is_demo=True)  # no second factor
    client = Client()
    client.force_login(user)
    return client


# Categories and terms


def test_religion_and_petitioning_are_no_categories():
    text = (defaults.DATA / "care.toml").read_text()
    names = " ".join(f"{one['code']} {one['zh']} {one['en']}" for one in tomllib.loads(text)["category"]).lower()
    for word in ("relig", "belief", "信仰", "宗教", "petition", "信访", "上访", "cult", "邪教"):
        assert word not in names


def test_every_category_has_basis_purpose_and_term():
    for category in CareCategory.objects.all():
        assert category.legal_basis
        assert category.purpose
        assert category.months >= 1
        assert len(category.visit_days) == 3
    assert CareCategory.objects.get(code=ALONE).check_locally


def test_help_after_release_lasts_five_years_and_after_probation_three(town):
    assert helped(town, RELEASED).ends_on == dt.date(2031, 5, 11)
    other = somebody(town, home(town, parts=("东梅小区", "3", "2", "402")), name="陈建国")
    assert helped(town, "after_probation", resident=other, by=town.street_staff).ends_on == dt.date(2029, 5, 11)


def test_months_end_on_the_last_day_where_there_is_no_such_day():
    assert rules.after_months(dt.date(2028, 2, 29), 60) == dt.date(2033, 2, 28)


def test_a_community_shortens_a_term_and_never_lengthens_it(town):
    category = CareCategory.objects.get(code=RELEASED)
    with pytest.raises(ValidationError):
        actions.shorten_term(category, town.community, 61, by=town.street_staff, reason="地方规定")
    actions.shorten_term(category, town.community, 36, by=town.street_staff, reason="地方规定")
    care = helped(town, RELEASED)
    assert care.ends_on == dt.date(2029, 5, 11)
    with pytest.raises(ValidationError):  # what was taken is not given back by an extension
        actions.extend_care(care.pk, dt.date(2030, 5, 11), by=town.street_staff, seen=None, why="需要", now=NOW)


def test_an_extension_to_a_day_before_its_end_says_until_when_it_runs(town):
    care = helped(town)
    with override("en"), pytest.raises(ValidationError, match="runs until") as refused:
        actions.extend_care(care.pk, care.ends_on, by=town.community_staff, seen=None, why="需要", now=NOW)
    assert "until" in refused.value.message_dict


def test_a_term_beyond_the_rule_is_refused_at_its_field(town):
    with pytest.raises(ValidationError) as refused:
        helped(town, RELEASED, ends_on=dt.date(2031, 5, 12))
    assert "ends_on" in refused.value.message_dict


@pytest.mark.parametrize("field", ["legal_basis", "document", "responsible"])
def test_nobody_is_listed_without_basis_document_and_a_responsible_person(town, field):
    with pytest.raises(ValidationError) as refused:
        helped(town, **{field: "" if field == "legal_basis" else None})
    assert field in refused.value.message_dict


def test_the_database_keeps_no_open_record_without_a_responsible_person(town):
    care = helped(town)
    with pytest.raises(IntegrityError), transaction.atomic():
        CareCase.objects.filter(pk=care.pk).update(responsible=None)


# Team


def test_three_helpers_of_different_kinds_are_missing_until_named(town):
    care, staff = helped(town), town.community_staff
    actions.add_helper(care.pk, HelperKind.CADRE, by=staff, seen=None, user=town.grid_leader)
    actions.add_helper(care.pk, HelperKind.FAMILY, by=staff, seen=None, name="女儿 陈燕")
    kinds = lambda: care.helpers.filter(until=None).values_list("kind", flat=True)  # noqa: E731
    assert rules.missing(kinds()) == 1
    with pytest.raises(ValidationError):
        actions.add_helper(care.pk, HelperKind.FAMILY, by=staff, seen=None, name="儿子")
    actions.add_helper(care.pk, HelperKind.DOCTOR, by=staff, seen=None, name="王医生")
    assert rules.missing(kinds()) == 0


def test_the_responsible_person_is_no_helper(town):
    with pytest.raises(ValidationError):
        actions.add_helper(
            helped(town).pk, HelperKind.CADRE, by=town.community_staff, seen=None, user=town.grid_worker
        )


def test_a_helper_who_becomes_responsible_counts_no_more_as_one(town):
    care, staff = helped(town), town.community_staff
    actions.add_helper(care.pk, HelperKind.CADRE, by=staff, seen=None, user=town.grid_leader)
    actions.name_responsible(care.pk, town.grid_leader, by=staff, seen=None)
    assert not care.helpers.filter(until=None).exists()


# Visits


def test_visits_are_planned_as_windows_at_the_interval_of_the_grade(town):
    care = helped(town)  # living alone, grade 2: every 15 days
    first, second = care.visits.order_by("due_on")[:2]
    assert (first.opens_on, first.due_on) == (dt.date(2026, 5, 21), dt.date(2026, 5, 26))
    assert second.due_on == dt.date(2026, 6, 10)
    assert care.visits.order_by("-due_on").first().due_on <= care.ends_on


def test_another_grade_plans_the_future_anew_and_leaves_what_is_owed(town):
    care = helped(town)
    later = at("2026-05-23 09:00")  # the first window is open
    actions.change_grade(care.pk, 1, by=town.community_staff, seen=care.version, why="住院", now=later)
    due = list(care.visits.planned().order_by("due_on").values_list("due_on", flat=True)[:3])
    assert due == [dt.date(2026, 5, 26), dt.date(2026, 6, 2), dt.date(2026, 6, 9)]
    assert care.visits.filter(status=VisitStatus.DROPPED, alarm_at=None).exists()


def test_only_a_visit_of_the_right_kind_closes_a_window(town):
    care, day = helped(town), at("2026-05-25 10:00")
    assert visit(care, town.grid_worker, day, kind=VisitKind.PHONE).is_extra
    assert care.visits.planned().order_by("due_on").first().due_on == dt.date(2026, 5, 26)
    assert not visit(care, town.grid_worker, day).is_extra
    assert care.visits.planned().order_by("due_on").first().due_on == dt.date(2026, 6, 10)


def test_windows_never_run_out_where_nobody_goes(town):
    care = helped(town, RELEASED)
    first = care.visits.count()
    assert care_visits.plan_ahead(NOW) == 0
    late = NOW + dt.timedelta(days=300)
    assert care_visits.plan_ahead(late) > 0
    last = care.visits.order_by("-due_on").first().due_on
    assert TODAY + dt.timedelta(days=600) < last <= care.ends_on
    assert care_visits.plan_ahead(late) == 0
    assert care.visits.values("due_on").distinct().count() == care.visits.count() > first


def test_windows_end_with_the_term(town):
    care = helped(town)
    assert care_visits.plan_ahead(NOW + dt.timedelta(days=360)) == 0
    assert care.visits.order_by("-due_on").first().due_on <= care.ends_on


def test_a_window_that_passed_stays_missed(town):
    care = helped(town)
    visit(care, town.grid_worker, at("2026-06-08 10:00"))
    assert care.visits.get(due_on=dt.date(2026, 5, 26)).status == VisitStatus.MISSED


def test_an_empty_record_of_a_visit_is_refused(town):
    with pytest.raises(ValidationError):
        visit(helped(town), town.grid_worker, health="")


def test_words_of_a_visit_stand_under_the_persons_key(town):
    care = helped(town)
    visit(care, town.grid_worker, needs="卫生间装扶手")
    rows = [*CareVisit.objects.values(), *CareVisit.objects.first().events.model.objects.values()]
    assert "扶手" not in str(rows)


def test_reminders_go_up_one_step_after_the_other_dated_when_due(town):
    care = helped(town)
    first = care.visits.order_by("due_on").first()
    alarms.sweep(at("2026-05-24 08:59"))
    assert not Notice.objects.filter(kind="care_due").exists()
    alarms.sweep(at("2026-05-24 09:01"))
    first.refresh_from_db()
    assert (first.alarm_level, first.alarm_at) == (1, at("2026-05-27 09:00"))
    assert told("care_due") == {town.grid_worker}
    alarms.sweep(at("2026-05-28 20:00"))  # late: the next step is dated by the rule all the same
    first.refresh_from_db()
    assert (first.alarm_level, first.alarm_at) == (2, at("2026-05-30 09:00"))
    assert told("care_missed") == {town.grid_worker, town.community_staff, town.community_staff2}
    alarms.sweep(at("2026-05-30 09:00"))
    assert told("care_missed") >= {town.street_staff}
    first.refresh_from_db()
    assert first.alarm_at is None


def told(kind):
    return {notice.user for notice in Notice.objects.filter(kind=kind).select_related("user")}


def test_notices_say_neither_whom_nor_what_for(town):
    care = helped(town, RELEASED)
    alarms.sweep(at("2026-08-20 09:00"))
    notices = list(Notice.objects.filter(url=care.get_absolute_url()))
    assert notices
    for notice in notices:
        said = f"{notice.params} {notice.url} {notice.once}"
        assert care.resident.name not in said
        assert care.category.name_zh not in said
        assert RELEASED not in said


def test_community_staff_are_not_told_of_records_they_may_not_see(town):
    helped(town, RELEASED)
    alarms.sweep(at("2026-07-20 09:00"))
    assert not told("care_missed") & {town.community_staff, town.stranger}


def test_a_closed_window_reminds_nobody(town):
    visit(helped(town), town.grid_worker, at("2026-05-22 09:00"))
    alarms.sweep(at("2026-05-28 09:00"))
    assert not told("care_due")


def test_a_need_becomes_a_confidential_matter_once(town):
    found = visit(helped(town), town.grid_worker, needs="卫生间装扶手")
    address = actions.pass_on(found.pk, to="matter", by=town.grid_worker)
    assert actions.pass_on(found.pk, to="matter", by=town.grid_worker) == address
    case = Case.objects.get()
    assert case.get_absolute_url() == address
    assert case.is_confidential
    assert "林秀英" not in case.title


# The end


def test_closing_needs_a_second_person(town):
    care, staff = helped(town), town.community_staff
    care = actions.propose_closing(care.pk, by=staff, seen=care.version, why="已入住养老院")
    with pytest.raises(PermissionDenied):
        actions.confirm_closing(care.pk, by=staff, seen=care.version)
    actions.confirm_closing(care.pk, by=town.community_staff2, seen=care.version)
    care.refresh_from_db()
    assert (care.status, care.next_due_at) == (CareStatus.SEALED, None)
    assert not care.visits.planned().exists()


def test_sealed_is_read_by_one_named_permission_only(town):
    care = sealed(town)
    for name in ("grid_worker", "community_staff", "community_staff2", "supervisor", "unit_head", "stranger"):
        assert not CareCase.objects.visible_to(getattr(town, name)).exists(), name
    assert CareCase.objects.visible_to(town.street_staff).get() == care


def sealed(town) -> CareCase:
    care = helped(town)
    actions.propose_closing(care.pk, by=town.community_staff, seen=None, why="期满")
    return actions.confirm_closing(care.pk, by=town.community_staff2, seen=None)


def test_a_record_waits_for_acceptance_where_the_person_moves(town):
    resident = somebody(town)
    care = helped(town, resident=resident)
    there = make.area(town.neighbour)
    keeper = make.user(at=town.street, role=town.street_staff.posts.get().role)
    new_home = home(town, area=there, by=keeper)
    actions.move(resident.pk, new_home, by=keeper, seen=None, on=TODAY)
    assert not CareCase.objects.visible_to(town.community_staff).exists()
    assert not CareCase.objects.visible_to(town.grid_worker).exists()
    assert CareCase.objects.visible_to(town.stranger).get().status == CareStatus.HANDED
    other = make.user(at=there, role=town.grid_worker.posts.get().role)
    with pytest.raises(PermissionDenied):
        actions.accept_care(care.pk, other, by=town.community_staff, seen=None)
    new = actions.accept_care(care.pk, other, by=town.stranger, seen=None, now=NOW)
    care.refresh_from_db()
    assert (care.status, new.community_id, new.ends_on) == (CareStatus.SEALED, town.neighbour.pk, care.ends_on)
    assert new.visits.planned().exists()


def test_within_the_community_a_record_goes_along(town):
    resident = somebody(town)
    care = helped(town, resident=resident)
    other = make.area(town.grid)
    actions.move(resident.pk, home(town, area=other), by=town.community_staff, seen=None, on=TODAY)
    care.refresh_from_db()
    assert (care.status, care.area_id) == (CareStatus.OPEN, other.pk)


# The page of the rules


def test_every_rule_is_read_by_whoever_is_signed_in(town):
    client = signed_in(town.unit_head)
    shown = client.get("/care/categories/").content.decode()
    for category in CareCategory.objects.all():
        assert category.name_zh in shown
        assert category.legal_basis in shown
        page = client.get(f"/care/categories/{category.code}/").content.decode()
        for fact in (category.purpose, *map(str, category.visit_days)):
            assert fact in page
    assert client.get("/care/categories/nothing/").status_code == 404


def test_a_term_is_shortened_on_a_page_which_says_who_and_why(town):
    client, url = signed_in(town.street_staff), f"/care/categories/{RELEASED}/"
    facts = {"area": town.community.code, "months": 61, "reason": "本街道试点"}
    answer = client.post(f"{url}shorten/", facts)
    assert answer.status_code == 422
    assert answer.context["form"].errors["months"]
    assert "本街道试点" in answer.content.decode()
    assert client.post(f"{url}shorten/", facts | {"months": 36})["Location"] == url
    shown = client.get(url).content.decode()
    assert town.community.short_name in shown
    assert "本街道试点" in shown
    assert town.street_staff.name in shown
    client.post(f"{url}shorten/", facts | {"months": 60})
    assert rules.term_months(CareCategory.objects.get(code=RELEASED), town.community) == 60
    assert CareCategory.objects.get(code=RELEASED).local_terms.get().events.count() == 2


def test_nobody_shortens_where_they_do_not_serve(town):
    url = f"/care/categories/{RELEASED}/shorten/"
    assert signed_in(town.grid_worker).get(url).status_code == 403
    facts = {"area": town.community.code, "months": 12, "reason": "x"}
    answer = signed_in(town.stranger).post(url, facts)
    assert answer.status_code == 422
    assert not CareCategory.objects.get(code=RELEASED).local_terms.exists()


def test_the_page_of_a_category_costs_the_same_for_one_term_and_for_several(town):
    category, client = CareCategory.objects.get(code=RELEASED), signed_in(town.street_staff)
    areas = [town.street, town.community, town.neighbour]
    counts = []
    for area in areas:
        actions.shorten_term(category, area, 12, by=town.street_staff, reason="试点")
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/care/categories/{RELEASED}/")
            client.get("/care/categories/")
        counts.append(len(queries))
    assert counts[0] == counts[-1]
