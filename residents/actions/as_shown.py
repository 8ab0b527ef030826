"""What the pages of a household and of a dwelling show, as a word for grids.as_shown."""

from grids.as_shown import word
from residents.models import Dwelling, Household


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
