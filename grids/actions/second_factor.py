"""A second factor: an authenticator's six digits (TOTP), and recovery codes for the day the phone is lost."""

from base64 import b32encode

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django_otp import devices_for_user
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from grids.actions.roles import ADMINISTRATORS
from grids.models import User

CODES = 10


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


@transaction.atomic
def confirm(user: User, code: str) -> tuple[TOTPDevice, list[str]]:
    """Switch it on once the authenticator shows the right digits; the recovery codes are shown this once."""
    device = TOTPDevice.objects.select_for_update().filter(user=user, confirmed=False).first()
    if device is None or not device.verify_token(code):
        raise ValidationError({"code": _("This code is not right. Is the clock of your phone right?")})
    TOTPDevice.objects.filter(user=user).exclude(pk=device.pk).delete()
    device.confirmed = True
    device.save()
    return device, _new_codes(user)


def verify(user: User, code: str):
    """The device that accepts the code, or None; too many wrong ones make each device wait."""
    with transaction.atomic():
        for device in devices_for_user(user, for_verify=True):
            if device.verify_is_allowed()[0] and device.verify_token(code):
                return device
    return None


@transaction.atomic
def new_codes(user: User, code: str) -> list[str]:
    if verify(user, code) is None:
        raise ValidationError({"code": _("This code is not right. Is the clock of your phone right?")})
    return _new_codes(user)


@transaction.atomic
def switch_off(user: User, code: str) -> None:
    if is_a_must(user):
        raise PermissionDenied
    if verify(user, code) is None:
        raise ValidationError({"code": _("This code is not right. Is the clock of your phone right?")})
    forget(user)


def forget(user: User) -> None:
    TOTPDevice.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user).delete()


def _new_codes(user) -> list[str]:
    StaticDevice.objects.filter(user=user).delete()
    device = StaticDevice.objects.create(user=user, name="recovery")
    codes = [StaticToken.random_token() for _code in range(CODES)]
    StaticToken.objects.bulk_create(StaticToken(device=device, token=code) for code in codes)
    return codes
