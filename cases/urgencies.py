"""What each urgency means in time, for whoever reports a matter and must choose one."""

from datetime import datetime
from functools import cache

from django.utils.translation import gettext as _

from cases import limits
from cases.actions.intake import first_level
from cases.clock import limit_words
from cases.enums import Step, Urgency
from cases.models import Case, Category
from grids.days import calendar as calendars
from grids.models import Area
from grids.models.area import ANCESTORS


def choices(category: Category | None, area: Area | None, source: str, now: datetime) -> list[tuple[str, str]]:
    """一般，7 个工作日: each with the limit of the handling there, as far as category and area are known."""
    case = Case(category=category, area=area, source=source, reported_at=now)
    if area is not None:
        case.level = first_level(area)
        for name in ANCESTORS:
            setattr(case, name, getattr(area, name))
    rules = limits.by_urgency(case, Step.HANDLING, now, cache(calendars.current))
    return [(urgency, _said(urgency, rules[urgency])) for urgency in Urgency]


def _said(urgency: Urgency, rule) -> str:
    if rule is None:
        return str(urgency.label)
    return _("%(urgency)s, %(limit)s") % {"urgency": urgency.label, "limit": limit_words(rule.amount, rule.unit)}
