"""双向认领: partners claim needs, the community claims resources, both join projects. Fulfilled, then evaluated by the
other side. The entry's row is locked in every act, so its state follows its claims."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from grids import history, tallies
from grids.words import reasons
from parties import rules
from parties.actions.lists import begin, need_agreement
from parties.actions.partner_papers import kept
from parties.enums.partners import ClaimState, EntryState, ListKind
from parties.models import Contribution, JointMeeting, ListClaim, ListEntry, Partner
from parties.models.lists import PUBLISHED


@transaction.atomic
def claim(
    entry_id: int,
    *,
    by,
    partner: Partner | None = None,
    promise: str = "",
    meeting: JointMeeting | None = None,
    now: datetime | None = None,
) -> ListClaim:
    """By a partner, or by the community itself (None). The row is locked: of two at once for one place, one has it.

    Raises PermissionDenied, ValidationError.
    """
    now, entry = now or timezone.now(), begin(entry_id, by, PUBLISHED)
    _other_side(entry, partner)
    for one in (partner, entry.owner):
        if one:
            need_agreement(one, entry, now, "partner")
    if meeting and meeting.organization_id != entry.organization_id:
        raise ValidationError({"meeting": _("This meeting is another party organisation's.")})
    if entry.claims.standing().count() >= entry.places:
        raise ValidationError(_("It is claimed already: there is no place left."))
    made = ListClaim(entry=entry, partner=partner, meeting=meeting, promise=promise.strip(), claimed_at=now)
    made.entered_by = by
    made.full_clean(exclude=["partner", "meeting", "evidence", "fulfilled_at", "evaluated_at"])
    with history.acting(by, grant=rules.KEEP, where=entry):
        made.save()
        _settle(entry)
    return made


def _other_side(entry: ListEntry, partner: Partner | None) -> None:
    """Needs are the community's, so partners claim them; resources are theirs, so it is the community's turn."""
    if entry.kind == ListKind.NEED and partner is None:
        raise ValidationError({"partner": _("A need is claimed by a partner.")})
    if entry.kind == ListKind.RESOURCE and partner is not None:
        raise ValidationError({"partner": _("A partner's resource is claimed by the community.")})
    if partner == entry.owner:
        raise ValidationError({"partner": _("Nobody claims their own entry.")})
    if entry.claims.standing().filter(partner=partner).exists():
        raise ValidationError({"partner": _("It has claimed this already.")})


@transaction.atomic
def give_up(claim_id: int, *, by, why: str) -> ListClaim:
    """Its place is free again."""
    made, entry = _begin(claim_id, by, ClaimState.CLAIMED)
    why = reasons.need(why)
    made.state = ClaimState.GIVEN_UP
    with history.acting(by, grant=rules.KEEP, where=entry, why=why):
        made.save()
        _settle(entry)
    tallies.late(ListClaim, made.claimed_at)
    return made


@transaction.atomic
def fulfil(claim_id: int, *, by, outcome: str, kind: str, evidence=None, now: datetime | None = None) -> ListClaim:
    """With a photo or a file that shows it. It is a contribution (of this kind) of the partner that gave it."""
    now = now or timezone.now()
    made, entry = _begin(claim_id, by, ClaimState.CLAIMED)
    made.outcome = outcome.strip()
    if len(made.outcome) < reasons.SHORTEST:
        raise ValidationError({"outcome": _("Say in a few words what was done.")})
    on = timezone.localdate(now)
    gift = Contribution(partner=made.giver, kind=kind, what=entry.title, on=on, claim=made, entered_at=now)
    gift.entered_by = by
    gift.clean_fields(exclude=["claim", "struck_at"])
    made.state, made.fulfilled_at, made.evidence = ClaimState.FULFILLED, now, kept(evidence, by, "evidence")
    with history.acting(by, grant=rules.KEEP, where=entry):
        made.save()
        gift.save()
        _settle(entry)
    tallies.late(ListClaim, made.claimed_at, now=now)
    return made


@transaction.atomic
def evaluate(claim_id: int, *, by, grade: str, remark: str = "", now: datetime | None = None) -> ListClaim:
    """What the owner of the entry says of it. A partner has no account: staff write down its words."""
    made, entry = _begin(claim_id, by, ClaimState.FULFILLED)
    if made.grade:
        raise ValidationError(_("It is evaluated already."))
    if not grade:
        raise ValidationError({"grade": _("Choose how it was.")})
    made.grade, made.remark, made.evaluated_at = grade, remark.strip(), now or timezone.now()
    made.clean_fields(exclude=["partner", "meeting"])
    with history.acting(by, grant=rules.KEEP, where=entry):
        made.save()
    return made


def _begin(claim_id: int, by, state: str) -> tuple[ListClaim, ListEntry]:
    entry = begin(ListClaim.objects.values_list("entry", flat=True).get(pk=claim_id), by, PUBLISHED)
    made = ListClaim.objects.select_related("partner__organisation").get(pk=claim_id)
    made.entry = entry
    if made.state != state:
        raise ValidationError(_("This can no longer be done: the claim has moved on."))
    return made, entry


def _settle(entry: ListEntry) -> None:
    """The entry stands where its claims stand: one under way, else one fulfilled, else none."""
    states = set(entry.claims.standing().values_list("state", flat=True))
    if ClaimState.CLAIMED in states:
        entry.state = EntryState.CLAIMED
    else:
        entry.state = EntryState.FULFILLED if states else EntryState.OPEN
    entry.save()
