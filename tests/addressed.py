"""How the table of addresses is written: see tests/matrix.py."""

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Page:
    """of: the kind of thing it is about ("" for none). read: whoever holds one of these where the thing lies sees it.

    needs: besides, the page itself takes one of these, held anywhere. Nothing in read or needs: everybody signed in.
    """

    of: str = ""
    read: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    args: Callable = field(default=lambda thing: [thing.code])


def number(thing):
    return [thing.number]


def key(thing):
    return [thing.pk]


def reference(thing):
    return [thing.ref]


def night(thing):
    return [thing.watch.ref, thing.pk]


def stood(thing):
    return night(thing.participation.activity.night)


def place_of(thing):
    return [*stood(thing), thing.participation_id]


def account(thing):
    return [thing.username]


def pair(thing):
    return [thing[0].ref, thing[1].ref]


RESIDENT = ("read_resident",)
ANONYMISE = ("anonymise_residents",)
AREA, CASE, POST = ("read_area",), ("read_case",), ("read_area",)
KEEP = ("manage_users",)
APPOINT = ("appoint", "manage_roles")
RULES = ("manage_rules",)
TABLE, CERTIFICATE = ("export_residents",), ("issue_certificate",)
IMPORT = ("import_residents",)
POINTS, SHOP = ("read_points",), ("keep_shop",)
VOLUNTEERS, RUN_TEAMS, KEEP_VOLUNTEERS = ("read_volunteers",), ("keep_teams",), ("keep_volunteers",)
DISPATCH, CERTIFY = ("dispatch_orders",), ("certify_volunteering",)
PARTIES, KEEP_PARTIES = ("read_parties",), ("keep_parties",)
MEMBERS, KEEP_MEMBERS = ("read_members",), ("keep_members",)

HOLD = ("hold_ballots",)
