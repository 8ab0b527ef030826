"""Which logs of the registers are sealed, and how: a text that may be forgotten goes in as a digest, or not at all."""

import hashlib

from grids.privacy.seals import Log


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
# The reason of an emergency look is forgotten with its record, and who allowed it comes later: its history has both.
EMERGENCY_LOOKS = Log("residents.careaccess", ("id", "care_id", "user_id", "asked_at"))
EXPORTS = Log("residents.exportlog", ("id", "by_id", "post_id", "area_id", "purpose", "filters", "rows", "at"))
CARRIED = Log("residents.carried", ("id", "export_id", "table_id", "people", "at"))
LOGS = (LIFE_EVENTS, EMERGENCY_LOOKS, EXPORTS, CARRIED)
