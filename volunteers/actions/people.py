"""People become volunteers, learn, and leave."""

import logging
from datetime import date

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction
from django.db.models import OuterRef, Q, Subquery, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Greatest
from django.utils import timezone
from django.utils.translation import gettext as _, override

from cases.people import Directory
from grids import history, inbox
from grids.models import Area, SubjectKey, User
from grids.privacy import identity
from grids.words import reasons
from residents.actions.people import PHONE, is_phone
from residents.models import Membership as Home
from volunteers import rules
from volunteers.actions import order_service, places, wishes
from volunteers.models import Member, Offer, Skill, Volunteer, WatchMember
from volunteers.models.people import DIED

log = logging.getLogger(__name__)


@transaction.atomic
def take_in_resident(
    resident_id: int, *, by, skills=(), since: date | None = None, guardian_agrees: bool = False
) -> Volunteer:
    """Somebody of the register, by a home that `by` keeps. Who volunteered before comes back.

    guardian_agrees: must be, of somebody under 18. Raises PermissionDenied for somebody out of scope, ValidationError.
    """
    homes = Home.objects.current().filter(resident=resident_id, resident__merged_into=None)
    homes = homes.select_related("resident").order_by("-is_living", "pk")
    home = next((row for row in homes if by.scope.may(rules.KEEP, row)), None)
    if home is None:
        raise PermissionDenied
    is_minor = home.resident.is_minor(timezone.localdate())
    if is_minor and not guardian_agrees:
        words = _("They are under 18: ask their guardian, and tick here once the guardian agrees.")
        raise ValidationError({"guardian_agrees": words})
    there = Volunteer.objects.filter(resident=resident_id).first()
    why = _("Their guardian agrees") if is_minor else ""
    return _take_in(there or Volunteer(resident_id=resident_id), home.area, by, skills, since, why)


@transaction.atomic
def take_in_user(user: User, area: Area, *, by, skills=(), since: date | None = None) -> Volunteer:
    """Somebody who serves in the areas that `by` keeps, and so has an account to act by."""
    if not rules.colleagues(by).filter(pk=user.pk).exists():
        raise PermissionDenied
    there = Volunteer.objects.filter(user=user).first()
    return _take_in(there or Volunteer(user=user), area, by, skills, since)


@transaction.atomic
def take_in_from_outside(name: str, phone: str, area: Area, *, by, skills=(), since: date | None = None) -> Volunteer:
    """Somebody of whom only name and phone are known; the phone stands under a key of their own."""
    number, name = identity.normalise_phone(phone), " ".join(name.split())
    if not is_phone(number):
        raise ValidationError({"phone": _("This is not a phone number.")})
    index = identity.blind_index(PHONE, number)
    there = Volunteer.objects.filter(name=name, phone_index=index).first()
    made = there or Volunteer(name=name, phone=number, phone_index=index, subject=SubjectKey.issue())
    return _take_in(made, area, by, skills, since)


def _take_in(made: Volunteer, area: Area, by, skills, since: date | None, why: str = "") -> Volunteer:
    """A new one; or one who had left and comes back."""
    rules.need(by, rules.KEEP, area)
    since, today = since or timezone.localdate(), timezone.localdate()
    if since > today:
        raise ValidationError({"since": _("This day has not come yet.")})
    if made.pk and made.left_on is None or _under_another_heading(made):
        raise ValidationError(_("This person is a volunteer already."))
    made.area, made.since, made.left_on = area, since, None
    made.full_clean(exclude=["subject", "phone"])
    with history.acting(by, grant=rules.KEEP, where=area, why=why):
        made.save()
        made.skills.set(skills)
    return Volunteer.objects.get(pk=made.pk)  # with its place, which the database fills in


def _under_another_heading(made: Volunteer) -> bool:
    """Whether somebody of the same name and phone is one: by the register, by an account, or from outside."""
    known = made.resident or made.user or made
    if not known.phone_index:
        return False
    alike = Q()
    for path in ("resident__", "user__", ""):
        alike |= Q(**{f"{path}name": known.name, f"{path}phone_index": known.phone_index})
    return Volunteer.objects.active().filter(alike).exclude(pk=made.pk).exists()


@transaction.atomic
def change_skills(volunteer_id: int, skills: list[Skill], *, by) -> Volunteer:
    """Those that are retired stay with whoever has them: nobody is asked about them any more."""
    made = _begin(volunteer_id, by)
    with history.acting(by, grant=rules.KEEP, where=made):
        made.skills.set([*skills, *made.skills.filter(is_on=False)])
    return made


