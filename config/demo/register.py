"""The register: whom the ledger of residents/ledgers/invented.py names, in homes that their units are called after.

镇海社区 is as large as 北街社区 in the sources, which the official division does not name. Written in a few statements
a thousand people: act by act it would take minutes.
"""

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import islice

from django.utils import timezone

from config.demo.areas import WHY, Place
from grids import history
from grids.enums import Nature
from grids.models import Area, SubjectKey
from grids.privacy import identity
from residents import addresses
from residents.actions.people import fill
from residents.addresses import Parts
from residents.enums import DwellingKind, Happening, Hazard, Relation, Tenure, Trait
from residents.ledgers import invented, ledger
from residents.ledgers.ledger import LedgerRow, person_of
from residents.models import Dwelling, Household, Lease, LifeEvent, Membership, Resident, ResidentTrait

CODES = dict(
    zip(
        invented.HEAD,
        (
            ledger.NAME, ledger.ID_NUMBER, ledger.SEX, "resident.phone", "membership.relation", "household.head",
            *ledger.FLAGS, "membership.since", "", "", "", "", "", "resident.registered_region", "resident.education",
        ),
        strict=True,
    )
)  # fmt: skip
HOMES_AT_ONCE = 400
SEED = 7  # not that of make_ledger: its ledger can be tried here, and brings other people
OLD_AGE = 65
GRADES = ("一级", "二级", "三级", "四级")
STALE = timedelta(days=430)


@dataclass
class Home:
    """A household with its people, before it is written."""

    unit: Area
    parts: Parts
    rows: list[LedgerRow]
    dwelling: Dwelling | None = None
    household: Household | None = None
    residents: list[Resident] = field(default_factory=list)

    @property
    def is_rented(self) -> bool:
        return not self.rows[0].given[ledger.FLAGS[0]]


def load(place: Place, staff, people: int, elsewhere: int, now: datetime) -> int:
    """people: in the community of the demo accounts; elsewhere: in each of the others of the street."""
    taken: Counter = Counter()
    by, chance = staff["community"], random.Random(SEED)
    for number, community in enumerate(place.communities):
        count = people if community == place.lines[0] else elsewhere
        rows = invented.ledger(count, faults=0, seed=SEED + number, taken=taken)
        homes = _homes(list(rows), _units(place, community), now)
        is_first = True
        while some := list(islice(homes, HOMES_AT_ONCE)):
            if is_first:
                _write_down_again(some)
                is_first = False
            with history.acting(None, why=WHY):
                _write(some, by, now, chance)
    return sum(taken.values())


def _units(place: Place, community: Area) -> list[Area]:
    """Where people live, the grid of the demo accounts first."""
    units = [unit for grid in place.grids[community.pk] for unit in place.units[grid.pk]]
    return [unit for unit in units if unit.nature == Nature.GENERAL]


def _homes(rows: list[list], units: list[Area], now: datetime) -> Iterator[Home]:
    """A home after the other through the units; what stands there already is passed by."""
    there = set(Dwelling.objects.filter(area__in=units).values_list("area", "address"))
    places = (
        (unit, parts)
        for flat in range(10_000)
        for unit in units
        if (unit.pk, addresses.said(addresses.tidy(parts := _parts(unit, flat)))) not in there
    )
    households = _households(rows)
    for family, (unit, parts) in zip(households, places, strict=False):
        yield Home(unit, parts, [_read(row, now) for row in family])


def _households(rows: list[list]) -> Iterator[list[list]]:
    """Two heads of one name may stand one below the other, so a household begins with its head."""
    family: list[list] = []
    for row in rows:
        if row[4] == "户主" and family:
            yield family
            family = []
        family.append(row)
    if family:
        yield family


def _write_down_again(homes: list[Home]) -> None:
    """Somebody stands in a second home, without a number: a possible duplicate for the list of them."""
    for first, second in zip(homes[2:20:6], homes[4:20:6], strict=False):
        row = first.rows[0]
        given = {code: value for code, value in row.given.items() if code != ledger.ID_NUMBER}
        given |= {"resident.born_on": row.read.born_on, "membership.relation": Relation.OTHER}
        second.rows.append(LedgerRow(0, given))


