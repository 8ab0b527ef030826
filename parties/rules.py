"""Who may what with party organisations, members, meetings, partners and ballots."""

from django.core.exceptions import PermissionDenied

READ, KEEP = "read_parties", "keep_parties"
READ_MEMBERS, KEEP_MEMBERS = "read_members", "keep_members"
HOLD = "hold_ballots"
HOME = "/parties/"


def need(user, grant: str, row) -> None:
    """Raises PermissionDenied unless the hat worn grants this where the row lies."""
    if not user.scope.may(grant, row):
        raise PermissionDenied


def in_hat(user, grant: str) -> bool:
    """True if the hat worn grants this anywhere: whether a page that begins something is offered."""
    hat = user.scope.hat
    return bool(hat and hat.reaches and grant in hat.grants)


def may_visit(user, contact) -> bool:
    """A contact household: the member whose it is, by their own account; or whoever keeps the roll there."""
    own = contact.until is None and contact.member.user_id == user.pk and bool(user.scope)
    return own or user.scope.may(KEEP_MEMBERS, contact)
