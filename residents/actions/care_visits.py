"""Visits are planned by rule, recorded, and found missing by the sweep."""

from datetime import date, datetime, time, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max, Min, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grids import history, inbox, tallies
from grids.days import when
from grids.fields import plain
from grids.words import reasons
from residents.actions.care_told import keepers
from residents.actions.start import not_ahead
from residents.care import needs as care_needs
from residents.enums.care import CareStatus, VisitKind, VisitStatus
from residents.models import CareCase, CareVisit
from residents.rules import care as rules

SOON = timedelta(days=2)  # before the last day
AT = time(9)
TO_STREET = timedelta(days=3)  # after it was missed
SIDES = ("housing", "work", "family", "health")
WORDS = ("needs", "help_given")
AGAIN = timedelta(minutes=10)
LATE = timedelta(days=7)  # a visit is written down so long afterwards
NOON = time(12)  # of a visit of an earlier day nobody says the hour


def plan(care: CareCase, today: date, anchor: date | None = None) -> int:
    """Windows after the last one that stands, to the end of the term, at most AHEAD_DAYS from today.

    The record is sorted by the first of them, or by the end of its term where none is left.
    """
    if anchor is None:
        stands = care.visits.exclude(status=VisitStatus.DROPPED).filter(is_extra=False)
        anchor = stands.aggregate(last=Max("due_on"))["last"] or max(care.starts_on, today)
    until = min(care.ends_on, today + timedelta(days=rules.AHEAD_DAYS))
    new = [_window(care, *window) for window in rules.windows(anchor, care.category.interval(care.grade), until)]
    CareVisit.objects.bulk_create(new)
    first = care.visits.planned().aggregate(first=Min("due_on"))["first"]
    care.next_due_at = morning_of(first or care.ends_on)
    CareCase.objects.filter(pk=care.pk).update(next_due_at=care.next_due_at)
    return len(new)


def replan(care: CareCase, today: date) -> None:
    """Future windows only: one that has opened, or was missed, is still owed."""
    care.visits.planned().filter(opens_on__gt=today).update(status=VisitStatus.DROPPED, alarm_at=None)
    owed = care.visits.planned().aggregate(last=Max("due_on"))["last"]
    plan(care, today, max(owed or today, today))


def drop_visits(care: CareCase, today: date) -> None:
    """Nobody goes there any more. What was due before today has been missed, and stays counted so."""
    planned = care.visits.planned()
    planned.filter(due_on__lt=today).update(status=VisitStatus.MISSED, alarm_at=None)
    planned.update(status=VisitStatus.DROPPED, alarm_at=None)


def _window(care: CareCase, opens_on: date, due_on: date) -> CareVisit:
    return CareVisit(
        care=care,
        subject_id=care.subject_id,
        opens_on=opens_on,
        due_on=due_on,
        alarm_at=morning_of(due_on) - SOON,
    )


def morning_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, AT))


