"""What the levels are called in a district: its own words where it has some (微网格 for a unit)."""

from grids.enums import Kind
from grids.models import KindLabel


def names(district_id: int | None) -> dict[str, str]:
    own = {label.kind: str(label) for label in KindLabel.objects.filter(district=district_id)} if district_id else {}
    return {kind: str(word) for kind, word in Kind.choices} | own
