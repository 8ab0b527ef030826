"""From what somebody did to points in the passbook: asked for, certified by another person, on notice, posted."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from grids import inbox
from grids.days.when import midnight
from grids.permissions import need
from grids.words import reasons
from points.actions import passbooks
from points.actions.ledger import A_MINUTE, AllExpired, counter, free_now, own_account, post, reverse
from points.enums import ClaimState, Kind, Per, Purpose, Unit
from points.models import Account, Claim, Objection, Scheme
from points.queries import rule_for

OLDEST = timedelta(days=366)  # what lies further back is not asked for any more
MANUAL = "manual"
ONCE = Decimal(1)


@transaction.atomic
def claim(
    account: Account,
    code: str,
    *,
    source: tuple[str, str],
    words: str,
    done_on: date,
    by=None,
    resident_id: int | None = None,
    times: Decimal = ONCE,
    now: datetime | None = None,
) -> Claim:
    """Ask points for a deed. The same source asked for again gives the claim that is there.

    code: of the rule, as it is in force on the day of the deed. times: hours, where these are counted.
    by: who asks; None for the portal itself, for what stands in its records already.
    resident_id: who of a household did it. Raises PermissionDenied, ValidationError.
    """
    now = now or timezone.now()
    if by is not None and not by.scope.may("keep_points", account):
        raise PermissionDenied
    if there := Claim.objects.filter(source_kind=source[0], source_id=source[1]).first():
        return there
    _check(account, words, done_on, timezone.localdate(now))
    rule = rule_for(account.scheme, code, done_on)
    if rule is None:
        raise ValidationError({"done_on": _("On that day no rule gave anything for this.")})
    made = Claim(
        account=account, area_id=account.area_id, rule=rule, amount=rule.amount * times, done_on=done_on,
        words=words.strip(), source_kind=source[0], source_id=source[1], at=now, by=by, resident_id=resident_id,
    )  # fmt: skip
    Claim.objects.bulk_create([made], ignore_conflicts=True)
    return Claim.objects.get(source_kind=source[0], source_id=source[1])


@transaction.atomic
def claim_for_staff(user, row, code: str, *, source: tuple[str, str], words: str, now: datetime) -> Claim | None:
    """For somebody who serves, out of the portal's own records; certified like any other. None where nothing counts.

    row: what lies in the area whose scheme gives the points: the nearest one.
    """
    scheme = Scheme.objects.over(row).filter(unit=Unit.POINTS).order_by("-area__level").first()
    day = timezone.localdate(now)
    if scheme is None or rule_for(scheme, code, day) is None:
        return None
    account = passbooks.open_for_user(scheme, user)
    return claim(account, code, source=source, words=words, done_on=day, now=now)


def _check(account: Account, words: str, done_on: date, today: date) -> None:
    if account.purpose or account.joined_into_id or not account.scheme.is_on:
        raise ValidationError({"account": _("This passbook takes nothing.")})
    if len(words.strip()) < reasons.SHORTEST:
        raise ValidationError({"words": _("Say in a few words what was done.")})
    if done_on > today:
        raise ValidationError({"done_on": _("This day has not come yet.")})
    if done_on < today - OLDEST:
        raise ValidationError({"done_on": _("This is more than a year ago.")})


@transaction.atomic
def certify(claim_id: int, *, by, now: datetime | None = None) -> Claim:
    """By another person with the right post, never by whom it is for. It is posted, or goes on public notice first.

    Raises PermissionDenied, ValidationError beyond the rule's cap or where it is decided already.
    """
    now = now or timezone.now()
    made = _begin(claim_id, by)
    _within_cap(made)
    made.decided_at, made.decided_by = now, by
    days = made.account.scheme.notice_days
    if days:
        until = timezone.localdate(now) + timedelta(days=days + 1)  # the day after the last one, as it begins
        made.state, made.alarm_at = ClaimState.NOTICE, midnight(until)
        made.save()
        return made
    return _post(made, now)


@transaction.atomic
def refuse(claim_id: int, *, by, why: str, now: datetime | None = None) -> Claim:
    made = _begin(claim_id, by, states=(ClaimState.WAITING, ClaimState.NOTICE))
    reasons.need(why)
    _withdrawn(made, by, why, now)
    if made.by_id:
        inbox.tell([made.by_id], "points_refused", {}, made.get_absolute_url())
    return made


@transaction.atomic
def withdraw(claim_id: int, *, by, why: str, now: datetime | None = None) -> Claim:
    """It was asked by mistake: by whoever asked, while nobody has decided on it. So nobody stands there as decider."""
    made = _lock(claim_id)
    if made.by_id != by.pk or not by.scope.may("keep_points", made):
        raise PermissionDenied
    if made.state != ClaimState.WAITING or made.decided_by_id:
        raise ValidationError(_("This is decided already."))
    _withdrawn(made, None, reasons.need(why), now)
    return made


def _withdrawn(made: Claim, by, why: str, now: datetime | None) -> None:
    made.state, made.why, made.alarm_at = ClaimState.REFUSED, why.strip()[:200], None
    made.decided_at, made.decided_by = now or timezone.now(), by
    made.save()


@transaction.atomic
def take_back(claim_id: int, *, by, why: str, now: datetime | None = None) -> Claim:
    """What was posted is reversed by a counter-entry, as long as it is not spent and has not expired."""
    made = _lock(claim_id)
    if made.movement_id is None:
        raise ValidationError(_("This does not stand in the passbook."))
    reverse(made.movement_id, by=by, why=why, now=now)
    return made


@transaction.atomic
def undo(
    source: tuple[str, str], *, by, why: str, post_id: int | None = None, now: datetime | None = None
) -> Claim | None:
    """The deed itself did not count: what waits is withdrawn, what was posted is reversed. None if nothing was asked,
    or all of it has expired: nobody has anything of it.

    For whoever keeps the records of the deed, and has asked whether `by` may; post_id: as whom they do it.
    Raises ValidationError where the points are spent; then the claim stands as it was.
    """
    found = Claim.objects.filter(source_kind=source[0], source_id=source[1]).values_list("pk", flat=True).first()
    if found is None:
        return None
    made = _lock(found)
    if made.state == ClaimState.POSTED:
        try:
            counter(made.movement, why, by=by, post_id=post_id, now=now)
        except AllExpired:
            return None
    elif made.state != ClaimState.REFUSED:
        _withdrawn(made, by, why, now)
    return made


@transaction.atomic
def object_(claim_id: int, *, by, words: str, now: datetime | None = None) -> Claim:
    """Somebody objects while it is on notice: it waits for a decision again, by another person than certified it."""
    made = _lock(claim_id)
    need(by, "read_points", made)
    if made.state != ClaimState.NOTICE:
        raise ValidationError(_("This is not on public notice."))
    reasons.need(words, "words")
    Objection.objects.create(claim=made, at=now or timezone.now(), by=by, words=words.strip()[:200])
    made.state, made.alarm_at = ClaimState.WAITING, None
    made.save()
    return made


def notice_over(claims: list[Claim], now: datetime) -> None:
    """The sweep's batch: nobody objected in time. Whose passbook is held by somebody just now waits a minute."""
    free = free_now(made.account_id for made in claims)
    for made in claims:
        if made.account_id in free:
            _post(made, now)
        else:
            made.alarm_at = now + A_MINUTE
            made.save(update_fields=["alarm_at"])


