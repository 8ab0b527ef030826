"""Who may be in the register twice: on entry, and as the list of pairs in one's areas.

Three signs: a name that sounds the same with the same birth date; the same phone; a name that sounds the same in the
same dwelling. A family shares a phone: inside one household it is no sign.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.core import signing
from django.db import connection
from django.db.models import Q

from grids.models import Area
from grids.pages import keyset
from grids.privacy import identity
from grids.words import pinyin
from residents import addresses
from residents.actions.homes import standing_at
from residents.models import Household, Membership, NotDuplicate, Resident
from residents.signs import BIRTH, HOME, PHONE, PHONE_INDEX, words

MOST = 10  # candidates shown on entry
SALT = "residents.duplicates"


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be the one who is being entered. Beyond one's areas ref and born_on are empty, name masked.

    met_by_phone: for the log of looks and for no page, the ref of whom the phone told of; "" for others.
    """

    name: str
    place: str
    signs: list[str]
    ref: str = ""
    born_on: date | None = None
    met_by_phone: str = ""

    @property
    def is_mine(self) -> bool:
        return bool(self.ref)


@dataclass(slots=True)
class Pair:
    """id and other_id are the keys of the list: the newer entry stands first."""

    other_id: int
    id: int
    why: int
    newer: Resident | None = None
    older: Resident | None = None
    places: tuple[str, str] = ("", "")
    signs: list[str] = field(default_factory=list)


def candidates(user, household, *, name: str, born_on: date | None = None, phone: str = "") -> list[Candidate]:
    """For the form of a new member of `household`, before anything is saved; a fixed number of queries.

    Within one's areas as they are; beyond, in the same street, by masked name and community; nobody farther away.
    """
    reading = pinyin.key(" ".join(name.split()), person=True)[0][:120]
    index = identity.blind_index(PHONE_INDEX, identity.normalise_phone(phone))
    same_home = Membership.objects.current().filter(household__dwelling=household.dwelling_id).values("resident")
    asked = Q(pinyin=reading, pk__in=same_home)
    if born_on:
        asked |= Q(pinyin=reading, born_on=born_on)
    if index:
        asked |= Q(phone_index=index)
    found = list(Resident.objects.filter(asked, merged_into=None, anonymised_at=None).order_by("-pk")[: 3 * MOST])
    homes = _homes(found)
    mine = set(Resident.objects.visible_to(user).filter(pk__in=[one.pk for one in found]).values_list("pk", flat=True))
    names = Area.objects.in_bulk({home.community_id for some in homes.values() for home in some} - {None})
    made = []
    for one in found:
        there = homes[one.pk]
        why = BIRTH * bool(born_on and one.born_on == born_on and one.pinyin == reading)
        why |= HOME * bool(
            one.pinyin == reading and any(h.household.dwelling_id == household.dwelling_id for h in there)
        )
        if index and one.phone_index == index:
            why |= PHONE * bool(one.pinyin == reading or all(h.household_id != household.pk for h in there))
        if not why:
            continue
        met = one.ref if why & PHONE else ""
        if one.pk in mine:
            place = str(there[0].household) if there else ""
            made.append(Candidate(one.name, place, words(why), one.ref, one.born_on, met_by_phone=met))
        elif near := next((h for h in there if h.street_id and h.street_id == household.street_id), None):
            place = names[near.community_id].short_name if near.community_id in names else ""
            made.append(Candidate(identity.mask_name(one.name), place, words(why), met_by_phone=met))
    return made[:MOST]


def at_address(user, area: Area, parts: addresses.Parts, **asked) -> list[Candidate]:
    """The same for somebody new at an address, whose household there may not be in the register yet."""
    home = standing_at(area, parts, by=user)
    found = Household.objects.current().filter(dwelling=home).order_by("pk").first()
    return candidates(user, found or Household(street_id=area.street_id), **asked)


class _Newest(keyset.Order):
    """By the newer entry of the pair, then the older one: two ids instead of a moment and an id."""

    def write(self, cursor) -> str:
        return signing.dumps([cursor.value, cursor.pk, cursor.backwards], salt=SALT)

    def read(self, text: str):
        try:
            value, pk, backwards = signing.loads(text, salt=SALT)
            return keyset.Cursor(int(value), int(pk), bool(backwards))
        except (signing.BadSignature, ValueError, TypeError):
            return None


