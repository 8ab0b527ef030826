"""What a district calls its levels."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from grids import history
from grids.areas import kinds
from grids.enums import Kind
from grids.models import Area, KindLabel
from grids.permissions import SHAPE_AREA, need


@transaction.atomic
def name_levels(district: Area, words: Mapping[str, tuple[str, str]], *, by, why: str = "") -> None:
    """Call the levels of a district by these words, {level: (Chinese, English)}; both empty is the standard word.

    Levels that are not named here keep what they have. Raises ValidationError by "level_zh" and "level_en".
    """
    district = Area.objects.select_for_update(of=("self",), no_key=True).get(pk=district.pk)
    need(by, SHAPE_AREA, district)
    if district.kind != Kind.DISTRICT or district.is_retired:
        raise ValidationError(_("A district names its levels."))
    there = {label.kind: label for label in district.kind_labels.all()}
    wanted = {kind: (label.name_zh, label.name_en) for kind, label in there.items()}
    wanted |= {Kind(kind).value: (zh.strip(), en.strip()) for kind, (zh, en) in words.items()}
    _check(wanted)
    with history.acting(by, grant=SHAPE_AREA, where=district, why=why):
        for kind, (zh, en) in wanted.items():
            label = there.get(kind) or KindLabel(district=district, kind=kind)
            if not zh and label.pk:
                label.delete()
            elif zh and (label.name_zh, label.name_en) != (zh, en):
                label.name_zh, label.name_en = zh, en
                label.full_clean()
                label.save()


def _check(wanted: Mapping[str, tuple[str, str]]) -> None:
    """Both languages or neither, and no two levels of one name."""
    errors: dict[str, list] = {}
    standard = kinds.standard()
    fields = [f"{kind}_{language}" for kind in Kind.values for language in kinds.LANGUAGES]  # as the form has them
    for at, language in enumerate(kinds.LANGUAGES):
        used: dict[str, str] = {
            words[language].lower(): kind for kind, words in standard.items() if not wanted.get(kind, ("", ""))[at]
        }
        for kind, pair in wanted.items():
            field, word = f"{kind}_{language}", pair[at]
            if not word and pair[1 - at]:
                errors[field] = [_("Give the name in both languages, or in neither.")]
            elif word and used.setdefault(word.lower(), kind) != kind:
                errors[field] = [_("Another level is called so.")]
    if errors:
        raise ValidationError({field: errors[field] for field in fields if field in errors})
