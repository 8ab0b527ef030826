"""What has no version of its own, as a household and a dwelling: a page posts back a short word for what it showed."""

import hashlib

from residents.models import Dwelling, Household


class HomeStale(Exception):
    """Somebody else changed the household or the dwelling after the page was shown."""


def household(row: Household) -> str:
    members = row.memberships.current().order_by("pk")
    return word(
        [row.closed_on, str(row.register_type), *members.values_list("pk", "relation", "is_registered", "is_living")]
    )


def dwelling(row: Dwelling) -> str:
    leases = row.leases.order_by("pk").values_list("pk", "starts_on", "ends_on")
    return word(
        [row.address, str(row.kind), str(row.tenure), sorted(map(str, row.hazards)), row.withdrawn_at, *leases]
    )


def check(seen: str | None, now: str) -> None:
    """seen: None where no page was (imports, the demo). Raises HomeStale."""
    if seen is not None and seen != now:
        raise HomeStale


def word(facts: list) -> str:
    return hashlib.sha256(repr(facts).encode()).hexdigest()[:16]
