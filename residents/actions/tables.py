"""Other offices' tables: taken in, matched, let through by a second person, filled, fetched, sent back, erased."""

from contextlib import suppress
from datetime import date, datetime, timedelta
from uuid import UUID

from celery import current_app
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from kombu.exceptions import OperationalError

from grids import history, inbox, tallies
from grids.models import Area, Post, SubjectKey
from grids.models.area import ANCESTORS
from grids.permissions import need
from grids.uploads import UploadRefused
from grids.words import reasons
from residents import sheet_heads
from residents.actions import matched
from residents.actions.fill import count, fill_in
from residents.actions.sealed import keep, opened
from residents.enums import Ledger, RowsBy, TableState
from residents.filling import LEAVE
from residents.ledgers import headings
from residents.models import RegisterField, TableFile, TableRequest
from residents.sheet_heads import SERIAL

FILL, FULL = "export_residents", "read_full_numbers"
AT_ONCE = 200  # rows; more are filled by the worker
MOST_ROWS = 20_000
OPEN = (TableState.MATCHING, TableState.FAILED)  # nothing is filled, and nobody is at it
KEPT = timedelta(days=7)


@transaction.atomic
def receive(
    area: Area,
    file: bytes,
    *,
    by,
    sender: str,
    form: str,
    basis: str = "",
    due_on: date | None = None,
    now: datetime | None = None,
) -> TableRequest:
    """A table as it came, its head found and its columns matched as far as they are understood.

    Raises PermissionDenied, ValidationError on "file" with what is wrong with it.
    """
    now = now or timezone.now()
    need(by, FILL, area)
    sender, form = " ".join(sender.split()), " ".join(form.split())
    remembered = matched.remembered(sender=sender, form=form)
    try:
        book, formulas = sheet_heads.opened(file)
        head = sheet_heads.find(book, formulas, remembered)
    except UploadRefused as refused:
        raise ValidationError({"file": refused.sentence}) from None
    matching = sheet_heads.matching(head, {key: code for key, code in remembered.items() if code != LEAVE})
    for at, heading in head.columns.items():
        if remembered.get(headings.folded(heading)) == LEAVE:
            matching[at] = LEAVE
    request = TableRequest(area=area, sender=sender, form=form, basis=basis.strip(), due_on=due_on, by=by, at=now)
    request.post_id, request.subject = by.scope.post_for(FILL, area), SubjectKey.issue()
    request.head, request.matching, request.asked = head.as_json(), matching, _asked(head.columns, matching)
    request.full_clean(exclude=["subject"])
    with history.acting(by, grant=FILL, where=area):
        request.save()
        keep(request, file, is_result=False)
    return request


@transaction.atomic
def ask(
    pk: int,
    *,
    by,
    matching: dict[str, str],
    rows_by: str = RowsBy.HOUSEHOLD,
    ledger: str = "",
    narrowed: dict | None = None,
    is_full: bool = False,
    reason: str = "",
    now: datetime | None = None,
) -> TableRequest:
    """Which columns mean what and which rows are wanted. Few rows are filled at once, many by the worker.

    narrowed: see residents.conditions. is_full: numbers not masked; then somebody else has to let it through first.
    """
    now = now or timezone.now()
    request = _begin(pk, by, *OPEN)
    if request.by_id != by.pk:
        raise PermissionDenied
    request.matching = _checked(request, matching)
    request.asked = _asked(request.head["columns"], request.matching)
    request.rows_by, request.ledger, request.narrowed = RowsBy(rows_by), "", {}
    if rows_by != RowsBy.LISTED:  # whom the table names itself, nothing narrows
        request.ledger = Ledger(ledger) if ledger else ""
        request.narrowed = {name: value for name, value in (narrowed or {}).items() if value not in ("", None)}
    request.is_full, request.reason = is_full, reason.strip() if is_full else ""
    if is_full and not by.scope.may(FULL, request):
        raise ValidationError({"is_full": _("Your post may have tables filled with masked numbers only.")})
    if is_full and len(request.reason) < 2:
        raise ValidationError({"reason": _("Say why the full numbers are needed.")})
    count(request, by, timezone.localdate(now))
    if not request.row_count:
        raise ValidationError({"rows_by": _("There is nobody to fill in: choose other rows.")})
    if request.row_count > MOST_ROWS:
        raise ValidationError({"rows_by": _("More than %(count)d rows: divide the table.") % {"count": MOST_ROWS}})
    _remember(request, by)
    request.state, request.trouble = TableState.WAITING if is_full else TableState.QUEUED, ""
    with history.acting(by, grant=FILL, where=request):
        _go_on(request, now)
        if is_full:
            seconds = _may_confirm(request, timezone.localdate(now))
            inbox.tell(seconds, "table_to_confirm", {"ref": request.ref}, request.get_absolute_url())
    return request


