"""Teams are formed, changed and dissolved; people join their lines and leave them."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from grids import history
from grids.models import Area, Post
from grids.words import reasons
from volunteers import rules
from volunteers.models import Member, Pattern, Team, TeamSlot, Volunteer

COPIED = ("label", "role_id", "wanted", "is_open", "order")


@transaction.atomic
def form(area: Area, *, by, pattern: Pattern | None = None, **facts) -> Team:
    """A new team; its lines are copied from the pattern, and its own from then on.

    facts: name, colour, brand, kind, does, organisation, formed_on. Raises PermissionDenied, ValidationError.
    """
    rules.need(by, rules.RUN, area)
    if pattern and not Pattern.objects.in_use().holding_in(area).filter(pk=pattern.pk).exists():
        raise ValidationError({"pattern": _("This pattern is not in use there.")})
    made = Team(area=area, **{"formed_on": timezone.localdate()} | facts)
    made.full_clean()
    with history.acting(by, grant=rules.RUN, where=area):
        made.save()
        TeamSlot.objects.bulk_create(
            TeamSlot(team=made, **{name: getattr(slot, name) for name in COPIED})
            for slot in (pattern.slots.filter(is_on=True) if pattern else ())
        )
    return Team.objects.get(pk=made.pk)


@transaction.atomic
def change(team_id: int, *, by, **facts) -> Team:
    return history.change(_begin(team_id, by), facts, by=by, grant=rules.RUN)


@transaction.atomic
def dissolve(team_id: int, *, by, why: str, on: date | None = None) -> Team:
    """Its members are in it no more; what it did stays."""
    made, on = _begin(team_id, by), on or timezone.localdate()
    reasons.need(why)
    made.dissolved_on = on
    made.full_clean()
    with history.acting(by, grant=rules.RUN, where=made, why=why.strip()):
        made.save()
        made.members.current().update(until=on, leads=False)
    return made


@transaction.atomic
def add_slot(team_id: int, *, by, **facts) -> TeamSlot:
    """facts: label, role, wanted, is_open."""
    team = _begin(team_id, by)
    slot = TeamSlot(team=team, order=team.slots.count(), **facts)
    return history.save(slot, by, grant=rules.RUN, where=team)


@transaction.atomic
def give_up_slot(slot_id: int, *, by) -> TeamSlot:
    """Nobody is wanted for it any more; who filled it stays in the team."""
    slot = TeamSlot.objects.get(pk=slot_id)
    team = _begin(slot.team_id, by)
    slot.is_on = False
    with history.acting(by, grant=rules.RUN, where=team):
        slot.save()
        slot.members.current().update(slot=None)
    return slot


@transaction.atomic
def join(team_id: int, volunteer: Volunteer, *, by, slot: TeamSlot | None = None, since: date | None = None):
    """A volunteer in a line of the team, or beside its lines. `by` sees the volunteer and runs the team.

    Raises PermissionDenied, ValidationError where the line is full or asks for a post that they do not hold.
    """
    team, since = _begin(team_id, by), since or timezone.localdate()
    rules.need(by, rules.READ, volunteer)
    rules.need_serving(volunteer)
    if slot:
        _fits(slot, team, volunteer)
    made = Member(team=team, volunteer=volunteer, slot=slot, since=since)
    return history.save(made, by, grant=rules.RUN, where=team)


def _fits(slot: TeamSlot, team: Team, volunteer: Volunteer) -> None:
    if slot.team_id != team.pk or not slot.is_on:
        raise ValidationError({"slot": _("This line is not one of the team's.")})
    if not slot.is_open and slot.members.current().count() >= slot.wanted:
        raise ValidationError({"slot": _("This line is filled.")})
    held = Post.objects.current(timezone.localdate()).filter(user=volunteer.user_id, role=slot.role_id)
    if slot.role_id and not (volunteer.user_id and held.exists()):
        raise ValidationError({"slot": _("Only holders of the post “%(post)s” fill it.") % {"post": slot.role.label}})


@transaction.atomic
def part(member_id: int, *, by, why: str, on: date | None = None) -> Member:
    """Somebody leaves the team."""
    made = Member.objects.select_related("team").get(pk=member_id)
    team = _begin(made.team_id, by)
    reasons.need(why)
    made.refresh_from_db()
    if made.until:
        raise ValidationError(_("This person left the team already."))
    made.until, made.leads = on or timezone.localdate(), False
    return history.save(made, by, grant=rules.RUN, where=team, why=why.strip())


@transaction.atomic
def lead(member_id: int, *, by) -> Member:
    """A member leads the team from now on; who led it before is a member like the others."""
    made = Member.objects.get(pk=member_id)
    team = _begin(made.team_id, by)
    made.refresh_from_db()
    if made.until:
        raise ValidationError(_("This person left the team already."))
    with history.acting(by, grant=rules.RUN, where=team):
        team.members.current().filter(leads=True).update(leads=False)
        made.leads = True
        made.save()
    return made


def _begin(team_id: int, by) -> Team:
    """The team's row is locked: its lines are filled one after the other."""
    made = Team.objects.select_for_update(no_key=True).get(pk=team_id)
    rules.need(by, rules.RUN, made)
    if made.dissolved_on:
        raise ValidationError(_("This team is dissolved."))
    return made
