"""Officers are appointed and their offices end; a new term begins with an election."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import F, OuterRef, Subquery, Value
from django.db.models.functions import Greatest
from django.utils import timezone
from django.utils.translation import gettext as _

from grids import history, inbox
from grids.days import when
from grids.models import Organisation, Post, User
from grids.models.area import ANCESTORS
from grids.words import reasons
from parties import rules
from parties.actions.organizations import begin
from parties.enums import OrgKind
from parties.enums.organizations import Duty
from parties.models import Officer, PartyMember, PartyOrganization, Term
from parties.organizations import ladder

SOON = timedelta(days=90)  # before a term, or a temporary branch, ends


@transaction.atomic
def appoint(organization_id: int, duty: str, who: PartyMember | User, *, by, **facts) -> Officer:
    """who: a member of the roll whom `by` may see, or an account. facts: charge, since, and unit for a part-time one.

    Raises PermissionDenied, ValidationError by field.
    """
    organization = begin(organization_id, by)
    if isinstance(who, PartyMember):
        if not by.scope.reaches(rules.READ_MEMBERS, who):
            raise PermissionDenied
        if who.left_on:
            raise ValidationError({"name": _("This person left the roll of party members.")})
        return _appoint(organization, duty, by, {"member": who} | facts)
    return _appoint(organization, duty, by, {"user": who} | facts)


@transaction.atomic
def appoint_part_time(organization_id: int, name: str, unit: Organisation, *, by, **facts) -> Officer:
    """Somebody of a stationed unit, whom neither the roll nor the accounts know. facts: charge, since."""
    organization = begin(organization_id, by)
    return _appoint(organization, Duty.PART_TIME, by, {"name": name.strip(), "unit": unit} | facts)


def _appoint(organization: PartyOrganization, duty: str, by, facts: dict) -> Officer:
    if duty not in ladder.DUTIES[OrgKind(organization.kind)]:
        raise ValidationError({"duty": _("An organisation of this kind does not have this office.")})
    made = Officer(organization=organization, duty=duty, **{"since": timezone.localdate()} | facts)
    return history.save(made, by, grant=rules.KEEP, where=organization)


@transaction.atomic
def end(officer_id: int, *, by, why: str, on: date | None = None) -> Officer:
    """Today; one that was to begin later, on the day on which it was to."""
    organization = begin(Officer.objects.get(pk=officer_id).organization_id, by)
    made = Officer.objects.select_for_update(no_key=True).get(pk=officer_id)
    why = reasons.need(why)
    if made.until:
        raise ValidationError(_("This office ended already."))
    made.until = max(made.since, on or timezone.localdate())
    return history.save(made, by, grant=rules.KEEP, where=organization, why=why)


@transaction.atomic
def elect(
    organization_id: int, *, by, began_on: date, ends_on: date, result: str = "", stay: Iterable[Officer] = ()
) -> Term:
    """A new term: the one before it ends that day, and with it the offices of all who were not elected again."""
    organization = begin(organization_id, by)
    if organization.kind not in ladder.TERM_YEARS:
        raise ValidationError(_("An organisation of this kind has no terms."))
    if began_on > timezone.localdate():
        raise ValidationError({"began_on": _("This day has not come yet.")})
    before = organization.terms.running().first()
    if before and before.began_on >= began_on:
        day = when.day_of(before.began_on, timezone.localdate())
        raise ValidationError({"began_on": _("The term before began on %(day)s.") % {"day": day}})
    made = Term(organization=organization, began_on=began_on, ends_on=ends_on, result=result.strip())
    with history.acting(by, grant=rules.KEEP, where=organization):
        organization.terms.running().update(ended_on=began_on)
        made.full_clean()
        made.save()
        leave = organization.officers.current().exclude(pk__in=[each.pk for each in stay])
        leave.filter(since__lte=began_on).update(until=began_on)
    return made


def follow_up() -> None:
    """Each night: who left the roll or lost the account holds no office; terms and branches that end are told of."""
    today = timezone.localdate()
    with history.acting(None):
        left_on = PartyMember.objects.filter(pk=OuterRef("member")).values("left_on")
        gone = Officer.objects.current().filter(member__left_on__isnull=False)
        gone.update(until=Greatest(Subquery(left_on), F("since")))
        Officer.objects.current().filter(user__is_active=False).update(until=Greatest(Value(today), F("since")))
    inbox.tell_many([*_terms(today), *_temporary(today)])


def _terms(today: date) -> list[tuple]:
    rows = Term.objects.running().filter(organization__dissolved_on=None, ends_on__lte=today + SOON)
    lines = []
    terms = list(rows.select_related("organization"))
    keepers = _keepers([term.organization for term in terms])
    for term in terms:
        kind = "party_term_over" if term.ends_on < today else "party_term_soon"
        said = {"name": term.organization.name, "day": term.ends_on}
        url = term.organization.get_absolute_url()
        lines += [(user, kind, said, url, f"{kind}-{term.pk}") for user in keepers[term.organization_id]]
    return lines


def _temporary(today: date) -> list[tuple]:
    rows = list(PartyOrganization.objects.standing().filter(ends_on__lte=today + SOON))
    keepers = _keepers(rows)
    lines = []
    for each in rows:
        kind = "party_branch_over" if each.ends_on < today else "party_branch_soon"
        said, once = {"name": each.name, "day": each.ends_on}, f"{kind}-{each.pk}-{each.ends_on}"
        lines += [(user, kind, said, each.get_absolute_url(), once) for user in keepers[each.pk]]
    return lines


def _keepers(organizations: list[PartyOrganization]) -> dict[int, list[int]]:
    """Of each organisation who keeps it: those of the nearest area above it with anybody who does."""
    lines = {
        each.pk: list(dict.fromkeys(pk for pk in (each.area_id, *_upwards(each)) if pk)) for each in organizations
    }
    posts = Post.objects.current(timezone.localdate()).filter(
        role__grants__contains=[rules.KEEP],
        user__is_active=True,
        areas__in={pk for line in lines.values() for pk in line},
    )
    found: dict[int, list[int]] = {}
    for user, area in posts.order_by("user").values_list("user", "areas").distinct():
        found.setdefault(area, []).append(user)
    return {pk: next((found[area] for area in line if area in found), []) for pk, line in lines.items()}


def _upwards(row) -> list[int | None]:
    return [getattr(row, name) for name in reversed(ANCESTORS)]