@transaction.atomic
def confirm(pk: int, *, by, now: datetime | None = None) -> TableRequest:
    """A second person lets full numbers go out. Never whoever asked."""
    now = now or timezone.now()
    request = _begin(pk, by, TableState.WAITING, grant=FULL)
    if request.by_id == by.pk:
        raise PermissionDenied
    request.confirmed_by, request.confirmed_at, request.state = by, now, TableState.QUEUED
    with history.acting(by, grant=FULL, where=request):
        _go_on(request, now)
        _tell(request, "table_confirmed")
    return request


@transaction.atomic
def refuse(pk: int, *, by, why: str) -> TableRequest:
    """The second person says no, or whoever asked takes it back: it can be filled with masks instead."""
    request = _begin(pk, by, TableState.WAITING)
    if request.by_id != by.pk and not by.scope.may(FULL, request):
        raise PermissionDenied
    why = reasons.need(why)
    request.state, request.is_full = TableState.MATCHING, False
    with history.acting(by, grant=FILL, where=request, why=why):
        request.save()
        if request.by_id != by.pk:
            _tell(request, "table_refused")
    return request


@transaction.atomic
def send_back(pk: int, *, by, why: str) -> TableRequest:
    """社区事务准入: what no rule lets an office ask of the community goes back to it, with the reason."""
    request = _begin(pk, by, *OPEN)
    if request.basis:
        raise ValidationError(_("This request names its legal basis: it cannot be sent back for the lack of one."))
    why = reasons.need(why)
    request.state, request.returned_why = TableState.RETURNED, why[:300]
    request.done_at = timezone.now()
    with history.acting(by, grant=FILL, where=request, why=why):
        request.save()
    return request


@transaction.atomic
def discard(pk: int, *, by, why: str, now: datetime | None = None) -> TableRequest:
    """放弃: no office asked for it, it was brought in by mistake. It is erased at once and counts nowhere.

    By whoever brought it in, before it is filled: what an office asked is not for others to take out of the count.
    """
    now = now or timezone.now()
    request = _begin(pk, by, *OPEN)
    if request.by_id != by.pk:
        raise PermissionDenied
    why = reasons.need(why)
    request.state, request.done_at, request.erased_at = TableState.DISCARDED, now, now
    with history.acting(by, grant=FILL, where=request, why=why):
        request.save()
    _destroy([(request.pk, request.subject_id)], now)
    if (day := timezone.localdate(request.at)) < timezone.localdate(now):
        tallies.recount(day, day, now)  # a day gone by is frozen, and this table was counted on it
    return request


@transaction.atomic
def fetch(request: TableRequest, *, by) -> bytes:
    """The filled table, for whoever asked for it only: it was filled under their scope."""
    if request.by_id != by.pk or not by.scope.may(FILL, request):
        raise PermissionDenied
    if request.state != TableState.READY or request.erased_at:
        raise ValidationError(_("There is no filled table here."))
    return opened(request, is_result=True)


@transaction.atomic
def fill_claimed(request: TableRequest, now: datetime) -> None:
    """Fill a request whose row is locked. What is wrong with the table is told; anything else may be tried again."""
    by = request.by
    request.alarm_at = None
    if not by.is_active or not by.scope.reaches(FILL, request) or request.erased_at:
        request.state, request.trouble = TableState.FAILED, str(_("Whoever asked may not have it filled any more."))
    else:
        try:
            data = fill_in(request, opened(request, is_result=False), by, now)
        except UploadRefused as refused:
            request.state, request.trouble = TableState.FAILED, refused.sentence[:200]
        else:
            keep(request, data, is_result=True)
            request.state, request.done_at = TableState.READY, now
    with history.acting(by, grant=FILL, where=request):
        request.save()


