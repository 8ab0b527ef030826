"""What the rows of a ledger would do to the register: some hundred rows at once, in a fixed number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Prefetch, TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from grids import identity
from grids.fields import masked
from grids.rowids import any_of
from residents import addresses
from residents.actions.change import facts_of
from residents.actions.start import EDIT
from residents.enums import Relation, Trait
from residents.ledger import ADDRESS, FLAGS, ID_NUMBER, NAME, REF, ROOM, LedgerRow
from residents.models import Dwelling, ImportBatch, Membership, Resident, ResidentTrait
from residents.placing import Places, Spot

HEADS = (Relation.HEAD, Relation.SELF)


class Outcome(TextChoices):
    WRONG = "wrong", gettext_lazy("Wrong")
    DOUBLE = "double", gettext_lazy("Twice in the sheet")
    UPDATE = "update", gettext_lazy("To update")
    ADD = "add", gettext_lazy("To add")
    SAME = "same", gettext_lazy("Unchanged")


@dataclass(slots=True)
class Plan:
    row: LedgerRow
    outcome: Outcome
    spot: Spot | None = None
    dwelling: Dwelling | None = None
    resident: Resident | None = None
    membership: Membership | None = None
    changed: dict[str, Any] = field(default_factory=dict)
    traits: dict[Trait, str] = field(default_factory=dict)  # to be recognised -> grade
    has_other_number: bool = False  # the number of the row belongs to another record than the one it names


@dataclass(slots=True)
class Seen:
    """What stood in the lines above, in the whole sheet: for doubles."""

    ids: dict[str, int] = field(default_factory=dict)
    people: dict[tuple, int] = field(default_factory=dict)
    heads: dict[tuple, int] = field(default_factory=dict)


class Register:
    """The part of the register that these rows speak of."""

    def __init__(self, rows: list[LedgerRow], batch: ImportBatch):
        current = Membership.objects.current().select_related("household__dwelling")
        people = Resident.objects.filter(merged_into=None, withdrawn_at=None).select_related("subject")
        people = people.prefetch_related(Prefetch("memberships", current, to_attr="now"))
        numbers = [row.index for row in rows if row.index]
        refs = [row.given[REF] for row in rows if REF in row.given]
        # The index holds numbers only: that none of these is empty has to be said, or the whole table is read.
        numbered = people.exclude(id_index="").filter(id_index__in=any_of(numbers, "text"))
        self.by_index = {one.id_index: one for one in numbered}
        self.by_ref = {one.ref: one for one in people.filter(ref__in=any_of(refs, "text"))} if refs else {}
        said = {row.address for row in rows if row.address}
        said |= {addresses.said(addresses.tidy(row.parts))[:160] for row in rows if row.parts}
        homes = Dwelling.objects.standing().below(batch.area).filter(address__in=any_of(said, "text"))
        self.homes: dict[str, list[Dwelling]] = {}
        for home in homes:
            self.homes.setdefault(home.address, []).append(home)
        ids = [home.pk for found in self.homes.values() for home in found]
        members = Membership.objects.current().filter(household__dwelling__in=any_of(ids))
        members = members.select_related("resident__subject", "household")
        self.members: dict[tuple[int, str], list[Membership]] = {}
        self.heads: dict[int, set[str]] = {}
        self.traits: dict[int, dict[str, str]] = {}
        known = [one.pk for one in (*self.by_index.values(), *self.by_ref.values())]
        for member in members.order_by("pk"):
            self.members.setdefault((member.household.dwelling_id, member.resident.name), []).append(member)
            if member.relation in HEADS:
                self.heads.setdefault(member.household.dwelling_id, set()).add(member.resident.name)
            known.append(member.resident_id)
        if any(row.traits for row in rows):
            standing = ResidentTrait.objects.filter(resident__in=any_of(known), until=None)
            for person, kind, grade in standing.values_list("resident", "kind", "grade"):
                self.traits.setdefault(person, {})[kind] = grade

    def home(self, row: LedgerRow, spot: Spot, places: Places) -> Dwelling | None:
        """In the area that the row names; else the only one of this address below it."""
        found = self.homes.get(addresses.said(addresses.tidy(row.parts))[:160], ()) if row.parts else ()
        exact = [home for home in found if home.area_id == spot.pk]
        below = [home for home in found if spot.pk in places.lines.get(home.area_id, ())]
        return exact[0] if exact else below[0] if len(below) == 1 else None


def plan(rows: Iterable[LedgerRow], batch: ImportBatch, places: Places, scope, seen: Seen | None) -> list[Plan]:
    """scope: of the person who brings it in. seen: None where doubles are known already (when it is written)."""
    rows = list(rows)
    register = Register(rows, batch)
    return [_one(row, batch, register, places, scope, seen) for row in rows]


def _one(row: LedgerRow, batch, register: Register, places: Places, scope, seen: Seen | None) -> Plan:
    spot = places.top if REF in row.given else places.find(row)  # a record lies where it lies
    made = Plan(row, Outcome.ADD, spot, register.home(row, spot, places))
    if row.is_home:
        return _home(made, batch, seen)
    _who(made, register, scope)
    if not row.errors and made.resident:
        _changes(made, batch, register)
    elif not row.errors:
        _newcomer(made, register)
        made.traits = row.traits
    if row.errors:
        made.outcome = Outcome.WRONG
    elif seen is not None:
        _twice(made, seen)
    return made


def _home(made: Plan, batch: ImportBatch, seen: Seen | None) -> Plan:
    """A home without people: added where it is new. What the register says of one that is there, a ledger leaves."""
    row, there = made.row, made.dwelling
    for name in ("kind", "tenure") if there and not batch.fill_only else ():
        if row.given.get(f"dwelling.{name}", "") not in ("", getattr(there, name)):
            row.wrong(f"dwelling.{name}", _("the register says otherwise: change it on the home's page"))
    made.outcome = Outcome.WRONG if row.errors else Outcome.SAME if there else Outcome.ADD
    if made.outcome != Outcome.WRONG and seen is not None:
        line = seen.people.setdefault((made.spot.pk, addresses.said(addresses.tidy(row.parts))), row.line)
        if line != row.line:
            made.outcome = Outcome.DOUBLE
            row.wrong(_place_of(row), _("the same as line %(line)d") % {"line": line})
    return made


def _who(made: Plan, register: Register, scope) -> None:
    """The person whom the row is about, where the register knows them: by record, by number, by home and name."""
    row = made.row
    if ref := row.given.get(REF):
        made.resident = register.by_ref.get(ref)
        if made.resident is None or not _in_scope(made, scope):
            made.resident = None
            row.wrong(REF, _("no such record in your areas"))
    elif row.index in register.by_index:
        made.resident = register.by_index[row.index]
        if not _in_scope(made, scope):
            made.resident = None
            row.wrong(ID_NUMBER, _("in the register already, but not in your areas: have the move recorded there"))
    elif made.dwelling and row.name:
        made.resident = _by_name(row, register.members.get((made.dwelling.pk, row.name), ()))
        if made.resident:
            made.resident.now = [one for one in register.members[made.dwelling.pk, row.name]]
    if made.resident:
        made.has_other_number = register.by_index.get(row.index, made.resident).pk != made.resident.pk
        made.membership = next(iter(made.resident.now), None)


def _in_scope(made: Plan, scope) -> bool:
    return any(scope.may(EDIT, one) for one in made.resident.now)


def _by_name(row: LedgerRow, members: Iterable[Membership]) -> Resident | None:
    """Somebody of this name at home there, unless number or birthday say that it is another."""
    for member in members:
        there = member.resident
        other_number = row.index and there.id_index and row.index != there.id_index
        born = row.given.get("resident.born_on") or (row.read and row.read.born_on)
        other_day = born and there.born_on and born != there.born_on
        number = row.masked.get(ID_NUMBER)
        other_mask = number and masked(there, "id_number", identity.mask_id) not in ("", number)
        if not (other_number or other_day or other_mask):
            return there
    return None


def _changes(made: Plan, batch: ImportBatch, register: Register) -> None:
    row, resident = made.row, made.resident
    before = facts_of(resident)
    given = {name: value for name, value in row.facts.items() if value != getattr(before, name)}
    if before.id_number and "id_number" in given:
        row.wrong(ID_NUMBER, _("the record has another number: correct it on the person's page"))
    if row.index and made.has_other_number:
        row.wrong(ID_NUMBER, _("another record has this number already"))
    if row.parts and not any(_is_there(row, one) for one in resident.now):
        row.wrong(_place_of(row), _("lives elsewhere in the register: record the move on the person's page"))
    if batch.fill_only:
        given = {name: value for name, value in given.items() if not getattr(before, name)}
    else:
        _membership_differs(made)
    made.changed = given
    _recognised(made, register, batch.fill_only)
    made.outcome = Outcome.UPDATE if given or made.traits else Outcome.SAME


def _recognised(made: Plan, register: Register, fill_only: bool) -> None:
    """What is recognised already stays; another grade is another decision, and has an act of its own."""
    there = register.traits.get(made.resident.pk, {})
    for kind, grade in made.row.traits.items():
        if kind not in there:
            made.traits[kind] = grade
        elif not fill_only and grade not in ("", there[kind]):
            made.row.wrong(f"trait.{kind}", _("the register says otherwise: change it on the person's page"))


def _membership_differs(made: Plan) -> None:
    """How somebody lives in a household changes by an act of its own, with its day."""
    for code in ("membership.relation", *FLAGS):
        value = made.row.given.get(code)
        if value is not None and all(value != getattr(one, code.partition(".")[2]) for one in made.resident.now):
            made.row.wrong(code, _("the register says otherwise: change it on the person's page"))


def _is_there(row: LedgerRow, one: Membership) -> bool:
    home = one.household.dwelling
    parts = (home.compound, home.building, home.entrance, home.room)
    return parts in (tuple(row.parts), tuple(addresses.tidy(row.parts))) or home.address == row.address


def _place_of(row: LedgerRow) -> str:
    return ROOM if row.given.get(ROOM) else ADDRESS


def _newcomer(made: Plan, register: Register) -> None:
    row = made.row
    for code in (NAME, ID_NUMBER, "resident.phone", "resident.registered_address"):
        if code in row.masked:
            row.wrong(code, _("this value is masked: write it in full"))
    if not row.name and NAME not in row.masked:
        row.wrong(NAME, _("the name is missing"))
    if row.parts is None:
        row.wrong(ROOM, _("the room or the address is missing"))
    if not _lives(row) and not _registered(row):
        row.wrong(FLAGS[1], _("Somebody is registered here, lives here, or both."))
    taken = made.dwelling and row.name in register.heads.get(made.dwelling.pk, ())
    if row.given.get("membership.relation") == Relation.HEAD and taken:
        row.wrong("membership.relation", _("The household has a head already."))


def _lives(row: LedgerRow) -> bool:
    return row.given.get(FLAGS[1], True)


def _registered(row: LedgerRow) -> bool:
    return row.given.get(FLAGS[0], False)


def head_of(row: LedgerRow) -> str:
    """Whose household it is, as far as the row says; "": that of the lines above in the same home."""
    if row.given.get("membership.relation") in HEADS:
        return row.name
    return row.given.get("household.head", "")


def _twice(made: Plan, seen: Seen) -> None:
    row = made.row
    where = (made.spot.pk, addresses.said(addresses.tidy(row.parts))) if row.parts else ()
    code, line = NAME, None
    if row.index:
        code, line = ID_NUMBER, seen.ids.setdefault(row.index, row.line)
    elif made.resident:
        line = seen.people.setdefault((made.resident.pk,), row.line)
    else:
        line = seen.people.setdefault((*where, row.name), row.line)
    if line == row.line and made.outcome == Outcome.ADD and row.given.get("membership.relation") == Relation.HEAD:
        code, line = "membership.relation", seen.heads.setdefault((*where, row.name), row.line)
    if line != row.line:
        made.outcome = Outcome.DOUBLE
        row.wrong(code, _("the same as line %(line)d") % {"line": line})
