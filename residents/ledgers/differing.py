"""Where a row of a ledger and the register differ: what the ledger would write, and what it leaves and only says."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy

from residents import catalogue
from residents.catalogue import Entry, Home
from residents.enums import Trait
from residents.ledgers.ledger import FLAGS, TRAIT_BASIS, TRAIT_SINCE, TRAITS, LedgerRow
from residents.ledgers.placing import LEVELS, Places
from residents.models import Membership

Notes = list[tuple[str, str]]  # column, sentence

_KEPT = gettext_lazy("left as it is: the register says “%(there)s”")
_ON_PERSON = gettext_lazy("the register says “%(there)s”: change it on the person's page")
_ON_HOUSEHOLD = gettext_lazy("the register says “%(there)s”: change it on the household's page")
_ON_HOME = gettext_lazy("the register says “%(there)s”: change it on the home's page")
_NOT_HERE = gettext_lazy("the register says “%(there)s”; a ledger does not change it")
# How somebody lives in a household, and what the home is, changes by acts of their own. What a ledger leaves:
OF_HOMES = {"dwelling.kind": _ON_HOME, "dwelling.tenure": _ON_HOME}
OF_PEOPLE = {
    "membership.relation": _ON_HOUSEHOLD,
    "household.head": _ON_HOUSEHOLD,
    **dict.fromkeys(FLAGS, _ON_PERSON),
    "membership.since": _ON_PERSON,
    "household.register_type": _ON_HOUSEHOLD,
    **dict.fromkeys(dict(LEVELS), _NOT_HERE),
    **OF_HOMES,
}


def entries(memberships: Iterable[Membership]) -> dict[int, Entry]:
    """By membership: what the register says, as a list of it would show it. A fixed number of queries."""
    return {one.membership.pk: one for one in catalogue.entries(memberships, timezone.localdate())}


def said(code: str, entry: Entry | Home, places: Places) -> str:
    """What the register says there, masked; nothing of homes outside the ledger's area, whose people read its page."""
    if isinstance(entry, Entry) and entry.membership.area_id not in places.lines:
        return _("(recorded outside this area)")
    return catalogue.shown(code, entry) or _("(empty)")


def kept(was: dict[str, str]) -> Notes:
    """What could have been changed, and was not."""
    return [(code, _KEPT % {"there": there}) for code, there in was.items() if there]


def of_person(row: LedgerRow, there: list[Entry], places: Places) -> Notes:
    """there: where the person lives or is registered; the row may mean any of them."""
    return _left(row, OF_PEOPLE, there, places)


def of_home(row: LedgerRow, home: Home, places: Places) -> Notes:
    return _left(row, OF_HOMES, [home], places)


def _left(row: LedgerRow, columns: dict, there: list[Entry | Home], places: Places) -> Notes:
    return [
        (code, sentence % {"there": said(code, there[0], places)})
        for code, sentence in columns.items()
        if (value := row.given.get(code)) is not None
        and not any(_agrees(code, value, entry, places) for entry in there)
    ]


def _agrees(code: str, value: Any, entry: Entry | Home, places: Places) -> bool:
    model, name = code.split(".")
    if model == "area":
        return places.is_in(code, value, entry.membership, entry.areas.get(name, ""))
    if code == "household.head":
        return value == entry.head
    return value == getattr(getattr(entry, model), name)


def traits(row: LedgerRow, entry: Entry, places: Places) -> tuple[dict[Trait, str], Notes]:
    """What is to be recognised -> its grade. Another grade is another decision: an act of its own, as its end is."""
    new = {kind: grade for kind, grade in row.traits.items() if kind not in entry.traits}
    notes = []
    for code, kind in TRAITS.items():
        if code in row.given and kind in entry.traits and row.given[code] not in ("", entry.traits[kind].grade):
            notes.append((code, _ON_PERSON % {"there": said(code, entry, places)}))
    standing = [entry.traits[kind] for kind in row.traits if kind in entry.traits]
    for code, name in ((TRAIT_BASIS, "basis"), (TRAIT_SINCE, "since")) if standing and not new else ():
        if row.given[code] not in [getattr(one, name) for one in standing]:
            notes.append((code, _ON_PERSON % {"there": said(code, entry, places)}))
    return new, notes
