"""How the record of what happened to people is sealed: by the digest of its texts, which outlives them."""

import hashlib

from grids.seals import Log


def _said(row: tuple) -> tuple:
    *rest, text, salt, digest = row
    return (*rest, digest or hashlib.sha256(f"{salt or ''}{text}".encode()).hexdigest())


LIFE_EVENTS = Log(
    "residents.lifeevent",
    (
        *("id", "resident_id", "kind", '"on"', "at", "by_id", "post_id", "household_id", "to_household_id"),
        *("text", "salt", "text_digest"),
    ),
    _said,
)