NEWEST = _Newest("pairs", "other_id", descending=True)

PAIRS = f"""
WITH seen AS MATERIALIZED ({{seen}}),
homes AS MATERIALIZED (
    SELECT m.resident_id, m.household_id, h.dwelling_id FROM residents_membership m
    JOIN residents_household h ON h.id = m.household_id JOIN seen ON seen.id = m.resident_id WHERE m.until IS NULL
),
signs AS (
    SELECT a.id AS older, b.id AS newer, {BIRTH} AS why FROM seen a
    JOIN seen b ON b.pinyin = a.pinyin AND b.born_on = a.born_on AND a.id < b.id
    UNION ALL
    SELECT a.id, b.id, {PHONE} FROM seen a JOIN seen b ON b.phone_index = a.phone_index AND a.id < b.id
    WHERE a.phone_index <> '' AND (a.pinyin = b.pinyin OR NOT EXISTS (
        SELECT 1 FROM homes x JOIN homes y ON y.household_id = x.household_id
        WHERE x.resident_id = a.id AND y.resident_id = b.id))
    UNION ALL
    SELECT x.resident_id, y.resident_id, {HOME} FROM homes x
    JOIN homes y ON y.dwelling_id = x.dwelling_id AND x.resident_id < y.resident_id
    JOIN seen a ON a.id = x.resident_id JOIN seen b ON b.id = y.resident_id AND b.pinyin = a.pinyin
)
SELECT newer, older, bit_or(why) FROM signs
WHERE NOT EXISTS (SELECT 1 FROM {NotDuplicate._meta.db_table} n WHERE n.first_id = older AND n.second_id = newer)
{{beyond}}
GROUP BY newer, older ORDER BY newer {{way}}, older {{way}} LIMIT %s
"""


def pairs(user, cursor: str = "", *, size: int = 50) -> keyset.Page:
    """A page of `Pair`s, both in one's areas and not yet told apart: three queries, however many there are."""
    seen = Resident.objects.visible_to(user).filter(anonymised_at=None)
    sql, values = seen.order_by().values_list("id", "pinyin", "born_on", "phone_index").query.sql_with_params()

    def fetch(at, limit):
        backwards = bool(at and at.backwards)
        beyond = f"AND (newer, older) {'>' if backwards else '<'} (%s, %s)" if at else ""
        asked = PAIRS.format(seen=sql, beyond=beyond, way="ASC" if backwards else "DESC")
        with connection.cursor() as database:
            database.execute(asked, [*values, *((at.value, at.pk) if at else ()), limit])
            return [Pair(*row) for row in database.fetchall()]

    found = keyset.page(NEWEST, fetch, cursor, size)
    people = Resident.objects.in_bulk({pk for pair in found.rows for pk in (pair.id, pair.other_id)})
    homes = _homes(people.values())
    for pair in found.rows:
        pair.newer, pair.older, pair.signs = people[pair.other_id], people[pair.id], words(pair.why)
        pair.places = (_place(homes[pair.other_id]), _place(homes[pair.id]))
    return found


def told_apart(one: Resident, other: Resident) -> NotDuplicate | None:
    """Who said that these two are not one person, and when."""
    return NotDuplicate.objects.filter(first__in=(one, other), second__in=(one, other)).first()


def signs_of(first: Resident, second: Resident) -> list[str]:
    """Why these two stand side by side; empty where nothing but somebody's address brought them together."""
    homes = _homes([first, second])
    one, other = homes[first.pk], homes[second.pk]
    alike = first.pinyin == second.pinyin
    why = BIRTH * bool(alike and first.born_on and first.born_on == second.born_on)
    why |= HOME * bool(alike and {h.household.dwelling_id for h in one} & {h.household.dwelling_id for h in other})
    if first.phone_index and first.phone_index == second.phone_index:
        why |= PHONE * bool(alike or not {h.household_id for h in one} & {h.household_id for h in other})
    return words(why)


def _homes(people) -> dict[int, list[Membership]]:
    found: dict[int, list[Membership]] = defaultdict(list)
    current = Membership.objects.current().filter(resident__in=[one.pk for one in people])
    for home in current.select_related("household__dwelling").order_by("-is_living", "pk"):
        found[home.resident_id].append(home)
    return found


def _place(homes: list[Membership]) -> str:
    return str(homes[0].household) if homes else ""
