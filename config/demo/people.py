"""Invented people in posts: the demo accounts, and everybody else a street needs."""

import random
from datetime import date

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX, make_password
from django.utils import timezone

from config.demo.areas import WORDS, Place
from grids.enums import Kind, Nature
from grids.models import Area, Department, Post, PostArea, Role, SubjectKey, User
from grids.privacy import identity
from grids.words import pinyin

PASSWORD = "linli-demo"
SINCE = date(2024, 3, 1)
GENERAL_HEADS = 607
VACANT = 37  # units without a head and, each seventh of it, grids without a leader: the lists have something to show


# account: name, role, which demo line (0 or 1), level of the area
ACCOUNTS = {
    "unit": ("林志勇", "unit_head", 0, Kind.UNIT),
    "grid": ("林秀琴", "grid_leader", 0, Kind.GRID),
    "community": ("郑雅婷", "community_staff", 0, Kind.COMMUNITY),
    "street": ("许文彬", "street_staff", 0, Kind.STREET),
    "department": ("方宇航", "department_officer", 0, Kind.STREET),
    "supervisor": ("陈志明", "supervisor", 0, Kind.DISTRICT),
    "admin": ("吴建华", "system_admin", 0, Kind.DISTRICT),
    "security": ("蔡丽萍", "security_admin", 0, Kind.DISTRICT),
    "auditor": ("黄德胜", "auditor", 0, Kind.DISTRICT),
    "unit2": ("陈美珠", "unit_head", 1, Kind.UNIT),
    "grid2": ("黄晓燕", "grid_leader", 1, Kind.GRID),
    "community2": ("谢慧敏", "community_staff", 1, Kind.COMMUNITY),
}
DEPARTMENTS = {
    "police": ("镇海派出所", "Zhenhai police station"),
    "enforcement": ("镇海城建执法中队", "Zhenhai urban enforcement"),
    "market": ("镇海市场监督管理所", "Zhenhai market supervision"),
    "fire": ("镇海消防救援站", "Zhenhai fire and rescue"),
    "power": ("镇海供电所", "Zhenhai power supply"),
}


class Staff(dict[str, User]):
    """Accounts by name; and the posts that are made for them, written in a few statements."""

    def __init__(self):
        super().__init__()
        self.roles = {role.code: role for role in Role.objects.all()}
        self.users: list[User] = []
        self.posts: list[tuple[User, str, list[Area], Department | None]] = []
        self._chance = random.Random(7)
        self._hash = make_password(PASSWORD)

    def person(self, name: str = "", account: str = "") -> User:
        number = len(self.users) + 1
        name = name or self._chance.choice(WORDS["surnames"]) + self._chance.choice(WORDS["given"])
        full, initials = pinyin.key(name, person=True)
        phone = f"1990000{number:04}"  # numbers that nobody has
        user = User(
            username=account or f"lc{number:05}",
            name=name,
            pinyin=full,
            initials=initials,
            work_number=f"LC{number:05}",
            phone=phone,
            phone_index=identity.blind_index("phone", phone),
            is_demo=bool(account),
            must_change_password=not account,
            password=self._hash if account else f"{UNUSABLE_PASSWORD_PREFIX}demo",
            password_changed_at=timezone.now() if account else None,
        )
        self.users.append(user)
        if account:
            self[account] = user
        return user

    def post(self, user: User, role: str, areas: list[Area], department: Department | None = None) -> None:
        self.posts.append((user, role, areas, department))

    def write(self) -> None:
        keys = [SubjectKey(wrapped=identity.new_key()[1]) for _user in self.users]
        SubjectKey.objects.bulk_create(keys, batch_size=1000)
        for user, key in zip(self.users, keys, strict=True):
            user.subject = key
        User.objects.bulk_create(self.users, batch_size=1000)
        posts = [
            Post(user=user, role=self.roles[role], department=department, started_on=SINCE)
            for user, role, _areas, department in self.posts
        ]
        Post.objects.bulk_create(posts, batch_size=1000)
        PostArea.objects.bulk_create(
            (
                PostArea(post=post, area=area)
                for post, (_user, _role, areas, _department) in zip(posts, self.posts, strict=True)
                for area in areas
            ),
            batch_size=2000,
        )


def load(place: Place) -> Staff:
    staff = Staff()
    departments = _departments(place)
    _demo_accounts(staff, place, departments)
    _offices(staff, place, departments)
    _grids(staff, place)
    _heads(staff, place)
    staff.write()
    return staff


def _line(place: Place, number: int) -> dict[str, Area]:
    community = place.lines[number]
    grid = place.grids[community.pk][0]
    return {
        Kind.DISTRICT: place.district,
        Kind.STREET: place.street,
        Kind.COMMUNITY: community,
        Kind.GRID: grid,
        Kind.UNIT: place.units[grid.pk][0],
    }


def _departments(place: Place) -> dict[str, Department]:
    made = {}
    for code, (zh, en) in DEPARTMENTS.items():
        made[code] = Department.objects.create(code=f"zhenhai-{code}", name_zh=zh, name_en=en)
        made[code].areas.add(place.street)
    return made


def _demo_accounts(staff: Staff, place: Place, departments) -> None:
    for account, (name, role, number, kind) in ACCOUNTS.items():
        user, line = staff.person(name, account), _line(place, number)
        if kind == Kind.UNIT:
            staff.post(user, role, place.units[line[Kind.GRID].pk][:4])
        else:
            staff.post(user, role, [line[kind]], departments["police"] if role == "department_officer" else None)
    # One person, two posts: the header offers the other hat.
    staff.post(staff["unit"], "building_head", place.units[_line(place, 0)[Kind.GRID].pk][:1])
    staff.post(staff["grid"], "grid_worker", [_line(place, 0)[Kind.GRID]])


def _offices(staff: Staff, place: Place, departments) -> None:
    for community in place.communities:
        for _each in range(4):
            staff.post(staff.person(), "community_staff", [community])
    for _each in range(6):
        staff.post(staff.person(), "street_staff", [place.street])
    for code, department in departments.items():
        for _each in range(1 if code == "police" else 2):
            staff.post(staff.person(), "department_officer", [place.street], department)


def _grids(staff: Staff, place: Place) -> None:
    """A leader and a worker to each grid; a few grids have lost their leader."""
    taken = {_line(place, number)[Kind.GRID].pk for number in (0, 1)}
    for number, grid in enumerate(grid for grids in place.grids.values() for grid in grids):
        if grid.pk not in taken and number % 50 != 49:
            staff.post(staff.person(), "grid_leader", [grid])
        staff.post(staff.person(), "grid_worker", [grid])


def _heads(staff: Staff, place: Place) -> None:
    """One head for each dedicated unit; the general units are shared out, several to one head."""
    held = {unit.pk for number in (0, 1) for unit in place.units[_line(place, number)[Kind.GRID].pk][:4]}
    general = []
    for units in place.units.values():
        for unit in units:
            if unit.nature == Nature.DEDICATED:
                staff.post(staff.person(), "unit_head", [unit])
            elif unit.pk not in held:
                general.append(unit)
    vacant = set(range(11, len(general), max(1, len(general) // VACANT)))
    general = [unit for number, unit in enumerate(general) if number not in vacant]
    heads = min(GENERAL_HEADS - 2, max(1, len(general) // 7))
    for number in range(heads):
        units = general[number * len(general) // heads : (number + 1) * len(general) // heads]
        user = staff.person()
        staff.post(user, "unit_head", units)
        if number % 40 == 0:
            staff.post(user, "lane_head", units[:1])
