"""Who sees a care record, who does not and cannot tell; and its pages."""

import datetime as dt

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from grids.actions import posts
from grids.models import RevealLog, Role
from residents import actions
from residents.enums.care import HelperKind
from residents.models import CareAccess, CareCase, CareVisit, RegisterField
from tests import factories as make
from tests.test_care import ALONE, NOW, RELEASED, helped, signed_in, told, visit
from tests.test_residents import home, somebody
from tests.test_uploads import SHEET, picture

pytestmark = pytest.mark.django_db


def test_only_those_named_and_those_permitted_see_a_record(town):
    care = helped(town)
    seen = {name for name in town._people if CareCase.objects.visible_to(getattr(town, name)).exists()}
    assert seen == {"grid_worker", "community_staff", "community_staff2", "street_staff"}
    actions.add_helper(care.pk, HelperKind.CADRE, by=town.community_staff, seen=None, user=town.unit_head)
    assert CareCase.objects.visible_to(town.unit_head).exists()
    actions.end_helper(care.pk, HelperKind.CADRE, by=town.community_staff, seen=None)
    assert not CareCase.objects.visible_to(town.unit_head).exists()


def test_the_most_sensitive_need_their_own_permission(town):
    helped(town, RELEASED)
    assert not CareCase.objects.visible_to(town.community_staff).exists()
    with pytest.raises(PermissionDenied):
        helped(town, "drug_recovery", by=town.community_staff, resident=CareCase.objects.get().resident)


def test_every_address_of_a_record_is_the_same_404_for_outsiders(town):
    care = helped(town)
    found = visit(care, town.grid_worker, needs="扶手")
    nothing = signed_in(town.unit_head).get("/care/000000000000/")
    paths = [
        "",
        "paper/",
        f"need/{found.ref}/",
        *(f"{act}/" for act in ("visit", "grade", "helper", "propose", "accept")),
    ]
    for name in ("unit_head", "grid_leader", "supervisor", "stranger", "auditor", "officer"):
        client = signed_in(getattr(town, name))
        for path in paths:
            url = f"/care/{care.ref}/{path}"
            for answer in (client.get(url), client.post(url)):
                assert answer.status_code in (404, 405), (name, url)
                assert care.resident.name not in answer.content.decode()
        assert care.resident.name not in client.get("/care/?view=all").content.decode()
    assert nothing.status_code == 404


def test_reading_is_logged_once_in_half_an_hour(town):
    care, client = helped(town), signed_in(town.community_staff)
    client.get(care.get_absolute_url())
    client.get(care.get_absolute_url())
    log = RevealLog.objects.get()
    assert (log.record_key, log.field, log.user) == (care.ref, "care", town.community_staff)
    assert signed_in(town.auditor).get("/accounts/reveals/").status_code == 200


def test_a_broken_glass_opens_for_three_hours_and_is_reported(town):
    care = helped(town)
    role = town.grid_leader.posts.get().role
    role.grants.append("break_care")
    role.save()
    actions.break_glass(care.resident, by=town.grid_leader, reason="老人失联", now=NOW)
    soon, late = NOW + dt.timedelta(hours=2), NOW + dt.timedelta(hours=3)
    assert CareCase.objects.visible_to(town.grid_leader, soon).exists()
    assert not CareCase.objects.visible_to(town.grid_leader, late).exists()
    assert told("care_glass") == {town.grid_worker}


def test_an_emergency_look_stands_on_the_page_of_the_record_for_its_responsible_person(town):
    care = helped(town)
    role = town.grid_leader.posts.get().role
    role.grants.append("break_care")
    role.save()
    actions.break_glass(care.resident, by=town.grid_leader, reason="老人失联三天", now=NOW)
    shown = signed_in(town.grid_worker).get(care.get_absolute_url()).content.decode()
    assert "老人失联三天" in shown
    assert town.grid_leader.name in shown


@pytest.mark.parametrize(
    "change",
    [
        {"reason": "别的原因"},
        {"asked_at": NOW - dt.timedelta(days=1)},
        {"care": None},
        {"opened_at": NOW + dt.timedelta(hours=1)},
        {"ends_at": NOW + dt.timedelta(days=9)},
        {"ends_at": None, "opened_at": None},
    ],
)
def test_the_database_keeps_an_emergency_look_as_it_was(town, change):
    care = helped(town)
    (access,) = actions.break_glass(care.resident, by=town.community_staff, reason="老人失联", now=NOW)
    with pytest.raises(DatabaseError), transaction.atomic():
        CareAccess.objects.filter(pk=access.pk).update(**change)
    CareAccess.objects.filter(pk=access.pk).update(ends_at=NOW + dt.timedelta(hours=1))  # early: when it is sealed
    assert access.events.count() == 2