def fill_due(rows: list[TableRequest], now: datetime) -> None:
    """For the sweep: those that nobody has filled yet, also after a worker was killed in the middle."""
    for request in rows:
        fill_claimed(request, now)
        _tell(request, "table_filled" if request.state == TableState.READY else "table_failed")


def due():
    return TableRequest.objects.filter(state=TableState.QUEUED).select_related("by", "subject")


def erase_old(now: datetime | None = None) -> int:
    """Seven days after they came, tables are erased and their keys destroyed; what was asked stays counted."""
    now = now or timezone.now()
    old = TableRequest.objects.filter(at__lt=now - KEPT, erased_at=None).select_for_update(no_key=True, of=("self",))
    pks = list(old.values_list("pk", "subject_id"))
    _destroy(pks, now)
    with history.acting(None):
        TableRequest.objects.filter(pk__in=[pk for pk, _subject in pks]).update(erased_at=now, alarm_at=None)
    return len(pks)


def _destroy(pks: list[tuple[int, UUID]], now: datetime) -> None:
    """pks: (request, its key)."""
    TableFile.objects.filter(request__in=[pk for pk, _subject in pks]).update(data=None)
    SubjectKey.objects.filter(pk__in=[subject for _pk, subject in pks]).update(wrapped=None, destroyed_at=now)


def _begin(pk: int, by, *states: TableState, grant: str = FILL) -> TableRequest:
    rows = TableRequest.objects.select_for_update(of=("self",), no_key=True).select_related("subject", "by")
    request = rows.get(pk=pk)
    need(by, grant, request)
    if request.state not in states or request.erased_at:
        raise ValidationError(_("This has gone on meanwhile: look at the page again."))
    return request


def _go_on(request: TableRequest, now: datetime) -> None:
    if request.state != TableState.QUEUED:
        request.save()
    elif request.row_count <= AT_ONCE:
        fill_claimed(request, now)
    else:
        request.alarm_at = now
        request.save()
        transaction.on_commit(_hurry)


def _hurry() -> None:
    """The sweep would find it within a minute; a broker that is away costs no more than that."""
    with suppress(OperationalError):
        current_app.send_task("residents.fill_tables", retry=False)


def _asked(columns: dict[str, str], matching: dict[str, str]) -> list[str]:
    """What the office wants to know, column by column; running numbers are no question."""
    codes = [(heading, matching.get(at, "")) for at, heading in columns.items()]
    return [code or f"?{headings.folded(heading)}"[:60] for heading, code in codes if code not in (SERIAL, LEAVE)]


def _checked(request: TableRequest, matching: dict[str, str]) -> dict[str, str]:
    on = {*RegisterField.objects.in_tables().values_list("code", flat=True), SERIAL, LEAVE, ""}
    chosen = {at: matching.get(at, "") for at in request.head["columns"]}
    twice = [code for code in chosen.values() if code not in ("", LEAVE) and list(chosen.values()).count(code) > 1]
    errors = {f"column_{at}": _("Choose one of the list.") for at, code in chosen.items() if code not in on}
    errors |= {f"column_{at}": _("Two columns mean the same.") for at, code in chosen.items() if code in twice}
    if errors:
        raise ValidationError(errors)
    return chosen


def _remember(request: TableRequest, by) -> None:
    known = sheet_heads.matching(sheet_heads.Head(**request.head))
    before = matched.remembered(sender=request.sender, form=request.form)
    for at, heading in request.head["columns"].items():
        if request.matching[at] != known[at] or headings.folded(heading)[: matched.LONGEST] in before:
            matched.remember(heading, request.matching[at], by=by, sender=request.sender, form=request.form)


def _may_confirm(request: TableRequest, today: date) -> list[int]:
    """Whoever else may have full numbers where the table lies."""
    line = {request.area_id, *(getattr(request, name) for name in ANCESTORS)} - {None}
    posts = Post.objects.current(today).filter(role__grants__contains=[FULL], areas__in=line, user__is_active=True)
    return list(posts.exclude(user=request.by_id).order_by("user").values_list("user", flat=True).distinct())


def _tell(request: TableRequest, kind: str) -> None:
    inbox.tell([request.by_id], kind, {"ref": request.ref}, request.get_absolute_url())
