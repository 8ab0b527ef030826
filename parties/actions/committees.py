"""Owners' committees: founded, elected anew, dissolved; who is in them; and their terms that end."""

from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from grids import history, inbox
from grids.models import Area
from grids.words import reasons
from parties import rules
from parties.actions.bodies_told import keepers, morning_of
from parties.enums.bodies import CommitteeRole
from parties.models import CommitteeMember, OwnersCommittee
from residents.models import Resident

TOLD_BEFORE = timedelta(days=90)  # three months before its end the next election is prepared
MOST_MEMBERS = 30


@transaction.atomic
def found(area: Area, *, by, **facts) -> OwnersCommittee:
    """facts: name, compound, filed_as, term, term_starts_on, term_ends_on."""
    rules.need(by, rules.KEEP, area)
    made = OwnersCommittee(area=area, **facts)
    _has_begun(made.term_starts_on)
    made.full_clean()
    made.alarm_at = _first_told(made.term_ends_on)
    with history.acting(by, grant=rules.KEEP, where=area):
        made.save()
    return OwnersCommittee.objects.get(pk=made.pk)


@transaction.atomic
def change(committee_id: int, *, by, **facts) -> OwnersCommittee:
    """facts: name, compound, filed_as."""
    return history.change(_begin(committee_id, by), facts, by=by, grant=rules.KEEP)


@transaction.atomic
def elect(committee_id: int, *, by, term_starts_on: date, term_ends_on: date) -> OwnersCommittee:
    """The next term begins: who was in the committee is in it no more, until they are entered again."""
    made = _begin(committee_id, by)
    _has_begun(term_starts_on)
    if term_starts_on <= made.term_starts_on:  # also the same form sent again
        raise ValidationError({"term_starts_on": _("The next term begins after this one began.")})
    made.term += 1
    made.term_starts_on, made.term_ends_on = term_starts_on, term_ends_on
    made.full_clean()
    made.alarm_at = _first_told(term_ends_on)
    with history.acting(by, grant=rules.KEEP, where=made):
        made.save()
        for member in made.members.current():
            member.until = max(member.since, term_starts_on)
            member.save()
    return made


@transaction.atomic
def dissolve(committee_id: int, *, by, why: str) -> OwnersCommittee:
    made, why, today = _begin(committee_id, by), reasons.need(why), timezone.localdate()
    made.dissolved_on, made.alarm_at = today, None
    made.full_clean()
    with history.acting(by, grant=rules.KEEP, where=made, why=why):
        made.save()
        for member in made.members.current():
            member.until = max(member.since, today)
            member.save()
    return made


@transaction.atomic
def join(committee_id: int, resident: Resident, *, by, role: CommitteeRole, since: date) -> CommitteeMember:
    """`by` sees the resident. Raises ValidationError where they are in it or there is a chair."""
    made = _begin(committee_id, by)
    if not Resident.objects.visible_to(by).living().filter(pk=resident.pk).exists():
        raise ValidationError({"name": _("Nobody of this name is registered in your areas.")})
    if made.members.current().count() >= MOST_MEMBERS:
        raise ValidationError(_("A committee has %(most)d members at most.") % {"most": MOST_MEMBERS})
    member = CommitteeMember(committee=made, resident=resident, role=role, since=since)
    return history.save(member, by, grant=rules.KEEP, where=made)


@transaction.atomic
def part(committee_id: int, member_id: int, *, by, why: str) -> CommitteeMember:
    made, why = _begin(committee_id, by), reasons.need(why)
    member = made.members.get(pk=member_id)
    if member.until:
        raise ValidationError(_("This person left the committee already."))
    member.until = max(member.since, timezone.localdate())
    return history.save(member, by, grant=rules.KEEP, where=made, why=why)


def _has_begun(day: date) -> None:
    """A term is entered once it has begun: until then the committee before it is in office."""
    if day > timezone.localdate():
        raise ValidationError({"term_starts_on": _("This day has not come yet.")})


def _first_told(term_ends_on: date) -> datetime:
    """Of a term that had ended when it was entered, only that."""
    past = term_ends_on < timezone.localdate()
    return _over_from(term_ends_on) if past else morning_of(term_ends_on - TOLD_BEFORE)


def _over_from(term_ends_on: date) -> datetime:
    return morning_of(term_ends_on + timedelta(days=1))


def due():
    return OwnersCommittee.objects.filter(alarm_at__isnull=False)


def remind(committees: list[OwnersCommittee], now: datetime) -> None:
    """Three months before the term ends, and the morning after it ended."""
    told, lines = keepers(committees, timezone.localdate(now)), []
    for made in committees:
        over = _over_from(made.term_ends_on)
        late = made.alarm_at >= over
        kind = "committee_term_over" if late else "committee_term_ends"
        said = {"committee": made.name, "day": made.term_ends_on}
        once = f"{kind}:{made.pk}:{made.term}"
        lines += [(pk, kind, said, made.get_absolute_url(), once) for pk in dict.fromkeys(told[made.pk])]
        made.alarm_at = None if late else over
    OwnersCommittee.objects.bulk_update(committees, ["alarm_at"])
    inbox.tell_many(lines)


def _begin(committee_id: int, by) -> OwnersCommittee:
    made = OwnersCommittee.objects.select_for_update(no_key=True).get(pk=committee_id)
    rules.need(by, rules.KEEP, made)
    if made.dissolved_on:
        raise ValidationError(_("This committee is dissolved."))
    return made