def _parts(unit: Area, flat: int) -> Parts:
    """东梅小区3号楼 has entrances of four floors, a house in a lane has rooms."""
    if "号楼" in unit.name:
        return parts_in(unit, str(flat // 8 + 1), f"{flat % 8 // 2 + 1}0{flat % 2 + 1}")
    return Parts(unit.name, room=str(101 + flat % 3 + flat // 3 * 100))


def parts_in(unit: Area, entrance: str, room: str) -> Parts:
    compound, _word, building = unit.name.removesuffix("号楼").partition("小区")
    return Parts(f"{compound}小区", building, entrance, room) if building else Parts(unit.name, room=room)


def _read(row: list, now: datetime) -> LedgerRow:
    cells = {CODES[head]: text for head, text in zip(invented.HEAD, row, strict=True) if CODES[head]}
    return ledger.read(0, cells, (), now)


def _write(homes: list[Home], by, now: datetime, chance: random.Random) -> None:
    today = timezone.localdate(now)
    for home in homes:
        home.dwelling = _dwelling(home, chance)
    Dwelling.objects.bulk_create(home.dwelling for home in homes)
    for home in homes:
        opened = min(row.given["membership.since"] for row in home.rows)
        home.household = Household(dwelling=home.dwelling, area=home.unit, opened_on=opened)
    Household.objects.bulk_create(home.household for home in homes)
    Lease.objects.bulk_create(
        Lease(dwelling=home.dwelling, starts_on=home.household.opened_on) for home in homes if home.is_rented
    )
    for home in homes:
        home.residents = [_resident(row, by, now, chance) for row in home.rows]
    everybody = [resident for home in homes for resident in home.residents]
    SubjectKey.objects.bulk_create(resident.subject for resident in everybody)
    Resident.objects.bulk_create(one for one in everybody if not one.is_minor(today))
    _guard(homes, today)
    Resident.objects.bulk_create(one for one in everybody if one.is_minor(today))
    Membership.objects.bulk_create(
        Membership(
            resident=resident,
            household=home.household,
            area=home.unit,
            relation=row.given["membership.relation"],
            is_registered=not home.is_rented,
            is_living=chance.random() > 0.04 or home.is_rented,
            since=row.given["membership.since"],
        )
        for home in homes
        for row, resident in zip(home.rows, home.residents, strict=True)
    )
    ResidentTrait.objects.bulk_create(trait for home in homes for trait in _traits(home, today, chance))
    LifeEvent.objects.bulk_create(
        LifeEvent(
            resident=one, kind=Happening.REGISTERED, on=today, at=now, by=by, household_id=home.household.pk
        )
        for home in homes
        for one in home.residents
    )  # fmt: skip


def _dwelling(home: Home, chance: random.Random) -> Dwelling:
    in_lane = "巷" in home.unit.name
    return Dwelling(
        area=home.unit,
        **home.parts._asdict(),
        address=addresses.said(home.parts),
        address_key=addresses.key(home.parts),
        kind=DwellingKind.HOUSE if in_lane else DwellingKind.FLAT,
        tenure=Tenure.RENTED if home.is_rented else Tenure.OWNED,
        hazards=[chance.choice(Hazard.values)] if chance.random() < (0.08 if in_lane else 0.02) else [],
    )


def _resident(row: LedgerRow, by, now: datetime, chance: random.Random) -> Resident:
    """Confirmed within the year, one in six longer ago: the list of what is to be confirmed has something to show."""
    raw, wrapped = identity.new_key()
    key = SubjectKey(wrapped=wrapped)
    key.__dict__["data_key"] = raw  # as in the import: known already
    ago = STALE if chance.random() < 1 / 6 else timedelta(days=chance.randrange(2, 330))
    resident = Resident(subject=key, confirmed_at=now - ago, confirmed_by=by)
    fill(resident, person_of(row), row.read)
    return resident


def _guard(homes: list[Home], today: date) -> None:
    """Children have the head of their household as guardian."""
    for home in homes:
        for child in home.residents[1:]:
            if child.is_minor(today):
                child.guardian = home.residents[0]


def _traits(home: Home, today: date, chance: random.Random) -> Iterator[ResidentTrait]:
    def recognised(resident: Resident, kind: Trait, basis: str, grade: str = "") -> ResidentTrait:
        since = max(today - timedelta(days=chance.randrange(60, 2000)), resident.born_on)
        return ResidentTrait(resident=resident, kind=kind, basis=basis, grade=grade, since=since)

    is_poor, is_left_behind = chance.random() < 0.012, not home.is_rented and chance.random() < 0.06
    for resident, row in zip(home.residents, home.rows, strict=True):
        age = resident.age(today)
        if is_poor:
            yield recognised(resident, Trait.LOW_INCOME, "最低生活保障证")
        if chance.random() < (0.06 if age > OLD_AGE else 0.015):
            yield recognised(resident, Trait.DISABLED, "残疾人证", chance.choice(GRADES))
        if age > 55 and resident.sex == "male" and chance.random() < 0.03:
            yield recognised(resident, Trait.VETERAN, "退役军人优待证")
        if is_left_behind and age < 16 and row.given["membership.relation"] == "40":
            yield recognised(resident, Trait.LEFT_BEHIND, "留守儿童登记表")
