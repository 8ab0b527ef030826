from grids.models.area import Area, AreaCode, KindLabel
from grids.models.calendar import CalendarDay, CalendarYear
from grids.models.checked import Checked
from grids.models.draft import Draft
from grids.models.files import StoredFile
from grids.models.identity import RevealLog, SubjectKey
from grids.models.inbox import Notice, Outbox
from grids.models.organisation import Organisation
from grids.models.placed import Placed
from grids.models.post import AreaGrant, Department, Post, PostArea, Role
from grids.models.pulse import Pulse
from grids.models.redivision import Redivision
from grids.models.refs import new_ref, own_code
from grids.models.seal import Seal
from grids.models.tally import Tally
from grids.models.user import SignIn, User

__all__ = [
    "Area",
    "AreaCode",
    "AreaGrant",
    "CalendarDay",
    "CalendarYear",
    "Checked",
    "Department",
    "Draft",
    "KindLabel",
    "Notice",
    "Organisation",
    "Outbox",
    "Placed",
    "Post",
    "PostArea",
    "Pulse",
    "Redivision",
    "RevealLog",
    "Role",
    "Seal",
    "SignIn",
    "StoredFile",
    "SubjectKey",
    "Tally",
    "User",
    "new_ref",
    "own_code",
]
