"""People come into the register, and into households."""

from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grids import history
from grids.models import Area, SubjectKey
from grids.models.area import ANCESTORS
from grids.permissions import need
from grids.privacy import identity, idnumbers
from grids.words import pinyin
from residents.actions import homes
from residents.actions.start import EDIT, happened, not_ahead
from residents.addresses import Parts
from residents.enums import Happening, Relation
from residents.models import Household, Membership, Resident

ID, PHONE = "id", "phone"  # kinds of blind index
OLDEST = date(1900, 1, 1)


@dataclass(frozen=True, slots=True)
class Person:
    """What is written down of a person; what an ID number says (birth, sex) fills what is left empty."""

    name: str
    sex: str = ""
    born_on: date | None = None
    id_number: str = ""
    phone: str = ""
    registered_address: str = ""
    registered_region: str = ""
    education: str = ""
    workplace: str = ""


class Registered(ValidationError):
    """Somebody with this ID number is in the register: `resident`. What of it may be shown, the page decides."""

    def __init__(self, resident: Resident):
        super().__init__({"id_number": _("Somebody with this ID number is in the register already.")})
        self.resident = resident


@transaction.atomic
def register(
    person: Person,
    household: Household,
    *,
    by,
    relation: Relation = Relation.OTHER,
    is_registered: bool = False,
    is_living: bool = True,
    since: date | None = None,
    born: bool = False,
    now: datetime | None = None,
) -> Resident:
    """A person who is not in the register yet, in a household. born: they were born into it.

    Raises PermissionDenied, ValidationError; Registered for an ID number that is there already.
    """
    now = now or timezone.now()
    since = since or timezone.localdate(now)
    need(by, EDIT, household)
    not_ahead(since, now, "since")
    resident = Resident(subject=SubjectKey.issue(), confirmed_at=now, confirmed_by=by)
    write(resident, person, now)
    with history.acting(by, grant=EDIT, where=household):
        resident.save()
        enter(resident, household, relation, is_registered, is_living, since)
        kind = Happening.BORN if born else Happening.REGISTERED
        happened(resident, kind, by=by, where=household, on=since, now=now, home=household)
    return resident


@transaction.atomic
def register_at(person: Person, area: Area, parts: Parts, *, by, since: date, now=None, **how) -> Resident:
    """Somebody new at an address: its household if one lives there, else a new one, in a new dwelling if need be.

    how: relation, is_registered, is_living, as for register(). Raises what the acts behind it raise.
    """
    household = homes.household_at(area, parts, by=by, opened_on=since)
    return register(person, household, by=by, since=since, now=now, **how)


def enter(resident, household, relation, is_registered, is_living, since) -> Membership:
    """A membership, checked: the database says which of them may stand beside each other."""
    if household.closed_on:
        raise ValidationError({"household": _("This household is closed.")})
    membership = Membership(
        resident=resident,
        household=household,
        area_id=household.area_id,
        relation=relation,
        is_registered=is_registered,
        is_living=is_living,
        since=since,
    )
    membership.full_clean()
    membership.save()
    membership.refresh_from_db(fields=ANCESTORS)
    return membership


def write(resident: Resident, person: Person, now: datetime) -> None:
    """The facts into the row, checked; nothing is saved. Raises ValidationError, Registered."""
    read = checked(person, now)
    if read:
        index = identity.blind_index(ID, read.number)
        same = Resident.objects.filter(id_index=index, merged_into=None, withdrawn_at=None)
        if other := same.exclude(pk=resident.pk).first():
            raise Registered(other)
        if (index, person.sex, person.born_on) != (resident.id_index, resident.sex, resident.born_on):
            _agree(person, read)
    fill(resident, person, read)
    sealed = ["id_number", "phone", "registered_address", "guardian_phone"]
    resident.full_clean(exclude=["subject", *sealed, "pinyin", "initials"])


def _agree(person: Person, told: idnumbers.Identity) -> None:
    """A number that says another birthday or sex belongs to somebody else, or is mistyped; so may what stands beside.

    What nobody touches is not asked: an entry from before keeps its phone and address correctable.
    """
    errors = {}
    if person.born_on and told.born_on and person.born_on != told.born_on:
        errors["born_on"] = _("the ID number says %(day)s") % {"day": told.born_on}
    if person.sex and told.sex and person.sex != told.sex.value:
        errors["sex"] = _("the ID number says %(sex)s") % {"sex": told.sex.label}
    if errors:
        raise ValidationError(errors)


def checked(person: Person, now: datetime) -> idnumbers.Identity | None:
    """What the ID number tells; no row is asked. Raises ValidationError by field."""
    errors: dict[str, list] = {}
    phone, read = identity.normalise_phone(person.phone), None
    if person.id_number.strip():
        try:
            read = document(person.id_number, timezone.localdate(now))
        except idnumbers.NotAnIdNumber as error:
            errors["id_number"] = [str(error)]
    if phone and not is_phone(phone):
        errors["phone"] = [_("This is not a phone number.")]
    born_on = person.born_on or (read.born_on if read else None)
    if born_on and not OLDEST <= born_on <= timezone.localdate(now):
        errors["born_on"] = [_("Nobody in the register was born on this day.")]
    if errors:
        raise ValidationError(errors)
    return read


def is_phone(number: str) -> bool:
    """number: normalised. Short ones of an office count; what is no phone at all is longer or shorter."""
    return 5 <= len(number) <= 20


def fill(resident: Resident, person: Person, read: idnumbers.Identity | None) -> None:
    """read: as `checked` gave it. With the key of the person set, saving the row seals what must be sealed."""
    phone = identity.normalise_phone(person.phone)
    resident.id_index = identity.blind_index(ID, read.number) if read else ""
    resident.name = identity.normalise_name(person.name)
    full, short = pinyin.key(resident.name, person=True)
    resident.pinyin, resident.initials = full[:120], short[:40]
    resident.sex = person.sex or (read.sex if read else "") or ""
    resident.born_on = person.born_on or (read.born_on if read else None)
    resident.id_number, resident.phone = read.number if read else None, phone or None
    resident.phone_index = identity.blind_index(PHONE, phone)
    resident.registered_address = person.registered_address.strip() or None
    resident.registered_region = person.registered_region.strip()
    resident.education, resident.workplace = person.education.strip(), person.workplace.strip()


def document(text: str, today: date) -> idnumbers.Identity:
    """An identity number, or a passport where it begins with a letter. Raises idnumbers.NotAnIdNumber."""
    if identity.normalise_id(text)[:1].isalpha():
        return idnumbers.read_passport(text)
    return idnumbers.read(text, today)
