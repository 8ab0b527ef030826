"""Skills, topics, star levels and patterns every installation starts with, read from volunteers/data."""

import tomllib
from pathlib import Path

from grids.models import Role
from volunteers.models import Pattern, PatternSlot, Skill, Star, Topic

DATA = Path(__file__).parent.parent / "data"


def load() -> str:
    """Those whose code is not there yet: what is there is people's to change."""
    made = {"skills": _named(Skill, "skill"), "topics": _named(Topic, "topic")}
    made |= {"star levels": _stars(), "patterns": _patterns()}
    return ", ".join(f"{count} {what}" for what, count in made.items()) + " created"


def _named(model, table: str) -> int:
    there = set(model.objects.values_list("code", flat=True))
    new = [
        model(code=each["code"], name_zh=each["zh"], name_en=each["en"], order=10 * at)
        for at, each in enumerate(_read(table), 1)
        if each["code"] not in there
    ]
    model.objects.bulk_create(new)
    return len(new)


def _stars() -> int:
    there = set(Star.objects.values_list("code", flat=True))
    new = [
        Star(code=each["code"], name_zh=each["zh"], name_en=each["en"], hours=each["hours"])
        for each in _read("star")
        if each["code"] not in there
    ]
    Star.objects.bulk_create(new)
    return len(new)


def _patterns() -> int:
    there = set(Pattern.objects.values_list("code", flat=True))
    new = [each for each in _read("pattern") if each["code"] not in there]
    roles = dict(Role.objects.values_list("code", "pk"))
    for each in new:
        pattern = Pattern.objects.create(code=each["code"], name_zh=each["zh"], name_en=each["en"])
        PatternSlot.objects.bulk_create(
            PatternSlot(
                pattern=pattern, label=slot["label"], wanted=slot["wanted"], is_open=slot.get("open", False),
                role_id=roles.get(slot.get("role")), order=at,
            )
            for at, slot in enumerate(each["slots"])
        )  # fmt: skip
    return len(new)


def _read(table: str) -> list[dict]:
    return tomllib.loads((DATA / f"{table}s.toml").read_text())[table]
