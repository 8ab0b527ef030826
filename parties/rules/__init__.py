"""Who may what with party organisations, members, meetings, partners and ballots."""

from grids.permissions import in_hat as in_hat, need as need, need_in_hat as need_in_hat

READ, KEEP = "read_parties", "keep_parties"
READ_MEMBERS, KEEP_MEMBERS = "read_members", "keep_members"
HOLD = "hold_ballots"
HOME = "/parties/"


def may_visit(user, contact) -> bool:
    """A contact household: the member whose it is, by their own account; or whoever keeps the roll there."""
    own = contact.until is None and contact.member.user_id == user.pk and bool(user.scope)
    return own or user.scope.may(KEEP_MEMBERS, contact)
