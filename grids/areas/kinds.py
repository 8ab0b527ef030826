"""What the levels are called in a district: its own words where it has some (微网格 for a unit)."""

from collections.abc import Iterable

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from grids.areas.names import short as short_name
from grids.enums import Kind
from grids.models import Area, KindLabel

LANGUAGES = {"zh": "zh-hans", "en": "en"}


def names(district_id: int | None) -> dict[str, str]:
    return by_district([district_id])[district_id]


def by_district(ids: Iterable[int | None]) -> dict[int | None, dict[str, str]]:
    """The words of several districts, in one query."""
    words = {district: {kind: str(word) for kind, word in Kind.choices} for district in ids}
    for label in KindLabel.objects.filter(district__in=[district for district in words if district]):
        words[label.district_id][label.kind] = str(label)
    return words


def word_of(area, words: dict[str, str]) -> str:
    """What this place is called: a town and a village say so in their names, where the district has no own word.

    words: of the area's district, see `names`.
    """
    return _by_name(area.kind, area.name, words[area.kind])


def _by_name(kind: str, name: str, word: str) -> str:
    if word != Kind(kind).label:
        return word
    said = SAID_BY_NAMES.get(Kind(kind), {})
    return str(next((own for ending, own in said.items() if short_name(name).endswith(ending)), word))


SAID_BY_NAMES = {
    Kind.STREET: {"镇": _("Town"), "乡": _("Township")},
    Kind.COMMUNITY: {"村": _("Village")},
}


def own_words(district: str) -> ArraySubquery:
    """For annotate(): the own words of the district in this column come with the row, in no query more. See `said`."""
    labels = KindLabel.objects.filter(district=OuterRef(district))
    return ArraySubquery(labels.values(label=JSONObject(kind="kind", name_zh="name_zh", name_en="name_en")))


def named(*columns: str) -> ArraySubquery:
    """For annotate(): the areas of these columns, whose names may say what they are."""
    areas = Area.objects.filter(pk__in=[OuterRef(column) for column in columns])
    return ArraySubquery(areas.values(label=JSONObject(kind="kind", name="name")))


def said(own_words: Iterable[dict], named: Iterable[dict]) -> dict[str, str]:
    """The words where a row lies, from what `own_words` and `named` put beside it."""
    words = {kind: str(word) for kind, word in Kind.choices}
    words |= {label["kind"]: str(KindLabel(**label)) for label in own_words}
    return words | {area["kind"]: _by_name(**area, word=words[area["kind"]]) for area in named}


def standard() -> dict[str, dict[str, str]]:
    """The words of districts without own ones, by level and language."""
    words: dict[str, dict[str, str]] = {kind: {} for kind in Kind.values}
    for short, language in LANGUAGES.items():
        with translation.override(language):
            for kind, word in Kind.choices:
                words[kind][short] = str(word)
    return words


def readings(district_id: int | None) -> dict[str, Kind]:
    """Every word of the district for a level as a sheet may write it: in both languages, in small letters."""
    own = KindLabel.objects.filter(district=district_id) if district_id else ()
    return {word.lower(): Kind(label.kind) for label in own for word in (label.name_zh, label.name_en)}
