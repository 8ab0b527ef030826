"""Words in a list: each must stand in the matter's title, place, number or report; two Chinese characters suffice."""

import re

from django.db import connection
from django.db.models import Q

from cases.queries import TABLE, rows
from grids.database.patterns import containing

NUMBER = re.compile(r"\d{6,}-\d{6}-\d{4,}")
LONGEST, MOST_WORDS = 80, 5
NEWEST, OFTEN = 500, 20  # of so many, one in so many
FEW = 1000  # as many matches are sorted at once; more of them lie close together in any order
SCOPED = (
    "id, district_id, street_id, community_id, grid_id, area_id, is_confidential, taken_by_id, reporter_user_id,"
    " to_post_id, to_department_id"
)
WIDE = (f"{TABLE}.street_id", f"{TABLE}.district_id")


def words(text: str) -> list[str]:
    return text[:LONGEST].replace("\x00", "").split()[:MOST_WORDS]


def number_in(text: str) -> str:
    """The matter's number, where somebody wrote a whole one."""
    return text.strip() if NUMBER.fullmatch(text.strip()) else ""


def matching(some_words: list[str]) -> Q:
    found = Q()
    for word in some_words:
        found &= Q(search__contains=word)
    return found


def narrowed(some: list[str], some_words: list[str]) -> list[str]:
    """The branches to read for these words: a street and more is first asked which matters hold all the characters.

    Common words stay with the branches: reading in order meets enough of them soon. The index over characters is used
    for the whole scope at once, never once a branch, and inside a materialised CTE, so that the planner cannot prefer
    to read the table.
    """
    wide = next((branch for branch in some if any(column in branch for column in WIDE)), None)
    like = " AND ".join("search LIKE %s" for _word in some_words)
    patterns = [containing(word) for word in some_words]
    if wide is None or _is_common(wide, like, patterns):
        return some
    letters = sorted({letter for word in some_words for letter in word})
    anywhere = " OR ".join(f"({branch})" for branch in some)
    sql = (
        f"WITH found AS MATERIALIZED (SELECT {SCOPED} FROM {TABLE}"
        f" WHERE string_to_array(search, NULL) @> %s::text[] AND {like})"
        f" SELECT {TABLE}.id FROM found AS {TABLE} WHERE {anywhere} LIMIT {FEW + 1:d}"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [letters, *patterns])
        ids = [pk for (pk,) in cursor.fetchall()]
    if len(ids) > FEW:
        return some
    return [f"{TABLE}.id = ANY(ARRAY[{', '.join(map(str, ids))}]::bigint[])"]


def _is_common(branch: str, like: str, patterns: list[str]) -> bool:
    """Whether the newest matters of the branch hold the words often enough to be met soon in any order."""
    newest = f"SELECT search FROM {TABLE} WHERE {branch} ORDER BY reported_at DESC, id DESC LIMIT {NEWEST:d}"
    ((found,),) = rows(f"SELECT count(*) FROM ({newest}) AS newest WHERE {like}", patterns)
    return found * OFTEN >= NEWEST
