from parties.models.alliances import Alliance, AllianceMember
from parties.models.ballot import Ballot, Elector, PaperCount
from parties.models.bodies import CommitteeMember, OwnersCommittee, SocialBody
from parties.models.cadence import Cadence
from parties.models.check_in import CheckIn
from parties.models.contact_household import ContactHousehold, ContactVisit
from parties.models.coverage import Coverage, CoverageRule
from parties.models.deployment import Deployment
from parties.models.lists import ListClaim, ListEntry
from parties.models.meeting import Attendance, Meeting, MeetingFile, MemberLink
from parties.models.member import PartyMember
from parties.models.member_hours import MemberHours
from parties.models.motion import Invitation, Motion, MotionTask
from parties.models.officers import Officer, Term
from parties.models.organization import PartyOrganization
from parties.models.partner import Contribution, JointMeeting, Partner
from parties.models.pledges import Pledge, PledgeDrive, PledgeText
from parties.models.property import PropertyCompany, PropertyService
from parties.models.rating import LastPlaceNotice, RatingCriterion, RatingPeriod, RatingResult, Scorecard, ScoreLine
from parties.models.resolution import MeetingTask, Resolution
from parties.models.staff import Pairing, PairingReview, SessionPlace, StaffSession, StaffTopic
from parties.models.talk import Talk, TalkComment
from parties.models.weight import WeightRule

__all__ = [
    "Alliance",
    "AllianceMember",
    "Attendance",
    "Ballot",
    "Cadence",
    "CheckIn",
    "CommitteeMember",
    "ContactHousehold",
    "ContactVisit",
    "Contribution",
    "Coverage",
    "CoverageRule",
    "Deployment",
    "Elector",
    "Invitation",
    "JointMeeting",
    "LastPlaceNotice",
    "ListClaim",
    "ListEntry",
    "Meeting",
    "MeetingFile",
    "MeetingTask",
    "MemberHours",
    "MemberLink",
    "Motion",
    "MotionTask",
    "Officer",
    "OwnersCommittee",
    "Pairing",
    "PairingReview",
    "PaperCount",
    "Partner",
    "PartyMember",
    "PartyOrganization",
    "Pledge",
    "PledgeDrive",
    "PledgeText",
    "PropertyCompany",
    "PropertyService",
    "RatingCriterion",
    "RatingPeriod",
    "RatingResult",
    "Resolution",
    "ScoreLine",
    "Scorecard",
    "SessionPlace",
    "SocialBody",
    "StaffSession",
    "StaffTopic",
    "Talk",
    "TalkComment",
    "Term",
    "WeightRule",
]
