"""Signing in: by any of one's names, not too often wrongly, with a second factor for administrators."""

import datetime as dt
import re

import pytest
from axes.models import AccessAttempt
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from django_otp.oath import totp

from grids import past
from grids.actions import sessions, users
from grids.models import Role, SignIn, User
from grids.privacy import identity
from tests import factories as make

pytestmark = pytest.mark.django_db
LOGIN = "/accounts/login/"
GOOD = "three green lamps 7"


@pytest.fixture
def district():
    return make.area()


@pytest.fixture
def keeper(district):
    return serving(district, "system_admin")


def serving(area, role, **facts):
    person = make.user(at=area, role=Role.objects.get(code=role))
    User.objects.filter(pk=person.pk).update(is_demo=True, **facts)
    return make.fresh(person)


def sign_in(client, username, password=make.PASSWORD, **more):
    return client.post(LOGIN, {"username": username, "password": password, **more})


def code_of(device) -> str:
    return f"{totp(device.bin_key, step=device.step, t0=device.t0, digits=device.digits):06}"


@pytest.mark.parametrize("name", ["lin", "W-77", "138 0000 6021", "+86 13800006021"])
def test_one_signs_in_by_account_work_number_or_phone(client, name):
    users.create("lin", "林秀琴", by=None, work_number="W-77", phone="13800006021", password=GOOD, is_demo=True)
    assert sign_in(client, name, GOOD).status_code == 302
    assert client.get("/accounts/settings/").status_code == 200


def test_an_account_name_comes_before_the_work_number_of_another(client):
    users.create("W-77", "林秀琴", by=None, password=GOOD, is_demo=True)
    users.create("chen", "陈志明", by=None, work_number="W-77")
    assert sign_in(client, "W-77", GOOD).status_code == 302


def test_whoever_is_locked_is_out_whatever_session_is_left(client):
    person = make.user()
    client.force_login(person)
    assert client.get("/accounts/settings/").status_code == 200
    User.objects.update(is_active=False)
    assert client.get("/accounts/settings/").status_code == 302


def test_a_wrong_password_and_an_unknown_account_read_the_same(client):
    make.user()
    known = sign_in(client, User.objects.get().username, "wrong")
    unknown = sign_in(client, "nobody", "wrong")
    assert known.status_code == unknown.status_code == 422
    words = [re.findall(r'class="ll-errsum.*?</div>', answer.content.decode(), re.S) for answer in (known, unknown)]
    assert words[0] == words[1] != []


def test_an_unknown_account_costs_a_hashed_password_too(client, settings, monkeypatch):
    hashed = []
    monkeypatch.setattr(User, "set_password", lambda self, raw: hashed.append(raw))
    sign_in(client, "nobody", "wrong")
    assert hashed == ["wrong"]


def test_no_phone_number_typed_at_sign_in_is_kept_in_clear(client):
    sign_in(client, "13911112222", "wrong")
    for row in AccessAttempt.objects.values():
        assert "13911112222" not in str(row)


def test_the_first_sign_in_leads_to_a_new_password_and_nowhere_else(client):
    users.create("lin", "林秀琴", by=None, password=GOOD)
    sign_in(client, "lin", GOOD)
    assert client.get("/posts/")["Location"] == "/accounts/password/"
    changed = client.post("/accounts/password/", {"old": GOOD, "new": "another lamp 88", "again": "another lamp 88"})
    assert changed.status_code == 302
    assert client.get("/posts/").status_code == 200


@pytest.mark.parametrize("new", ["short 1", "1234567890123", "password1234", "linxiuqin99", GOOD])
def test_a_weak_or_unchanged_password_is_refused_at_its_field(client, new):
    users.create("linxiuqin99", "林秀琴", by=None, password=GOOD, is_demo=True)
    sign_in(client, "linxiuqin99", GOOD)
    answer = client.post("/accounts/password/", {"old": GOOD, "new": new, "again": new})
    assert answer.status_code == 422
    assert answer.context["form"].errors["new"]


def test_a_changed_password_ends_the_other_sessions_and_keeps_this_one(client):
    users.create("lin", "林秀琴", by=None, password=GOOD, is_demo=True)
    other = Client()
    sign_in(client, "lin", GOOD)
    sign_in(other, "lin", GOOD)
    client.post("/accounts/password/", {"old": GOOD, "new": "another lamp 88", "again": "another lamp 88"})
    assert len(sessions.open_sessions(User.objects.get())) == 1
    assert client.get("/accounts/settings/").status_code == 200
    assert other.get("/accounts/settings/").status_code == 302


