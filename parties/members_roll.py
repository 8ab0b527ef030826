"""Who is on the roll, how their names are said, and which of them live in a grid."""

from decimal import Decimal

from django.db.models import Exists, OuterRef, Q, Sum
from django.utils.translation import gettext as _

from grids.privacy import identity
from parties import rules
from parties.enums import MemberKind
from parties.models import CheckIn, Deployment, MemberHours, PartyMember
from residents.models import Household, Membership, Resident
from residents.page_lines import Line


def said(member: PartyMember, reader) -> str:
    """The name as this reader may know it: in full on the rolls that they read."""
    name = str(member)
    return name if reader.scope.reaches(rules.READ_MEMBERS, member) else identity.mask_name(name)


def served_by(hours: MemberHours, reader) -> str:
    """Who reported to a community is known there; who is deployed is known on their own roll."""
    return str(hours.check_in) if hours.check_in else said(hours.deployment.member, reader)


def reported_in() -> Q:
    """Members whose person has reported to a community."""
    return Q(Exists(CheckIn.objects.current().filter(resident=OuterRef("resident"))))


def in_a_grid() -> Q:
    """每名党员都在网格中: members whose person lives, as the register has it today, in a grid or a unit of one."""
    homes = Membership.objects.current().filter(resident=OuterRef("resident"), is_living=True, grid_id__isnull=False)
    return Q(Exists(homes))


def kinds(*, linked: bool) -> list[tuple[str, str]]:
    """The kinds that somebody of an organisation may have; or all of them, to filter by."""
    return [each for each in MemberKind.choices if not linked or each[0] != MemberKind.UNLINKED]


def hours_of(member: PartyMember, reader):
    """All hours of the person that this reader may see, whichever rolls they have been on."""
    theirs = Q(check_in__resident=member.resident_id) | Q(deployment__member__resident=member.resident_id)
    return MemberHours.objects.visible_to(reader).filter(theirs)


def sum_of(hours) -> Decimal:
    """What was confirmed of these hours."""
    return hours.filter(confirmed_at__isnull=False).aggregate(n=Sum("hours"))["n"] or Decimal(0)


def check_in_of(member: PartyMember, reader) -> CheckIn | None:
    """Where the person reports to, if this reader may know it."""
    return CheckIn.objects.visible_to(reader).current().filter(resident=member.resident_id).first()


def deployed(member: PartyMember, reader, day):
    return Deployment.objects.visible_to(reader).open(day).filter(member=member).select_related("area")


def ever_deployed(member: PartyMember, reader):
    """Those that ended too, the newest first: what was done stays told."""
    rows = Deployment.objects.visible_to(reader).filter(member=member)
    return rows.select_related("area").order_by("-since", "-pk")


def head_of(household: Household) -> str:
    """Whom one asks for at the door."""
    rows = household.memberships.current().select_related("resident").order_by("relation", "pk")
    first = rows.first()
    return str(first.resident) if first else ""


def lines_of(resident: Resident, home: Membership, user) -> list[Line]:
    """On the page of a resident: for whoever reads the roll; and the way onto it for whoever keeps it there."""
    if not user.scope.has(rules.READ_MEMBERS):
        return []
    rows = PartyMember.objects.visible_to(user).current().filter(resident=resident).select_related("organization")
    if member := rows.first():
        words = f"{member.organization or ''} {member.get_kind_display()}".strip()
        return [Line(_("Party member: %(what)s") % {"what": words}, member.get_absolute_url())]
    if home.until is None and resident.died_on is None and user.scope.may(rules.KEEP_MEMBERS, home):
        return [Line(_("Put on the roll of party members"), f"{rules.HOME}members/new/?resident={resident.ref}")]
    return []
