from parties.models.cadence import Cadence
from parties.models.meeting import Attendance, Meeting, MeetingFile, MemberLink
from parties.models.member import PartyMember
from parties.models.organization import PartyOrganization
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
]
