"""Too many wrong passwords: from one address, from many, and who opens it again."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt, AccessFailureLog
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db.models import F
from django.test import Client
from django.utils import timezone

from grids.actions import users
from grids.models import Role, SignIn, User
from grids.people import lockout
from tests import factories as make

pytestmark = pytest.mark.django_db
LOGIN = "/accounts/login/"
GOOD = "three green lamps 7"


def sign_in(client, username, password=GOOD, address="192.0.2.1"):
    return client.post(LOGIN, {"username": username, "password": password}, REMOTE_ADDR=address)


def guess(username, tries=lockout.MOST, network="203.0.113"):
    """Wrong passwords, each from an address of its own."""
    return [sign_in(Client(), username, "wrong", f"{network}.{number}").status_code for number in range(tries)]


def later(**by):
    """As if that much time had gone by since all that was counted."""
    for model in (AccessAttempt, AccessFailureLog):
        model.objects.update(attempt_time=F("attempt_time") - timedelta(**by))


@pytest.fixture
def lin():
    return users.create("lin", "林秀琴", by=None, phone="13800006021", password=GOOD, is_demo=True)[0]


@pytest.fixture
def district():
    return make.area()


def serving(area, role):
    person = make.user(at=area, role=Role.objects.get(code=role))
    User.objects.filter(pk=person.pk).update(is_demo=True)
    return make.fresh(person)


def test_five_wrong_passwords_lock_the_account_by_whatever_name_it_is_called(client, lin):
    for name in ("lin", "13800006021", "lin", "138-0000-6021"):
        assert sign_in(client, name, "wrong").status_code == 422
    locked = sign_in(client, "13800006021", "wrong")
    assert locked.status_code == 429
    assert 0 < int(locked["Retry-After"]) <= 15 * 60
    until = timezone.localtime() + timedelta(minutes=15)
    assert (
        f"{until:%H:%M}" in locked.content.decode()
        or f"{until - timedelta(minutes=1):%H:%M}" in locked.content.decode()
    )
    assert sign_in(client, "lin", GOOD).status_code == 429


def test_whoever_goes_on_trying_while_locked_out_waits_no_longer_for_it(client, lin):
    for _try in range(5):
        sign_in(client, "lin", "wrong")
    later(minutes=14)
    assert sign_in(client, "lin", "wrong").status_code == 429
    later(minutes=2)
    assert sign_in(client, "lin").status_code == 302


def test_tries_while_locked_out_fill_no_history(client, lin):
    for _try in range(9):
        sign_in(client, "lin", "wrong")
    assert SignIn.objects.filter(user=lin, ok=False).count() == 5


def test_many_addresses_that_guess_at_one_account_are_locked_out_together(client, lin):
    assert guess("lin") == [422] * 19 + [429]
    locked = sign_in(client, "lin", address="198.51.100.7")
    assert locked.status_code == 429
    assert 15 * 60 < int(locked["Retry-After"]) <= 3600


def test_it_is_over_after_an_hour_at_the_latest_whatever_is_tried_meanwhile(client, lin):
    guess("lin")
    later(minutes=59)
    assert set(guess("lin", network="198.51.100")) == {429}
    later(minutes=2)
    assert sign_in(client, "lin").status_code == 302


def test_where_the_owner_signed_in_lately_strangers_lock_nobody_out(client, lin):
    sign_in(Client(), "lin", address="192.0.2.8")
    guess("lin")
    assert sign_in(client, "lin", address="192.0.2.8").status_code == 302
    SignIn.objects.update(at=timezone.now() - timedelta(days=31))
    assert sign_in(Client(), "lin", address="192.0.2.8").status_code == 429


def test_what_the_owner_mistypes_at_home_does_not_lock_them_out_elsewhere(client, lin):
    sign_in(Client(), "lin", address="192.0.2.8")
    for _try in range(4):
        sign_in(Client(), "lin", "wrong", "192.0.2.8")
    guess("lin", lockout.MOST - 1)
    assert sign_in(client, "lin", address="198.51.100.7").status_code == 302


def test_from_the_owners_address_five_are_the_limit_as_anywhere(client, lin):
    sign_in(Client(), "lin", address="192.0.2.8")
    guess("lin")
    tries = [sign_in(client, "lin", "wrong", "192.0.2.8").status_code for _try in range(6)]
    assert tries == [422] * 4 + [429] * 2


def test_another_account_stays_open(client, lin):
    other = make.user()
    guess("lin")
    assert sign_in(client, other.username, make.PASSWORD).status_code == 302


def test_an_account_that_is_not_there_is_locked_out_alike(client):
    assert guess("nobody") == [422] * 19 + [429]


def test_what_is_counted_is_forgotten_after_an_hour(client, lin):
    guess("lin", 3)
    later(minutes=61)
    sign_in(client, "lin")
    assert not AccessFailureLog.objects.exists()


def test_an_administrator_sees_it_and_lifts_it_with_a_reason(client, district):
    keeper, person = serving(district, "system_admin"), serving(district, "unit_head")
    page = f"/accounts/people/{person.username}/"
    client.force_login(keeper)
    assert "let-in" not in client.get(page).content.decode()
    guess(person.username)
    for _try in range(5):
        sign_in(Client(), person.username, "wrong", "192.0.2.9")
    assert "let-in" in client.get(page).content.decode()
    assert client.post(f"{page}let-in/", {"why": ""}).status_code == 422
    assert sign_in(Client(), person.username, make.PASSWORD, "192.0.2.9").status_code == 429
    assert client.post(f"{page}let-in/", {"why": "本人忘记密码"}).status_code == 302
    assert sign_in(Client(), person.username, make.PASSWORD, "192.0.2.9").status_code == 302
    after = client.get(page).content.decode()
    assert "let-in" not in after
    assert "本人忘记密码" in after
    assert after.count(keeper.name) >= 1


def test_each_address_that_waits_is_named_to_the_administrator(client, district):
    person = serving(district, "unit_head")
    for _try in range(5):
        sign_in(Client(), person.username, "wrong", "192.0.2.9")
    client.force_login(serving(district, "system_admin"))
    assert "192.0.2.9" in client.get(f"/accounts/people/{person.username}/").content.decode()


def test_only_the_security_administrator_lifts_it_for_an_administrator_and_nobody_for_themselves(district):
    keeper, security = serving(district, "system_admin"), serving(district, "security_admin")
    auditor = serving(district, "auditor")
    for by, person in ((keeper, auditor), (keeper, keeper), (serving(make.area(), "system_admin"), auditor)):
        with pytest.raises(PermissionDenied):
            users.lift_lockout(person, by=by, why="忘记密码")
    users.lift_lockout(auditor, by=security, why="忘记密码")


def test_a_one_time_password_opens_a_locked_out_account(client, district):
    keeper, person = serving(district, "system_admin"), serving(district, "unit_head")
    guess(person.username)
    password = users.reset_password(person, by=keeper, why="忘记密码")
    assert sign_in(client, person.username, password).status_code == 302


def test_the_host_lifts_it_by_the_command_of_the_guide(client, lin):
    guess("lin")
    call_command("axes_reset_username", "lin")
    assert sign_in(client, "lin").status_code == 302


def test_an_open_screen_gives_no_more_tries_for_the_password_than_the_sign_in(client, lin):
    sign_in(client, "lin")
    new = {"new": "another lamp 88", "again": "another lamp 88"}
    tries = [client.post("/accounts/password/", {"old": f"wrong {n}", **new}).status_code for n in range(5)]
    assert tries == [422] * 4 + [429]
    assert client.post("/accounts/password/", {"old": GOOD, **new}).status_code == 429
    assert make.fresh(lin).check_password(GOOD)
