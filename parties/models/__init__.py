from parties.models.bodies import CommitteeMember, OwnersCommittee, SocialBody
from parties.models.member import PartyMember
from parties.models.organization import PartyOrganization
from parties.models.property import PropertyCompany, PropertyService
from parties.models.rating import (
    LastPlaceNotice,
    RatingCriterion,
    RatingPeriod,
    RatingResult,
    Scorecard,
    ScoreLine,
)
from parties.models.staff import Pairing, PairingReview, SessionPlace, StaffSession, StaffTopic

__all__ = [
    "CommitteeMember",
    "LastPlaceNotice",
    "OwnersCommittee",
    "Pairing",
    "PairingReview",
    "PartyMember",
    "PartyOrganization",
    "PropertyCompany",
    "PropertyService",
    "RatingCriterion",
    "RatingPeriod",
    "RatingResult",
    "ScoreLine",
    "Scorecard",
    "SessionPlace",
    "SocialBody",
    "StaffSession",
    "StaffTopic",
]
