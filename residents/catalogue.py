"""What each entry of the field catalogue says of one person, in plain text: for exports and other offices' tables.

Whoever hands a sealed value on must be allowed to, and must have it logged. All rows of a batch are read in a fixed
number of queries.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from django.db.models import Count
from django.utils.translation import gettext as _

from grids.areas.names import short
from grids.fields import HIDDEN, plain
from grids.models import Area
from grids.privacy import identity
from residents.enums import DwellingKind, RegisterType, Relation, Sex, Tenure, Trait
from residents.models import Dwelling, Household, Membership, RegisterField, Resident, ResidentTrait

SEX = "resident.sex"
AGE = frozenset({"resident.age", "resident.born_on"})  # an age is shown where both are in use
GUARDIAN_PHONE = "resident.guardian_phone"
MASKS: dict[str, Callable[[str], str]] = {
    "resident.id_number": identity.mask_id,
    "resident.phone": identity.mask_phone,
    "resident.registered_address": identity.mask_address,
    GUARDIAN_PHONE: identity.mask_phone,
}


@dataclass(slots=True)
class Entry:
    """A person in a household, with everything that the catalogue speaks of."""

    membership: Membership
    resident: Resident
    household: Household
    dwelling: Dwelling
    today: date
    head: str = ""
    size: int = 0
    areas: dict[str, str] = field(default_factory=dict)  # level -> name
    traits: dict[str, ResidentTrait] = field(default_factory=dict)
    guardian: Resident | None = None  # where they are in the register, and the reader sees them


def entries(memberships: Iterable[Membership], today: date, reader=None) -> list[Entry]:
    """memberships: of one batch, read with resident__subject and household__dwelling. Five queries more at most.

    reader: whose scope says which guardians of the register are told of; without one, none is.
    """
    rows = list(memberships)
    households = {row.household_id for row in rows}
    heads: dict[int, str] = {}
    sizes: dict[int, int] = {}
    members = Membership.objects.current().filter(household__in=households)
    for household, relation, name in members.values_list("household", "relation", "resident__name"):
        sizes[household] = sizes.get(household, 0) + 1
        if relation in (Relation.HEAD, Relation.SELF):
            heads[household] = name
    traits: dict[int, dict[str, ResidentTrait]] = {}
    for trait in ResidentTrait.objects.filter(resident__in={row.resident_id for row in rows}, until=None):
        traits.setdefault(trait.resident_id, {})[trait.kind] = trait
    wanted = {row.resident.guardian_id for row in rows if reader} - {None}
    seen = Resident.objects.visible_to(reader).select_related("subject") if wanted else Resident.objects.none()
    guardians = {one.pk: one for one in seen.filter(pk__in=wanted)}
    areas = _areas(rows)
    return [
        Entry(
            row,
            row.resident,
            row.household,
            row.household.dwelling,
            today,
            heads.get(row.household_id, ""),
            sizes.get(row.household_id, 0),
            areas[row.pk],
            traits.get(row.resident_id, {}),
            guardians.get(row.resident.guardian_id),
        )
        for row in rows
    ]


class Home(NamedTuple):
    """A home without its people: as much of an Entry as is read for area.* and dwelling.*."""

    dwelling: Dwelling
    areas: dict[str, str]
    size: int


def homes(dwellings: Iterable[Dwelling]) -> list[Home]:
    """Two queries. size: how many people are in all its households."""
    rows = list(dwellings)
    areas = _areas(rows)
    members = Membership.objects.current().filter(household__dwelling__in=[row.pk for row in rows]).order_by()
    sizes = dict(members.values_list("household__dwelling").annotate(Count("pk")))
    return [Home(row, areas[row.pk], sizes.get(row.pk, 0)) for row in rows]


def _areas(rows: Iterable[Membership | Dwelling]) -> dict[int, dict[str, str]]:
    """By row: level -> name of the areas that a sheet names."""
    lines = {row.pk: [pk for pk in (row.area_id, row.community_id, row.grid_id) if pk] for row in rows}
    ids = {pk for line in lines.values() for pk in line}
    names = {
        pk: (kind, short(name)) for pk, kind, name in Area.objects.filter(pk__in=ids).values_list("pk", "kind", "name")
    }
    return {row: dict(names[pk] for pk in line) for row, line in lines.items()}


def off() -> set[str]:
    """Codes that are out of use: neither asked for nor shown. What is stored under them stays until its years end."""
    return set(RegisterField.objects.filter(is_on=False).values_list("code", flat=True))


def sex_and_age(resident: Resident, today: date, off: set[str]) -> tuple[str, int | None]:
    """As far as they are in use."""
    return "" if SEX in off else resident.get_sex_display(), None if AGE & off else resident.age(today)


def traits_of(resident: Resident, off: set[str]) -> list[ResidentTrait]:
    """As what they are recognised today, as far as that is in use."""
    rows = resident.traits.filter(until=None).order_by("kind")
    return [one for one in rows if f"trait.{one.kind}" not in off]


def value(code: str, entry: Entry) -> str:
    """The whole value; "" for what the register does not know. A sealed one is opened."""
    return READERS[code](entry)


def shown(code: str, entry: Entry | Home) -> str:
    """As a page or an export shows it: sealed values masked."""
    if code not in MASKS:
        return READERS[code](entry)
    try:
        text = READERS[code](entry)
    except identity.KeyGone:
        return HIDDEN
    return MASKS[code](text) if text else ""


def state(membership: Membership) -> str:
    """人户状态: computed from where somebody is registered and where they live, never typed."""
    if membership.is_registered and membership.is_living:
        return _("Registered and living here")
    return _("Registered here, lives elsewhere") if membership.is_registered else _("Lives here, registered elsewhere")


def yes(is_so: bool) -> str:
    return _("yes") if is_so else _("no")


def _choice(choices) -> Callable[[str], str]:
    return lambda chosen: str(choices(chosen).label) if chosen else ""


def _trait(kind: Trait) -> Callable[[Entry], str]:
    def read(entry: Entry) -> str:
        trait = entry.traits.get(kind)
        return "" if trait is None else trait.grade or yes(True)

    return read


def _guardian_phone(entry: Entry) -> str:
    return plain(entry.guardian, "phone") if entry.guardian else plain(entry.resident, "guardian_phone")


_sex, _relation, _kind, _tenure, _register = map(_choice, (Sex, Relation, DwellingKind, Tenure, RegisterType))
READERS: dict[str, Callable[[Entry], str]] = {
    "resident.name": lambda e: e.resident.name,
    "resident.sex": lambda e: _sex(e.resident.sex),
    "resident.born_on": lambda e: e.resident.born_on.isoformat() if e.resident.born_on else "",
    "resident.age": lambda e: "" if (age := e.resident.age(e.today)) is None else str(age),
    "resident.id_number": lambda e: plain(e.resident, "id_number"),
    "resident.phone": lambda e: plain(e.resident, "phone"),
    "resident.registered_address": lambda e: plain(e.resident, "registered_address"),
    "resident.registered_region": lambda e: e.resident.registered_region,
    "resident.education": lambda e: e.resident.education,
    "resident.workplace": lambda e: e.resident.workplace,
    "resident.guardian": lambda e: e.guardian.name if e.guardian else e.resident.guardian_name,
    GUARDIAN_PHONE: _guardian_phone,
    "membership.relation": lambda e: _relation(e.membership.relation),
    "membership.is_registered": lambda e: yes(e.membership.is_registered),
    "membership.is_living": lambda e: yes(e.membership.is_living),
    "membership.state": lambda e: state(e.membership),
    "membership.since": lambda e: e.membership.since.isoformat(),
    "household.head": lambda e: e.head,
    "household.size": lambda e: str(e.size),
    "household.register_type": lambda e: _register(e.household.register_type),
    "dwelling.address": lambda e: e.dwelling.address,
    "dwelling.compound": lambda e: e.dwelling.compound,
    "dwelling.building": lambda e: e.dwelling.building,
    "dwelling.entrance": lambda e: e.dwelling.entrance,
    "dwelling.room": lambda e: e.dwelling.room,
    "dwelling.kind": lambda e: _kind(e.dwelling.kind),
    "dwelling.tenure": lambda e: _tenure(e.dwelling.tenure),
    "area.community": lambda e: e.areas.get("community", ""),
    "area.grid": lambda e: e.areas.get("grid", ""),
    "area.unit": lambda e: e.areas.get("unit", ""),
    **{f"trait.{kind}": _trait(kind) for kind in Trait},
    "trait.basis": lambda e: "; ".join(dict.fromkeys(one.basis for one in e.traits.values())),
    "trait.since": lambda e: "; ".join(dict.fromkeys(one.since.isoformat() for one in e.traits.values())),
}
