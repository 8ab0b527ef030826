"""Party organisations: a committee in every community, a branch in nearly every grid, members in proportion."""

from datetime import timedelta

from django.db import connection
from django.utils import timezone

from bench.client import Page
from bench.copying import copy
from bench.data import START, Built, Size
from bench.volunteers import PEOPLE, List
from grids.enums import Kind
from grids.models import Area
from grids.models.area import ANCESTORS
from parties.enums import MemberKind, OrgKind
from parties.models import PartyMember, PartyOrganization
from parties.views import members
from parties.views.members_asked import NEWEST

LEVELS = ("community", "street")  # who reads the roll
GAP = 10  # one grid in so many has no branch
DAYS = 9_000  # over which members joined
KINDS = (MemberKind.RETIRED, MemberKind.IN_SERVICE, MemberKind.OTHER, MemberKind.FLOATING)


def build(size: Size, built: Built) -> None:
    """Triggers are off meanwhile: rows carry their places themselves."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        copy(PartyOrganization, list(_organizations()))  # COPY takes the connection
        copy(PartyMember, list(_members(size)))
        for model in (PartyOrganization, PartyMember):
            table = model._meta.db_table
            cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))")
        cursor.execute("SET session_replication_role = origin")
        cursor.execute("ANALYZE parties_partyorganization, parties_partymember")


def _organizations():
    """Under each other as their areas are; the key is that of the area."""
    kinds = {
        Kind.STREET: OrgKind.STREET_COMMITTEE, Kind.COMMUNITY: OrgKind.COMMITTEE, Kind.GRID: OrgKind.GRID_BRANCH,
    }  # fmt: skip
    areas = Area.objects.filter(kind__in=kinds).order_by("tree_id", "lft")
    for number, area in enumerate(areas.values("id", "parent_id", "kind", "name", *ANCESTORS).iterator()):
        if area["kind"] == Kind.GRID and number % GAP == 0:
            continue
        yield {
            "id": area["id"], "ref": f"{area['id']:012x}", "name": f"{area['name']}党组织",
            "kind": kinds[Kind(area["kind"])], "founded_on": START, "area_id": area["id"],
            "parent_id": None if area["kind"] == Kind.STREET else area["parent_id"],
        } | {column: area[column] for column in ANCESTORS}  # fmt: skip


def _members(size: Size):
    """Of each community as many as it has volunteers, in its own committee."""
    today = timezone.localdate()
    with connection.cursor() as cursor:
        cursor.execute(PEOPLE, [size.volunteers])
        for number, (resident, _subject, _area, district, street, community, _grid) in enumerate(cursor.fetchall(), 1):
            yield {
                "id": number, "ref": f"{number:012x}", "resident_id": resident, "organization_id": community,
                "kind": KINDS[number % len(KINDS)], "since": today - timedelta(days=number * 7 % DAYS),
                "area_id": community, "district_id": district, "street_id": street, "community_id": community,
                "grid_id": None,
            }  # fmt: skip


LISTS = {
    "members": List(
        "/parties/members/",
        lambda user: members.brief(PartyMember.objects.visible_to(user).current()),
        NEWEST, PartyMember, "left_on IS NULL", "since DESC, id DESC",
        ("resident.name", "organization.name", "area.name"),
    ),
}  # fmt: skip


def pages(built: Built) -> list[Page]:
    found = [Page(f"List, {name}: {level}", one.address, level) for name, one in LISTS.items() for level in LEVELS]
    community = PartyOrganization.objects.get(area=built.line["community"].id)
    return [
        *found,
        Page("List, members in service: street", "/parties/members/?kind=in_service", "street"),
        Page("Party network: street", "/parties/", "street"),
        Page("Party organisation: community", community.get_absolute_url(), "community"),
        *(
            Page(f"Coverage: {level}", f"/parties/coverage/?area={built.line[level].code}", level)
            for level in ("street", "district")
        ),
    ]
