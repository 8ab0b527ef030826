"""Help and care begins and is kept: basis, term and document, one responsible person, a team of three kinds."""

from datetime import date, datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grids import history, inbox, uploads
from grids.actions.files import store_paper
from grids.days import when
from grids.models import Area, StoredFile, SubjectKey, User
from grids.models.area import ANCESTORS
from grids.permissions import need
from residents.actions.care_visits import plan, replan
from residents.care.people import hold, may_be_named
from residents.enums.care import LAY, Grade, HelperKind
from residents.models import CareCase, CareCategory, CareHelper, CareTerm, Resident
from residents.rules import care as rules


class CareStale(Exception):
    """Somebody else changed the record after the page was shown."""


def begin_care(care_id: int, *, by, seen: int | None, may=rules.may_keep) -> CareCase:
    """Lock a record for a change. Raises CareStale, PermissionDenied."""
    care = (
        CareCase.objects.select_for_update(of=("self",), no_key=True)
        .select_related("category", "resident", "subject", "to_area")
        .get(pk=care_id)
    )
    if seen is not None and care.version != seen:
        raise CareStale
    if not may(by, care):
        raise PermissionDenied
    return care


def keep(care: CareCase) -> CareCase:
    care.version += 1
    care.full_clean(exclude=["resident", "subject", "category", "document", "area", "to_area", "follows"])
    care.save()
    return care


@transaction.atomic
def open_care(
    resident: Resident,
    category: CareCategory,
    *,
    by,
    legal_basis: str,
    purpose: str,
    document,
    responsible: User,
    starts_on: date,
    ends_on: date | None = None,
    grade: int = Grade.REGULAR,
    now: datetime | None = None,
) -> CareCase:
    """It lies where the person lives. ends_on None: the whole term of the rule that holds there.

    document: an uploaded PDF or picture, or a StoredFile.
    Raises PermissionDenied, ValidationError by field.
    """
    now = now or timezone.now()
    hold(responsible)
    home = resident.memberships.current().order_by("-is_living", "pk").first()
    if home is None or not rules.may_open(by, category, home):
        raise PermissionDenied
    last = rules.after_months(starts_on, rules.term_months(category, home))
    ends_on = ends_on or last
    today = timezone.localdate(now)
    _refuse(
        {
            "legal_basis": not legal_basis.strip() and _("Without a legal basis nobody is listed."),
            "document": document is None and _("Bring the document on which it rests."),
            "responsible": not may_be_named(responsible, home) and _("Name the one person who is responsible."),
            "starts_on": starts_on > today and _("This day has not come yet."),
            "ends_on": (ends_on > last and _too_long(last))
            or (ends_on <= max(starts_on, today) and _("A term ends after today, and after it begins.")),
        }
    )
    care = CareCase(
        resident=resident,
        subject=SubjectKey.issue(),
        category=category,
        area_id=home.area_id,
        legal_basis=legal_basis.strip()[:200],
        purpose=purpose.strip()[:200] or category.purpose,
        document=_kept(document, by),
        starts_on=starts_on,
        ends_on=ends_on,
        grade=grade,
        responsible=responsible,
        opened_by=by,
    )
    care.full_clean()
    with history.acting(by, grant=rules.KEEP, where=home):
        care.save()
        care.refresh_from_db(fields=ANCESTORS)
        plan(care, today)
    if responsible != by:
        inbox.tell([responsible.pk], "care_yours", {}, care.get_absolute_url())
    return care


def _refuse(found: dict) -> None:
    """{field: what is wrong with it, or False}"""
    if errors := {field: [said] for field, said in found.items() if said}:
        raise ValidationError(errors)


def _kept(document, by) -> StoredFile:
    if isinstance(document, StoredFile):
        return document
    try:
        return store_paper(document, by)
    except uploads.UploadRefused as error:
        raise ValidationError({"document": [error.sentence]}) from None


@transaction.atomic
def change_grade(care_id: int, grade: int, *, by, seen: int | None, why: str, now: datetime | None = None) -> CareCase:
    """The visits ahead are planned anew; windows that are open or missed stay as they are."""
    care = begin_care(care_id, by=by, seen=seen)
    if not why.strip():
        raise ValidationError({"why": _("Say why, in a few words.")})
    if grade == care.grade:
        raise ValidationError({"grade": _("This is its grade already.")})
    care.grade = grade
    with history.acting(by, grant=rules.KEEP, where=care, why=why):
        keep(care)
        replan(care, timezone.localdate(now))
    return care


