"""How a Chinese name is found and sorted: its reading without tones, and the first letters of that reading."""

import re
import unicodedata
from functools import cache, partial

from grids.words.readings import SURNAMES, WORDS

_RUNS = re.compile(r"\d+|[^\W\d_]+")  # digits, or letters of any script


def key(name: str, person: bool = False) -> tuple[str, str]:
    """The full reading and its initials: 镇海社区 gives ("zhenhaishequ", "zhsq"), 3号楼 gives ("3haolou", "3hl").

    Letters and digits stay as they are, everything else falls away.
    person: the name begins with a surname, whose reading may differ: 单雄信 is shan, 单元 is dan. It is a guess to
    start from; a name that is read differently is corrected by hand.
    """
    name = unicodedata.normalize("NFKC", name).strip()
    surname = next((word for word in (name[:2], name[:1]) if word in SURNAMES), "") if person else ""
    parts = SURNAMES[surname].split() if surname else []
    for run in _RUNS.findall(name[len(surname) :]):
        parts += [run] if run.isascii() else _reader()(run)
    parts = [_plain(part) for part in parts]
    return "".join(parts), "".join(part if part[:1].isdigit() else part[:1] for part in parts)


@cache
def _reader():
    """The library with our words. Its dictionaries take a quarter of a second, which most commands never need."""
    import pypinyin  # noqa: PLC0415

    pypinyin.load_phrases_dict({word: [[part] for part in reading.split()] for word, reading in WORDS.items()})
    return partial(pypinyin.lazy_pinyin, style=pypinyin.Style.NORMAL, v_to_u=False)


def _plain(part: str) -> str:
    if part.isascii() and part.isalnum():
        return part.lower()
    part = unicodedata.normalize("NFKD", part.lower().replace("ü", "v"))
    return "".join(letter for letter in part if letter.isalnum())
