"""What accepting a matter corrects in it: kept with the act as codes and values, told in words."""

from django.utils.translation import gettext as _

from cases import points
from cases.enums import Urgency
from cases.models import Case

FACTS = ("urgency", "title", "place", "people_affected", "is_collective", "is_confidential")
NOTHING = "–"


def facts(case: Case) -> dict:
    """What may be corrected, as the record keeps it. The category's row must be read."""
    found = {name: getattr(case, name) for name in FACTS}
    point = None if case.lng is None else [str(case.lng), str(case.lat)]
    return {"category": case.category.code} | found | {"point": point}


def between(before: dict, after: dict) -> dict[str, list]:
    """Old and new of each of facts() that differs."""
    return {name: [old, after[name]] for name, old in before.items() if old != after[name]}


def said(corrected: dict[str, list], categories: dict[str, str]) -> list[str]:
    """Urgency: Normal → Urgent. categories: their names by their codes."""
    return [
        _("%(field)s: %(old)s → %(new)s")
        % {"field": _label(name), "old": _value(name, old, categories), "new": _value(name, new, categories)}
        for name, (old, new) in corrected.items()
    ]


def _label(name: str) -> str:
    return _("Position") if name == "point" else str(Case._meta.get_field(name).verbose_name)


def _value(name: str, value, categories: dict[str, str]) -> str:
    if value in (None, ""):
        return NOTHING
    if name == "category":
        return categories.get(value, value)
    if name == "urgency":
        return str(Urgency(value).label)
    if name == "point":
        return points.words(*value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return str(value)