def test_a_fourth_session_ends_the_oldest():
    person = make.user()
    clients = [Client() for _ in range(4)]
    for client in clients:
        sign_in(client, person.username)
    assert [client.get("/accounts/settings/").status_code for client in clients] == [302, 200, 200, 200]


def test_seven_days_are_only_for_who_asks(client):
    person = make.user()
    sign_in(client, person.username)
    assert client.session.get_expiry_age() <= 12 * 3600
    other = Client()
    sign_in(other, person.username, remember="on")
    assert 6 * 86400 < other.session.get_expiry_age() <= 7 * 86400


def test_the_owner_sees_each_try_and_ends_a_session(client):
    person, other = make.user(), Client(headers={"user-agent": "Mozilla/5.0 (Windows NT 10.0) Edg/120"})
    sign_in(Client(), person.username, "wrong")
    sign_in(other, person.username)
    sign_in(client, person.username)
    page = client.get("/accounts/sessions/")
    assert "Edge · Windows" in page.content.decode()
    assert SignIn.objects.filter(user=person, ok=False).count() == 1
    theirs = SignIn.objects.get(user=person, device="Edge · Windows")
    client.post("/accounts/sessions/", {"session": theirs.pk})
    assert other.get("/accounts/settings/").status_code == 302


def test_nobody_ends_another_persons_session(client):
    person, victim = make.user(), Client()
    other = make.user()
    sign_in(victim, other.username)
    sign_in(client, person.username)
    theirs = SignIn.objects.get(user=other)
    assert client.post("/accounts/sessions/", {"session": theirs.pk}).status_code == 404
    assert victim.get("/accounts/settings/").status_code == 200


def test_demo_accounts_are_exempt_from_both_duties(client, district):
    person = serving(district, "auditor", must_change_password=True)
    sign_in(client, person.username)
    assert client.get("/accounts/reveals/").status_code == 200


def test_the_site_opens_in_chinese_whatever_the_browser_prefers(client):
    answer = client.get(LOGIN, headers={"accept-language": "en"})
    assert 'lang="zh-hans"' in answer.content.decode()


def test_the_language_of_the_account_holds_on_every_device(client):
    person = make.user()
    sign_in(client, person.username)
    client.post("/accounts/settings/", {"language": "en", "theme": "dark", "email": ""})
    other = Client()
    sign_in(other, person.username)
    page = other.get("/accounts/settings/").content.decode()
    assert 'lang="en"' in page
    assert 'data-bs-theme="dark"' in page


def test_a_hat_is_switched_and_remembered_on_this_device(client):
    _district, _street, community, grid, _unit = make.line()
    person = make.user(at=grid, role=Role.objects.get(code="grid_leader"))
    make.post(person, community, role=Role.objects.get(code="community_staff"))
    sign_in(client, person.username)
    client.post("/accounts/hat/", {"hat": "community_staff.0", "next": "/posts/"})
    assert client.session["hat"] == "community_staff.0"
    client.post("/accounts/logout/")
    sign_in(client, person.username)
    assert client.session["hat"] == "community_staff.0"
    assert client.post("/accounts/hat/", {"hat": "system_admin.0"}).status_code == 404


def test_after_signing_in_one_only_goes_to_pages_of_ones_own(client):
    person = make.user()
    assert sign_in(client, person.username, next="https://evil.example/")["Location"] == reverse("desk")


def test_a_new_account_gets_a_password_that_is_shown_once(client, keeper):
    client.force_login(keeper)
    made = client.post("/accounts/new-person/", {"username": "chen", "name": "陈志明", "phone": "13900001111"})
    password = made.context["password"]
    assert password in made.content.decode()
    assert "no-store" in made["Cache-Control"]
    person = User.objects.get(username="chen")
    assert person.must_change_password
    assert person.check_password(password)
    assert person.masked_phone == "139****1111"
    assert password not in client.get("/accounts/people/chen/").content.decode()


