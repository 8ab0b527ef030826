"""People come onto the roll of an organisation, change, go over to another one, and leave it."""

from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Greatest
from django.utils import timezone
from django.utils.translation import gettext as _

from grids import history
from grids.models import User
from grids.words import reasons
from parties import rules
from parties.actions import meetings
from parties.enums import MemberKind
from parties.enums.members import Leaving
from parties.models import CheckIn, ContactHousehold, Deployment, PartyMember, PartyOrganization
from residents.models import Membership, Resident

NO_MEMBER = (Leaving.DIED, Leaving.ENDED, Leaving.MISTAKE)  # after these nobody serves as a member any more


@transaction.atomic
def enrol(
    resident_id: int, organization: PartyOrganization, *, by, kind: str, since: date | None = None
) -> PartyMember:
    """Somebody of the register whom `by` may see, on the roll of an organisation whose members `by` keeps.

    They lie where the organisation lies, wherever they live. Raises PermissionDenied, ValidationError.
    """
    rules.need(by, rules.KEEP_MEMBERS, organization)
    return _enter(resident_id, organization.area_id, organization, by, kind, since)


@transaction.atomic
def find_unlinked(resident_id: int, *, by, since: date | None = None) -> PartyMember:
    """A member who belongs to no organisation here yet. They lie where they live, until they are linked."""
    homes = Membership.objects.current().filter(resident=resident_id).order_by("-is_living", "pk")
    home = next((row for row in homes if by.scope.may(rules.KEEP_MEMBERS, row)), None)
    if home is None:
        raise PermissionDenied
    return _enter(resident_id, home.area_id, None, by, MemberKind.UNLINKED, since)


def _enter(resident_id: int, area_id: int, organization, by, kind: str, since: date | None) -> PartyMember:
    people = Resident.objects.visible_to(by).living().filter(pk=resident_id)
    if not Resident.objects.select_for_update(no_key=True).filter(pk__in=people.values("pk")).exists():
        raise PermissionDenied
    since = _day(since, "since")
    organization = organization and _held(organization)
    if organization and organization.dissolved_on:
        raise ValidationError({"organization": _("This organisation is dissolved.")})
    made = PartyMember(
        resident_id=resident_id, area_id=area_id, organization=organization, kind=kind, since=since
    )  # fmt: skip
    history.save(made, by, grant=rules.KEEP_MEMBERS, where=made.area)
    return PartyMember.objects.get(pk=made.pk)  # with its place, which the database fills in


@transaction.atomic
def change_kind(member_id: int, kind: str, *, by) -> PartyMember:
    """Between in service, retired, floating and other. Who is not linked is linked, and does not come loose again."""
    made = _begin(member_id, by)
    made.kind = kind
    return history.save(made, by, grant=rules.KEEP_MEMBERS, where=made)


@transaction.atomic
def link(member_id: int, organization: PartyOrganization, kind: str, *, by) -> PartyMember:
    """Who was not linked belongs to an organisation from today on: the same row, which now lies there."""
    made = _begin(member_id, by)
    rules.need(by, rules.KEEP_MEMBERS, organization)
    if made.organization_id:
        raise ValidationError(_("This member is linked to an organisation already."))
    organization = _held(organization)
    if organization.dissolved_on:
        raise ValidationError({"organization": _("This organisation is dissolved.")})
    made.organization, made.kind, made.area_id = organization, kind, organization.area_id
    made.since = timezone.localdate()
    history.save(made, by, grant=rules.KEEP_MEMBERS, where=organization)
    return PartyMember.objects.get(pk=made.pk)


@transaction.atomic
def transfer(member_id: int, to: PartyOrganization, *, by, why: str, on: date | None = None) -> PartyMember:
    """To another organisation whose members `by` keeps too: one row ends, another begins on the same day.

    Households and deployments go along: the member stays who they are. Raises PermissionDenied, ValidationError.
    """
    made, on = _begin(member_id, by), _day(on, "on")
    rules.need(by, rules.KEEP_MEMBERS, to)
    why = reasons.need(why)
    if made.organization_id is None:
        raise ValidationError(_("Who is not linked yet is linked, not transferred."))
    to = _held(to)
    if to.pk == made.organization_id or to.dissolved_on:
        raise ValidationError({"organization": _("Choose another organisation, one that is not dissolved.")})
    new = PartyMember(
        resident_id=made.resident_id, area_id=to.area_id, organization=to, kind=made.kind, since=on,
        user_id=made.user_id, is_shown=made.is_shown,
    )  # fmt: skip
    made.left_on, made.left_for = on, Leaving.TRANSFERRED
    history.save(made, by, grant=rules.KEEP_MEMBERS, where=made, why=why)
    new.full_clean()
    with history.acting(by, grant=rules.KEEP_MEMBERS, where=to, why=why):
        new.save()
        ContactHousehold.objects.current().filter(member=made).update(member=new)
        Deployment.objects.open(on).filter(member=made).update(member=new)
        meetings.count_again([made.pk], on)
    return PartyMember.objects.get(pk=new.pk)


@transaction.atomic
def leave(member_id: int, *, by, left_for: str, why: str, on: date | None = None) -> PartyMember:
    """Off the roll. Their households and deployments end with it; what was done stays told."""
    made, on = _begin(member_id, by), _day(on, "on")
    why = reasons.need(why)
    if left_for == Leaving.TRANSFERRED:
        raise ValidationError({"left_for": _("Choose the organisation they go over to instead.")})
    made.left_on, made.left_for = on, left_for
    made.full_clean()
    with history.acting(by, grant=rules.KEEP_MEMBERS, where=made, why=why):
        made.save()
        end_tasks([made.pk], on)
        if left_for in NO_MEMBER:
            CheckIn.objects.current().filter(resident=made.resident_id, since__lte=on).update(until=on)
        meetings.count_again([made.pk], on)
    return made


def end_tasks(members: list[int], on: date) -> None:
    """Households and deployments of members who left; those that had not begun are called off."""
    ContactHousehold.objects.current().filter(member__in=members).update(until=Greatest(F("since"), Value(on)))
    deployed = Deployment.objects.open(on).filter(member__in=members)
    deployed.filter(since__gt=on).update(called_off=True)
    deployed.filter(since__lte=on).update(until=on)


@transaction.atomic
def know_account(member_id: int, user: User | None, *, by) -> PartyMember:
    """Which account is the member's own: it sees the households they keep in touch with. None: none any more."""
    made = _begin(member_id, by)
    made.user = user
    return history.save(made, by, grant=rules.KEEP_MEMBERS, where=made)


@transaction.atomic
def show(member_id: int, is_shown: bool, *, by) -> PartyMember:
    """亮身份: the member agreed that the card of service calls them one, or took that back."""
    made = _begin(member_id, by)
    made.is_shown = is_shown
    with history.acting(by, grant=rules.KEEP_MEMBERS, where=made):
        made.save()
    return made


def _held(organization: PartyOrganization) -> PartyOrganization:
    """Its row, locked: nobody dissolves it meanwhile."""
    return PartyOrganization.objects.select_for_update(no_key=True).get(pk=organization.pk)


def _day(day: date | None, field: str) -> date:
    today = timezone.localdate()
    if day and day > today:
        raise ValidationError({field: _("This day has not come yet.")})
    return day or today


def _begin(member_id: int, by) -> PartyMember:
    made = PartyMember.objects.select_for_update(no_key=True).get(pk=member_id)
    rules.need(by, rules.KEEP_MEMBERS, made)
    if made.left_on:
        raise ValidationError(_("This person is no longer on this roll."))
    return made
