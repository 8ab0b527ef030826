"""A motion from the committee's preliminary opinion by the notice to the ballot, and the tasks that follow from it."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from grids import history
from grids.days import when
from grids.pages import tokens
from grids.words import reasons
from parties import rules
from parties.actions import weights
from parties.enums.ballots import MotionState
from parties.models import Elector, Invitation, Motion, MotionTask, PartyMember, PartyOrganization
from parties.models.motion import COUNTS

LINK_GOOD_FOR = timedelta(days=60)
MOST_ELECTORS = 1_000  # the urn is written anew with each vote
LINKS_AT_ONCE = 20  # each with its code, on a page that prints


@transaction.atomic
def propose(organization: PartyOrganization, *, by, **facts) -> Motion:
    """facts: title, matter, weight, opinion, opinion_on. Raises PermissionDenied, ValidationError."""
    organization = PartyOrganization.objects.select_for_update(no_key=True).get(pk=organization.pk)
    made = Motion(area_id=organization.area_id, organization=organization, **facts)
    rules.need(by, rules.HOLD, organization)
    if organization.dissolved_on:
        raise ValidationError({"organization": _("This organisation is dissolved.")})
    _formed(made)
    same = Motion.objects.filter(organization=organization, state=MotionState.OPINION, **facts).first()
    if same:  # the form was sent again
        return same
    history.save(made, by, grant=rules.HOLD, where=organization)
    return Motion.objects.get(pk=made.pk)


@transaction.atomic
def change(motion_id: int, *, by, **facts) -> Motion:
    """Until it is put on notice: from then on its words stand."""
    made = begin(motion_id, by, MotionState.OPINION)
    for name, value in facts.items():
        setattr(made, name, value)
    _formed(made)
    return _save(made, by)


def _formed(made: Motion) -> None:
    """The committee's opinion comes first: it is no opinion before it was formed."""
    if made.opinion_on and made.opinion_on > timezone.localdate():
        raise ValidationError({"opinion_on": _("This day has not come yet.")})


@transaction.atomic
def put_on_notice(
    motion_id: int, *, by, bodies: Iterable[PartyOrganization], now: datetime | None = None, **parts: str
) -> Motion:
    """To every member of the organisation and of the bodies named below it; the rule of its weight is kept with it.

    parts: principle, content, procedure, accountability. Raises PermissionDenied, ValidationError.
    """
    now, made = now or timezone.now(), begin(motion_id, by, MotionState.OPINION)
    for name, words in parts.items():
        setattr(made, name, words.strip())
    made.rule = weights.in_force(made.weight, timezone.localdate(now))
    made.state, made.noticed_at = MotionState.NOTICE, now
    made.alarm_at = made.opens_from
    _save(made, by)
    made.bodies.set(bodies)
    members = members_of(made)
    if not members:
        raise ValidationError(_("Nobody of these organisations is on the roll of party members."))
    if len(members) > MOST_ELECTORS:
        raise ValidationError(_("At most %(most)d people vote on one motion.") % {"most": MOST_ELECTORS})
    with history.acting(by, grant=rules.HOLD, where=made):
        Invitation.objects.bulk_create(Invitation(motion=made, member_id=member) for member in members)
    return made


def members_of(motion: Motion) -> list[int]:
    bodies = [motion.organization_id, *motion.bodies.values_list("pk", flat=True)]
    return list(PartyMember.objects.current().living().filter(organization__in=bodies).values_list("pk", flat=True))


@transaction.atomic
def open_(motion_id: int, *, by, closes_at: datetime, now: datetime | None = None) -> Motion:
    """The electorate is frozen: members of this moment. Who joined after the notice is sent it now.

    Raises PermissionDenied, ValidationError before the notice has lasted as long as its rule wants.
    """
    now, made = now or timezone.now(), begin(motion_id, by, MotionState.NOTICE)
    if now < made.opens_from:
        told = when.deadline(made.opens_from, now)
        raise ValidationError(_("The notice lasts until %(moment)s; the ballot opens after it.") % {"moment": told})
    members = members_of(made)
    if len(members) > MOST_ELECTORS:
        raise ValidationError(_("At most %(most)d people vote on one motion.") % {"most": MOST_ELECTORS})
    made.state, made.opened_at, made.closes_at, made.electorate = MotionState.OPEN, now, closes_at, len(members)
    made.alarm_at = closes_at
    _save(made, by)
    invited = set(made.invitations.values_list("member", flat=True))
    with history.acting(by, grant=rules.HOLD, where=made):
        Invitation.objects.bulk_create(
            Invitation(motion=made, member_id=member) for member in members if member not in invited
        )
    Elector.objects.bulk_create(Elector(motion=made, member_id=member) for member in members)
    return made