@transaction.atomic
def name_responsible(care_id: int, user: User, *, by, seen: int | None, why: str = "", now=None) -> CareCase:
    """Exactly one, at any moment: the new one takes the place of the old one, who no longer sees the record.

    Whoever was of the team is not counted as a helper any more.
    """
    hold(user)
    care = begin_care(care_id, by=by, seen=seen)
    if not may_be_named(user, care):
        raise ValidationError({"user": _("Name the one person who is responsible.")})
    before, care.responsible = care.responsible_id, user
    with history.acting(by, grant=rules.KEEP, where=care, why=why):
        care.helpers.filter(user=user.pk, until=None).update(until=timezone.localdate(now))
        keep(care)
    if user.pk not in (by.pk, before):
        inbox.tell([user.pk], "care_yours", {}, care.get_absolute_url())
    return care


@transaction.atomic
def add_helper(
    care_id: int, kind: HelperKind, *, by, seen: int | None, user: User | None = None, name: str = "", now=None
) -> CareHelper:
    """Somebody with an account, or a name; one of each kind. A lay helper is told of no record: they see none."""
    care = begin_care(care_id, by=by, seen=seen)
    if (user is None) == (not name.strip()):
        raise ValidationError({"name": _("Choose somebody, or write a name.")})
    if user is not None and user.pk == care.responsible_id:
        raise ValidationError({"user": _("The responsible person is not counted as a helper.")})
    helper = CareHelper(care=care, kind=kind, user=user, name=name.strip()[:40], since=timezone.localdate(now))
    helper.full_clean()
    with history.acting(by, grant=rules.KEEP, where=care):
        helper.save()
        keep(care)
    if user is not None and user.pk != by.pk:
        inbox.tell([user.pk], "care_team", {}, "/care/" if kind in LAY else care.get_absolute_url())
    return helper


@transaction.atomic
def end_helper(care_id: int, kind: HelperKind, *, by, seen: int | None, now=None) -> CareCase:
    care = begin_care(care_id, by=by, seen=seen)
    helper = care.helpers.filter(kind=kind, until=None).first()
    if helper is None:
        raise ValidationError({"kind": _("Nobody of this kind helps now.")})
    helper.until = timezone.localdate(now)
    with history.acting(by, grant=rules.KEEP, where=care):
        helper.save()
        keep(care)
    return care


@transaction.atomic
def extend_care(care_id: int, until: date, *, by, seen: int | None, why: str, now: datetime | None = None) -> CareCase:
    """At most one more term, and never beyond what the law allows in all."""
    care = begin_care(care_id, by=by, seen=seen)
    if not why.strip():
        raise ValidationError({"why": _("Say why, in a few words.")})
    once = rules.after_months(care.ends_on, rules.term_months(care.category, care))
    last = min(filter(None, (once, rules.longest_end(care.category, care.starts_on, care))))
    if until <= care.ends_on:
        runs = when.day_of(care.ends_on, timezone.localdate(now))
        raise ValidationError({"until": _("It runs until %(day)s already: choose a later day.") % {"day": runs}})
    if until > last:
        raise ValidationError({"until": _too_long(last)})
    care.ends_on, care.alarm_at, care.alarm_level = until, None, 0
    with history.acting(by, grant=rules.KEEP, where=care, why=why):
        keep(care)
        plan(care, timezone.localdate(now))
    return care


def _too_long(last: date) -> str:
    return _("The rule allows until %(day)s at the latest.") % {"day": when.day_of(last, timezone.localdate())}


@transaction.atomic
def shorten_term(category: CareCategory, area: Area, months: int, *, by, reason: str) -> CareTerm:
    """An area may shorten what the law says, never lengthen it. As many months as the law's: it is as before."""
    need(by, rules.SHORTEN, area)
    if not reason.strip():
        raise ValidationError({"reason": _("Say why, in a few words.")})
    if not 1 <= months <= category.months:
        raise ValidationError(
            {"months": _("It may only be shortened: at most %(months)d months.") % {"months": category.months}}
        )
    with history.acting(by, grant=rules.SHORTEN, where=area, why=reason):
        return CareTerm.objects.update_or_create(
            category=category, area=area, defaults={"months": months, "reason": reason.strip()[:200]}
        )[0]
