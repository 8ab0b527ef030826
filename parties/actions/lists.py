"""The three lists: entries are written, published by quarter, withdrawn, and unmet needs carried on."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from grids import history, tallies
from grids.models.area import ANCESTORS
from grids.words import reasons
from parties import quarters, rules
from parties.actions.partners import need_standing
from parties.enums.partners import EntryState, ListKind
from parties.models import ListEntry, Partner, PartyOrganization
from parties.models.lists import UNMET

MOST_ENTRIES = 100  # of one list of one organisation in one quarter
CHANGEABLE = (EntryState.DRAFT, EntryState.OPEN)


@transaction.atomic
def enter(organization: PartyOrganization, *, by, now: datetime | None = None, **facts) -> ListEntry:
    """Not published yet. facts: kind, title, details, owner (a partner, None for the community), places, quarter.

    Raises PermissionDenied, ValidationError.
    """
    now = now or timezone.now()
    rules.need(by, rules.KEEP, organization)
    organization = PartyOrganization.objects.select_for_update(no_key=True).get(pk=organization.pk)
    need_standing(organization)
    made = ListEntry(area_id=organization.area_id, organization=organization, entered_at=now, **facts)
    made.first_quarter = made.quarter
    if made.quarter < quarters.of(timezone.localdate(now)):
        raise ValidationError({"quarter": _("This quarter is over: its lists are closed.")})
    if made.owner:
        need_agreement(made.owner, made, now, "owner")
    made.full_clean()
    here = ListEntry.objects.filter(organization=organization, kind=made.kind)
    again = here.filter(state=EntryState.DRAFT, **facts).first()
    if again:  # the form was sent again
        return again
    if here.of_quarter(made.quarter).count() >= MOST_ENTRIES:
        raise ValidationError(_("A list has at most %(most)d entries.") % {"most": MOST_ENTRIES})
    with history.acting(by, grant=rules.KEEP, where=organization):
        made.save()
    made.refresh_from_db(fields=ANCESTORS)
    return made


@transaction.atomic
def change(entry_id: int, *, by, **facts) -> ListEntry:
    """Title, details and places, as long as nobody has claimed it."""
    return history.change(begin(entry_id, by, CHANGEABLE), facts, by=by, grant=rules.KEEP)


@transaction.atomic
def publish(
    organization: PartyOrganization, quarter: date, kind: str, *, by, now: datetime | None = None
) -> list[ListEntry]:
    """Everything of this list that is not published yet; all of it on one day."""
    rules.need(by, rules.KEEP, organization)
    rows = ListEntry.objects.filter(organization=organization, quarter=quarter, kind=kind, state=EntryState.DRAFT)
    drafts = list(rows.order_by("pk").select_for_update(no_key=True))
    if not drafts:
        raise ValidationError(_("Everything on this list is published already."))
    with history.acting(by, grant=rules.KEEP, where=organization):
        ListEntry.objects.filter(pk__in=[one.pk for one in drafts]).update(
            state=EntryState.OPEN, published_at=now or timezone.now()
        )
    return drafts


@transaction.atomic
def withdraw(entry_id: int, *, by, why: str) -> ListEntry:
    """As long as nobody has claimed it."""
    made = begin(entry_id, by, CHANGEABLE)
    why = reasons.need(why)
    made.state = EntryState.WITHDRAWN
    with history.acting(by, grant=rules.KEEP, where=made, why=why):
        made.save()
    tallies.late(ListEntry, made.published_at)
    return made


@transaction.atomic
def carry(entry_id: int, *, by, now: datetime | None = None) -> ListEntry:
    """An unmet need stands in the next quarter's list too; one from long ago in this quarter's."""
    now, made = now or timezone.now(), begin(entry_id, by, UNMET)
    if made.kind != ListKind.NEED:
        raise ValidationError(_("Only needs are carried on."))
    this = quarters.of(timezone.localdate(now))
    if made.quarter > this:
        raise ValidationError(_("It stands in the next quarter's list already."))
    with history.acting(by, grant=rules.KEEP, where=made):
        _carry(made, this, now)
    return made


@transaction.atomic
def carry_all(organization: PartyOrganization, quarter: date, *, by, now: datetime | None = None) -> list[ListEntry]:
    """Every unmet need of a quarter that is over."""
    now = now or timezone.now()
    rules.need(by, rules.KEEP, organization)
    this = quarters.of(timezone.localdate(now))
    rows = ListEntry.objects.unmet_needs().filter(organization=organization, quarter=quarter, quarter__lt=this)
    unmet = list(rows.order_by("pk").select_for_update(no_key=True))
    if not unmet:
        raise ValidationError(_("No unmet need of that quarter is left."))
    with history.acting(by, grant=rules.KEEP, where=organization):
        for made in unmet:
            _carry(made, this, now)
    return unmet


def _carry(made: ListEntry, this: date, now: datetime) -> None:
    before = made.carried_at
    made.quarter, made.carried_at = max(quarters.after(made.quarter), this), now
    made.save()
    tallies.late(ListEntry, before, now=now)


def begin(entry_id: int, by, states) -> ListEntry:
    """The entry locked, for somebody who keeps it, standing where this act is one of its ways on."""
    rows = ListEntry.objects.select_for_update(no_key=True, of=("self",))
    made = rows.select_related("organization", "owner__organisation").get(pk=entry_id)
    rules.need(by, rules.KEEP, made)
    if made.state not in states:
        raise ValidationError(_("This can no longer be done: the entry has moved on."))
    return made


def need_agreement(partner: Partner, made: ListEntry, now: datetime, field: str) -> None:
    """A partner offers and claims while its agreement with the same party organisation is in force."""
    if partner.organization_id != made.organization_id:
        raise ValidationError({field: _("It is no partner of this party organisation.")})
    today = timezone.localdate(now)
    if partner.ended_on or not partner.agreed_on <= today <= partner.ends_on:
        raise ValidationError({field: _("The agreement of this partner is not in force: renew it first.")})
