"""One row of a ledger: which person, in which household and home, or a home without people; what is wrong in which
column. Asks no table.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from grids.privacy import identity, idnumbers
from grids.words import phrases
from residents import addresses
from residents.actions.people import ID, Person, checked
from residents.addresses import Parts
from residents.enums import Trait
from residents.ledgers import sheetwords
from residents.models import Dwelling, Resident

REF = "resident.ref"
LONGEST_GRADE, LONGEST_BASIS = 20, 120
REF_HEADS = ("档案编号", "Record number")
NAME, ID_NUMBER, SEX, BORN = "resident.name", "resident.id_number", "resident.sex", "resident.born_on"
HEAD = "household.head"
ADDRESS, ROOM = "dwelling.address", "dwelling.room"
PARTS = ("dwelling.compound", "dwelling.building", "dwelling.entrance", ROOM)
FACTS = {f"resident.{one.name}": one.name for one in fields(Person)}
FLAGS = ("membership.is_registered", "membership.is_living")
TRAITS = {f"trait.{kind}": kind for kind in Trait}
TRAIT_BASIS, TRAIT_SINCE = "trait.basis", "trait.since"
OF_PEOPLE = ("resident.", "membership.", "household.", "trait.")
OF_ONE = ("resident.", "membership.", "trait.")
# What a ledger may bring in, in the order of the template; whatever else the catalogue knows is left alone.
BROUGHT_IN = (
    NAME, ID_NUMBER, SEX, BORN, "resident.phone", "membership.relation", HEAD, *FLAGS, "membership.since",
    "area.community", "area.grid", "area.unit", *PARTS, ADDRESS, "dwelling.kind", "dwelling.tenure",
    "household.register_type", "resident.registered_region", "resident.registered_address", "resident.education",
    "resident.workplace", *TRAITS, TRAIT_BASIS, TRAIT_SINCE,
)  # fmt: skip


@dataclass(slots=True)
class LedgerRow:
    """given: what the cells say, by code, in the values of the models; a masked or an empty cell says nothing.

    months: of the cells that say a year and a month, but no day, the first of that month.
    """

    line: int
    given: dict[str, Any] = field(default_factory=dict)
    months: dict[str, date] = field(default_factory=dict)
    masked: dict[str, str] = field(default_factory=dict)
    errors: list[tuple[str, str]] = field(default_factory=list)
    parts: Parts | None = None
    read: idnumbers.Identity | None = None
    index: str = ""

    @property
    def name(self) -> str:
        return self.given.get(NAME, "")

    @property
    def address(self) -> str:
        return addresses.said(self.parts)[:160] if self.parts else ""

    @property
    def is_home(self) -> bool:
        """A home and nobody in it: no cell says anything of a person or a household."""
        said = {*self.given, *self.masked, *(code for code, _reason in self.errors)}
        return self.parts is not None and not any(code.startswith(OF_PEOPLE) for code in said)

    @property
    def facts(self) -> dict[str, Any]:
        """What is given of the fields of Person."""
        return {name: self.given[code] for code, name in FACTS.items() if code in self.given}

    @property
    def traits(self) -> dict[Trait, str]:
        """What the row says is recognised -> its grade, which may be empty."""
        return {kind: self.given[code] for code, kind in TRAITS.items() if self.given.get(code) is not None}

    def wrong(self, code: str, reason: str) -> None:
        self.errors.append((code, reason))


def read(line: int, cells: dict[str, str], lost: Iterable[str], now: datetime, *, is_csv: bool = False) -> LedgerRow:
    """cells: code -> text; lost: codes of the cells whose number the spreadsheet has cut off."""
    row = LedgerRow(line)
    for code, text in cells.items():
        if not text:
            continue
        if code in lost or (code == ID_NUMBER and is_csv and idnumbers.looks_like_lost_digits(text)):
            row.wrong(code, str(idnumbers.LOST_DIGITS))
        elif text in sheetwords.ERRORS:
            row.wrong(code, _("the spreadsheet has no value here, but an error: write the value"))
        elif sheetwords.is_masked(text):
            row.masked[code] = text
        else:
            _take(row, code, text)
    _place(row)
    _check(row, now)
    _check_traits(row, now)
    return row


def _take(row: LedgerRow, code: str, text: str) -> None:
    try:
        row.given[code] = _value(code, text)
    except sheetwords.DayMissing as said:
        row.months[code] = said.month
        return
    except sheetwords.DayCounted as said:
        why = _("a number instead of a day, perhaps %(day)s: give the column the format of a date")
        row.wrong(code, why % {"day": said.day})
        return
    except sheetwords.NotUnderstood:
        row.wrong(code, _not_understood(code))
        return
    model, name = (Dwelling if code in PARTS else Resident), code.partition(".")[2]
    if isinstance(row.given[code], str) and (code in FACTS or code in PARTS):
        most = model._meta.get_field(name).max_length
        if len(row.given[code]) > most:
            row.wrong(code, _("longer than %(count)d characters") % {"count": most})


def _value(code: str, text: str):
    if code in sheetwords.CHOICES:
        return sheetwords.choice(code, text)
    if code in FLAGS:
        return sheetwords.flag(text)
    if code in TRAITS:
        return _grade(text)
    if code in (BORN, "membership.since", TRAIT_SINCE):
        return sheetwords.day(text)
    if code == "resident.phone":
        return identity.normalise_phone(text) or text
    if code in (NAME, HEAD):
        return identity.normalise_name(text)
    return " ".join(text.split())


def _grade(text: str) -> str | None:
    """二级 is a grade, 是 says only that it is so, 否 says nothing: what has ended is ended on the person's page."""
    try:
        return "" if sheetwords.flag(text) else None
    except sheetwords.NotUnderstood:
        return " ".join(text.split())


