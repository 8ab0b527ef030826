from parties.models.member import PartyMember
from parties.models.organization import PartyOrganization

__all__ = ["PartyMember", "PartyOrganization"]
