"""A small ground for tests of machinery: two communities of a street with grids and units, rows put there directly."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from cases.enums import Source, Status
from cases.models import Case, Category
from grids.database.locks import Lock, take
from grids.enums import Kind
from grids.models import Area, Post, PostArea, Role, SubjectKey, User


def area(parent: Area | None, kind: str, code: str, name: str) -> Area:
    with transaction.atomic():
        take(Lock.TREE)
        made = Area.objects.create(
            parent=Area.objects.get(pk=parent.pk) if parent else None,
            kind=kind, code=code, name=name, pinyin=code, valid_from=date(2020, 1, 1),
        )  # fmt: skip
    return made


def move(moved: Area, to: Area) -> None:
    with transaction.atomic():
        take(Lock.TREE)
        Area.objects.get(pk=moved.pk).move_to(Area.objects.get(pk=to.pk), "last-child")


@dataclass
class Ground:
    district: Area
    street: Area
    first: Area  # a community with two grids, the first grid with two units
    second: Area
    grids: list[Area]
    units: list[Area]

    @property
    def all(self) -> list[Area]:
        return [self.district, self.street, self.first, self.second, *self.grids, *self.units]


def ground() -> Ground:
    district = area(None, Kind.DISTRICT, "990001", "测试区")
    street = area(district, Kind.STREET, "990001001", "测试街道")
    first = area(street, Kind.COMMUNITY, "990001001001", "第一社区")
    second = area(street, Kind.COMMUNITY, "990001001002", "第二社区")
    grids = [
        area(above, Kind.GRID, f"{above.code}{at:03}", f"{above.name}第{at}网格")
        for above in (first, second)
        for at in (1, 2)
    ]
    units = [area(grids[0], Kind.UNIT, f"{grids[0].code}{at:03}", f"单元 {at}") for at in (1, 2)]
    return Ground(district, street, first, second, grids, units)


def person(username: str, *areas: Area, grants=("read_area", "read_case"), **more) -> User:
    """Somebody who serves in these areas, in a role with these grants."""
    user = User.objects.create_user(
        username, "linli-demo-1", **({"name": username, "must_change_password": False} | more)
    )
    if areas:
        role = Role.objects.create(code=f"role-{username}", name_zh="角色", name_en="Role", grants=list(grants))
        post = Post.objects.create(user=user, role=role, started_on=date(2020, 1, 1))
        PostArea.objects.bulk_create(PostArea(post=post, area=each) for each in areas)
    return user


def category(**more) -> Category:
    code = more.pop("code", "lights")
    return Category.objects.get_or_create(code=code, defaults={"name_zh": "路灯", "name_en": "Lights"} | more)[0]


def matter(where: Area, **more) -> Case:
    """One row as the acts would leave it; ended when its status says so."""
    row = draft(where, **{"number": f"990001-261121-{Case.objects.count() + 1:04}"} | more)
    row.save(force_insert=True)
    return row


def draft(where: Area, **more) -> Case:
    """The same, not written yet."""
    now = timezone.now()
    fields = {
        "source": Source.RESIDENT, "title": "路灯不亮",
        "reporter_kind": "anonymous", "occurred_at": now, "reported_at": now, "level": Kind.GRID,
    } | more  # fmt: skip
    if fields.get("status", Status.OPEN) != Status.OPEN:
        fields.setdefault("ended_at", now)
    if "category" not in fields:
        fields["category"] = category()
    return Case(area=where, **fields)


def phone_of(phone: str) -> dict:
    """The columns of a resident who reported, with a key of their own."""
    return {"reporter_kind": "resident", "reporter_subject": SubjectKey.issue(), "reporter_phone": phone}
