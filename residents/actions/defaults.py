"""What the registers start with, read from residents/data: fields, retention rules, certificates, kinds of care."""

import tomllib
from pathlib import Path

from grids.reference import changed_by_people

DATA = Path(__file__).parent.parent / "data"
LANGUAGES = {"zh": "name_zh", "en": "name_en"}  # every other key of a file is the name of a column


def load(model, table: str) -> str:
    """The entries [[table]] that are missing or outdated. What people have changed is left alone."""
    there = {row.code: row for row in model.objects.select_for_update()}
    kept, made, changed = changed_by_people(model), 0, 0
    for values in entries(model, table):
        row = there.get(values["code"])
        if row is None:
            model.objects.create(**values)
            made += 1
        elif row.pk not in kept and any(getattr(row, name) != value for name, value in values.items()):
            model.objects.filter(pk=row.pk).update(**values)
            changed += 1
    return f"{made} created, {changed} changed"


def entries(model, table: str) -> list[dict]:
    """By column; where a model keeps an order, it is that of the files."""
    files = [tomllib.loads(path.read_text()) for path in sorted(DATA.glob("*.toml"))]
    found = [entry for file in files for entry in file.get(table, ())]
    is_ordered = any(column.name == "order" for column in model._meta.fields)
    return [
        {LANGUAGES.get(name, name): value for name, value in entry.items()}
        | ({"order": 10 * at} if is_ordered else {})
        for at, entry in enumerate(found, 1)
    ]
