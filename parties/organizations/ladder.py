"""Who may stand under whom, which offices an organisation has, and how long its terms are: frozen data.

Each kind stands under kinds above it in this order only, so that the tree can have no circle whatever is moved.
"""

from types import MappingProxyType

from parties.enums import OrgKind as K
from parties.enums.organizations import Duty

# None: it may stand at the top here, because what stands above it is not kept in this portal.
UNDER = MappingProxyType(
    {
        K.STREET_COMMITTEE: (None,),
        K.BIG_COMMITTEE: (K.STREET_COMMITTEE, None),
        K.COMMITTEE: (K.STREET_COMMITTEE, K.BIG_COMMITTEE, None),
        K.GENERAL_BRANCH: (K.STREET_COMMITTEE, K.BIG_COMMITTEE, K.COMMITTEE, None),
        K.GRID_BRANCH: (K.BIG_COMMITTEE, K.COMMITTEE, K.GENERAL_BRANCH),
        K.OUTPOST: (K.BIG_COMMITTEE, K.COMMITTEE, K.GENERAL_BRANCH),
        K.PROPERTY: (K.BIG_COMMITTEE, K.COMMITTEE, K.GENERAL_BRANCH),
        K.ENTERPRISE: (K.STREET_COMMITTEE, K.BIG_COMMITTEE, K.COMMITTEE, K.GENERAL_BRANCH),
        K.TEMPORARY: (K.STREET_COMMITTEE, K.BIG_COMMITTEE, K.COMMITTEE, K.GENERAL_BRANCH),
        K.GROUP: (K.GENERAL_BRANCH, K.GRID_BRANCH, K.OUTPOST, K.PROPERTY, K.ENTERPRISE, K.TEMPORARY),
        K.BUILDING_GROUP: (K.GENERAL_BRANCH, K.GRID_BRANCH, K.OUTPOST, K.PROPERTY),
        K.HOUSEHOLD: (K.GRID_BRANCH, K.OUTPOST, K.GROUP, K.BUILDING_GROUP),
    }
)

COMMITTEES = (K.STREET_COMMITTEE, K.BIG_COMMITTEE, K.COMMITTEE)
BRANCHES = (K.GENERAL_BRANCH, K.GRID_BRANCH, K.OUTPOST, K.PROPERTY, K.ENTERPRISE, K.TEMPORARY)
GROUPS = (K.GROUP, K.BUILDING_GROUP)
NAMES_ITS_ORGANISATION = (K.PROPERTY, K.ENTERPRISE)

_SEATS = (Duty.SECRETARY, Duty.DEPUTY, Duty.MEMBER)
DUTIES = MappingProxyType(
    dict.fromkeys((*COMMITTEES, *BRANCHES), _SEATS)
    | {K.BIG_COMMITTEE: (*_SEATS, Duty.PART_TIME), K.HOUSEHOLD: (Duty.HOUSEHOLD,)}
    | dict.fromkeys(GROUPS, (Duty.LEADER,))
)

# Years; a term may be written with another end. A temporary branch has its own end, groups and households no terms.
TERM_YEARS = MappingProxyType(
    dict.fromkeys((*COMMITTEES, K.GENERAL_BRANCH), 5)
    | dict.fromkeys((K.GRID_BRANCH, K.OUTPOST, K.PROPERTY, K.ENTERPRISE), 3)
)


def may_stand(kind: str, under: str | None) -> bool:
    return under in UNDER[K(kind)]


def below(kind: str) -> tuple[K, ...]:
    """The kinds that may be founded right under one of this kind."""
    return tuple(each for each, above in UNDER.items() if kind in above)
