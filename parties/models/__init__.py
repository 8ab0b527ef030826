from parties.models.alliances import Alliance, AllianceMember
from parties.models.coverage import Coverage, CoverageRule
from parties.models.lists import ListClaim, ListEntry
from parties.models.cadence import Cadence
from parties.models.meeting import Attendance, Meeting, MeetingFile, MemberLink
from parties.models.bodies import CommitteeMember, OwnersCommittee, SocialBody
from parties.models.member import PartyMember
from parties.models.officers import Officer, Term
from parties.models.check_in import CheckIn
from parties.models.contact_household import ContactHousehold, ContactVisit
from parties.models.deployment import Deployment
from parties.models.member import PartyMember
from parties.models.member_hours import MemberHours
from parties.models.organization import PartyOrganization
from parties.models.partner import Contribution, JointMeeting, Partner
from parties.models.pledges import Pledge, PledgeDrive, PledgeText

__all__ = [
    "Alliance",
    "AllianceMember",
    "Coverage",
    "CoverageRule",
    "Officer",
    "PartyMember",
    "PartyOrganization",
    "Term",
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
    "CheckIn",
    "ContactHousehold",
    "ContactVisit",
    "Deployment",
    "MemberHours",
    "PartyMember",
    "PartyOrganization",
from parties.models.resolution import MeetingTask, Resolution

__all__ = [
    "Attendance",
    "Cadence",
    "Meeting",
    "MeetingFile",
    "MeetingTask",
    "MemberLink",
    "PartyMember",
    "PartyOrganization",
    "Resolution",
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
from parties.models.ballot import Ballot, Elector, PaperCount
from parties.models.member import PartyMember
from parties.models.motion import Invitation, Motion, MotionTask
from parties.models.organization import PartyOrganization
from parties.models.talk import Talk, TalkComment
from parties.models.weight import WeightRule

__all__ = [
    "Ballot",
    "Elector",
    "Invitation",
    "Motion",
    "MotionTask",
    "PaperCount",
    "PartyMember",
    "PartyOrganization",
    "Talk",
    "TalkComment",
    "WeightRule",
]
