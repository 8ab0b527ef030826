from django.db import models
from django.utils.translation import gettext_lazy as _


class Step(models.TextChoices):
    """The seven-step closed loop (单元巡查 … 跟踪问效). The stored step is the open one; an act completes it."""

    PATROL = "patrol", _("Unit patrol")
    DISCOVERY = "discovery", _("Found at source")
    COLLECTION = "collection", _("Information collected")
    ASSIGNMENT = "assignment", _("Assigned")
    HANDLING = "handling", _("Handling")
    VERIFICATION = "verification", _("Check and feedback")
    FOLLOW_UP = "follow_up", _("Follow-up")

    @property
    def number(self) -> int:
        return list(Step).index(self) + 1


class Status(models.TextChoices):
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")
    REFUSED = "refused", _("Refused")
    MERGED = "merged", _("Merged")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Act(models.TextChoices):
    """What can be done to a matter; the values are the data-act names of the pages' forms."""

    REPORT = "report", _("Report")
    SETTLE = "settle", _("Settle on the spot")
    ACCEPT = "accept", _("Accept")
    REFUSE = "refuse", _("Refuse")
    MERGE = "merge", _("Merge")
    ASSIGN = "assign", _("Assign")
    TAKE = "take", _("Take")
    RETURN = "return", _("Send back")
    TRANSFER = "transfer", _("Pass on")
    ESCALATE = "escalate", _("Hand up")
    BRING_BACK = "bring_back", _("Bring back")
    EXTEND = "extend", _("Ask for more time")
    GRANT = "grant", _("Grant more time")
    DENY = "deny", _("Deny more time")
    PAUSE = "pause", _("Suspend")
    RESUME = "resume", _("Resume")
    FINISH = "finish", _("Submit the result")
    PASS = "pass", _("Pass")
    FAIL = "fail", _("Fail")
    RATE = "rate", _("Rate")
    CLOSE = "close", _("Close")
    REOPEN = "reopen", _("Reopen")
    RESTORE = "restore", _("Take up again")
    SUPERVISE = "supervise", _("Supervise")
    ANSWER = "answer", _("Answer")
    WITHDRAW = "withdraw", _("Withdraw")
    CONTEST = "contest", _("Contest a card")
    LIFT = "lift", _("Lift the card")
    UPHOLD = "uphold", _("Uphold the card")
    NOTE = "note", _("Add progress")
    JOIN = "join", _("Add to the team")
    LEAVE = "leave", _("Take out of the team")


class Source(models.TextChoices):
    PATROL = "patrol", _("Patrol")
    RESIDENT = "resident", _("Resident")
    HOTLINE = "hotline", _("Hotline 12345")
    CHAT = "chat", _("Chat group")
    VISIT = "visit", _("Visit")
    ABOVE = "above", _("Assigned from above")
    POLICE = "police", _("Police")
    OTHER = "other", _("Other")


class Urgency(models.TextChoices):
    NORMAL = "normal", _("Normal")
    COMPLEX = "complex", _("Difficult")
    URGENT = "urgent", _("Urgent")


class ReporterKind(models.TextChoices):
    STAFF = "staff", _("Staff")
    RESIDENT = "resident", _("Resident")
    ANONYMOUS = "anonymous", _("Anonymous")


class CountsFrom(models.TextChoices):
    """From which moment a time limit runs."""

    STEP = "step", _("When the step opens")
    REPORT = "report", _("When it was reported")
    ACCEPT = "accept", _("When it was accepted")


class PauseReason(models.TextChoices):
    """Why a clock may stand still. What is not in this list does not stop it."""

    MATERIAL = "material", _("Waiting for material or spare parts")
    OTHER_UNIT = "other_unit", _("Waiting for another authority's approval")
    VOTE = "vote", _("Waiting for the owners' vote")
    REPORTER = "reporter", _("The reporter asked to wait")
    WEATHER = "weather", _("Weather makes the work impossible")
    COURT = "court", _("A court or arbitration is seized of it")


class Card(models.TextChoices):
    YELLOW = "yellow", _("Due soon")
    RED = "red", _("Overdue")
    UP = "up", _("Handed up")


class Resolved(models.TextChoices):
    """Real resolution, apart from procedural completion."""

    YES = "yes", _("Really resolved")
    PARTLY = "partly", _("Partly resolved")
    NO = "no", _("Not resolved")
