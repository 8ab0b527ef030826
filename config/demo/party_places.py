"""Two more places of the sources, trees of their own: 新城市社区 with its three-level network of party organisations,
and 大安街道 with a branch in each of its eighteen grids. The areas are official, the people invented.
"""

import random
from datetime import date, datetime, timedelta

from django.conf import settings
from django.utils import timezone

from config.demo.areas import WHY, WORDS
from grids import history
from grids.actions import grants
from grids.actions.divisions import COLUMNS, load_divisions
from grids.enums import Kind
from grids.models import Area, Post, PostArea, Role, SubjectKey, User
from grids.privacy import identity
from grids.sheets import Row, read_sheet
from grids.words import pinyin
from parties.enums import MemberKind, OrgKind
from parties.enums.organizations import Duty
from parties.models import Officer, PartyMember, PartyOrganization, Term
from residents.models import Dwelling, Household, Membership, Resident

SEED = 72
FOUNDED = date(2020, 7, 1)
XINCHENGSHI, DAAN = "330281004016", "510304001"
OUTPOSTS, SEATS, GROUPS, GRIDS = 11, 22, 33, 18  # of the sources
ACCOUNTS = {
    "xinchengshi": ("宋雨桐", "community_staff", XINCHENGSHI, "1990009001"),
    "daan": ("曹文杰", "street_staff", DAAN, "1990009002"),
}


def load(now: datetime) -> int:
    """How many organisations there are in both."""
    before = PartyOrganization.objects.count()
    with history.acting(None, why=WHY):
        _areas()
        found = Area.objects.in_bulk([XINCHENGSHI, DAAN], field_name="code")
        _accounts(found)
        _network(found[XINCHENGSHI], timezone.localdate(now), random.Random(SEED))
        _grid_branches(found[DAAN])
    return PartyOrganization.objects.count() - before


def _areas() -> None:
    """Official down to the community; the grids of 大安街道 are invented, as many as it has."""
    rows = [*_official("330281", XINCHENGSHI), *_official("510304", DAAN)]
    communities = [row for row in rows if row["kind"] == Kind.COMMUNITY and row["code"].startswith(DAAN)]
    for number in range(GRIDS):
        above = communities[number % len(communities)]["code"]
        code, name = f"{above}{number // len(communities) + 1:03}", f"{WORDS['grids'][number]}网格"
        rows.append({"code": code, "name": name, "kind": Kind.GRID.value, "parent_code": above})
    load_divisions((Row(line, cells) for line, cells in enumerate(rows, 2)), why=WHY)


def _official(district: str, wanted: str) -> list[dict]:
    """The wanted area, what lies above it and below it."""
    with (settings.BASE_DIR / "grids" / "data" / f"divisions-{district}.csv").open("rb") as file:
        rows = [row.cells for row in read_sheet(file, required=COLUMNS).rows]
    return [row for row in rows if row["code"].startswith(wanted) or wanted.startswith(row["code"])]


def _accounts(found: dict[str, Area]) -> None:
    """One for each place, with the password of the other demo accounts."""
    password, roles = User.objects.get(username="community").password, Role.objects.in_bulk(field_name="code")
    keys = [SubjectKey(wrapped=identity.new_key()[1]) for _each in ACCOUNTS]
    SubjectKey.objects.bulk_create(keys)
    users = [
        User(
            username=account, name=name, pinyin=pinyin.key(name, person=True)[0],
            initials=pinyin.key(name, person=True)[1], work_number=f"XY{phone[-4:]}", phone=phone,
            phone_index=identity.blind_index("phone", phone), is_demo=True, must_change_password=False,
            password=password, password_changed_at=timezone.now(), subject=key,
        )
        for (account, (name, _role, _code, phone)), key in zip(ACCOUNTS.items(), keys, strict=True)
    ]  # fmt: skip
    User.objects.bulk_create(users)
    posts = [
        Post(user=user, role=roles[ACCOUNTS[user.username][1]], started_on=date(2024, 3, 1)) for user in users
    ]  # fmt: skip
    Post.objects.bulk_create(posts)
    PostArea.objects.bulk_create(PostArea(post=post, area=found[ACCOUNTS[post.user.username][2]]) for post in posts)
    grants.derive_grants([user.pk for user in users])


