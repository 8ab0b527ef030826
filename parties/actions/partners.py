"""Agreements with partner units are made, renewed and ended; what partners give is written down."""

from datetime import date, datetime, time, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from grids import history, tallies
from grids.models import Organisation
from grids.words import reasons
from parties import rules
from parties.actions.partner_papers import kept
from parties.enums.partners import ClaimState, EntryState
from parties.models import Contribution, ListClaim, ListEntry, Partner, PartyOrganization

TOLD_BEFORE = timedelta(days=30)
AT_NINE = time(9)
UNCLAIMED = (EntryState.DRAFT, EntryState.OPEN)


def alarm_of(ends_on: date, now: datetime) -> datetime:
    """Thirty days before something ends its keepers are told, and on the day after its last."""
    days = (ends_on - TOLD_BEFORE, ends_on + timedelta(days=1))
    soon, over = (timezone.make_aware(datetime.combine(day, AT_NINE)) for day in days)
    return soon if soon > now else over


@transaction.atomic
def agree(
    organization: PartyOrganization,
    organisation: Organisation,
    *,
    by,
    paper=None,
    now: datetime | None = None,
    **facts,
) -> Partner:
    """facts: agreed_on, ends_on, offers. Raises PermissionDenied, ValidationError."""
    now = now or timezone.now()
    organization = PartyOrganization.objects.select_for_update(no_key=True).get(pk=organization.pk)
    rules.need(by, rules.KEEP, organization)
    need_standing(organization)
    if organisation.closed_on:
        raise ValidationError({"organisation": _("This organisation is closed.")})
    made = Partner(area_id=organization.area_id, organization=organization, organisation=organisation, **facts)
    made.full_clean()
    made.alarm_at = alarm_of(made.ends_on, now)
    with history.acting(by, grant=rules.KEEP, where=organization):
        made.paper = kept(paper, by, "paper") if paper else None
        made.save()
    return Partner.objects.get(pk=made.pk)


@transaction.atomic
def renew(
    partner_id: int, *, by, ends_on: date, offers: str | None = None, paper=None, now: datetime | None = None
) -> Partner:
    """The agreement goes on to a later day; the paper of the new one takes the place of the old one's."""
    now, made = now or timezone.now(), _begin(partner_id, by)
    if ends_on <= made.ends_on:
        raise ValidationError({"ends_on": _("A renewed agreement ends later than before.")})
    made.ends_on, made.alarm_at = ends_on, alarm_of(ends_on, now)
    made.offers = made.offers if offers is None else offers
    made.full_clean()
    with history.acting(by, grant=rules.KEEP, where=made):
        made.paper = kept(paper, by, "paper") if paper else made.paper
        made.save()
    return made


@transaction.atomic
def end(partner_id: int, *, by, why: str, now: datetime | None = None) -> Partner:
    """Before its time. What it claimed is finished or given up first; what it offered and nobody claimed is
    withdrawn with it."""
    now, made = now or timezone.now(), _begin(partner_id, by)
    why = reasons.need(why)
    entries = list(ListEntry.objects.select_for_update(no_key=True).filter(owner=made).order_by("pk"))
    under_way = Q(partner=made) | Q(entry__in=entries)
    if ListClaim.objects.filter(under_way, state=ClaimState.CLAIMED).exists():
        raise ValidationError(_("Its claims are under way: finish them or give them up first."))
    made.ended_on, made.alarm_at = max(timezone.localdate(now), made.agreed_on), None
    made.full_clean()
    with history.acting(by, grant=rules.KEEP, where=made, why=why):
        made.save()
        ListEntry.objects.filter(owner=made, state__in=UNCLAIMED).update(state=EntryState.WITHDRAWN)
    tallies.late(ListEntry, *(entry.published_at for entry in entries), now=now)
    return made


@transaction.atomic
def contribute(partner_id: int, *, by, kind: str, what: str, on: date, now: datetime | None = None) -> Contribution:
    """Something given beside the lists. A fulfilled claim is a contribution by itself."""
    now, partner = now or timezone.now(), _begin(partner_id, by)
    if on > timezone.localdate(now):
        raise ValidationError({"on": _("This day has not come yet.")})
    made = Contribution(partner=partner, kind=kind, what=what.strip(), on=on, entered_at=now, entered_by=by)
    history.save(made, by, grant=rules.KEEP, where=partner)
    tallies.late(Contribution, on, now=now)
    return made


@transaction.atomic
def strike(contribution_id: int, *, by, why: str, now: datetime | None = None) -> Contribution:
    """It was written down by mistake: it counts no more and stays readable. One of a claim stands with its claim."""
    made = Contribution.objects.select_for_update(no_key=True, of=("self",)).get(pk=contribution_id)
    rules.need(by, rules.KEEP, made.partner)
    why = reasons.need(why)
    if made.struck_at or made.claim_id:
        raise ValidationError(_("This contribution cannot be struck."))
    made.struck_at = now or timezone.now()
    with history.acting(by, grant=rules.KEEP, where=made.partner, why=why):
        made.save()
    tallies.late(Contribution, made.on, now=now)
    return made


def need_standing(organization: PartyOrganization) -> None:
    if organization.dissolved_on:
        raise ValidationError(_("This party organisation is dissolved."))


def _begin(partner_id: int, by) -> Partner:
    made = Partner.objects.select_for_update(no_key=True).get(pk=partner_id)
    rules.need(by, rules.KEEP, made)
    if made.ended_on:
        raise ValidationError(_("This agreement has been ended."))
    return made
