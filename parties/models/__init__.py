from parties.models.lists import ListClaim, ListEntry
from parties.models.member import PartyMember
from parties.models.organization import PartyOrganization
from parties.models.partner import Contribution, JointMeeting, Partner
from parties.models.pledges import Pledge, PledgeDrive, PledgeText

__all__ = [
    "Contribution",
    "JointMeeting",
    "ListClaim",
    "ListEntry",
    "Partner",
    "PartyMember",
    "PartyOrganization",
    "Pledge",
    "PledgeDrive",
    "PledgeText",
]
