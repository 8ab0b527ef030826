"""The categories and time limits that every installation starts with. Loading them again changes nothing."""

import tomllib
from datetime import date
from pathlib import Path

from cases.models import Category, TimeLimit

DATA = Path(__file__).resolve().parent.parent / "data"
VALID_FROM = date(2020, 1, 1)  # before any matter that can be registered


def load() -> str:
    """Write what is missing; leave alone what people have changed. Returns a line that says what it did."""
    made = _categories() + _limits()
    return f"{made} categories and time limits added"


def _categories() -> int:
    known = set(Category.objects.values_list("code", flat=True))
    made = 0
    for order, top in enumerate(_read("categories")["category"], 1):
        inherited = {"is_dispute": top.get("dispute", False), "statutory": top.get("statutory", False)}
        parent, new = Category.objects.get_or_create(
            code=top["code"], defaults={"name_zh": top["zh"], "name_en": top["en"], "order": order * 100, **inherited}
        )
        made += new
        for place, child in enumerate(top["children"], 1):
            if child["code"] in known:
                continue
            Category.objects.create(
                code=child["code"],
                parent=parent,
                name_zh=child["zh"],
                name_en=child["en"],
                order=order * 100 + place,
                is_confidential=child.get("confidential", False),
                check_locally=child.get("check", False),
                **inherited,
            )
            made += 1
    return made


def _limits() -> int:
    categories = dict(Category.objects.values_list("code", "pk"))
    made = 0
    for entry in _read("limits")["limit"]:
        every, every_unit = entry.get("every", [1, "working_days"])
        _rule, new = TimeLimit.objects.get_or_create(
            step=entry["step"],
            category_id=categories.get(entry.get("category")),
            urgency=entry.get("urgency", ""),
            source=entry.get("source", ""),
            level="",
            area=None,
            valid_from=VALID_FROM,
            defaults={
                "amount": entry["amount"],
                "unit": entry["unit"],
                "rolls": entry.get("rolls", False),
                "every_amount": every,
                "every_unit": every_unit,
                "statutory": entry.get("statutory", False),
                "max_extension": entry.get("longest_extension"),
                "counts_from": entry.get("from", "step"),
                "basis": entry["basis"],
                "check_locally": entry.get("check", False),
            },
        )
        made += new
    return made


def _read(name: str) -> dict:
    return tomllib.loads((DATA / f"{name}.toml").read_text())
