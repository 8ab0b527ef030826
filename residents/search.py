"""Words in the list of residents: a name (one character is enough), its reading or initials, or a part of an address.

An index is asked for the whole register at once, in a materialised CTE with a limit, so that the planner cannot
prefer to read the table: rare words give a few ids, by which the scope's memberships are found. Common ones are met
soon by whoever reads the scope in its order.
"""

from django.db import connection
from django.db.models import Q

from grids.database.patterns import beginning, containing, ending
from grids.database.rowids import any_of
from grids.privacy import identity

FEW = 2000
LONGEST_NAME = 3  # characters; what is longer, has a number in it or is nobody's name may be an address

FOUND = "WITH found AS MATERIALIZED (SELECT id FROM residents_resident WHERE {} LIMIT %s) SELECT id FROM found"
# Of each name its letters are indexed. Two are no trigram but at the beginning and the end of a name, so that only
# names of more than three are asked for their letters. Three are one.
BY_LETTER = FOUND.format("string_to_array(name, NULL) @> %s::text[]")
BY_TWO = FOUND.format(
    "name LIKE %s OR name LIKE %s OR length(name) > 3 AND string_to_array(name, NULL) @> %s::text[] AND name LIKE %s"
)
BY_NAME = FOUND.format("name LIKE %s")
BY_READING = """
WITH found AS MATERIALIZED (
    (SELECT id FROM residents_resident WHERE initials LIKE %s LIMIT %s)
    UNION (SELECT id FROM residents_resident WHERE pinyin LIKE %s LIMIT %s)
) SELECT id FROM found
"""
BY_ADDRESS = """
WITH found AS MATERIALIZED (
    SELECT id FROM residents_dwelling WHERE address LIKE %s AND withdrawn_at IS NULL LIMIT %s
) SELECT id FROM found
"""


def ways(text: str) -> list[Q]:
    """Conditions on memberships, any of which may hold. Letters are a reading; anything else a name or an address."""
    if text.isascii() and text.replace(" ", "").isalpha():
        return [_by_reading(text.lower().replace(" ", ""))]
    text = identity.normalise_name(text)
    ids = _named(text)
    found = [Q(resident__name__contains=text) if len(ids) > FEW else Q(resident__in=any_of(ids))]
    if not ids or len(text) > LONGEST_NAME or any(letter.isdigit() for letter in text):
        found.append(_by_address(text))
    return found


def _named(text: str) -> list[int]:
    letters = sorted(set(text))
    if len(text) == 1:
        return _ids(BY_LETTER, [letters, FEW + 1])
    if len(text) == 2:
        return _ids(BY_TWO, [beginning(text), ending(text), letters, containing(text), FEW + 1])
    return _ids(BY_NAME, [containing(text), FEW + 1])


def _by_reading(letters: str) -> Q:
    like = beginning(letters)
    ids = _ids(BY_READING, [like, FEW + 1, like, FEW + 1])
    if len(ids) > FEW:
        return Q(resident__initials__startswith=letters) | Q(pinyin__startswith=letters)
    return Q(resident__in=any_of(ids))


def _by_address(text: str) -> Q:
    ids = _ids(BY_ADDRESS, [containing(text), FEW + 1])
    if len(ids) > FEW:
        return Q(household__dwelling__address__contains=text)
    return Q(household__dwelling__in=any_of(ids))


def _ids(sql: str, values: list) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return [pk for (pk,) in cursor.fetchall()]
