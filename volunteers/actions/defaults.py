"""Skills, topics, star levels, patterns and services every installation starts with, from volunteers/data."""

import tomllib
from pathlib import Path

from grids.models import Role
from volunteers.enums.orders import Channel
from volunteers.models import Pattern, PatternSlot, ServiceItem, Skill, Star, Topic

DATA = Path(__file__).parent.parent / "data"


def load() -> str:
    """Those whose code is not there yet: what is there is people's to change."""
    made = {"skills": _named(Skill, "skill"), "topics": _named(Topic, "topic")}
    made |= {"star levels": _stars(), "patterns": _patterns(), "services": _services()}
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


def _services() -> int:
    there = set(ServiceItem.objects.filter(area=None).values_list("code", flat=True))
    skills = dict(Skill.objects.values_list("code", "pk"))
    new = [
        ServiceItem(
            code=each["code"], name_zh=each["zh"], name_en=each["en"], mode=each["mode"],
            skill_id=skills.get(each.get("skill")), difficulty=each["difficulty"], span=each["span"],
            fixed=each.get("fixed", ""), channels=_channels(each), order=10 * at,
        )
        for at, each in enumerate(_read("service"), 1)
        if each["code"] not in there
    ]  # fmt: skip
    ServiceItem.objects.bulk_create(new)
    return len(new)


def _channels(each: dict) -> list[str]:
    """Fixed time and place where it says which; not the public page: a place switches that on for itself."""
    left_out = {Channel.PAGE} if each.get("fixed") else {Channel.PAGE, Channel.FIXED}
    return [channel for channel in Channel if channel not in left_out]


def _read(table: str) -> list[dict]:
    return tomllib.loads((DATA / f"{table}s.toml").read_text())[table]