def _begin(claim_id: int, by, states=(ClaimState.WAITING,)) -> Claim:
    made = _lock(claim_id)
    if made.is_own(by) or not by.scope.may("certify_points", made):
        raise PermissionDenied
    if made.state not in states:
        raise ValidationError(_("This is decided already."))
    if made.was_objected_to(by):
        raise PermissionDenied
    return made


def _lock(claim_id: int) -> Claim:
    """The passbook first, with the one it was joined into: caps are counted, and balances kept, in its row."""
    books = Claim.objects.values_list("account", "account__joined_into").get(pk=claim_id)
    list(Account.objects.select_for_update(no_key=True).filter(pk__in=[pk for pk in books if pk]).order_by("pk"))
    rows = Claim.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("account__scheme", "rule").get(pk=claim_id)


def _within_cap(made: Claim) -> None:
    """For one person, in all passbooks made one; what was reversed counts no more. A passbook that a household keeps
    tells its people apart by what each claim says; any other is one person's, whatever asked for the points."""
    rule = made.rule
    if rule.cap is None:
        return
    first, last = _span(made.done_on, Per(rule.cap_per))
    books = Account.objects.filter(Q(pk=made.account_id) | Q(joined_into=made.account_id)).values("pk")
    same = Claim.objects.filter(account__in=books, rule__code=rule.code, done_on__range=(first, last))
    if made.account.household_id:
        same = same.filter(resident=made.resident_id)
    given = same.filter(state__in=(ClaimState.POSTED, ClaimState.NOTICE), movement__reversed_by=None)
    had = given.aggregate(n=Sum("amount"))["n"] or Decimal()
    if had + made.amount > rule.cap:
        raise ValidationError(
            _("This rule gives at most %(cap)s %(per)s; %(had)s are given already.")
            % {"cap": rule.cap, "per": rule.get_cap_per_display(), "had": had}
        )


def _span(day: date, per: Per) -> tuple[date, date]:
    if per == Per.DAY:
        return day, day
    if per == Per.YEAR:
        return day.replace(month=1, day=1), day.replace(month=12, day=31)
    after = (day.replace(day=28) + timedelta(days=4)).replace(day=1)
    return day.replace(day=1), after - timedelta(days=1)


def _post(made: Claim, now: datetime) -> Claim:
    sides = {made.account_id: made.amount, own_account(made.account.scheme, Purpose.ISSUED): -made.amount}
    where = made.decided_by.scope.post_for("certify_points", made)
    made.movement_id = post(
        Kind.AWARD, ("claim", made.ref), sides, made.words, by=made.decided_by, post_id=where, now=now
    )
    made.state, made.alarm_at = ClaimState.POSTED, None
    made.save()
    return made
