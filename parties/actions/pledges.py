"""责任状: its text is written by versions, put before a list of signatories, signed with a scan."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from grids import history
from grids.models import Area, Organisation, Post
from grids.words import reasons
from parties import rules
from parties.actions.partner_papers import kept
from parties.actions.partners import alarm_of, need_standing
from parties.models import Partner, PartyOrganization, Pledge, PledgeDrive, PledgeText

MOST_SIGNATORIES = 500


@transaction.atomic
def write(organization: PartyOrganization, *, by, title: str, words: str, now: datetime | None = None) -> PledgeText:
    """The first version of a new text."""
    rules.need(by, rules.KEEP, organization)
    need_standing(organization)
    made = PledgeText(
        area_id=organization.area_id, organization=organization, title=title.strip(), words=words.strip()
    )
    made.made_at = now or timezone.now()
    history.save(made, by, grant=rules.KEEP, where=organization)
    return PledgeText.objects.get(pk=made.pk)


@transaction.atomic
def revise(text_id: int, *, by, words: str, why: str, now: datetime | None = None) -> PledgeText:
    """The next version. Drives that have begun keep theirs."""
    old = PledgeText.objects.select_for_update(no_key=True).get(pk=text_id)
    rules.need(by, rules.KEEP, old)
    why = reasons.need(why)
    if not old.is_latest:
        raise ValidationError(_("There is a newer version of this text already."))
    if words.strip() == old.words:
        raise ValidationError({"words": _("This is what it says already.")})
    made = PledgeText(area_id=old.area_id, organization_id=old.organization_id, title=old.title, words=words.strip())
    made.version, made.made_at = old.version + 1, now or timezone.now()
    made.clean_fields()
    with history.acting(by, grant=rules.KEEP, where=old, why=why):
        PledgeText.objects.filter(pk=old.pk).update(is_latest=False)
        made.save()
    return PledgeText.objects.get(pk=made.pk)


@transaction.atomic
def begin(
    text: PledgeText, *, by, title: str, starts_on: date, ends_on: date, now: datetime | None = None
) -> PledgeDrive:
    """A drive with this version of the text; its signatories are added next."""
    now = now or timezone.now()
    rules.need(by, rules.KEEP, text)
    made = PledgeDrive(area_id=text.area_id, organization_id=text.organization_id, text=text, title=title.strip())
    made.starts_on, made.ends_on, made.begun_at = starts_on, ends_on, now
    made.full_clean()
    made.alarm_at = alarm_of(ends_on, now)
    with history.acting(by, grant=rules.KEEP, where=text):
        made.save()
    return PledgeDrive.objects.get(pk=made.pk)


@transaction.atomic
def add(
    drive_id: int,
    *,
    by,
    organisation: Organisation | None = None,
    all_partners: bool = False,
    roles=(),
    now: datetime | None = None,
) -> int:
    """More signatories: one organisation, all partners in force, whoever holds one of `roles` in the area or below it
    today. Who is on the list already stays there once; how many are new."""
    now, drive = now or timezone.now(), _open(drive_id, by)
    today = timezone.localdate(now)
    wanted = {("organisation_id", organisation.pk)} if organisation else set()
    if all_partners:
        partners = Partner.objects.filter(organization=drive.organization_id).in_force(today)
        wanted |= {("organisation_id", pk) for pk in partners.values_list("organisation", flat=True)}
    if roles:
        wanted |= {("post_id", pk) for pk in _posts(drive.area, roles, today)}
    there = {
        ("organisation_id", one.organisation_id) if one.organisation_id else ("post_id", one.post_id)
        for one in drive.pledges.asked()
    }
    new = sorted(wanted - there)
    if not new:
        raise ValidationError(_("This adds nobody: choose who else signs."))
    if len(there) + len(new) > MOST_SIGNATORIES:
        raise ValidationError(_("At most %(most)d sign one pledge.") % {"most": MOST_SIGNATORIES})
    made = [Pledge(drive=drive, added_at=now, entered_by=by, **{column: pk}) for column, pk in new]
    with history.acting(by, grant=rules.KEEP, where=drive):
        Pledge.objects.bulk_create(made)
    return len(made)


def _posts(area: Area, roles, today: date):
    inside = {"areas__tree_id": area.tree_id, "areas__lft__gte": area.lft, "areas__rght__lte": area.rght}
    return Post.objects.current(today).filter(role__in=roles, **inside).values_list("pk", flat=True).distinct()


@transaction.atomic
def sign(pledge_id: int, *, by, signer: str, signed_on: date, scan=None, now: datetime | None = None) -> Pledge:
    """Who signed, when, and the scan of it."""
    now, made = now or timezone.now(), _pledge(pledge_id, by)
    if signed_on > timezone.localdate(now):
        raise ValidationError({"signed_on": _("This day has not come yet.")})
    if signed_on > made.drive.ends_on:
        raise ValidationError({"signed_on": _("The pledge is good no longer on this day.")})
    if not signer.strip():
        raise ValidationError({"signer": _("Say who signed.")})
    made.signer, made.signed_on, made.entered_by = signer.strip(), signed_on, by
    made.clean_fields(exclude=["organisation", "post", "scan", "struck_at"])
    with history.acting(by, grant=rules.KEEP, where=made.drive):
        made.scan = kept(scan, by, "scan")
        made.save()
    return made


@transaction.atomic
def strike(pledge_id: int, *, by, why: str, now: datetime | None = None) -> Pledge:
    """Off the list of signatories, before it is signed."""
    made = _pledge(pledge_id, by)
    why = reasons.need(why)
    made.struck_at = now or timezone.now()
    with history.acting(by, grant=rules.KEEP, where=made.drive, why=why):
        made.save()
    return made


@transaction.atomic
def close(drive_id: int, *, by, why: str, now: datetime | None = None) -> PledgeDrive:
    """Nobody signs it any more; what is signed stays."""
    made = _open(drive_id, by)
    why = reasons.need(why)
    made.closed_on, made.alarm_at = timezone.localdate(now or timezone.now()), None
    with history.acting(by, grant=rules.KEEP, where=made, why=why):
        made.save()
    return made


def _open(drive_id: int, by) -> PledgeDrive:
    made = PledgeDrive.objects.select_for_update(no_key=True, of=("self",)).select_related("area").get(pk=drive_id)
    rules.need(by, rules.KEEP, made)
    if made.closed_on:
        raise ValidationError(_("This signing is closed."))
    return made


def _pledge(pledge_id: int, by) -> Pledge:
    """One that is asked for and not signed yet; the drive's row is locked."""
    drive = _open(Pledge.objects.values_list("drive", flat=True).get(pk=pledge_id), by)
    made = Pledge.objects.select_related("organisation", "post__user", "post__role").get(pk=pledge_id)
    made.drive = drive
    if made.struck_at:
        raise ValidationError(_("It is off the list of signatories."))
    if made.signed_on:
        raise ValidationError(_("This pledge is signed already."))
    return made
