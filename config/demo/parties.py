"""Party organisations of the demo: the street's network down to the units, who is in it and who holds its offices.

As in the sources some branches are for two grids, some grids and units have none: the coverage page names them.
A few statements.
"""

import random
from datetime import date, datetime, timedelta

from django.utils import timezone

from config.demo.areas import WHY, Place
from grids import history
from grids.enums import Kind, OrganisationKind
from grids.models import Organisation, PostArea, User
from grids.words import pinyin
from parties.enums import MemberKind, OrgKind
from parties.enums.organizations import Duty
from parties.models import Alliance, AllianceMember, Coverage, Officer, PartyMember, PartyOrganization, Term
from residents.models import Membership

SEED = 71
SHARE = 0.06  # of the grown people who live in a community
KINDS = (
    (MemberKind.RETIRED, 5), (MemberKind.IN_SERVICE, 3), (MemberKind.OTHER, 2), (MemberKind.FLOATING, 1),
)  # fmt: skip
FOUNDED = date(2019, 7, 1)
JOINT, GAP, EVERY = 5, 13, 17  # of each seventeen grids one shares the branch of its neighbour and one has none
GROUPS = 0.9  # of the units have a group, 4,102 of 4,565 in the sources
SEATS = (Duty.SECRETARY, Duty.DEPUTY, Duty.MEMBER)
STATIONED = (
    ("镇海实验小学", OrganisationKind.SCHOOL, "苏文彬"),
    ("镇海卫生服务中心", OrganisationKind.MEDICAL, "叶丽华"),
    ("镇海供水服务所", OrganisationKind.PUBLIC, "曾国栋"),
)
FIRMS = (
    (OrganisationKind.PROPERTY, OrgKind.PROPERTY, "党支部"), (OrganisationKind.COMPANY, OrgKind.ENTERPRISE, "党支部"),
)  # fmt: skip


def load(place: Place, now: datetime) -> int:
    """Organisations first, from above; then members of the grid branches, officers, terms and an alliance."""
    today, dice = timezone.localdate(now), random.Random(SEED)
    with history.acting(None, why=WHY):
        committees, branches = _organizations(place, today)
        members = _members(branches, today, dice)
        groups = _groups(place, branches, dice)
        _officers(committees, branches, groups, members, today)
        _terms(committees, [*{branch.pk: branch for branch in branches.values()}.values()], today, dice)
        _alliance(place, committees)
    return PartyOrganization.objects.count()


def _organizations(place: Place, today: date) -> tuple[list[PartyOrganization], dict[int, PartyOrganization]]:
    """The committees of the communities, and the branch of each grid, by the grid's key."""
    top = PartyOrganization.objects.create(
        area=place.street, name=f"中共{place.street.name}工作委员会", kind=OrgKind.STREET_COMMITTEE, founded_on=FOUNDED
    )
    first = place.lines[0]
    big = PartyOrganization.objects.create(
        area=first, name=f"{first.short_name}“大党委”", kind=OrgKind.BIG_COMMITTEE, parent=top, founded_on=FOUNDED
    )
    committees = [
        PartyOrganization(
            area=area,
            name=f"中共{area.short_name}委员会",
            kind=OrgKind.COMMITTEE,
            parent=big if area == first else top,
            founded_on=FOUNDED,
        )
        for area in place.communities
    ]
    PartyOrganization.objects.bulk_create(committees)
    _seats_of_units(big, today)
    branches = _branches(place, committees)
    others = [*_firms(committees[place.communities.index(first)]), _temporary(first, committees, today)]
    PartyOrganization.objects.bulk_create(others)
    return committees, branches


def _branches(place: Place, committees: list[PartyOrganization]) -> dict[int, PartyOrganization]:
    branches, joint = {}, []
    for committee in committees:
        grids = place.grids.get(committee.area_id, ())
        for number, grid in enumerate(grids):
            place_in = number % EVERY
            if place_in == GAP or (committee is committees[-1] and grid is grids[-1] and number):
                continue
            beside = branches.get(grids[number - 1].pk) if number else None
            if beside and (place_in == JOINT or (committee is committees[0] and number == len(grids) - 1 < JOINT)):
                branches[grid.pk] = beside
                joint.append((branches[grid.pk], grid))
            else:
                name = f"{grid.short_name}党支部"
                kind, parent = OrgKind.GRID_BRANCH, committee
                branches[grid.pk] = PartyOrganization(
                    area=grid, name=name, kind=kind, parent=parent, founded_on=FOUNDED
                )  # fmt: skip
    PartyOrganization.objects.bulk_create({id(branch): branch for branch in branches.values()}.values())
    Coverage.objects.bulk_create(Coverage(organization=one, area=grid, since=FOUNDED) for one, grid in joint)
    return branches


def _seats_of_units(big: PartyOrganization, today: date) -> None:
    """Part-time members from units stationed in the community, under the secretary of the community: all invented."""
    since = today - timedelta(days=200)
    units = []
    for name, kind, _who in STATIONED:
        full, initials = pinyin.key(name)
        units.append(Organisation(name=name, pinyin=full, initials=initials, kind=kind, area=big.area))
    Organisation.objects.bulk_create(units)
    secretary = User.objects.get(username="community")
    Officer.objects.bulk_create(
        [
            Officer(organization=big, duty=Duty.SECRETARY, user=secretary, since=since),
            *(
                Officer(organization=big, duty=Duty.PART_TIME, name=who, unit=unit, since=since)
                for unit, (_name, _kind, who) in zip(units, STATIONED, strict=True)
            ),
        ]
    )


