"""What has no version of its own: a page posts back a short word for what it showed."""

import hashlib


class ChangedMeanwhile(Exception):
    """Somebody else changed it after the page was shown."""


def word(facts: list) -> str:
    return hashlib.sha256(repr(facts).encode()).hexdigest()[:16]


def check(seen: str | None, now: str) -> None:
    """seen: None where no page was (imports, the demo). Raises ChangedMeanwhile."""
    if seen is not None and seen != now:
        raise ChangedMeanwhile