@transaction.atomic
def leave(volunteer_id: int, *, by, why: str, on: date | None = None) -> Volunteer:
    """They volunteer no more; their teams and watches lose them, others get their places and their service orders.

    What they did stays told. Of two entries of the register made one, both records end.
    """
    same = Volunteer.objects.filter(pk=volunteer_id).values("resident")
    places.hold(Volunteer.objects.filter(Q(pk=volunteer_id) | Q(resident__merged_into__in=same)))
    made, on = _begin(volunteer_id, by), on or timezone.localdate()
    why = reasons.need(why)
    merged = Volunteer.objects.active().filter(resident__merged_into=made.resident_id)
    twins = list(merged.select_for_update(of=("self",), no_key=True).order_by("pk")) if made.resident_id else []
    for one in (made, *twins):
        _end(one, on, by, why)
    order_service.let_go([one.pk for one in (made, *twins)], by=by)
    wishes.tell_who_left([one.pk for one in (made, *twins)])
    return made


def _end(one: Volunteer, on: date, by, why: str) -> None:
    one.left_on = on
    one.full_clean(exclude=["subject", "phone"])
    with history.acting(by, grant=rules.KEEP, where=one, why=why.strip()):
        one.save()
        until = Greatest("since", Value(on))
        Member.objects.current().filter(volunteer=one).update(until=until, leads=False)
        WatchMember.objects.current().filter(volunteer=one).update(until=until, token_hash="", link_until=None)
    places.let_go(one, by=by)


def follow_deaths() -> int:
    """Each night: whoever died by the register leaves, each by themselves: one that fails keeps no other. How many."""
    left = 0
    for pk in list(Volunteer.objects.active().filter(DIED).order_by("pk").values_list("pk", flat=True)):
        try:
            left += _follow_death(pk)
        except Exception:
            log.exception("The death of volunteer %d was not followed", pk)
    return left


@transaction.atomic
def _follow_death(volunteer_id: int) -> bool:
    """False where somebody was quicker."""
    places.hold([volunteer_id])
    dead = Volunteer.objects.active().filter(DIED, pk=volunteer_id)
    one = dead.select_for_update(of=("self",), no_key=True).first()
    if one is not None:
        _end(one, timezone.localdate(), None, _("Died"))
        order_service.let_go([one.pk], by=None)
        wishes.tell_who_left([one.pk])
    return one is not None


@transaction.atomic
def follow_lives() -> int:
    """Each night: whoever left because of a death that the register has corrected since volunteers again. How many.

    Teams, watches and places have been filled since: whoever runs teams there is told, and puts them back.
    """
    told = history.of(Volunteer).filter(pgh_obj=OuterRef("pk")).order_by("-pgh_id")
    user, why = (
        Subquery(told.values(said=KeyTextTransform(of, "pgh_context__metadata"))[:1]) for of in ("user", "why")
    )
    rows = Volunteer.objects.filter(left_on__isnull=False, resident__isnull=False, anonymised_at=None).exclude(DIED)
    rows = rows.annotate(said_by=user, said=why)
    rows = rows.filter(said_by=None, said__in=_died_in_every_language())  # a person may have written the same
    back = list(rows.select_for_update(of=("self",), no_key=True).order_by("pk"))
    for one in back:
        one.left_on = None
        with history.acting(None, why=_("The death was recorded by mistake")):
            one.save()
        inbox.tell(Directory().nearest(rules.RUN, one), "volunteer_lives", {}, one.get_absolute_url())
    return len(back)


def _died_in_every_language() -> list[str]:
    """The reason as _follow_death() wrote it, in the language of whatever process did."""
    words = []
    for code, _name in settings.LANGUAGES:
        with override(code):
            words.append(_("Died"))
    return words


@transaction.atomic
def let_go_of_who_left() -> int:
    """Each night: offers of whoever was forgotten, or was asked in the moment they left. How many."""
    left = Offer.objects.filter(state__in=order_service.STANDING).exclude(volunteer__left_on=None)
    return order_service.let_go(left.values_list("volunteer", flat=True), by=None)


def _begin(volunteer_id: int, by) -> Volunteer:
    made = Volunteer.objects.select_for_update(no_key=True).get(pk=volunteer_id)
    rules.need(by, rules.KEEP, made)
    if made.left_on:
        raise ValidationError(_("This person left the volunteers."))
    return made


# Where a volunteer lives today; who moved out of the register stays where they were.
FOLLOW = """
UPDATE volunteers_volunteer v SET area_id = home.area_id
FROM (
    SELECT DISTINCT ON (m.resident_id) m.resident_id, m.area_id FROM residents_membership m
    JOIN volunteers_volunteer w ON w.resident_id = m.resident_id
    JOIN grids_area at ON at.id = m.area_id AND at.valid_to IS NULL
    WHERE m.until IS NULL ORDER BY m.resident_id, m.is_living DESC, m.id
) home
WHERE v.resident_id = home.resident_id AND v.area_id <> home.area_id
"""


@transaction.atomic
def follow_homes() -> int:
    """Each night: volunteers go along with whoever moved."""
    with connection.cursor() as cursor:
        cursor.execute(FOLLOW)
        return cursor.rowcount
