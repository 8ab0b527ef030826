"""A second factor: an authenticator's six digits (TOTP), and recovery codes for the day the phone is lost."""

from base64 import b32encode

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from grids.actions import sessions
from grids.actions.roles import ADMINISTRATORS
from grids.models import User

CODES = 10
DIGITS = 6  # of the authenticator; a recovery code has eight characters


def has_one(user: User) -> bool:
    return TOTPDevice.objects.filter(user=user, confirmed=True).exists()


def is_a_must(user: User) -> bool:
    return not user.is_demo and any(hat.role in ADMINISTRATORS for hat in user.scope.hats)


@transaction.atomic
def begin(user: User) -> TOTPDevice:
    """The device being set up; the same one until it is confirmed, so that a reload shows the same picture."""
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    waiting = TOTPDevice.objects.filter(user=user, confirmed=False).first()
    return waiting or TOTPDevice.objects.create(user=user, name="TOTP", confirmed=False)


def secret(device: TOTPDevice) -> str:
    """The key for typing, in groups of four."""
    key = b32encode(device.bin_key).decode().rstrip("=")
    return " ".join(key[at : at + 4] for at in range(0, len(key), 4))


def confirm(user: User, code: str, *, keep_session: str | None = None) -> tuple[TOTPDevice, list[str]]:
    """Switch it on once the authenticator shows the right digits; the recovery codes are shown this once.

    keep_session: the one it was done in. All others were opened by the password alone, and end.
    """
    with transaction.atomic():
        User.objects.select_for_update(no_key=True).get(pk=user.pk)
        device = TOTPDevice.objects.select_for_update().filter(user=user, confirmed=False).first()
        if device is not None and device.verify_token(code):
            TOTPDevice.objects.filter(user=user).exclude(pk=device.pk).delete()
            device.confirmed = True
            device.save()
            if keep_session is not None:
                sessions.end_all(user, but=keep_session)
            return device, _new_codes(user)
    raise _wrong()


@transaction.atomic
def verify(user: User, code: str):
    """The device that accepts the code, or None; too many wrong ones make that device wait.

    Its row is locked meanwhile, so that a code is good for one of two who send it at the same moment. A code is shown
    to the device it looks like only: one wrong code is one failure, and a lost phone makes no recovery code wait.
    Raising afterwards inside the same transaction would forget the failure.
    """
    model = TOTPDevice if len(code) == DIGITS and code.isdecimal() else StaticDevice
    for device in model.objects.devices_for_user(user, confirmed=True).select_for_update():
        if device.verify_token(code):
            return device
    return None


def new_codes(user: User, code: str) -> list[str]:
    if verify(user, code) is None:
        raise _wrong()
    return _new_codes(user)


def switch_off(user: User, code: str) -> None:
    if is_a_must(user):
        raise PermissionDenied
    if verify(user, code) is None:
        raise _wrong()
    forget(user)


@transaction.atomic
def forget(user: User) -> None:
    TOTPDevice.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user).delete()


@transaction.atomic
def _new_codes(user) -> list[str]:
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    StaticDevice.objects.filter(user=user).delete()
    device = StaticDevice.objects.create(user=user, name="recovery")
    codes = [StaticToken.random_token() for _code in range(CODES)]
    StaticToken.objects.bulk_create(StaticToken(device=device, token=code) for code in codes)
    return codes


def _wrong() -> ValidationError:
    return ValidationError({"code": _("This code is not right. Is the clock of your phone right?")})
