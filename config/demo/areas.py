"""The areas: official down to the communities, invented below them."""

import random
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings

from grids.actions.divisions import COLUMNS, load_divisions
from grids.enums import Kind, Nature, OrganisationKind
from grids.models import Area, Organisation
from grids.sheets import Row, read_sheet
from grids.words import pinyin

WHY = "演示数据入库"  # stands in the histories, which people wrote in their own language
DIVISIONS = "divisions-350304.csv"
STREET = "350304001"
WORDS = {
    name: words.split() for name, words in tomllib.loads(Path(__file__).with_name("names.toml").read_text()).items()
}
LINES = ("350304001006", "350304001004")  # 镇海社区 with the demo accounts' line, 凤山社区 with the second line
DEDICATED_SHARE = 176 / 4565  # of the units; one head each
DECLARED = {"350304001": (None, 99_806)}  # residents, from the source

SHOPS = (
    ("便利店", OrganisationKind.SHOP),
    ("卤味店", OrganisationKind.SHOP),
    ("五金店", OrganisationKind.SHOP),
    ("幼儿园", OrganisationKind.SCHOOL),
    ("诊所", OrganisationKind.MEDICAL),
    ("鞋业有限公司", OrganisationKind.COMPANY),
    ("物业服务中心", OrganisationKind.PROPERTY),
    ("粮站", OrganisationKind.PUBLIC),
)


@dataclass
class Place:
    """What the next steps need to know by name."""

    district: Area
    street: Area
    communities: list[Area]
    grids: dict[int, list[Area]] = field(default_factory=dict)  # by community
    units: dict[int, list[Area]] = field(default_factory=dict)  # by grid

    @property
    def lines(self) -> list[Area]:
        """The communities of the two demo lines."""
        return [area for code in LINES for area in self.communities if area.code == code]


def load(size) -> Place:
    with (settings.BASE_DIR / "grids" / "data" / DIVISIONS).open("rb") as file:
        load_divisions(read_sheet(file, required=COLUMNS).rows, why=WHY)
    street = Area.objects.get(code=STREET)
    communities = list(Area.objects.filter(parent=street).order_by("code"))
    if size.communities < len(communities):
        communities = [area for area in communities if area.code in LINES]
    rows = _cut(communities, size.grids, size.units, random.Random(1))
    if size.other_streets:
        others = Area.objects.filter(kind=Kind.COMMUNITY).exclude(parent=street).order_by("code")
        rows += _cut(list(others), 24 * len(others), 17 * 24 * len(others), random.Random(2))
    load_divisions((Row(line, cells) for line, cells in enumerate(rows, 2)), why=WHY)
    Area.objects.filter(pk=street.pk).update(declared_population=DECLARED[STREET][1], boundary=BOUNDARY)
    _dedicate(street, random.Random(3))
    return _place(street, communities)


def _cut(communities: list[Area], grids: int, units: int, chance: random.Random) -> list[dict]:
    """Rows of a division file: so many grids over the communities, so many units over the grids."""
    rows: list[dict] = []
    made = []
    for number, community in enumerate(communities):
        share = grids // len(communities) + (number < grids % len(communities))
        words = chance.sample(WORDS["grids"], len(WORDS["grids"]))
        if community.code == LINES[0]:
            words.sort(key="东梅".__ne__)  # the grid of the demo accounts comes first
        for place in range(share):
            code = f"{community.code}{place + 1:03}"
            again = place // len(words)
            name = words[place % len(words)] + ("" if not again else "一二三四"[again]) + "网格"
            rows.append({"code": code, "name": name, "kind": Kind.GRID.value, "parent_code": community.code})
            made.append((code, name.removesuffix("网格")))
    for number, (code, word) in enumerate(made):
        share = units // len(made) + (number < units % len(made))
        for place in range(share):
            name = f"{word}小区{place + 1}号楼" if place < 12 else f"{word.removesuffix('巷')}巷{place * 2 - 23}号"
            rows.append({"code": f"{code}{place + 1:03}", "name": name, "kind": Kind.UNIT.value, "parent_code": code})
    return rows


def _dedicate(street: Area, chance: random.Random) -> None:
    """A shop, school or firm is a unit of its own, with its organisation."""
    units = list(Area.objects.filter(street_id=street.pk, kind=Kind.UNIT).order_by("code"))
    lanes = [unit for unit in units if "巷" in unit.name]
    chosen = chance.sample(lanes, min(len(lanes), round(len(units) * DEDICATED_SHARE)))
    organisations = []
    for unit in chosen:
        tail, kind = chance.choice(SHOPS)
        name = f"{unit.name.split('巷')[0]}{chance.choice('福禄寿喜安康和顺')}{chance.choice('源兴隆盛达记')}{tail}"
        full, initials = pinyin.key(name)
        organisations.append(
            Organisation(name=name, pinyin=full, initials=initials, kind=kind, area=unit, address=unit.name)
        )
    Organisation.objects.bulk_create(organisations)
    for unit, organisation in zip(chosen, organisations, strict=True):
        unit.nature, unit.organisation = Nature.DEDICATED, organisation
    Area.objects.bulk_update(chosen, ["nature", "organisation"], batch_size=500)


def _place(street: Area, communities: list[Area]) -> Place:
    """Read anew, with their places in the tree."""
    fresh = Area.objects.in_bulk([street.pk, street.parent_id, *(area.pk for area in communities)])
    place = Place(fresh[street.parent_id], fresh[street.pk], [fresh[area.pk] for area in communities])
    for area in Area.objects.filter(street_id=street.pk, kind__in=(Kind.GRID, Kind.UNIT)).order_by("code"):
        kept, above = (place.grids, area.community_id) if area.kind == Kind.GRID else (place.units, area.grid_id)
        kept.setdefault(above, []).append(area)
    return place


BOUNDARY = "东至东大路，西至木兰溪支流，南至荔园路，北至胜利路（示意描述，不作为区划界线依据）"
