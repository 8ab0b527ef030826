"""Accounts: made, locked, given a new password; and what their owners change themselves."""

import secrets

import pghistory
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from grids import history
from grids.actions import second_factor, sessions
from grids.actions.grants import derive_grants
from grids.backends import PHONE
from grids.models import Area, SubjectKey, User
from grids.models.user import LOCKOUT_LIFTED, PASSWORD_AGAIN, PHONE_CORRECTED
from grids.people import lockout
from grids.permissions import MANAGE_ROLES, MANAGE_RULES, MANAGE_USERS, READ_LOGS, in_hat, need_in_hat
from grids.privacy import identity
from grids.words import pinyin

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that are mistaken for another when read aloud


def one_time_password() -> str:
    """Good for the first sign-in only: three groups that can be dictated, 60 bits."""
    return "-".join("".join(secrets.choice(LETTERS) for _letter in range(4)) for _group in range(3))


@transaction.atomic
def create(
    username: str, name: str, *, by: User | None, phone="", work_number="", email="", password=None, is_demo=False
) -> tuple[User, str]:
    """A new account and its password, which is shown once; it is changed at the first sign-in."""
    _check_manager(by)
    password = password or one_time_password()
    user = User(username=username.strip(), name=name.strip(), is_demo=is_demo, must_change_password=not is_demo)
    user.password_changed_at = timezone.now() if is_demo else None
    user.set_password(password)
    with _acting(by):
        user.subject = SubjectKey.issue()
        _describe(user, phone=phone, work_number=work_number, email=email)
        _save_checked(user)
    return user, password


@transaction.atomic
def describe(
    user: User, *, by: User, name: str, phone: str | None, work_number: str, email: str, why: str = ""
) -> User:
    """Correct what an account says of its person. phone None leaves the number as it is; "" takes it away."""
    _check_manager(by, user)
    user = _locked(user)
    user.name, before = name.strip(), user.phone_index
    with _acting(by, why):
        _describe(user, phone=phone, work_number=work_number, email=email)
        _save_checked(user)
        if user.phone_index != before:  # one signs in by it, and history keeps no phones: at least that it changed
            pghistory.create_event(user, label=PHONE_CORRECTED)
    return user


@transaction.atomic
def lock(user: User, *, by: User, why: str) -> None:
    """No more signing in; every session ends now. Posts stay as they are and count for nobody.

    An administrator's account is locked by the security administrator only.
    """
    _set_active(_kept(user, by), False, by=by, why=why)
    sessions.end_all(user)


@transaction.atomic
def unlock(user: User, *, by: User | None, why: str) -> None:
    """Whoever may lock it may open it again, and nobody else. by None is whoever runs the host."""
    _set_active(_kept(user, by), True, by=by, why=why)


@transaction.atomic
def lift_lockout(user: User, *, by: User, why: str) -> None:
    """Let somebody try again at once after too many wrong passwords, their own or a stranger's.

    For an administrator's account it is lifted by the security administrator only, and by nobody for themselves.
    """
    user = _kept(user, by)
    _need(why)
    lockout.forget(user)
    with _acting(by, why):
        pghistory.create_event(user, label=LOCKOUT_LIFTED)


@transaction.atomic
def reset_password(user: User, *, by: User | None, why: str) -> str:
    """A one-time password for somebody who forgot theirs; second factors and sessions end with the old one.

    An administrator's account is reset by the security administrator only. by None is whoever runs the host.
    """
    user = _kept(user, by)
    _need(why)
    password, again = one_time_password(), user.must_change_password
    with _acting(by, why):
        user.set_password(password)
        user.must_change_password = True
        user.save(update_fields=["password", "must_change_password"])
        if again:  # nothing that history keeps has changed
            pghistory.create_event(user, label=PASSWORD_AGAIN)
        second_factor.forget(user)
    sessions.end_all(user)
    lockout.forget(user)
    return password


