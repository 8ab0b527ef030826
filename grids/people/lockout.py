"""Too many wrong passwords: five for one account from one address, and more slowly for one account from everywhere.

The second count is for many addresses that guess at one account. It leaves out the addresses from which its owner has
signed in lately, so that nobody keeps somebody out of their own office or home by typing nonsense elsewhere.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from axes.handlers.database import AxesDatabaseHandler
from axes.helpers import get_cool_off, get_failure_limit
from axes.models import AccessAttempt, AccessFailureLog
from axes.utils import reset
from django.db.models import Exists, Max, OuterRef, Sum
from django.shortcuts import render
from django.utils import timezone

from grids.backends import account_tried
from grids.models import SignIn, User

MOST, PERIOD = 20, timedelta(hours=1)  # for one account, from all strange addresses together
KNOWN = timedelta(days=30)  # so long an address counts as the owner's


class Handler(AxesDatabaseHandler):
    """What django-axes asks and tells at each try to sign in."""

    def is_locked(self, request, credentials=None) -> bool:
        return super().is_locked(request, credentials) or self._is_everywhere(request, credentials)

    def user_login_failed(self, sender, credentials, request=None, **kwargs):
        super().user_login_failed(sender, credentials, request, **kwargs)
        if request is not None and not request.axes_locked_out and self._is_everywhere(request, credentials):
            request.axes_locked_out, request.axes_credentials = True, credentials

    def clean_expired_user_attempts(self, request=None, credentials=None) -> int:
        AccessFailureLog.objects.filter(attempt_time__lte=timezone.now() - PERIOD).delete()
        return super().clean_expired_user_attempts(request, credentials)

    def reset_attempts(self, *, ip_address=None, username=None, ip_or_username=False) -> int:
        if username and not ip_address:
            AccessFailureLog.objects.filter(username=username).delete()
        return super().reset_attempts(ip_address=ip_address, username=username, ip_or_username=ip_or_username)

    def _is_everywhere(self, request, credentials) -> bool:
        account = account_tried(request, credentials)
        if _until_everywhere(account, request.axes_attempt_time) is None:
            return False
        return not _signed_in_from(account, request.axes_ip_address, request.axes_attempt_time).exists()


@dataclass(frozen=True, slots=True)
class Lockout:
    """everywhere: until when strange addresses wait; addresses: until when each of these waits."""

    everywhere: datetime | None
    addresses: list[tuple[str, datetime]]

    def __bool__(self) -> bool:
        return self.everywhere is not None or bool(self.addresses)


def of_account(user: User, now: datetime | None = None) -> Lockout:
    """Who has to wait before trying to sign in as this person."""
    now = now or timezone.now()
    return Lockout(_until_everywhere(user.username, now), _addresses(user.username, now))


def forget(user: User) -> None:
    """Whoever knows the password may sign in again at once."""
    reset(username=user.username)


def locked_out(request, response=None, credentials=None, *args, **kwargs):
    """The page that says until when to wait, instead of what the view answered."""
    account, now = account_tried(request, credentials), request.axes_attempt_time
    waits = [until for address, until in _addresses(account, now) if address == request.axes_ip_address]
    waits.append(_until_everywhere(account, now) or now)
    until = max(waits)
    answer = render(request, "accounts/locked.html", {"until": until}, status=429)
    answer["Retry-After"] = str(max(1, int((until - timezone.now()).total_seconds())))
    return answer


def _until_everywhere(account: str, now: datetime) -> datetime | None:
    """Tries while it is locked are not counted, so that it ends an hour after the last counted one at the latest."""
    tries = AccessFailureLog.objects.filter(username=account, attempt_time__gt=now - PERIOD)
    strange = tries.exclude(Exists(_signed_in_from(account, OuterRef("ip_address"), now)))
    times = list(strange.order_by("-attempt_time").values_list("attempt_time", flat=True)[:MOST])
    return times[-1] + PERIOD if len(times) == MOST else None


def _addresses(account: str, now: datetime) -> list[tuple[str, datetime]]:
    tries = AccessAttempt.objects.filter(username=account, attempt_time__gt=now - get_cool_off())
    counted = tries.order_by("ip_address").values("ip_address").annotate(
        failures=Sum("failures_since_start"), last=Max("attempt_time")
    )  # fmt: skip
    locked = counted.filter(failures__gte=get_failure_limit(None, None))
    return [(row["ip_address"], row["last"] + get_cool_off()) for row in locked]


def _signed_in_from(account: str, address, now: datetime):
    return SignIn.objects.filter(user__username=account, ok=True, address=address, at__gt=now - KNOWN)