def test_the_most_sensitive_open_with_a_second_person_only(town):
    care, now = helped(town, RELEASED), timezone.now()
    (access,) = actions.break_glass(care.resident, by=town.community_staff, reason="有人受伤", now=now)
    assert told("care_glass_asked") == {town.street_staff}  # who may allow it, and nobody who may not read it
    assert not told("care_glass")
    assert not CareCase.objects.visible_to(town.community_staff).exists()
    with pytest.raises(PermissionDenied):
        actions.allow_look(access.pk, by=town.community_staff, now=now)
    actions.allow_look(access.pk, by=town.street_staff, now=now)
    assert CareCase.objects.visible_to(town.community_staff, now).exists()
    assert not CareCase.objects.visible_to(town.community_staff, now + dt.timedelta(hours=3)).exists()
    assert told("care_glass") == {town.grid_worker}


def test_breaking_a_glass_says_the_same_where_there_is_nothing(town):
    bare = somebody(town, home(town, parts=("东梅小区", "8", "1", "1")), name="陈建国")
    care, client = helped(town, RELEASED), signed_in(town.community_staff)
    pages = []
    for person in (bare, care.resident):
        answer = client.post(f"/care/glass/{person.ref}/", {"reason": "有人受伤"}, follow=True)
        pages.append([str(message) for message in answer.context["messages"]])
    assert pages[0] == pages[1]
    assert CareAccess.objects.filter(care=None).count() == 1
    shown = signed_in(town.auditor).get("/care/looks/").content.decode()
    assert "有人受伤" in shown
    elsewhere = make.user(at=make.area(), role=Role.objects.get(code="auditor"))
    assert "有人受伤" not in signed_in(elsewhere).get("/care/looks/").content.decode()
    assert care.resident.name not in shown


# Pages


def test_the_list_costs_the_same_for_one_and_for_several(town):
    client = signed_in(town.community_staff)
    helped(town)
    client.get("/care/?view=all")  # sums of tallies are kept for a while
    with CaptureQueriesContext(connection) as one:
        client.get("/care/?view=all")
    for number in range(4):
        who = somebody(town, home(town, parts=("东梅小区", "9", "1", str(number))), name=f"林{number}")
        helped(town, resident=who)
    with CaptureQueriesContext(connection) as several:
        client.get("/care/?view=all")
    assert len(several) == len(one)


def test_a_visit_is_recorded_on_a_page_and_a_form_with_an_error_keeps_what_was_typed(town):
    care, client = helped(town), signed_in(town.grid_worker)
    url = f"{care.get_absolute_url()}visit/"
    answer = client.post(url, {"kind": "", "needs": "扶手"})
    assert answer.status_code == 422
    assert "扶手" in answer.content.decode()
    answer = client.post(url, {"kind": "home", "health": "help", "needs": "扶手"})
    assert answer["Location"] == care.get_absolute_url()
    assert "扶手" in client.get(care.get_absolute_url()).content.decode()


def test_a_stale_version_is_told_and_nothing_is_lost(town):
    care, client = helped(town), signed_in(town.community_staff)
    actions.add_helper(care.pk, HelperKind.DOCTOR, by=town.community_staff2, seen=None, name="王医生")
    answer = client.post(f"{care.get_absolute_url()}grade/", {"seen": care.version, "grade": 1, "why": "住院"})
    assert answer.status_code == 422
    assert "住院" in answer.content.decode()


@pytest.mark.parametrize("act", ["grade", "responsible", "helper", "extend", "propose", "visit", "keep_open"])
def test_every_act_has_its_page(town, act):
    care = helped(town)
    assert signed_in(town.community_staff).get(f"{care.get_absolute_url()}{act}/").status_code == 200


def test_a_record_is_opened_on_a_page_with_its_document(town):
    resident, client = somebody(town), signed_in(town.community_staff)
    url = f"/care/new/{resident.ref}/"
    facts = {
        "category": ALONE, "legal_basis": "老年法", "starts_on": f"{timezone.localdate()}", "grade": 2,
        "responsible": town.grid_worker.username,
    }  # fmt: skip
    assert client.post(url, facts).status_code == 422
    answer = client.post(url, facts | {"document": SimpleUploadedFile("林秀英.jpg", picture())})
    care = CareCase.objects.get()
    assert answer["Location"] == care.get_absolute_url()
    assert care.document.name == "document.jpg"
    assert client.get(f"{care.get_absolute_url()}paper/").status_code == 200


