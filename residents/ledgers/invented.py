"""A ledger of people nobody is: invented names, ID numbers of a region that does not exist, faults on purpose.

By itself it is 北街社区 as the sources describe it: 5,225 households, 14,011 people, 17 compounds.
"""

import random
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from grids.privacy import idnumbers

PEOPLE, HOUSEHOLDS, COMPOUNDS = 14_011, 5_225, 17
REGION = "999999"  # no such place
HEAD = (
    "姓名", "身份证号码", "性别", "联系电话", "与户主关系", "户主姓名", "户籍在此", "居住在此", "入住日期", "单元",
    "小区（村）", "楼栋（组）", "单元门", "室（号）", "户籍地（市县）", "文化程度",
)  # fmt: skip
FAULTS = ("lost", "digit", "double", "name", "unit")
_SURNAMES = "林陈黄郑吴张李许蔡杨谢朱翁方余徐宋王郭苏曾刘邱潘庄何叶程游"
_GIVEN = "秀琴志明雅婷文彬晓燕国栋玉英美珠建华丽萍宇航海涛金花德胜淑芬俊杰思源桂兰伟强少华梅芳永春庆云瑞祥慧敏"
_PLACES = "北街观桥兰溪荔园文峰梅园泗华延寿河滨龙坡凤达步云棠坡沁园学前义门十字"  # two letters each
_FAR = ("仙游县", "福清市", "晋江市", "赣州市", "毕节市")
_TODAY = date(2026, 5, 11)


def ledger(
    people: int = PEOPLE,
    faults: float = 0.01,
    units: tuple[str, ...] = (),
    seed: int = 1,
    taken: Counter | None = None,
) -> Iterator[list]:
    """Rows below HEAD, a household after the other. units: names to spread them over; none: the column stays empty.

    taken: birthday -> numbers given away; handed in where several ledgers must share no number.
    """
    chance, taken = random.Random(seed), Counter() if taken is None else taken
    households = max(1, round(people * HOUSEHOLDS / PEOPLE))
    rest, earlier = people, []
    for number in range(households):
        left = households - number
        size = rest if left == 1 else min(max(1, round(chance.gauss(rest / left, 1.2))), rest - left + 1)
        rest -= size
        for row in _household(number, size, units, chance, taken, seed):
            if chance.random() < faults:
                row = _faulty(row, chance.choice(FAULTS), earlier, chance)
            elif len(earlier) < 1000:
                earlier.append(row)
            yield row


def _household(
    number: int, size: int, units: tuple[str, ...], chance: random.Random, taken: Counter, seed: int
) -> Iterator[list]:
    compound, flat = number % COMPOUNDS, number // COMPOUNDS
    building, entrance, room = flat // 48 + 1, flat // 24 % 2 + 1, f"{flat % 24 // 4 + 1}{flat % 4 + 1:02}"
    unit = units[number % len(units)] if units else ""
    surname, tenant = chance.choice(_SURNAMES), chance.random() < 0.15
    since = _TODAY - timedelta(days=chance.randrange(100, 9000))
    head, oldest = "", chance.randrange(22, 45) if tenant else chance.randrange(26, 88)
    for place in range(size):
        relation, is_woman, age = _place_in_family(place, oldest, chance)
        born = _TODAY - timedelta(days=age * 365 + chance.randrange(365))
        name = (chance.choice(_SURNAMES) if place == 1 else surname) + "".join(chance.sample(_GIVEN, 2))
        head = head or name
        taken[born] += 1
        number = id_number(born, is_woman, taken[born] + 61 * seed)
        phone = f"1990{chance.randrange(10**7):07}" if age > 15 else ""  # numbers that nobody has
        yield [
            name, number, "女" if is_woman else "男", phone, relation, head,
            "否" if tenant else "是", "是", max(since, born).isoformat(), unit,
            f"{_PLACES[2 * compound : 2 * compound + 2]}小区", str(building), str(entrance), room,
            chance.choice(_FAR) if tenant else "", _education(age, chance),
        ]  # fmt: skip


def _place_in_family(place: int, oldest: int, chance: random.Random) -> tuple[str, bool, int]:
    """Relation, whether a woman, age: head, spouse, their children, and the children's children."""
    is_woman = chance.random() < 0.5
    if place == 0:
        return "户主", chance.random() < 0.3, oldest
    if place == 1:
        return "配偶", True, max(20, oldest - chance.randrange(-3, 6))
    child = oldest - chance.randrange(22, 34)
    if child > 30 and place > 2:
        return ("孙女" if is_woman else "孙子"), is_woman, max(0, child - chance.randrange(22, 34))
    return ("女儿" if is_woman else "儿子"), is_woman, max(0, child)


def _education(age: int, chance: random.Random) -> str:
    if age < 12:
        return "小学" if age >= 6 else ""
    return chance.choice(("小学", "小学", "初中") if age > 65 else ("初中", "高中", "高中", "本科"))


def id_number(born: date, is_woman: bool, number: int) -> str:
    """The place in the order of the day keeps people of one birthday apart, as far as it goes."""
    body = f"{REGION}{born:%Y%m%d}{number % 500 * 2 + (not is_woman):03}"
    return body + idnumbers.check_digit(body)


def _faulty(row: list, fault: str, earlier: list, chance: random.Random) -> list:
    row = list(row)
    if fault == "lost":
        row[1] = f"{float(row[1][:17] + '0'):.5E}"
    elif fault == "digit":
        row[1] = row[1][:17] + ("1" if row[1][17] != "1" else "2")
    elif fault == "double" and earlier:
        row = list(chance.choice(earlier))
    elif fault == "unit":
        row[9] = "没有的单元"
    else:
        row[0] = ""
    return row
