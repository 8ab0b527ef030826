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