def _firms(committee: PartyOrganization) -> list[PartyOrganization]:
    found = []
    for kind, branch, tail in FIRMS:
        home = Organisation.objects.filter(kind=kind, area__community_id=committee.area_id).order_by("pk").first()
        if home:
            facts = {"name": f"{home.name}{tail}", "kind": branch, "organisation": home, "parent": committee}
            found.append(PartyOrganization(area=committee.area, founded_on=FOUNDED, **facts))
    return found


def _temporary(area, committees: list[PartyOrganization], today: date) -> PartyOrganization:
    parent = next(each for each in committees if each.area_id == area.pk)
    return PartyOrganization(
        area=area, name="老旧小区改造项目临时党支部", kind=OrgKind.TEMPORARY, parent=parent,
        founded_on=today - timedelta(days=300), ends_on=today + timedelta(days=40),
    )  # fmt: skip


def _members(branches: dict[int, PartyOrganization], today: date, dice: random.Random) -> dict[int, list[PartyMember]]:
    """They lie where their branch lies. By the branch's key."""
    born = today - timedelta(days=22 * 365)
    living = Membership.objects.current().filter(is_living=True, resident__born_on__lt=born)
    homes = living.filter(grid_id__in=branches).order_by("pk").values_list("resident", "grid_id")
    chosen = {resident: grid for resident, grid in homes if dice.random() < SHARE}
    kinds = dice.choices(*zip(*KINDS, strict=True), k=len(chosen))
    rows = [
        PartyMember(
            area_id=branches[grid].area_id,
            organization=branches[grid],
            resident_id=resident,
            kind=kind,
            since=today - timedelta(days=dice.randrange(100, 9000)),
        )  # fmt: skip
        for (resident, grid), kind in zip(chosen.items(), kinds, strict=True)
    ]
    PartyMember.objects.bulk_create(rows, batch_size=2000)
    found: dict[int, list[PartyMember]] = {}
    for row in rows:
        found.setdefault(row.organization_id, []).append(row)
    return found


def _groups(place: Place, branches: dict[int, PartyOrganization], dice: random.Random) -> list[PartyOrganization]:
    """A group to nine of ten units, each under the branch of its grid; and some model households in the first grid."""
    groups = [
        PartyOrganization(
            area=unit, name=f"{unit.short_name}党小组", kind=OrgKind.BUILDING_GROUP, parent=branches[grid],
            founded_on=FOUNDED,
        )
        for grid, units in place.units.items()
        if grid in branches and branches[grid].area_id == grid
        for number, unit in enumerate(units)
        if not number or dice.random() < GROUPS
    ]  # fmt: skip
    PartyOrganization.objects.bulk_create(groups, batch_size=2000)
    households = [
        PartyOrganization(
            area=group.area, name=f"{group.area.short_name}党员示范户", kind=OrgKind.HOUSEHOLD, parent=group,
            founded_on=FOUNDED,
        )
        for group in groups[::40]
    ]  # fmt: skip
    PartyOrganization.objects.bulk_create(households)
    return groups


def _officers(committees, branches, groups, members, today: date) -> None:
    """Members in the seats of branches and committees; grid leaders and unit heads too: one post, two duties."""
    since, rows = today - timedelta(days=500), []
    serving = _serving()
    done = set()
    for grid, branch in branches.items():
        if branch.pk in done:
            continue
        done.add(branch.pk)
        leader = serving.get((grid, "grid_leader"))
        seats = list(SEATS)
        if leader:
            rows.append(Officer(organization=branch, duty=seats.pop(0), user_id=leader, since=since))
        people = zip(seats, members.get(branch.pk, ()), strict=False)
        rows += [Officer(organization=branch, duty=duty, member=one, since=since) for duty, one in people]
    for group in groups:
        head = serving.get((group.area_id, "unit_head"))
        if head:
            rows.append(Officer(organization=group, duty=Duty.LEADER, user_id=head, since=since))
    above = {branch.pk: branch.parent_id for branch in branches.values()}
    for committee in committees:
        own = [one for branch, some in members.items() if above[branch] == committee.pk for one in some[-1:]]
        people = zip(SEATS, own, strict=False)
        rows += [Officer(organization=committee, duty=duty, member=one, since=since) for duty, one in people]
    Officer.objects.bulk_create(rows, batch_size=2000)


def _serving() -> dict[tuple[int, str], int]:
    """Who leads each grid and heads each unit: (area, role) -> account."""
    rows = PostArea.objects.filter(area__kind__in=(Kind.GRID, Kind.UNIT), post__role__is_head=True).order_by("-pk")
    return {(area, role): user for area, role, user in rows.values_list("area", "post__role__code", "post__user")}


def _terms(committees, branches, today: date, dice: random.Random) -> None:
    """Most run on; a few end soon, and a few are over."""
    rows = []
    for years, some in ((5, committees), (3, branches)):
        for number, each in enumerate(some):
            left = -dice.randrange(10, 60) if number % 12 == 3 else dice.randrange(20, 900)
            ends = today + timedelta(days=left if number % 12 != 5 else 45)
            began = ends - timedelta(days=365 * years)
            rows.append(Term(organization=each, began_on=began, ends_on=ends, result="应到会党员过半，按程序选举产生"))
    Term.objects.bulk_create(rows, batch_size=2000)


def _alliance(place: Place, committees: list[PartyOrganization]) -> None:
    made = Alliance.objects.create(
        area=place.street, name="镇海片区党建联盟", does="共享场地、共育人才、共办实事", founded_on=FOUNDED
    )
    AllianceMember.objects.bulk_create(
        AllianceMember(alliance=made, organization=each, leads=not number, since=FOUNDED)
        for number, each in enumerate(committees[:4])
    )
