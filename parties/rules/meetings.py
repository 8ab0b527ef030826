"""Who keeps the rules of meetings: the general ones those who manage rules, its own a place's keepers of parties."""

from django.core.exceptions import PermissionDenied

from grids.enums import Kind
from grids.permissions import MANAGE_RULES
from parties import rules

KEEP_CADENCES = (Kind.DISTRICT, Kind.STREET, Kind.COMMUNITY)  # what may have rules of its own


def may_keep_cadence(user, area) -> bool:
    if area is None:
        return rules.in_hat(user, MANAGE_RULES)
    return area.kind in KEEP_CADENCES and user.scope.may(rules.KEEP, area)


def need_cadence(user, area) -> None:
    if not may_keep_cadence(user, area):
        raise PermissionDenied


def keeps_some(user) -> bool:
    return rules.in_hat(user, rules.KEEP) or rules.in_hat(user, MANAGE_RULES)


def ends_task(user, task) -> bool:
    """Whoever is responsible says that it is done; so does whoever keeps the meeting's organisation."""
    return task.responsible_id == user.pk or user.scope.may(rules.KEEP, task)
