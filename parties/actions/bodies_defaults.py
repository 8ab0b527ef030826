"""The five fields of staff and the criteria for property companies that every installation starts with."""

import tomllib
from datetime import date
from pathlib import Path

from parties.models import RatingCriterion, StaffTopic

DATA = Path(__file__).parent.parent / "data"
SINCE = date(2020, 1, 1)


def load() -> str:
    """Those whose code is not there yet: what is there is people's to change."""
    topics = [
        StaffTopic(code=each["code"], name_zh=each["zh"], name_en=each["en"], order=10 * at)
        for at, each in _missing("staff_topics", "topic", StaffTopic)
    ]
    criteria = [
        RatingCriterion(
            code=each["code"], name_zh=each["zh"], name_en=each["en"], most=each["most"], order=10 * at, since=SINCE
        )
        for at, each in _missing("property_criteria", "criterion", RatingCriterion)
    ]
    StaffTopic.objects.bulk_create(topics)
    RatingCriterion.objects.bulk_create(criteria)
    return f"{len(topics)} topics of staff, {len(criteria)} criteria for property companies created"


def _missing(file: str, key: str, model) -> list[tuple[int, dict]]:
    there = set(model.objects.values_list("code", flat=True))
    entries = tomllib.loads((DATA / f"{file}.toml").read_text())[key]
    return [(at, each) for at, each in enumerate(entries, 1) if each["code"] not in there]