@transaction.atomic
def record_visit(
    care_id: int,
    *,
    by,
    kind: VisitKind,
    needs: str = "",
    help_given: str = "",
    on: date | None = None,
    now: datetime | None = None,
    **sides,
) -> CareVisit:
    """What was found. A visit of the right kind closes the window that was open on its day; older ones stay missed.

    The same form sent again within ten minutes, or of an earlier day, is the same visit. on: the day of the visit,
    where it is written down on a later one: what counts is when somebody was there, also where a later visit has told
    of it as missed.

    sides: housing, work, family, health as care_enums.Found. Raises PermissionDenied, ValidationError.
    """
    now = now or timezone.now()
    today = timezone.localdate(now)
    on = on or today
    care = (
        CareCase.objects.select_for_update(of=("self",), no_key=True)
        .select_related("category", "subject")
        .get(pk=care_id)
    )
    if not rules.may_visit(by, care):
        raise PermissionDenied
    if kind not in VisitKind.values:
        raise ValidationError({"kind": _("Say how the visit took place.")})
    not_ahead(on, now)
    if on < (earliest := max(care.starts_on, today - LATE)):
        said = {"day": when.day_of(earliest, today)}
        raise ValidationError({"on": _("A visit is written down of %(day)s at the earliest.") % said})
    if not (any(sides.values()) or needs.strip() or help_given.strip()):
        raise ValidationError(_("Say at least one thing that was found or done."))
    found = dict.fromkeys(SIDES, "") | sides | {"needs": needs.strip(), "help_given": help_given.strip()}
    at = now if on == today else timezone.make_aware(datetime.combine(on, NOON))
    sent = {"done_at__date": on} if on < today else {"done_at__gt": at - AGAIN}
    if there := _same(care.visits.filter(done_by=by, kind=kind, **sent), found):
        return there
    owed = Q(status=VisitStatus.PLANNED) | Q(status=VisitStatus.MISSED, due_on__gte=on)
    open_then = list(care.visits.filter(owed, opens_on__lte=on).order_by("due_on"))
    visit = open_then[-1] if open_then and kind in care.category.visit_kinds else None
    with history.acting(by, grant=rules.KEEP, where=care):
        if visit is None:
            visit = CareVisit(care=care, opens_on=on, due_on=on, is_extra=True)
        else:
            older = [one.pk for one in open_then[:-1]]
            care.visits.filter(pk__in=older).update(status=VisitStatus.MISSED, alarm_at=None)
        visit.subject = care.subject
        visit.status, visit.alarm_at, visit.done_at, visit.done_by, visit.kind = VisitStatus.DONE, None, at, by, kind
        for name, said in found.items():
            setattr(visit, name, said)
        visit.full_clean(exclude=["care", "subject"])
        visit.save()
        plan(care, today)
    _count_again(visit, now)
    return visit


def _count_again(visit: CareVisit, now: datetime) -> None:
    if not visit.is_extra:
        tallies.late(CareVisit, visit.due_on, now=now)


def _same(visits, found: dict[str, str]) -> CareVisit | None:
    for visit in visits.select_related("subject"):
        said = {name: plain(visit, name) if name in WORDS else getattr(visit, name) for name in found}
        if said == found:
            return visit
    return None


def taken_back_by(user, care: CareCase):
    """Visits that `user` may say were written down by mistake: their own, or all where they keep the record.

    Not one of whose need something was made: whoever has that is at work on it.
    """
    done = care.visits.filter(status=VisitStatus.DONE, passed_on_to="")
    return done if rules.may_keep(user, care) else done.filter(done_by=user.pk)


@transaction.atomic
def take_back(care_id: int, *, by, visit: int, why: str, now: datetime | None = None) -> CareVisit:
    """A visit written down at the wrong record, or that was none: its words go, and its window is owed again.

    visit: its id. Raises PermissionDenied, ValidationError.
    """
    now, why = now or timezone.now(), reasons.need(why)
    today = timezone.localdate(now)
    rows = CareCase.objects.select_for_update(of=("self",), no_key=True).select_related("category", "subject")
    care = rows.get(pk=care_id)
    if not rules.may_visit(by, care):
        raise PermissionDenied
    row = taken_back_by(by, care).select_for_update(of=("self",), no_key=True).filter(pk=visit).first()
    if row is None:
        raise ValidationError({"visit": _("This visit was taken back already, or its need was passed on.")})
    told = row.done_by_id
    row.status = _without(row)
    row.alarm_at = _next_alarm(row) if row.status == VisitStatus.PLANNED else None
    row.done_at, row.done_by, row.kind = None, None, ""
    for name in (*SIDES, *WORDS):
        setattr(row, name, None if name in WORDS else "")
    with history.acting(by, grant=rules.KEEP, where=care, why=why):
        row.save()
        plan(care, today)
    _count_again(row, now)
    if told != by.pk:
        inbox.tell([told], "care_visit_back", {}, care.get_absolute_url())
    return row


def _without(visit: CareVisit) -> VisitStatus:
    """What its window is without it: owed again, unless a later one has been visited, or is planned in its place."""
    planned = visit.care.visits.filter(is_extra=False)
    if visit.is_extra or planned.filter(status=VisitStatus.PLANNED, due_on=visit.due_on).exists():
        return VisitStatus.DROPPED
    if planned.filter(status=VisitStatus.DONE, due_on__gt=visit.due_on).exists():
        return VisitStatus.MISSED
    return VisitStatus.PLANNED


