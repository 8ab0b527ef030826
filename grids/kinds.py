"""What the levels are called in a district: its own words where it has some (微网格 for a unit)."""

from collections.abc import Iterable
from functools import cache

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject
from django.utils import translation
from django.utils.translation import gettext_lazy

from grids.enums import Kind
from grids.models import KindLabel
from grids.names import short

LANGUAGES = {"zh": "zh-hans", "en": "en"}


def names(district_id: int | None) -> dict[str, str]:
    return by_district([district_id])[district_id]


# Two levels have several sorts of areas, which the end of a name tells: 西天尾镇 is no 街道, 步云村委会 no 社区.
SORTS = {
    Kind.STREET: (("镇", gettext_lazy("Town")), ("乡", gettext_lazy("Township"))),
    Kind.COMMUNITY: (("村", gettext_lazy("Village")),),
}


def called(words: dict[str, str], kind: str, name: str) -> str:
    """What one area is called by its sort; by the word of its level, where the district has its own or none fits."""
    word = words[kind]
    if kind not in SORTS:
        return word
    return _sort(kind, word, short(name)[-1:], translation.get_language()) or word


@cache
def _sort(kind: str, word: str, end: str, _language: str | None) -> str:
    if word != str(Kind(kind).label):
        return ""
    return next((str(sort) for last, sort in SORTS[Kind(kind)] if last == end), "")


def by_district(ids: Iterable[int | None]) -> dict[int | None, dict[str, str]]:
    """The words of several districts, in one query."""
    words = {district: {kind: str(word) for kind, word in Kind.choices} for district in ids}
    for label in KindLabel.objects.filter(district__in=[district for district in words if district]):
        words[label.district_id][label.kind] = str(label)
    return words


def own_words(district: str) -> ArraySubquery:
    """For annotate(): the own words of the district in this column come with the row, in no query more. See `said`."""
    labels = KindLabel.objects.filter(district=OuterRef(district))
    return ArraySubquery(labels.values(label=JSONObject(kind="kind", name_zh="name_zh", name_en="name_en")))


def said(own_words: Iterable[dict]) -> dict[str, str]:
    """The words of a row's district, from what `own_words` put beside the row."""
    words = {kind: str(word) for kind, word in Kind.choices}
    return words | {label["kind"]: str(KindLabel(**label)) for label in own_words}


def standard() -> dict[str, dict[str, str]]:
    """The words of districts without own ones, by level and language."""
    words: dict[str, dict[str, str]] = {kind: {} for kind in Kind.values}
    for code, language in LANGUAGES.items():
        with translation.override(language):
            for kind, word in Kind.choices:
                words[kind][code] = str(word)
    return words


def readings(district_id: int | None) -> dict[str, Kind]:
    """Every word of the district for a level as a sheet may write it: in both languages, in small letters."""
    own = KindLabel.objects.filter(district=district_id) if district_id else ()
    return {word.lower(): Kind(label.kind) for label in own for word in (label.name_zh, label.name_en)}
