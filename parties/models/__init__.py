from parties.models.check_in import CheckIn
from parties.models.contact_household import ContactHousehold, ContactVisit
from parties.models.deployment import Deployment
from parties.models.member import PartyMember
from parties.models.member_hours import MemberHours
from parties.models.organization import PartyOrganization

__all__ = [
    "CheckIn",
    "ContactHousehold",
    "ContactVisit",
    "Deployment",
    "MemberHours",
    "PartyMember",
    "PartyOrganization",
]