def _network(community: Area, today: date, dice: random.Random) -> None:
    """Community committee, outpost branches with two committee members each, building groups."""
    facts = {"area": community, "founded_on": FOUNDED}
    top = PartyOrganization.objects.create(name="中共新城市社区委员会", kind=OrgKind.COMMITTEE, **facts)
    outposts = [
        PartyOrganization(name=f"新城市社区第{number}前哨党支部", kind=OrgKind.OUTPOST, parent=top, **facts)
        for number in range(1, OUTPOSTS + 1)
    ]
    PartyOrganization.objects.bulk_create(outposts)
    PartyOrganization.objects.bulk_create(
        PartyOrganization(
            name=f"新城市小区{number + 1}号楼党小组",
            kind=OrgKind.BUILDING_GROUP,
            parent=outposts[number % OUTPOSTS],
            **facts,
        )
        for number in range(GROUPS)
    )
    people = _people(community, SEATS, today, dice)
    members = [
        PartyMember(
            area=community, organization=outposts[number % OUTPOSTS], resident=one, kind=MemberKind.RETIRED,
            since=today - timedelta(days=900),
        )
        for number, one in enumerate(people)
    ]  # fmt: skip
    PartyMember.objects.bulk_create(members)
    Officer.objects.bulk_create(
        Officer(
            organization=one.organization, member=one, duty=Duty.SECRETARY if number < OUTPOSTS else Duty.MEMBER,
            since=today - timedelta(days=400),
        )
        for number, one in enumerate(members)
    )  # fmt: skip
    began = today - timedelta(days=400)
    Term.objects.bulk_create(
        Term(organization=each, began_on=began, ends_on=began + timedelta(days=365 * years))
        for years, some in ((5, [top]), (3, outposts))
        for each in some
    )


def _people(community: Area, count: int, today: date, dice: random.Random) -> list[Resident]:
    """People of the register in homes of their own."""
    since = today - timedelta(days=2000)
    addresses = [f"新城市小区{number // 4 + 1}号楼{number % 4 + 1}01室" for number in range(count)]
    homes = [Dwelling(area=community, room=each, address=each, address_key=each) for each in addresses]
    Dwelling.objects.bulk_create(homes)
    households = [Household(area=community, dwelling=home, opened_on=since) for home in homes]
    Household.objects.bulk_create(households)
    keys = [SubjectKey(wrapped=identity.new_key()[1]) for _each in homes]
    SubjectKey.objects.bulk_create(keys)
    people = []
    for key in keys:
        name = dice.choice(WORDS["surnames"]) + dice.choice(WORDS["given"])
        reading, initials = pinyin.key(name, person=True)
        born = date(1950 + dice.randrange(30), 5, 1 + dice.randrange(28))
        people.append(Resident(subject=key, name=name, pinyin=reading, initials=initials, born_on=born))
    Resident.objects.bulk_create(people)
    Membership.objects.bulk_create(
        Membership(area=community, household=home, resident=one, since=since, relation="02")
        for home, one in zip(households, people, strict=True)
    )
    return people


def _grid_branches(street: Area) -> None:
    top = PartyOrganization.objects.create(
        area=street, name="中共大安街道工作委员会", kind=OrgKind.STREET_COMMITTEE, founded_on=FOUNDED
    )
    areas = list(Area.objects.filter(street_id=street.pk, kind__in=(Kind.COMMUNITY, Kind.GRID)).order_by("lft"))
    committees = {
        area.pk: PartyOrganization(
            area=area, name=f"中共{area.short_name}委员会", kind=OrgKind.COMMITTEE, parent=top, founded_on=FOUNDED
        )
        for area in areas
        if area.kind == Kind.COMMUNITY
    }
    PartyOrganization.objects.bulk_create(committees.values())
    PartyOrganization.objects.bulk_create(
        PartyOrganization(
            area=area, name=f"{area.short_name}党支部", kind=OrgKind.GRID_BRANCH, parent=committees[area.community_id],
            founded_on=FOUNDED,
        )
        for area in areas
        if area.kind == Kind.GRID
    )  # fmt: skip
