"""The field catalogue as every installation starts with it. What people changed is left alone."""

import tomllib
from pathlib import Path

from residents.models import RegisterField

FIELDS = Path(__file__).parent.parent / "data" / "fields.toml"


def load_fields() -> str:
    entries = tomllib.loads(FIELDS.read_text())["field"]
    there = set(RegisterField.objects.values_list("code", flat=True))
    new = [
        RegisterField(
            code=entry["code"],
            name_zh=entry["zh"],
            name_en=entry["en"],
            type=entry["type"],
            basis=entry["basis"],
            check_locally=entry.get("check_locally", False),
            purpose=entry["purpose"],
            owner=entry["owner"],
            sensitivity=entry["sensitivity"],
            retention=entry["retention"],
            synonyms=entry["synonyms"],
            order=10 * order,
        )
        for order, entry in enumerate(entries, 1)
        if entry["code"] not in there
    ]
    RegisterField.objects.bulk_create(new)
    return f"{len(new)} created"