def _not_understood(code: str) -> str:
    if code in sheetwords.CHOICES:
        words = phrases.listed(sheetwords.CHOICES[code].labels)
        return _("only these are understood: %(words)s") % {"words": words}
    if code in FLAGS:
        return _("only yes or no")
    return _("not a day: write 2026-05-11")


def _place(row: LedgerRow) -> None:
    """The home, from its parts or from an address written in one."""
    if row.given.get(ROOM):
        row.parts = Parts(*(row.given.get(code, "") for code in PARTS))
        if not addresses.tidy(row.parts).room:
            row.parts = None
            row.wrong(ROOM, _("not a room or a number"))
    elif text := row.given.get(ADDRESS):
        row.parts = addresses.parse(text)
        if row.parts is None:
            row.wrong(ADDRESS, _("no room or number at its end: 东梅小区3号楼2单元401室"))


def _check(row: LedgerRow, now: datetime) -> None:
    since = row.given.get("membership.since")
    if since and since > timezone.localdate(now):
        row.wrong("membership.since", _("This day has not come yet."))
    if [row.given.get(code) for code in FLAGS] == [False, False]:
        row.wrong(FLAGS[1], _("Somebody is registered here, lives here, or both."))
    facts = {name: value for name, value in row.facts.items() if name != "name"}
    try:
        row.read = checked(Person(row.name, **facts), now)
    except ValidationError as error:
        for name, reasons in error.message_dict.items():
            row.wrong(f"resident.{name}", " ".join(reasons))
    if row.read:
        row.index = identity.blind_index(ID, row.read.number)
        row.given[ID_NUMBER] = row.read.number
        compare(row, row.read)
    _check_months(row)


def _check_months(row: LedgerRow) -> None:
    """Of a month of birth the ID number knows the day; any other day that is missing, nobody does."""
    told = row.read.born_on if row.read else None
    for code, month in row.months.items():
        if code != BORN or told is None:
            row.wrong(code, _("the day is missing: write 2026-05-11"))
        elif not _is_month_of(told, month):
            row.wrong(code, _("the ID number says %(day)s") % {"day": told})


def _is_month_of(day: date, month: date) -> bool:
    """A number cell keeps 1990.10 as 1990.1."""
    return day.replace(day=1) == month or (day.month == 10 and day.replace(month=1, day=1) == month)


def _check_traits(row: LedgerRow, now: datetime) -> None:
    """Nothing is recognised without the paper and the day: a ledger would otherwise list people by hearsay."""
    if not row.traits:
        return
    for code, kind in TRAITS.items():
        if len(row.given.get(code) or "") > LONGEST_GRADE and kind in row.traits:
            row.wrong(code, _("longer than %(count)d characters") % {"count": LONGEST_GRADE})
    if not row.given.get(TRAIT_BASIS):
        row.wrong(TRAIT_BASIS, _("needed here: the certificate or decision"))
    elif len(row.given[TRAIT_BASIS]) > LONGEST_BASIS:
        row.wrong(TRAIT_BASIS, _("longer than %(count)d characters") % {"count": LONGEST_BASIS})
    since = row.given.get(TRAIT_SINCE)
    if since is None and not any(code == TRAIT_SINCE for code, _why in row.errors):
        row.wrong(TRAIT_SINCE, _("needed here: the day of the certificate or decision"))
    elif since and since > timezone.localdate(now):
        row.wrong(TRAIT_SINCE, _("This day has not come yet."))


def compare(row: LedgerRow, told: idnumbers.Identity) -> None:
    """A number that says another birthday or sex than the cell beside it belongs to somebody else, or is mistyped."""
    if told.born_on and row.given.get(BORN, told.born_on) != told.born_on:
        row.wrong(BORN, _("the ID number says %(day)s") % {"day": told.born_on})
    if told.sex and row.given.get(SEX, told.sex.value) != told.sex.value:
        row.wrong(SEX, _("the ID number says %(sex)s") % {"sex": told.sex.label})


def holds_for_all(code: str) -> bool:
    """Whether a cell that is merged over the lines of a household is true of each: their home is, a phone is not."""
    return not code.startswith(OF_ONE)


def person_of(row: LedgerRow) -> Person:
    return Person(**{"name": row.name} | row.facts)