@transaction.atomic
def withdraw(motion_id: int, *, by, why: str) -> Motion:
    """Before it is counted. What lies in the urn is never looked at, and what a teller counted of it forgotten."""
    made = begin(motion_id, by, MotionState.OPINION, MotionState.NOTICE, MotionState.OPEN, MotionState.COUNTING)
    made.why, made.state, made.alarm_at = reasons.need(why), MotionState.WITHDRAWN, None
    forget_counts(made)
    return _save(made, by, why=made.why)


def forget_counts(made: Motion) -> None:
    """Kept apart, the numbers of a few papers would tell how their voters voted."""
    made.paper_counts.update(**dict.fromkeys(COUNTS))


@transaction.atomic
def give_links(motion_id: int, *, by, only: str = "", now: datetime | None = None) -> list[tuple[Invitation, str]]:
    """New secret links: of one member (`only`, the notice's ref), or of the next who have none. An older one ends.

    They are returned here and kept nowhere. Raises PermissionDenied, ValidationError.
    """
    now = now or timezone.now()
    made = begin(motion_id, by, MotionState.NOTICE, MotionState.OPEN)
    rules.need(by, rules.READ_MEMBERS, made)
    rows = made.invitations.filter(ref=only) if only else made.invitations.filter(token_hash="")
    found = list(
        rows.select_related("member__resident", "member__organization").order_by("member__resident__pinyin", "pk")[
            :LINKS_AT_ONCE
        ]
    )
    given = []
    for row in found:
        token, row.token_hash = tokens.new()
        row.expires_at = now + LINK_GOOD_FOR
        given.append((row, token))
    with history.acting(by, grant=rules.HOLD, where=made):
        Invitation.objects.bulk_update(found, ["token_hash", "expires_at"])
    return given


def opened(token: str, *, now: datetime | None = None) -> Invitation | None:
    rows = Invitation.objects.filter(token_hash=tokens.hashed(token), expires_at__gt=now or timezone.now())
    return rows.select_related("motion__organization", "motion__rule", "motion__area").first()


@transaction.atomic
def confirm_read(invitation_id: int, *, now: datetime | None = None) -> None:
    """The receipt: once, and before the ballot opens, so that its time is never that of a vote."""
    rows = Invitation.objects.select_for_update(of=("self",), no_key=True).select_related("motion")
    row = rows.get(pk=invitation_id)
    if row.read_at is None and row.motion.state == MotionState.NOTICE:
        row.read_at = now or timezone.now()
        with history.acting(None):
            row.save(update_fields=["read_at"])


@transaction.atomic
def add_task(motion_id: int, *, by, **facts) -> MotionTask:
    """facts: what, responsible, due_on, which is to come."""
    motion = begin(motion_id, by, MotionState.PASSED, MotionState.REJECTED)
    made = MotionTask(motion=motion, **facts)
    if made.due_on < timezone.localdate():
        raise ValidationError({"due_on": _("This day is over.")})
    return history.save(made, by, grant=rules.HOLD, where=motion)


@transaction.atomic
def finish_task(task_id: int, *, by, outcome: str, on: date | None = None) -> MotionTask:
    made = MotionTask.objects.select_for_update(of=("self",), no_key=True).select_related("motion").get(pk=task_id)
    rules.need(by, rules.HOLD, made.motion)
    if made.done_on:
        raise ValidationError(_("This task is done already."))
    made.outcome, made.done_on, made.done_by = outcome.strip(), on or timezone.localdate(), by
    return history.save(made, by, grant=rules.HOLD, where=made.motion)


def begin(motion_id: int, by, *states: MotionState) -> Motion:
    """The motion, locked. Raises PermissionDenied; ValidationError where it stands elsewhere by now."""
    made = (
        Motion.objects.select_for_update(of=("self",), no_key=True)
        .select_related("rule", "organization")
        .get(pk=motion_id)
    )
    rules.need(by, rules.HOLD, made)
    if made.state not in states:
        raise ValidationError(_("The motion has moved on. Please look where it stands now."))
    return made


def _save(made: Motion, by, why: str = "") -> Motion:
    return history.save(made, by, grant=rules.HOLD, where=made, why=why)
