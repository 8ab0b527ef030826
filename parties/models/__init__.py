from parties.models.alliances import Alliance, AllianceMember
from parties.models.coverage import Coverage, CoverageRule
from parties.models.member import PartyMember
from parties.models.officers import Officer, Term
from parties.models.organization import PartyOrganization

__all__ = [
    "Alliance",
    "AllianceMember",
    "Coverage",
    "CoverageRule",
    "Officer",
    "PartyMember",
    "PartyOrganization",
    "Term",
]
