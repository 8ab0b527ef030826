from parties.models.alliances import Alliance, AllianceMember
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
from parties.models.officers import Officer, Term
from parties.models.organization import PartyOrganization
from parties.models.partner import Contribution, JointMeeting, Partner
from parties.models.pledges import Pledge, PledgeDrive, PledgeText

__all__ = [
    "Alliance",
    "AllianceMember",
    "Attendance",
    "Cadence",
    "CheckIn",
    "CommitteeMember",
    "ContactHousehold",
    "ContactVisit",
    "Contribution",
    "Coverage",
    "CoverageRule",
    "Deployment",
    "JointMeeting",
    "ListClaim",
    "ListEntry",
    "Meeting",
    "MeetingFile",
    "MemberHours",
    "MemberLink",
    "Officer",
    "OwnersCommittee",
    "Partner",
    "PartyMember",
    "PartyOrganization",
    "Pledge",
    "PledgeDrive",
    "PledgeText",
    "SocialBody",
    "Term",
]
