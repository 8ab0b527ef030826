"""The day no administrator can reset another: whoever runs the host gives an account a one-time password."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation
from django_otp.plugins.otp_totp.models import TOTPDevice

from grids import past
from grids.models import User
from tests import factories as make

pytestmark = pytest.mark.django_db


def reset(account: str, why: str = "手机丢失，现场见证人许文彬", **more) -> str:
    said = StringIO()
    call_command("reset_account", account, why=why, stdout=said, **more)
    return said.getvalue()


def test_the_printed_password_opens_an_account_whose_second_factor_is_lost(client):
    person = make.user(at=make.area(), role=make.role("manage_roles", "manage_users"))
    TOTPDevice.objects.create(user=person, confirmed=True)
    password = reset(person.username).split()[-1]
    answer = client.post("/accounts/login/", {"username": person.username, "password": password}, follow=True)
    assert answer.redirect_chain[-1][0] == "/accounts/password/"


def test_a_locked_account_stays_locked_and_that_is_said(client):
    person = make.user()
    User.objects.filter(pk=person.pk).update(is_active=False)
    with translation.override("en"):
        said = reset(person.username)
    assert "is locked" in said
    password = said.splitlines()[0].split()[-1]
    client.post("/accounts/login/", {"username": person.username, "password": password})
    assert "_auth_user_id" not in client.session


def test_a_locked_account_is_opened_where_that_is_asked_for(client):
    person = make.user(at=make.area(), role=make.role("manage_roles", "manage_users"))
    User.objects.filter(pk=person.pk).update(is_active=False)
    password = reset(person.username, unlock=True).split()[-1]
    client.post("/accounts/login/", {"username": person.username, "password": password})
    assert client.session["_auth_user_id"] == f"{person.pk}"


@pytest.mark.parametrize("unlock", [False, True])
def test_it_stands_in_the_history_with_its_reason(unlock):
    person = make.user()
    User.objects.filter(pk=person.pk).update(is_active=not unlock)
    reset(person.username, unlock=unlock)
    assert "手机丢失，现场见证人许文彬" in [line["text"] for line in past.of_account(person)]


@pytest.mark.parametrize(("account", "why"), [("nobody", "手机丢失"), ("", "手机丢失"), (None, " ")])
def test_an_unknown_account_and_a_missing_reason_change_nothing(account, why):
    person = make.user()
    with pytest.raises(CommandError):
        reset(person.username if account is None else account, why)
    assert make.fresh(person).check_password(make.PASSWORD)
