"""What a role may grant. Apps name their permissions here in AppConfig.ready(); all live on Area's content type."""

from collections.abc import Collection
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Grant:
    codename: str
    label: str | Promise
    app: str


_grants: dict[str, Grant] = {}


def register(app: str, **labels: str | Promise) -> None:
    for codename, label in labels.items():
        _grants[codename] = Grant(codename, label, app)


def all_grants() -> list[Grant]:
    return list(_grants.values())


def known(codename: str) -> bool:
    return codename in _grants


def labels(codenames: Collection[str]) -> list[str]:
    """Of several, in the order of the pages; a permission that is no more is told by its codename."""
    gone = sorted(name for name in codenames if not known(name))
    return [str(grant.label) for grant in all_grants() if grant.codename in codenames] + gone


def label(codename: str) -> str | Promise:
    return _grants[codename].label


def need(user, grant: str, row) -> None:
    """Raises PermissionDenied unless the hat worn grants this where the row lies."""
    if not user.scope.may(grant, row):
        raise PermissionDenied


def in_hat(user, grant: str) -> bool:
    """True if the hat worn grants this anywhere: whether a page that begins something is offered."""
    hat = user.scope.hat
    return bool(hat and hat.reaches and grant in hat.grants)


def need_in_hat(user, grant: str) -> None:
    """Raises PermissionDenied unless the hat worn grants this anywhere."""
    if not in_hat(user, grant):
        raise PermissionDenied


READ_AREA = "read_area"
EDIT_AREA = "edit_area"
SHAPE_AREA = "shape_area"
APPOINT = "appoint"
EDIT_ORGANISATION = "edit_organisation"
REVEAL = "reveal"
MANAGE_USERS = "manage_users"
MANAGE_ROLES = "manage_roles"
MANAGE_RULES = "manage_rules"
READ_LOGS = "read_logs"

register(
    "grids",
    read_area=_("See areas and their figures"),
    edit_area=_("Edit an area's description"),
    shape_area=_("Add, move, retire and re-divide areas"),
    appoint=_("Appoint people to posts and end posts"),
    edit_organisation=_("Keep the register of organisations"),
    reveal=_("Reveal one masked field with a reason"),
    manage_users=_("Create accounts and lock them"),
    manage_roles=_("Change what a role may do"),
    manage_rules=_("Change categories, time limits and the calendar"),
    read_logs=_("Read the logs"),
)