def test_a_second_account_with_the_same_phone_is_refused_at_the_form(client, keeper):
    users.create("lin", "林秀琴", by=None, phone="13900001111")
    client.force_login(keeper)
    answer = client.post("/accounts/new-person/", {"username": "chen", "name": "陈志明", "phone": "139 0000 1111"})
    assert answer.status_code == 422
    assert "13900001111" not in str(User.objects.values_list())
    assert answer.context["form"]["name"].value() == "陈志明"


def test_locking_ends_every_session_and_opens_again_with_a_reason(client, keeper):
    person, theirs = make.user(), Client()
    sign_in(theirs, person.username)
    client.force_login(keeper)
    assert client.post(f"/accounts/people/{person.username}/lock/", {"why": ""}).status_code == 422
    client.post(f"/accounts/people/{person.username}/lock/", {"why": "离职"})
    assert theirs.get("/accounts/settings/").status_code == 302
    assert sign_in(theirs, person.username).status_code == 422
    page = client.get(f"/accounts/people/{person.username}/").content.decode()
    assert "离职" in page
    client.post(f"/accounts/people/{person.username}/unlock/", {"why": "回来了"})
    assert sign_in(theirs, person.username).status_code == 302


def test_only_the_security_administrator_resets_an_administrators_password(district, keeper):
    auditor, security = serving(district, "auditor"), serving(district, "security_admin")
    with pytest.raises(PermissionDenied):
        users.reset_password(auditor, by=keeper, why="忘记密码")
    password = users.reset_password(auditor, by=security, why="忘记密码")
    assert make.fresh(auditor).check_password(password)


def test_nobody_locks_themselves_or_somebody_beyond_their_areas(district, keeper):
    elsewhere = make.user(at=make.area(), role=Role.objects.get(code="unit_head"))
    for person in (keeper, elsewhere):
        with pytest.raises(PermissionDenied):
            users.lock(person, by=keeper, why="测试")


def test_staff_see_no_account_pages(client):
    line = make.line()
    client.force_login(make.user(at=line[2], role=Role.objects.get(code="community_staff")))
    for page in ("/accounts/people/", "/accounts/new-person/", "/accounts/reveals/"):
        assert client.get(page).status_code == 403


def test_a_phone_is_never_raw_in_the_row_or_its_history(keeper):
    person, _password = users.create("lin", "林秀琴", by=keeper, phone="13900001111")
    users.describe(person, by=keeper, name="林秀琴", phone="13900002222", work_number="", email="")
    for rows in (User.objects.values(), person.events.values()):
        assert not re.search(r"1390000(1111|2222)", str([*rows]))
    assert identity.mask_phone("13900002222") == make.fresh(person).masked_phone


def test_a_missing_reason_is_said_before_anything_changes(keeper):
    person = make.user()
    with pytest.raises(ValidationError):
        users.lock(person, by=keeper, why=" ")
    assert make.fresh(person).is_active


def test_only_the_security_administrator_locks_an_administrators_account(district, keeper):
    auditor, security = serving(district, "auditor"), serving(district, "security_admin")
    with pytest.raises(PermissionDenied):
        users.lock(auditor, by=keeper, why="测试")
    users.lock(auditor, by=security, why="离职")
    assert not make.fresh(auditor).is_active


@pytest.mark.parametrize("act", [users.unlock, users.reset_password, users.lift_lockout])
def test_a_locked_administrator_is_still_one_and_opened_by_the_security_administrator_only(district, keeper, act):
    left, security = serving(district, "security_admin"), serving(district, "security_admin")
    users.lock(left, by=security, why="离职")
    with pytest.raises(PermissionDenied):
        act(make.fresh(left), by=keeper, why="测试")
    act(make.fresh(left), by=security, why="回来了")


def test_whose_duty_as_an_administrator_begins_tomorrow_is_one_today(district, keeper):
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    person = make.user()
    make.post(person, district, role=Role.objects.get(code="auditor"), started_on=tomorrow)
    with pytest.raises(PermissionDenied):
        users.reset_password(make.fresh(person), by=keeper, why="测试")


def test_the_page_of_an_administrator_offers_the_system_administrator_no_refused_act(client, district, keeper):
    auditor = serving(district, "auditor")
    client.force_login(keeper)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    page = client.get(reverse("accounts:person", args=[auditor.username])).content.decode()
    assert reverse("accounts:lock", args=[auditor.username]) not in page
    assert "by the security administrator only" in page


