"""What the cells of a ledger say, in the words that offices use: choices, yes and no, days."""

import re
import unicodedata
from datetime import date, timedelta
from functools import lru_cache

from django.utils import translation

from residents.enums import DwellingKind, RegisterType, Relation, Sex, Tenure

YES = {"是", "y", "yes", "有", "√", "✓", "1", "true", "对"}
NO = {"否", "n", "no", "无", "×", "0", "false", "不是"}
MASK = re.compile(r"[*＊]|••")  # one • may be the dot in a name
ERRORS = {"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"}
CHOICES = {
    "resident.sex": Sex,
    "membership.relation": Relation,
    "household.register_type": RegisterType,
    "dwelling.kind": DwellingKind,
    "dwelling.tenure": Tenure,
}
# Beside the labels in both languages and the codes of the standard.
_MORE = {
    "resident.sex": {"男性": "male", "女性": "female", "m": "male", "f": "female"},
    "membership.relation": {
        **dict.fromkeys(("本人", "户主本人", "户主"), Relation.HEAD),
        **dict.fromkeys(("妻", "妻子", "夫", "丈夫", "爱人"), Relation.SPOUSE),
        **dict.fromkeys(("儿子", "子", "长子", "次子", "三子", "独生子", "养子", "继子"), Relation.SON),
        **dict.fromkeys(("女儿", "女", "长女", "次女", "三女", "独生女", "养女", "继女"), Relation.DAUGHTER),
        **dict.fromkeys(("孙子", "孙女", "外孙", "外孙女", "孙"), Relation.GRANDCHILD),
        **dict.fromkeys(("父亲", "母亲", "父", "母", "公公", "婆婆", "岳父", "岳母"), Relation.PARENT),
        **dict.fromkeys(("祖父", "祖母", "外祖父", "外祖母", "爷爷", "奶奶"), Relation.GRANDPARENT),
        **dict.fromkeys(("兄", "弟", "姐", "妹", "哥哥", "弟弟", "姐姐", "妹妹"), Relation.SIBLING),
        **dict.fromkeys(("其他", "非亲属", "租客", "保姆", "儿媳", "女婿"), Relation.OTHER),
    },
    "dwelling.tenure": {"自住": Tenure.OWNED, "出租": Tenure.RENTED, "空置": Tenure.VACANT},
    "dwelling.kind": {"楼房": DwellingKind.FLAT, "平房": DwellingKind.HOUSE, "自建房": DwellingKind.HOUSE},
    "household.register_type": {"家庭户": RegisterType.FAMILY, "集体户": RegisterType.COLLECTIVE},
}
# One separator throughout, or eight digits: with less, 199012 would be the second of January.
_DAYS = [
    re.compile(rf"{written}(?: 0?0:00(?::00)?)?")
    for written in (
        r"(\d{4})-(\d{1,2})-(\d{1,2})",
        r"(\d{4})/(\d{1,2})/(\d{1,2})",
        r"(\d{4})\.(\d{1,2})\.(\d{1,2})",
        r"(\d{4})年(\d{1,2})月(\d{1,2})日?",
        r"(\d{4})(\d{2})(\d{2})",
    )
]
_MONTH = re.compile(r"((?:19|20)\d{2})(?:[-/.年](\d{1,2})月?|(\d{2}))")

_COUNTED = re.compile(r"[1-6]\d{4}")  # 1927 to 2091


class NotUnderstood(ValueError):
    pass


class DayMissing(NotUnderstood):
    """A year and a month alone, as 出生年月 asks for them. month: its first day."""

    def __init__(self, month: date):
        super().__init__()
        self.month = month


class DayCounted(NotUnderstood):
    """The number by which a spreadsheet counts a day, in a column that has lost the format of one. day: likely that.

    Not taken for it: 20121 may be January 2012 as well.
    """

    def __init__(self, day: date):
        super().__init__()
        self.day = day


def is_masked(text: str) -> bool:
    return bool(MASK.search(text))


def choice(code: str, text: str) -> str:
    """The value of a choice by its word. Raises NotUnderstood."""
    try:
        return words(code)[folded(text)]
    except KeyError:
        raise NotUnderstood from None


def flag(text: str) -> bool:
    text = folded(text)
    if text not in YES | NO:
        raise NotUnderstood
    return text in YES


def day(text: str) -> date:
    """Raises NotUnderstood; DayMissing where all but the day is said: it is never guessed."""
    text = unicodedata.normalize("NFKC", text).strip()
    for written in _DAYS:
        if found := written.fullmatch(text):
            return _date(*found.groups())
    if found := _MONTH.fullmatch(text):
        raise DayMissing(_date(found[1], found[2] or found[3], 1))
    if _COUNTED.fullmatch(text):
        raise DayCounted(date(1899, 12, 30) + timedelta(days=int(text)))
    raise NotUnderstood


def _date(*numbers: str | int) -> date:
    try:
        return date(*map(int, numbers))
    except ValueError:
        raise NotUnderstood from None


@lru_cache(maxsize=16)
def words(code: str) -> dict[str, str]:
    """folded word -> value, in either language."""
    known = {folded(word): str(value) for word, value in _MORE.get(code, {}).items()}
    for language in ("en", "zh-hans"):
        with translation.override(language):
            known |= {folded(str(label)): value for value, label in CHOICES[code].choices}
    return known | {value: value for value in CHOICES[code].values}


def folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).lower().split())
