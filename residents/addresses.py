"""The grammar of addresses: compound–building–entrance–room in a town, village–group–number in the country."""

import re
import unicodedata
from typing import NamedTuple

_NUMBER = re.compile(r"\d+")
_WORDS = {"building": "号楼", "entrance": "单元", "room": "室"}
_ENDS = re.compile(r"(号楼|栋|幢|座|楼|单元|门|室|号|房|组|户)$")
_PARTS = re.compile(
    r"^(?P<compound>.*?)"
    r"(?:(?P<building>[\dA-Za-z一二三四五六七八九十甲乙丙丁]+)\s*(?:号楼|栋|幢|座|组)|(?P<house>[\dA-Za-z]+)\s*号(?!楼))?"
    r"(?:(?P<entrance>[\dA-Za-z一二三四五六七八九十]+)\s*(?:单元|门))?"
    r"(?:(?P<room>[\dA-Za-z\-]+)\s*(?:室|号|房|户)?)?$"
)


class Parts(NamedTuple):
    """As people write them, without the words that stand behind the numbers: 3 for 3号楼."""

    compound: str = ""
    building: str = ""
    entrance: str = ""
    room: str = ""


def tidy(parts: Parts) -> Parts:
    """Full width made half, blanks and the usual words taken away: 3 号楼, 3栋 and ３ are one building."""
    compound, *rest = (unicodedata.normalize("NFKC", part).strip() for part in parts)
    return Parts(" ".join(compound.split()), *(_ENDS.sub("", "".join(part.split())) for part in rest))


def said(parts: Parts) -> str:
    """东梅小区3号楼2单元401室; what is not a number is left as it is written: 民主村 五组 12号."""
    compound, building, entrance, room = parts
    words = [compound]
    for name, part in (("building", building), ("entrance", entrance), ("room", room)):
        if part:
            words.append(f"{part}{_WORDS[name]}" if part[-1:].isalnum() and part.isascii() else part)
    return "".join(words)


def key(parts: Parts) -> str:
    """Sorts as people count: 2号楼 before 10号楼."""
    return "|".join(_NUMBER.sub(lambda found: found[0].zfill(5), part) for part in parts)[:200]


def parse(text: str) -> Parts | None:
    """The parts of an address written in one; None where it does not end in a room or a number."""
    text = "".join(unicodedata.normalize("NFKC", text).split())
    found = _PARTS.match(text)
    if not found or not (found["room"] or found["house"]):
        return None
    building = found["building"] or ""
    room = found["room"] or found["house"]
    if found["house"] and found["room"]:
        building, room = found["house"], found["room"]
    return tidy(Parts(found["compound"], building, found["entrance"] or "", room))