def told(person) -> list[str]:
    """What the history of an account says, the newest first, in English."""
    with translation.override("en"):
        return [line["what"] for line in past.of_account(person)]


def test_every_one_time_password_stands_in_the_history(keeper):
    person, _password = users.create("xinlai", "王新来", by=keeper)
    for why in ("没记住", "又没记住"):
        users.reset_password(person, by=keeper, why=why)
    lines = past.of_account(person)
    assert sorted(told(person)) == ["Account created", "One-time password given", "One-time password given"]
    assert {line["text"] for line in lines} == {"又没记住", "没记住", ""}
    assert {line["who"] for line in lines} == {str(keeper)}


@pytest.mark.parametrize(
    ("facts", "what"),
    [
        ({"phone": "13800006022"}, "Phone number corrected"),
        ({"phone": ""}, "Phone number corrected"),
        ({"email": "lin@example.cn"}, "E-mail corrected"),
    ],
)
def test_who_corrects_what_somebody_is_reached_and_signs_in_by_stands_in_the_history(keeper, facts, what):
    person, _password = users.create("lin", "林秀琴", by=keeper, phone="13800006021")
    kept = {"name": "林秀琴", "work_number": "", "email": "", "phone": None}
    users.describe(person, by=keeper, **kept | facts)
    assert set(told(person)) == {what, "Account created"}


def test_a_phone_written_again_as_it_is_changes_nothing(keeper):
    person, _password = users.create("lin", "林秀琴", by=keeper, phone="13800006021")
    users.describe(person, by=keeper, name="林秀琴", work_number="", email="", phone="138 0000 6021")
    assert told(person) == ["Account created"]


def test_no_page_of_a_signed_in_person_is_kept_by_the_browser(client, keeper):
    client.force_login(keeper)
    assert "no-store" in client.get("/accounts/people/")["Cache-Control"]
    assert "no-store" in client.get("/areas/")["Cache-Control"]


def test_a_short_password_is_refused_in_chinese(client):
    users.create("linxiuqin99", "林秀琴", by=None, password=GOOD, is_demo=True)
    sign_in(client, "linxiuqin99", GOOD)
    answer = client.post("/accounts/password/", {"old": GOOD, "new": "lamp 7", "again": "lamp 7"})
    assert answer.context["form"].errors["new"] == ["请至少填 10 个字符。"]


@pytest.mark.parametrize(("field", "value"), [("phone", "12345"), ("phone", "99"), ("username", "陈工")])
def test_a_new_account_takes_only_whole_phones_and_latin_names(client, keeper, field, value):
    client.force_login(keeper)
    data = {"username": "chen", "name": "陈志明", "phone": "0594-2601234"} | {field: value}
    answer = client.post("/accounts/new-person/", data)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]


def test_after_a_new_account_one_who_appoints_goes_on_to_its_post(client, district):
    role = make.role("read_area", "manage_users", "appoint")
    client.force_login(make.user(district, role), backend="grids.backends.StaffBackend")
    made = client.post("/accounts/new-person/", {"username": "chen", "name": "陈志明"})
    assert "/posts/appoint/?person=chen" in made.content.decode()


@pytest.mark.parametrize(
    ("stood_on", "goes_on"), [("http://testserver/inbox/?after=1", "/inbox/%3Fafter%3D1"), ("https://a.example/", "/")]
)
def test_a_button_pressed_after_the_session_ended_leads_back_to_its_page(client, stood_on, goes_on):
    answer = client.post("/inbox/read/", headers={"referer": stood_on})
    assert answer["Location"] == f"/accounts/login/?next={goes_on}"


def test_an_address_that_only_buttons_lead_to_says_so_and_opens_nothing(client):
    client.force_login(make.user())
    answer = client.get("/accounts/hat/")
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert 'href="/"' in answer.content.decode()


def test_a_phone_is_taken_away_so_that_whoever_comes_after_may_have_it(client, keeper):
    person, _password = users.create("lin", "林秀琴", by=keeper, phone="13800006021")
    client.force_login(keeper)
    page = f"/accounts/people/{person.username}/edit/"
    client.post(page, {"name": "林秀琴", "phone": ""})
    assert make.fresh(person).phone_index
    client.post(page, {"name": "林秀琴", "phone": "", "no_phone": "on"})
    assert not make.fresh(person).phone_index
    assert users.create("chen", "陈工", by=keeper, phone="13800006021")
