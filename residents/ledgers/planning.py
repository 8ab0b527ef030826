"""What the rows of a ledger would do to the register: some hundred rows at once, in a fixed number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Prefetch, TextChoices
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy, pgettext_lazy

from grids.database.rowids import any_of
from grids.fields import masked
from grids.privacy import identity
from residents import addresses
from residents.actions.change import facts_of
from residents.actions.people import document
from residents.actions.start import EDIT
from residents.catalogue import Entry, Home
from residents.enums import Relation, Trait
from residents.ledgers import differing
from residents.ledgers.ledger import (
    ADDRESS,
    FLAGS,
    ID_NUMBER,
    NAME,
    REF,
    ROOM,
    LedgerRow,
    compare,
)
from residents.ledgers.placing import Places, Spot
from residents.models import Dwelling, ImportBatch, Membership, Resident

HEADS = (Relation.HEAD, Relation.SELF)


class Outcome(TextChoices):
    WRONG = "wrong", gettext_lazy("Wrong")
    DOUBLE = "double", gettext_lazy("Twice in the sheet")
    UPDATE = "update", pgettext_lazy("rows of a ledger", "To change")
    FILL = "fill", pgettext_lazy("rows of a ledger", "To fill in")
    ADD = "add", gettext_lazy("To add")
    LEFT = "left", pgettext_lazy("rows of a ledger", "Differs, stays as it is")
    SAME = "same", gettext_lazy("Unchanged")


BAD = (Outcome.WRONG, Outcome.DOUBLE)
WRITTEN = (Outcome.ADD, Outcome.FILL, Outcome.UPDATE)


@dataclass(slots=True)
class Plan:
    row: LedgerRow
    outcome: Outcome
    spot: Spot | None = None
    dwelling: Dwelling | None = None
    resident: Resident | None = None
    filled: dict[str, Any] = field(default_factory=dict)  # fields of Person that the register leaves empty
    changed: dict[str, Any] = field(default_factory=dict)  # and those of which it says something else
    traits: dict[Trait, str] = field(default_factory=dict)  # to be recognised -> grade
    was: dict[str, str] = field(default_factory=dict)  # column to be written -> what the register says, masked; or ""
    notes: differing.Notes = field(default_factory=list)  # what differs and stays as it is
    has_other_number: bool = False  # the number of the row belongs to another record than the one it names

    @property
    def version(self) -> int | None:
        """Of the person whom it would change, as the register was read."""
        return self.resident.version if self.resident else None

    def judge(self) -> None:
        writes = Outcome.UPDATE if self.changed else Outcome.FILL if self.filled or self.traits else None
        self.outcome = writes or (Outcome.LEFT if self.notes else Outcome.SAME)

    def leave(self, *, all_of_it: bool) -> None:
        """What the register says stays; with all_of_it, what it leaves empty stays empty too."""
        self.changed, self.notes = {}, self.notes + differing.kept(self.was)
        self.was = {} if all_of_it else {code: there for code, there in self.was.items() if not there}
        if all_of_it:
            self.filled, self.traits = {}, {}
            self.outcome = Outcome.LEFT
        else:
            self.judge()

    def refuse(self) -> None:
        """Somebody was faster."""
        self.outcome = Outcome.WRONG
        self.row.wrong(NAME, _("the register has changed meanwhile: look the person up there"))


@dataclass(slots=True)
class Seen:
    """What stood in the lines above, in the whole sheet: for doubles."""

    ids: dict[str, int] = field(default_factory=dict)
    people: dict[tuple, int] = field(default_factory=dict)  # known ones, and new ones by home and name
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
        members = members.select_related("resident__subject", "household__dwelling")
        self.members: dict[tuple[int, str], list[Membership]] = {}
        self.heads: dict[int, set[str]] = {}
        for member in members.order_by("pk"):
            name = identity.normalise_name(member.resident.name)  # one from before has blanks in it
            self.members.setdefault((member.household.dwelling_id, name), []).append(member)
            if member.relation in HEADS:
                self.heads.setdefault(member.household.dwelling_id, set()).add(name)
        self.dead: dict[tuple[int, str], list[Membership]] = {}
        died = Membership.objects.filter(household__dwelling__in=any_of(ids), resident__died_on__isnull=False)
        died = died.filter(resident__merged_into=None, resident__withdrawn_at=None)
        for member in died.select_related("resident__subject", "household__dwelling").order_by("pk"):
            name = identity.normalise_name(member.resident.name)
            self.dead.setdefault((member.household.dwelling_id, name), []).append(member)
        known = [one.pk for one in (*self.by_index.values(), *self.by_ref.values()) if one.died_on]
        self.last_at = _last_at([*known, *(one.resident_id for some in self.dead.values() for one in some)])

    def home(self, row: LedgerRow, spot: Spot, places: Places) -> Dwelling | None:
        """In the area that the row names; else the only one of this address below, or in its grid, as standing_at."""
        found = self._homes_at(row, spot, places)
        return found[0] if found and (found[0].area_id == spot.pk or len(found) == 1) else None

    def is_doubled(self, row: LedgerRow, spot: Spot, places: Places) -> bool:
        """Several homes below have this address, and none stands where the row says: it would make one more."""
        found = self._homes_at(row, spot, places)
        return bool(row.parts and row.parts.compound and len(found) > 1 and found[0].area_id != spot.pk)

    def _homes_at(self, row: LedgerRow, spot: Spot, places: Places) -> list[Dwelling]:
        found = self.homes.get(addresses.said(addresses.tidy(row.parts))[:160], ()) if row.parts else ()
        exact = [home for home in found if home.area_id == spot.pk]
        below = [home for home in found if spot.pk in places.lines.get(home.area_id, ())]
        if not exact and not below and row.parts and row.parts.compound:
            below = [home for home in found if home.area_id in spot.line and home.area_id == home.grid_id]
        return exact or below


def _last_at(dead: list[int]) -> dict[int, Membership]:
    """Where they were the last time, whose file stays there."""
    past = Membership.objects.filter(resident__in=any_of(dead)).order_by("until", "pk") if dead else ()
    return {one.resident_id: one for one in past}


def plan(rows: Iterable[LedgerRow], batch: ImportBatch, places: Places, scope, seen: Seen | None) -> list[Plan]:
    """As if everything in the rows were to be written: what of it is, is decided by whoever reads the preview.

    scope: of the person who brings it in. seen: None where doubles are known already (when it is written).
    """
    rows = list(rows)
    register = Register(rows, batch)
    plans = [_found(row, register, places, scope) for row in rows]
    found = [one for made in plans if made.resident for one in made.resident.now]
    entries = differing.entries({one.pk: one for one in found}.values())
    for made in plans:
        _judge(made, register, entries, places)
        if seen is not None and made.outcome != Outcome.WRONG:
            _twice(made, seen)
    return plans


def _found(row: LedgerRow, register: Register, places: Places, scope) -> Plan:
    spot = places.top if REF in row.given else places.find(row)  # a record lies where it lies
    made = Plan(row, Outcome.ADD, spot, register.home(row, spot, places))
    if not row.is_home:
        _who(made, register, scope)
    return made


def _judge(made: Plan, register: Register, entries: dict[int, Entry], places: Places) -> None:
    row = made.row
    if row.is_home:
        _home(made, register, places)
    elif not row.errors and made.resident:
        _changes(made, entries, places)
    elif not row.errors:
        _newcomer(made, register, places)
        made.traits = row.traits
        made.notes = _of_home(made, places)
    if row.errors:
        made.outcome = Outcome.WRONG


def _home(made: Plan, register: Register, places: Places) -> None:
    """A home without people: added where it is new. What the register says of one that is there, a ledger leaves."""
    _not_doubled(made, register, places)
    made.notes = _of_home(made, places)
    if made.dwelling:
        made.judge()


def _of_home(made: Plan, places: Places) -> differing.Notes:
    return differing.of_home(made.row, Home(made.dwelling, {}, 0), places) if made.dwelling else []


def _who(made: Plan, register: Register, scope) -> None:
    """The person whom the row is about, where the register knows them: by record, by number, by home and name."""
    row = made.row
    if ref := row.given.get(REF):
        made.resident = register.by_ref.get(ref)
        if made.resident is None or not _in_scope(made, scope):
            _not_here(made, register, scope, REF, _("no such record in your areas"))
    elif row.index in register.by_index:
        made.resident = register.by_index[row.index]
        if not _in_scope(made, scope):
            said = _("in the register elsewhere: once let go there, take the entry over under “Register a person”")
            _not_here(made, register, scope, ID_NUMBER, said)
    elif made.dwelling and row.name:
        made.resident = _by_name(row, register.members.get((made.dwelling.pk, row.name), ()))
        if made.resident:
            namesakes = register.members[made.dwelling.pk, row.name]
            made.resident.now = [one for one in namesakes if one.resident_id == made.resident.pk]
        else:
            _not_dead(made, register, scope)
    if made.resident:
        made.has_other_number = register.by_index.get(row.index, made.resident).pk != made.resident.pk


def _not_here(made: Plan, register: Register, scope, code: str, said: str) -> None:
    """That somebody has died is told where their file is kept, and only there."""
    last = register.last_at.get(made.resident.pk) if made.resident else None
    if last and not made.resident.now and scope.may(EDIT, last):
        made.row.wrong(code, _("the register says that this person has died"))
    else:
        made.resident = None
        made.row.wrong(code, said)


def _not_dead(made: Plan, register: Register, scope) -> None:
    """A list that somebody has not crossed out would bring them back; told where their file is kept."""
    dead = _by_name(made.row, register.dead.get((made.dwelling.pk, made.row.name), ()))
    if dead and scope.may(EDIT, register.last_at[dead.pk]):
        said = _("somebody of this name who lived here has died: whoever else it is, register them by hand")
        made.row.wrong(NAME, said)


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


def _changes(made: Plan, entries: dict[int, Entry], places: Places) -> None:
    row, resident = made.row, made.resident
    before = facts_of(resident)
    given = {name: value for name, value in row.facts.items() if value != getattr(before, name)}
    if before.id_number and "id_number" in given:
        row.wrong(ID_NUMBER, _("the record has another number: correct it on the person's page"))
    if row.index and made.has_other_number:
        row.wrong(ID_NUMBER, _("another record has this number already"))
    if before.id_number and not row.index and {"born_on", "sex"} & set(given):
        compare(row, document(before.id_number, timezone.localdate()))
    meant = [one for one in resident.now if _is_there(row, one)] if row.parts else resident.now
    if not meant:
        row.wrong(_place_of(row), _("lives elsewhere in the register: record the move on the person's page"))
    if row.errors:
        return
    there = [entries[one.pk] for one in meant]
    made.filled = {name: value for name, value in given.items() if not getattr(before, name)}
    made.changed = {name: value for name, value in given.items() if name not in made.filled}
    made.traits, of_traits = differing.traits(row, there[0], places)
    made.was = dict.fromkeys(
        [f"resident.{name}" for name in made.filled] + [f"trait.{kind}" for kind in made.traits], ""
    )
    made.was |= {
        code: differing.said(code, there[0], places) for code in (f"resident.{name}" for name in made.changed)
    }
    made.notes = differing.of_person(row, there, places) + of_traits
    made.judge()


def _is_there(row: LedgerRow, one: Membership) -> bool:
    home = one.household.dwelling
    parts = (home.compound, home.building, home.entrance, home.room)
    return parts in (tuple(row.parts), tuple(addresses.tidy(row.parts))) or home.address == row.address


def _place_of(row: LedgerRow) -> str:
    return ROOM if row.given.get(ROOM) else ADDRESS


def _not_doubled(made: Plan, register: Register, places: Places) -> None:
    if register.is_doubled(made.row, made.spot, places):
        said = _("several homes of this area have this address: write the unit beside it")
        made.row.wrong(_place_of(made.row), said)


def _newcomer(made: Plan, register: Register, places: Places) -> None:
    row = made.row
    _not_doubled(made, register, places)
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
    lines = []  # column, the first line that spoke of the same
    if row.is_home:
        lines.append((_place_of(row), seen.people.setdefault(where, row.line)))
    elif made.resident:
        lines.append((NAME, seen.people.setdefault((made.resident.pk,), row.line)))
    elif not row.index:
        lines.append((NAME, seen.people.setdefault((*where, row.name), row.line)))
    if row.index:
        lines.append((ID_NUMBER, seen.ids.setdefault(row.index, row.line)))
    is_first = all(line == row.line for _code, line in lines)
    if is_first and made.outcome == Outcome.ADD and row.given.get("membership.relation") == Relation.HEAD:
        lines.append(("membership.relation", seen.heads.setdefault((*where, row.name), row.line)))
    for code, line in reversed(lines):
        if line != row.line:
            made.outcome = Outcome.DOUBLE
            row.wrong(code, _("the same as line %(line)d") % {"line": line})
            return
