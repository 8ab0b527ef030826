"""Showing one masked value: with a reason, for a minute, on the record of whoever looked."""

from collections.abc import Iterable
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import ExtractHour
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grids.fields import plain
from grids.models import RevealLog, User
from grids.permissions import REVEAL, need
from grids.privacy.identity import KeyGone

SECONDS = 60
REASON_HOLDS = timedelta(minutes=30)
A_DAY = 60  # reveals of one person in 24 hours
MANY, SHORT = 10, timedelta(minutes=10)  # so many in so short a time is marked for the auditor
NIGHT = (22, 6)  # so is any between these hours
MET_A_DAY = 300  # people elsewhere of whom one person's sheets are told in 24 hours that they are registered


# Looks without a field of their own: at whom a full number belongs to, by a search or by the stop on entry; by the
# rows of a sheet, which have a limit of their own; and at a whole care record, which counts towards no limit.
SEARCH, STOP, MET, CARE, HELD = "search", "stop", "met", "care", "held"
WITHOUT_FIELD = {
    SEARCH: _("Search by a full number"),
    STOP: _("“Already registered”"),
    MET: _("“Already registered”, said of a row of a ledger"),
    CARE: _("Care record"),
    HELD: _("Everything that is held, for the person's own request"),
}


class Reason(models.TextChoices):
    CONTACT = "contact", _("Contact the reporter")
    VERIFY = "verify", _("Verify identity")
    VISIT = "visit", _("Visit at home")
    SERVICE = "service", _("Do an errand for the person")
    ASKED = "asked", _("The person, or a child's guardian, asked for it")
    EMERGENCY = "emergency", _("Emergency")


@transaction.atomic
def reveal(
    record_kind: str,
    record_key: str,
    field: str,
    reason: str,
    *,
    by: User,
    row,
    now=None,
    only: frozenset | None = None,
) -> str:
    """The plain text of `row.field`, logged. An empty reason stands for the one given within the last 30 minutes.

    row: the Area or Placed row; the hat worn must grant reveal there. record_key: what the record's address carries.
    only: the reasons that are good enough for this record; None: all.
    Raises ValidationError on "reason" without one, on nothing beyond the day's limit.
    """
    now = now or timezone.now()
    need(by, REVEAL, row)
    User.objects.select_for_update(no_key=True).get(pk=by.pk)  # so that nobody passes the limit by two at once
    reason = reason or standing_reason(record_kind, record_key, by=by, now=now)
    if reason not in (Reason if only is None else only):
        raise ValidationError({"reason": _("Choose why you need to see it.")})
    _within_a_day(by, now)
    try:
        value = plain(row, field)
    except KeyGone:
        raise ValidationError(_("This person's data have been anonymised.")) from None
    post = by.scope.post_for(REVEAL, row)
    RevealLog.objects.create(
        user=by, post_id=post, record_kind=record_kind, record_key=record_key, field=field, reason=reason
    )
    return value


def note_look(field: str, record_kind: str, record_key: str, *, by: User, post: int | None = None, now=None) -> None:
    """One look, as note_looks() notes several. record_key: "" where nothing was found."""
    note_looks(field, record_kind, [record_key], by=by, post=post, now=now)


@transaction.atomic
def note_looks(
    field: str, record_kind: str, record_keys: Iterable[str], *, by: User, post: int | None = None, now=None
) -> None:
    """Somebody asked by a full number, or was stopped by one: each person met is counted and listed like a reveal.

    field: SEARCH or STOP. record_keys: what the addresses of the found records carry.
    Call it in a transaction that stays, and before the answer is shown. Raises ValidationError beyond the day's limit.
    """
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    _within_a_day(by, now or timezone.now())
    _note(field, record_kind, record_keys, by, post)


@transaction.atomic
def note_met(record_kind: str, record_keys: Iterable[str], *, by: User, post: int | None = None, now=None) -> set[str]:
    """Those met by the numbers of a sheet of whom its sender may be told: MET_A_DAY in 24 hours, in the order given.

    Whom the sender was told of within the day is told again, and neither counted nor noted a second time.
    """
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    today = RevealLog.objects.filter(user=by, field=MET, at__gt=(now or timezone.now()) - timedelta(days=1))
    told = set(today.values_list("record_key", flat=True))
    new = [key for key in dict.fromkeys(record_keys) if key not in told][: max(0, MET_A_DAY - len(told))]
    _note(MET, record_kind, new, by, post)
    return told.union(new)


def may_look(by: User, now=None) -> bool:
    """Whether the day's limit leaves one more look: asked before a number is compared with those of others."""
    return _looks_of(by, now or timezone.now()) < A_DAY


def _note(field: str, record_kind: str, record_keys: Iterable[str], by: User, post: int | None) -> None:
    facts = {"user": by, "post_id": post, "record_kind": record_kind, "field": field, "reason": ""}
    RevealLog.objects.bulk_create(RevealLog(record_key=key, **facts) for key in record_keys)


def _within_a_day(by: User, now) -> None:
    if _looks_of(by, now) >= A_DAY:
        raise ValidationError(
            _("You have revealed %(count)d values within a day, which is the limit. Ask your supervisor.")
            % {"count": A_DAY}
        )


def _looks_of(by: User, now) -> int:
    """Searches count too, whose reason is empty; tables filled with full numbers, which a second person let through,
    do not.
    """
    looks = RevealLog.objects.filter(user=by, at__gt=now - timedelta(days=1), reason__in=["", *Reason.values])
    return looks.exclude(field__in=(CARE, MET)).count()


def standing_reason(record_kind: str, record_key: str, *, by: User, now) -> str:
    """The reason this person gave for this record within the last 30 minutes, else "".

    It runs from when it was given: a reveal that leans on it does not lengthen it.
    """
    given, reason = None, ""
    logs = RevealLog.objects.filter(
        user=by, record_kind=record_kind, record_key=record_key, at__gt=now - timedelta(days=1)
    ).exclude(reason="")
    for at, why in logs.order_by("at", "pk").values_list("at", "reason"):
        if given is None or why != reason or at - given >= REASON_HOLDS:
            given, reason = at, why
    return reason if given is not None and now - given < REASON_HOLDS else ""


def of_record(record_kind: str, record_key: str):
    """Who looked at this record, newest first: shown where the record is."""
    return of_records(record_kind, [record_key])


def of_records(record_kind: str, record_keys: Iterable[str]):
    logs = RevealLog.objects.filter(record_kind=record_kind, record_key__in=list(record_keys))
    return logs.select_related("user").order_by("-at", "-pk")


def for_auditor(reader: User, only_marked: bool = False):
    """Every reveal by those who serve where `reader` reads the logs, newest first, with `recent` (how many by this
    person in the ten minutes before) and `marked`.
    """
    before = (
        RevealLog.objects.filter(user=OuterRef("user"), at__lte=OuterRef("at"), at__gt=OuterRef("at") - SHORT)
        .order_by()
        .values("user")
        .annotate(count=Count("pk"))
        .values("count")
    )
    logs = RevealLog.objects.filter(user__in=User.objects.audited_by(reader).values("pk")).annotate(
        recent=Subquery(before), hour=ExtractHour("at", tzinfo=timezone.get_default_timezone())
    )
    marked = Q(recent__gte=MANY) | Q(hour__gte=NIGHT[0]) | Q(hour__lt=NIGHT[1])
    if only_marked:
        logs = logs.filter(marked)
    return (
        logs.annotate(marked=models.Case(models.When(marked, then=True), default=False))
        .select_related("user")
        .order_by("-at", "-pk")
    )
