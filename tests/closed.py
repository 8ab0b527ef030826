"""Pages that do not open for everybody who holds the right: where, given the area, the place and the role, and why."""

from grids.enums import Kind
from parties.rules.meetings import KEEP_CADENCES
from volunteers.rules import KEEP_LISTS

LINKS = {"accept_case", "follow_up_case"}
DIVIDED = (Kind.STREET, Kind.COMMUNITY)
CLOSED = {
    "areas:labels": lambda area, place, role: area.kind != Kind.DISTRICT,  # a district names its levels
    "areas:redivide": lambda area, place, role: area.kind not in DIVIDED,  # what has grids or units below it
    "areas:redivision": lambda area, place, role: area.kind not in DIVIDED,
    "areas:redivision_sheet": lambda area, place, role: area.kind not in DIVIDED,
    "areas:redivision_upload": lambda area, place, role: True,  # the plan of the sample came without a sheet
    "organisations:edit": lambda area, place, role: place != "own",  # read everywhere, kept at home
    "posts:areas": lambda area, place, role: "appoint" not in role.grants,  # manage_roles: posts of administrators
    "posts:end": lambda area, place, role: "appoint" not in role.grants,
    "cases:link": lambda area, place, role: not LINKS & {*role.grants} or "reveal" not in role.grants,  # may_give_link
}
CLOSED |= dict.fromkeys(
    (
        "volunteers:team_act",
        "volunteers:part",
        "volunteers:activity_act",
        "volunteers:poster",
        "volunteers:training_act",
        "volunteers:reverse_hours",
        "volunteers:watch_act",
        "volunteers:watch_part",
        "volunteers:watch_night_act",
        "volunteers:watch_fill",
        "volunteers:watch_swap",
    ),
    lambda area, place, role: place != "own",  # seen from below, run where they lie
)
CLOSED |= dict.fromkeys(
    ("volunteers:new_service", "volunteers:service"),
    lambda area, place, role: place != "own" or area.kind not in DIVIDED,
)
CLOSED["volunteers:order_page"] = lambda area, place, role: place != "own" or area.kind != Kind.COMMUNITY
CLOSED["parties:party_meetings:rule_act"] = lambda area, place, role: place != "own" or area.kind not in KEEP_CADENCES
CLOSED["volunteers:entry_act"] = lambda area, place, role: place != "own" or area.kind not in KEEP_LISTS
