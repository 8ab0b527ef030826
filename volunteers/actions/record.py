"""A volunteer record grows by trainings, commendations and the rating of a year; what was wrong is put right."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from grids import history, tallies
from grids.models import Area
from grids.words import reasons
from volunteers import rules
from volunteers.models import Commendation, Member, Review, Team, Trained, Training, Volunteer

# Who corrects and strikes a line: whoever could have written it.
GRANTS = {Training: rules.RUN, Trained: rules.KEEP, Commendation: rules.KEEP, Review: rules.RUN}
FIRST_YEAR = 1949


@transaction.atomic
def hold_training(area: Area, *, by, team: Team | None = None, now: datetime | None = None, **facts) -> Training:
    """team: all who are in it today were there. facts: as the columns of a training are called.

    Raises PermissionDenied, ValidationError.
    """
    rules.need(by, rules.RUN, area)
    now = now or timezone.now()
    made = Training(area=area, entered_at=now, entered_by=by, **facts)
    _check(made)
    with history.acting(by, grant=rules.RUN, where=area):
        made.save()
        members = Member.objects.current().filter(team=team) if team else ()
        there = [
            Trained(training=made, volunteer_id=one.volunteer_id, entered_at=now, entered_by=by) for one in members
        ]
        Trained.objects.bulk_create(there)
    return Training.objects.get(pk=made.pk)


@transaction.atomic
def train(training: Training, volunteer_id: int, *, by, now: datetime | None = None) -> Trained:
    """Somebody was there. On the list already: the line that is there."""
    volunteer = _begin(volunteer_id, by, rules.KEEP)
    if training.struck_at:
        raise ValidationError(_("This training was struck."))
    there = Trained.objects.standing().filter(training=training, volunteer=volunteer).first()
    return there or _write(Trained(training=training, volunteer=volunteer), by, now)


@transaction.atomic
def commend(volunteer_id: int, *, by, now: datetime | None = None, **facts) -> Commendation:
    """Never by oneself. facts: title, level, given_by, on. Entered already: the line that is there."""
    volunteer = _another(_begin(volunteer_id, by, rules.KEEP), by)
    there = volunteer.commendations.standing().filter(**facts).first()
    return there or _write(Commendation(volunteer=volunteer, **facts), by, now)


@transaction.atomic
def review(volunteer_id: int, *, by, now: datetime | None = None, **facts) -> Review:
    """Once a year, never by oneself. facts: year, grade, words."""
    volunteer = _begin(volunteer_id, by, rules.RUN)
    return _write(Review(volunteer=_another(volunteer, by), **facts), by, now)


@transaction.atomic
def correct(row, *, by, why: str, **facts):
    """A line says something else from now on; history keeps what it said, and why it was changed."""
    made, where = _again(row, by)
    why = reasons.need(why)
    for name, value in facts.items():
        setattr(made, name, value)
    _check(made)
    with history.acting(by, grant=GRANTS[type(made)], where=where, why=why):
        made.save()
    return made


@transaction.atomic
def strike(row, *, by, why: str, now: datetime | None = None):
    """A line that was wrong counts no more. A training takes its list along."""
    made, where = _again(row, by)
    now, why = now or timezone.now(), reasons.need(why)
    made.struck_at, made.struck_by, made.struck_why = now, by, why[:200]
    with history.acting(by, grant=GRANTS[type(made)], where=where, why=why):
        made.save()
    if isinstance(made, Training | Trained):
        tallies.late(type(made), made.entered_at, now=now)
    if isinstance(made, Training):
        tallies.late(Trained, *made.people.values_list("entered_at", flat=True), now=now)
    return made


def _begin(volunteer_id: int, by, grant: str) -> Volunteer:
    volunteer = Volunteer.objects.select_for_update(of=("self",), no_key=True).get(pk=volunteer_id)
    rules.need(by, grant, volunteer)
    if volunteer.anonymised_at:
        raise ValidationError(_("This person is anonymised: nothing is written of them any more."))
    return volunteer


def _another(volunteer: Volunteer, by) -> Volunteer:
    if volunteer.user_id == by.pk:
        raise ValidationError(_("Somebody else writes this of you."))
    return volunteer


def _write(made: Any, by, now: datetime | None):
    made.entered_at, made.entered_by = now or timezone.now(), by
    _check(made)
    with history.acting(by, grant=GRANTS[type(made)], where=made.volunteer):
        made.save()
    return made


def _again(row, by):
    """The line, locked, and where it lies. Nobody puts right what is said of themselves."""
    model = type(row)
    made = model.objects.select_for_update(of=("self",), no_key=True).get(pk=row.pk)
    where = made.area if model is Training else made.volunteer
    rules.need(by, GRANTS[model], where)
    if model in (Commendation, Review) and made.volunteer.user_id == by.pk:
        raise PermissionDenied
    if made.struck_at:
        raise ValidationError(_("This line was struck already."))
    return made, where


def _check(made: Any) -> None:
    today = timezone.localdate()
    if getattr(made, "on", today) > today:
        raise ValidationError({"on": _("This day has not come yet.")})
    if not FIRST_YEAR <= getattr(made, "year", today.year) <= today.year:
        raise ValidationError({"year": _("Choose this year or an earlier one.")})
    made.full_clean()
