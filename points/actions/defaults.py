"""The rules every installation starts with, read from points/data."""

import tomllib
from pathlib import Path

from points.models import Rule

RULES = Path(__file__).parent.parent / "data" / "rules.toml"


def load() -> str:
    """Those whose code has no general rule yet: later ones are people's to make, from a day on."""
    there = set(Rule.objects.filter(scheme=None).values_list("code", flat=True))
    entries = tomllib.loads(RULES.read_text())["rule"]
    new = [
        Rule(name_zh=each.pop("zh"), name_en=each.pop("en"), **each) for each in entries if each["code"] not in there
    ]
    Rule.objects.bulk_create(new)
    return f"{len(new)} created"
