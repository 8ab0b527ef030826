"""The categories of care that every installation starts with.."""

import tomllib
from pathlib import Path

from residents.models import CareCategory

FILE = Path(__file__).parent / "data" / "care.toml"


def load() -> str:
    made = changed = 0
    there = {category.code: category for category in CareCategory.objects.select_for_update()}
    for order, entry in enumerate(tomllib.loads(FILE.read_text())["category"], 1):
        values = {
            "name_zh": entry["zh"],
            "name_en": entry["en"],
            "legal_basis": entry["basis"],
            "purpose": entry["purpose"],
            "months": entry["months"],
            "longest_months": entry["longest"],
            "visit_days": entry["visits"],
            "sensitivity": entry["sensitivity"],
            "read_grant": entry["grant"],
            "sealed_months": entry["sealed_months"],
            "check_locally": entry.get("check_locally", False),
            "order": 10 * order,
        }
        category = there.get(entry["code"])
        if category is None:
            CareCategory.objects.create(code=entry["code"], **values)
            made += 1
        elif any(getattr(category, name) != value for name, value in values.items()):
            CareCategory.objects.filter(pk=category.pk).update(**values)
            changed += 1
    return f"{made} created, {changed} changed"