def _next_alarm(visit: CareVisit) -> datetime | None:
    """After as many as there were: see remind()."""
    day_after = morning_of(visit.due_on + timedelta(days=1))
    steps = (morning_of(visit.due_on) - SOON, day_after, day_after + TO_STREET)
    return steps[visit.alarm_level] if visit.alarm_level < len(steps) else None


def plan_ahead(now: datetime | None = None) -> int:
    """After midnight: windows for records that nobody has visited for so long that few are left ahead."""
    today = timezone.localdate(now)
    planned = Max("visits__due_on", filter=Q(visits__status=VisitStatus.PLANNED))
    cares = CareCase.objects.open().select_related("category").annotate(last=planned)
    made = 0
    for care in cares.filter(Q(last=None) | Q(last__lt=today + rules.PLAN_AGAIN), ends_on__gt=today).order_by("pk"):
        if (care.last or today) + timedelta(days=care.category.interval(care.grade)) > care.ends_on:
            continue
        with transaction.atomic(), history.acting(None):
            locked = CareCase.objects.select_for_update(of=("self",), no_key=True).select_related("category")
            made += plan(locked.get(pk=care.pk), today)
    return made


@transaction.atomic
def pass_on(visit_id: int, *, to: str, by, choice: str = "", now: datetime | None = None) -> str:
    """What was found to be needed becomes a matter, or a service order; its address. Once: a second time gives the
    same address. to: the key of a taker; choice: one of what it offers to choose from."""
    now = now or timezone.now()
    visit = CareVisit.objects.select_for_update(of=("self",), no_key=True).select_related("subject").get(pk=visit_id)
    care = CareCase.objects.select_related("area", "category").get(pk=visit.care_id)
    taker = care_needs.taker(to)
    if taker is None or not rules.may_visit(by, care) or not taker.may(by, care.area):
        raise PermissionDenied
    needs = plain(visit, "needs")
    if not needs:
        raise ValidationError(_("No need was found in this visit."))
    if not visit.passed_on_to:
        need = care_needs.Need(care.resident_id, care.area, needs, now)
        with history.acting(by, grant=rules.KEEP, where=care):
            visit.passed_on_to = taker.take(need, choice, by=by)
            visit.save()
    return visit.passed_on_to


@transaction.atomic
def hand_over(post, successor, *, by, now) -> int:
    """The responsible person's post ends: the successor is named, unless it is their own other post."""
    if successor.user_id == post.user_id:
        return 0
    cares = list(CareCase.objects.waiting_on(post).select_for_update(of=("self",), no_key=True).order_by("pk"))
    for care in cares:
        care.helpers.filter(user=successor.user_id, until=None).update(until=timezone.localdate(now))
        care.responsible_id = successor.user_id
        care.version += 1
        care.save()
        inbox.tell([successor.user_id], "care_yours", {}, care.get_absolute_url())
    return len(cares)


def alarms_due():
    return CareVisit.objects.planned().filter(care__status=CareStatus.OPEN).select_related("care__category")


def remind(visits: list[CareVisit], now: datetime) -> None:
    """The sweep's batch. Each step is dated when it was due, however late the sweep comes; words stay neutral."""
    told = keepers([visit.care for visit in visits], timezone.localdate(now))
    lines = []
    for visit in visits:
        care = visit.care
        visit.alarm_level += 1
        people, kind = [care.responsible_id], "care_due"
        if visit.alarm_level == 1:
            visit.alarm_at = morning_of(visit.due_on + timedelta(days=1))
        elif visit.alarm_level == 2:
            kind, visit.alarm_at = "care_missed", morning_of(visit.due_on + timedelta(days=1)) + TO_STREET
            people += told[care.category.read_grant, care.community_id]
        else:
            kind, visit.alarm_at = "care_missed", None
            people = told[care.category.read_grant, care.street_id]
        once = f"care:{visit.ref}:{visit.alarm_level}"
        day = {"day": visit.due_on}
        lines += [(person, kind, day, care.get_absolute_url(), once) for person in dict.fromkeys(people)]
    CareVisit.objects.bulk_update(visits, ["alarm_at", "alarm_level"])
    inbox.tell_many(lines)
