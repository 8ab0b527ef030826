"""The second factor: set up, asked for, and good once."""

import threading

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.test import Client
from django_otp.oath import totp
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from grids.actions import second_factor, users
from grids.models import Role
from tests import factories as make
from tests.concurrently import at_once

pytestmark = pytest.mark.django_db
LOGIN = "/accounts/login/"


@pytest.fixture
def district():
    return make.area()


def sign_in(client, username, password=make.PASSWORD):
    return client.post(LOGIN, {"username": username, "password": password})


def code_of(device) -> str:
    return f"{totp(device.bin_key, step=device.step, t0=device.t0, digits=device.digits):06}"


def switched_on(person) -> list[str]:
    """The recovery codes of somebody who has just set it up."""
    return second_factor.confirm(person, code_of(second_factor.begin(person)))[1]


@pytest.mark.parametrize("role", ["system_admin", "security_admin", "auditor"])
def test_an_administrator_sets_up_a_second_factor_before_anything_else(client, district, role):
    person = make.user(at=district, role=Role.objects.get(code=role))
    sign_in(client, person.username)
    assert client.get("/posts/")["Location"] == "/accounts/second-factor/"
    assert b"<svg" in client.get("/accounts/second-factor/picture.svg").content
    shown = client.get("/accounts/second-factor/").content.decode()
    device = TOTPDevice.objects.get(user=person)
    assert second_factor.secret(device) in shown
    assert client.post("/accounts/second-factor/", {"code": "000000"}).status_code == 422
    TOTPDevice.objects.update(throttling_failure_timestamp=None, throttling_failure_count=0)
    codes = client.post("/accounts/second-factor/", {"code": code_of(device)})
    assert len(codes.context["codes"]) == 10
    assert client.get("/posts/").status_code == 200


def test_with_a_second_factor_the_password_alone_opens_nothing(client):
    person = make.user()
    device = second_factor.begin(person)
    second_factor.confirm(person, code_of(device))
    assert sign_in(client, person.username)["Location"] == "/accounts/code/"
    assert client.get("/accounts/settings/").status_code == 302
    assert client.post("/accounts/code/", {"code": "123456"}).status_code == 422
    assert client.get("/accounts/settings/").status_code == 302


def test_a_recovery_code_signs_in_once(client):
    person = make.user()
    _device, codes = second_factor.confirm(person, code_of(second_factor.begin(person)))
    sign_in(client, person.username)
    assert client.post("/accounts/code/", {"code": codes[0]}).status_code == 302
    assert client.get("/accounts/settings/").status_code == 200
    again = Client()
    sign_in(again, person.username)
    assert again.post("/accounts/code/", {"code": codes[0]}).status_code == 422


def test_administrators_cannot_switch_their_second_factor_off(district):
    person = make.user(at=district, role=Role.objects.get(code="auditor"))
    _device, codes = second_factor.confirm(person, code_of(second_factor.begin(person)))
    with pytest.raises(PermissionDenied):
        second_factor.switch_off(person, codes[0])


@pytest.mark.django_db(transaction=True)
def test_of_two_sign_ins_at_one_moment_one_gets_in_with_a_recovery_code(db):
    person = make.user()
    code = switched_on(person)[0]
    first_is_in = threading.Event()

    def first():
        with transaction.atomic():
            device = second_factor.verify(person, code)
            first_is_in.set()
            second_has_asked.wait(1)
        return device

    def second():
        first_is_in.wait(10)
        return second_factor.verify(person, code)

    second_has_asked = threading.Event()  # never set: the first commits a second later, the other waiting on its row
    assert [device is not None for device in at_once([first, second])] == [True, False]
    assert StaticToken.objects.count() == second_factor.CODES - 1


@pytest.mark.django_db(transaction=True)
def test_eight_sign_ins_with_one_code_of_the_authenticator_open_one_session(db):
    person = make.user()
    switched_on(person)
    device = TOTPDevice.objects.get()
    TOTPDevice.objects.update(last_t=-1)
    code = code_of(device)
    assert sum(device is not None for device in at_once([lambda: second_factor.verify(person, code)] * 8)) == 1


def test_a_wrong_code_counts_at_the_device_it_looks_like_and_nowhere_else():
    person = make.user()
    codes = switched_on(person)
    assert second_factor.verify(person, "000000") is None
    assert StaticDevice.objects.get().throttling_failure_count == 0
    before = TOTPDevice.objects.get().throttling_failure_count
    assert second_factor.verify(person, codes[0])
    assert TOTPDevice.objects.get().throttling_failure_count == before == 1


@pytest.mark.parametrize("what", ["off", "codes"])
def test_wrong_codes_on_an_open_screen_make_the_device_wait(client, what):
    person = make.user()
    switched_on(person)
    client.force_login(person)
    assert client.post("/accounts/second-factor/", {"code": "000000", "do": what}).status_code == 422
    assert TOTPDevice.objects.get().throttling_failure_count == 1


def test_switching_it_on_ends_the_sessions_that_the_password_alone_opened(client):
    person, other = make.user(), Client()
    sign_in(other, person.username)
    sign_in(client, person.username)
    client.get("/accounts/second-factor/")
    answer = client.post("/accounts/second-factor/", {"code": code_of(TOTPDevice.objects.get())})
    assert answer.status_code == 200
    assert client.get("/accounts/settings/").status_code == 200
    assert other.get("/accounts/settings/").status_code == 302


def test_a_password_changed_meanwhile_ends_a_sign_in_that_waits_for_its_code(client):
    person = make.user()
    codes = switched_on(person)
    sign_in(client, person.username)
    users.change_password(person, make.PASSWORD, "another lamp 88")
    assert client.post("/accounts/code/", {"code": codes[0]})["Location"] == LOGIN
    assert client.get("/accounts/settings/").status_code == 302
    assert StaticToken.objects.count() == second_factor.CODES


def test_a_sign_in_does_not_wait_for_its_code_for_long(client):
    person = make.user()
    switched_on(person)
    sign_in(client, person.username)
    assert client.get("/accounts/code/").status_code == 200
    session = client.session
    session["half"] |= {"at": session["half"]["at"] - 10 * 60 - 1}
    session.save()
    assert client.get("/accounts/code/")["Location"] == LOGIN


def test_the_page_of_an_administrator_speaks_only_of_what_it_offers(client, district):
    person = make.user(at=district, role=Role.objects.get(code="auditor"))
    sign_in(client, person.username)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    setting_up = client.get("/accounts/second-factor/").content.decode()
    assert "one of your recovery codes" not in setting_up
    client.post("/accounts/second-factor/", {"code": code_of(second_factor.begin(person))})
    on = client.get("/accounts/second-factor/").content.decode()
    assert "one of your recovery codes" in on
    assert "switch it off" not in on
