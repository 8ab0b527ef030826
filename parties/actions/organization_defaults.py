"""The rule of coverage that every installation starts with, from parties/data/coverage.toml."""

import tomllib
from pathlib import Path

from parties.models import CoverageRule

DATA = Path(__file__).parent.parent / "data" / "coverage.toml"


def load() -> str:
    """The levels that have no rule yet: what is there is people's to change."""
    there = set(CoverageRule.objects.values_list("level", flat=True))
    new = [CoverageRule(**each) for each in tomllib.loads(DATA.read_text())["rule"] if each["level"] not in there]
    CoverageRule.objects.bulk_create(new)
    return f"{len(new)} rules of coverage created"