@transaction.atomic
def change_password(user: User, old: str, new: str, *, keep_session: str = "") -> User:
    """By its owner, who knows the old one. Every other session ends."""
    user = _locked(user)
    if not user.check_password(old):
        raise ValidationError({"old": _("This is not your present password.")})
    if old == new:
        raise ValidationError({"new": _("Choose another password than the present one.")})
    try:
        validate_password(new, user)
    except ValidationError as error:
        raise ValidationError({"new": error.messages}) from error
    with history.acting(user):
        user.set_password(new)
        user.must_change_password = False
        user.password_changed_at = timezone.now()
        user.save(update_fields=["password", "must_change_password", "password_changed_at"])
    sessions.end_all(user, but=keep_session)
    return user


@transaction.atomic
def change_settings(user: User, *, language: str, theme: str, large_type: bool, email: str) -> User:
    """What its owner may set: no name, no numbers."""
    user = _locked(user)
    user.language, user.theme, user.large_type, user.email = language, theme, large_type, email.strip()
    with history.acting(user):
        _save_checked(user)
    return user


def active(pk: int) -> User | None:
    return User.objects.select_related("subject").filter(pk=pk, is_active=True).first()


def is_administrator(user: User) -> bool:
    """By the posts that are not over: also of somebody locked, whose posts grant nothing, and before a duty begins.

    Otherwise whoever keeps accounts could open a locked administrator's and sign in with it.
    """
    posts = user.posts.not_over(timezone.localdate())
    return posts.filter(role__grants__overlap=[MANAGE_ROLES, MANAGE_USERS, MANAGE_RULES, READ_LOGS]).exists()


def may_keep(by: User, user: User) -> bool:
    """Lock an account, open it, give it a password: never one's own; an administrator's, the security administrator
    only; and nobody's who serves, or will, beyond the areas that one keeps accounts for in this hat: whoever gives a
    password could sign in with it and act there."""
    if user.pk == by.pk or not in_hat(by, MANAGE_USERS) or serves_beyond(by, user):
        return False
    return in_hat(by, MANAGE_ROLES) or not is_administrator(user)


def serves_beyond(by: User, user: User) -> bool:
    """Also where their department serves: its officers read all that waits for it, wherever that lies."""
    posts = user.posts.not_over(timezone.localdate())
    areas = Area.objects.filter(Q(posts__in=posts) | Q(departments__in=posts.values("department")))
    return areas.exclude(by.scope.area_in_hat_q(MANAGE_USERS)).exists()


def _describe(user, *, phone, work_number, email) -> None:
    user.work_number, user.email = work_number.strip(), email.strip()
    user.pinyin, user.initials = pinyin.key(user.name, person=True)
    if phone is not None:
        number = identity.normalise_phone(phone)
        user.phone, user.phone_index = number or None, identity.blind_index(PHONE, number)


def _save_checked(user) -> None:
    user.full_clean(exclude=["password", "subject"])
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError:  # somebody took the name, the phone or the number since it was asked for: say which
        user.full_clean(exclude=["password", "subject"])
        raise


def _set_active(user, active, *, by, why) -> None:
    _need(why)
    with _acting(by, why):
        user.is_active = active
        user.save(update_fields=["is_active"])
    derive_grants([user.pk])


def _acting(by, why=""):
    """In the post in which `by` keeps accounts: so the auditor tells it from what people change of their own."""
    return history.acting(by, grant=MANAGE_USERS, where=by and by.scope.hat.reaches[0], why=why)


def _need(why) -> None:
    if not why.strip():
        raise ValidationError({"why": _("Say why.")})


def _check_manager(by, user=None) -> None:
    if by is None:
        return
    need_in_hat(by, MANAGE_USERS)
    if user is not None and not User.objects.visible_to(by).filter(pk=user.pk).exists():
        raise PermissionDenied


def _kept(user, by) -> User:
    """Locked first: nobody is appointed meanwhile to what `by` may not keep."""
    user = _locked(user)
    _check_manager(by, user)
    if by is not None and not may_keep(by, user):
        raise PermissionDenied
    return user


def _locked(user) -> User:
    return User.objects.select_for_update(of=("self",), no_key=True).select_related("subject").get(pk=user.pk)