def test_a_paper_may_be_a_pdf_which_only_those_get_who_may_and_under_no_name(town):
    paper = SimpleUploadedFile("林秀英戒毒.pdf", SHEET, "image/jpeg")
    care = helped(town, document=paper)
    url = f"{care.get_absolute_url()}paper/"
    answer = signed_in(town.grid_worker).get(url)
    assert b"".join(answer.streaming_content) == SHEET
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == f'attachment; filename="{care.ref}.pdf"'
    assert "林秀英" not in f"{care.document.path} {care.document.name}"
    for name in ("unit_head", "stranger", "auditor"):
        assert signed_in(getattr(town, name)).get(url).status_code == 404


def test_a_paper_that_is_refused_is_said_at_its_field_and_the_rest_stays(town):
    resident, client = somebody(town), signed_in(town.community_staff)
    facts = {"category": ALONE, "legal_basis": "老年法第三条", "starts_on": "2026-05-11", "grade": 2}
    facts |= {"responsible": town.grid_worker.username, "document": SimpleUploadedFile("a.pdf", b"MZ" + SHEET)}
    answer = client.post(f"/care/new/{resident.ref}/", facts)
    assert answer.status_code == 422
    assert answer.context["form"].errors["document"]
    assert "老年法第三条" in answer.content.decode()


def test_the_desk_shows_the_visits_that_are_open_without_a_name(town):
    care = helped(town)
    CareVisit.objects.filter(pk=care.visits.order_by("due_on").first().pk).update(
        opens_on=timezone.localdate(), due_on=timezone.localdate() + dt.timedelta(days=1)
    )
    shown = signed_in(town.grid_worker).get("/").content.decode()
    assert care.get_absolute_url() in shown
    assert care.resident.name not in shown


def test_a_term_that_is_over_is_said_on_its_page(town):
    care = helped(town)
    client = signed_in(town.grid_worker)
    assert "期限已满" not in client.get(care.get_absolute_url()).content.decode()
    before = timezone.localdate() - dt.timedelta(days=400)
    CareCase.objects.filter(pk=care.pk).update(starts_on=before, ends_on=before + dt.timedelta(days=365))
    assert "期限已满" in client.get(care.get_absolute_url()).content.decode()


def test_a_need_is_passed_on_with_one_button(town):
    care, client = helped(town), signed_in(town.grid_worker)
    found = visit(care, town.grid_worker, needs="卫生间装扶手")
    address = f"{care.get_absolute_url()}need/{found.ref}/"
    assert address in client.get(care.get_absolute_url()).content.decode()
    assert client.post(address, {"to": "matter"})["Location"].startswith("/cases/")


def test_the_successor_in_a_post_becomes_responsible(town):
    care, worker = helped(town), town.grid_worker
    post = worker.posts.get()
    successor = make.post(make.user(), town.grid, role=post.role)
    with pytest.raises(ValidationError):
        posts.end(post, by=town.community_staff, reason="调离")
    posts.end(post, by=town.community_staff, reason="调离", successor=successor)
    care.refresh_from_db()
    assert care.responsible_id == successor.user_id
    assert not CareCase.objects.visible_to(make.fresh(worker)).exists()


def test_a_helper_who_serves_nowhere_any_more_sees_nothing(town):
    care, helper = helped(town), town.unit_head
    actions.add_helper(care.pk, HelperKind.CADRE, by=town.community_staff, seen=None, user=helper)
    posts.end(helper.posts.get(), by=town.community_staff, reason="调离")
    assert not CareCase.objects.visible_to(make.fresh(helper)).exists()


def test_buttons_say_in_chinese_what_they_do(town):
    resident = somebody(town)
    shown = signed_in(town.community_staff).get(f"/care/new/{resident.ref}/").content.decode()
    assert "建立档案" in shown
    care = helped(town, resident=resident)
    assert "发出邀请" in signed_in(town.grid_worker).get(f"{care.get_absolute_url()}ask/").content.decode()


def test_nothing_of_care_is_a_field_to_export_or_to_fill_in_and_no_page_of_it_has_a_map():
    parts = {code.partition(".")[0] for code in RegisterField.objects.in_tables().values_list("code", flat=True)}
    assert not parts & {"care", "helper", "visit", "help"}
    assert "point" not in {field.name for field in CareCase._meta.get_fields()}
    for page in (settings.BASE_DIR / "templates" / "care").iterdir():
        assert "map.html" not in page.read_text(), page
