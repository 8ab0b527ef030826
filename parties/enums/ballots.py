"""How weighty a matter is, what a joint ballot is about, and where a motion and a deliberation stand."""

from django.db import models
from django.utils.translation import gettext_lazy as _, pgettext_lazy


class Weight(models.TextChoices):
    """小事简议、大事细议、要事议妥、急事议决."""

    SMALL = "small", _("Small matters briefly")
    LARGE = "large", _("Large matters in detail")
    IMPORTANT = "important", _("Important matters until settled")
    URGENT = "urgent", _("Urgent matters at once")


class Base(models.TextChoices):
    """Of whom a share has to be in favour."""

    ALL = "all", _("of all who may vote")
    VOTED = "voted", _("of those who voted")


class Major(models.TextChoices):
    """三重一大: what needs a ballot."""

    DECISION = "decision", _("Major decision")
    APPOINTMENT = "appointment", _("Major appointment")
    PROJECT = "project", _("Major project")
    FUNDS = "funds", _("Large sum of money")


class MotionState(models.TextChoices):
    OPINION = "opinion", pgettext_lazy("of a motion", "Preliminary opinion")
    NOTICE = "notice", pgettext_lazy("of a motion", "On notice")
    OPEN = "open", pgettext_lazy("of a motion", "Ballot open")
    COUNTING = "counting", pgettext_lazy("of a motion", "To be counted")
    PASSED = "passed", pgettext_lazy("of a motion", "Passed")
    REJECTED = "rejected", pgettext_lazy("of a motion", "Not passed")
    NO_QUORUM = "no_quorum", pgettext_lazy("of a motion", "No quorum")
    WITHDRAWN = "withdrawn", pgettext_lazy("of a motion", "Withdrawn")


class Choice(models.TextChoices):
    YES = "yes", pgettext_lazy("of a ballot", "In favour")
    NO = "no", pgettext_lazy("of a ballot", "Against")
    ABSTAIN = "abstain", pgettext_lazy("of a ballot", "Abstain")


class TalkState(models.TextChoices):
    OPEN = "open", pgettext_lazy("of a deliberation", "Open")
    SETTLED = "settled", pgettext_lazy("of a deliberation", "Settled")
    WITHDRAWN = "withdrawn", pgettext_lazy("of a deliberation", "Withdrawn")


class CommentState(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("of a comment", "To be reviewed")
    SHOWN = "shown", pgettext_lazy("of a comment", "Shown")
    REFUSED = "refused", pgettext_lazy("of a comment", "Not shown")


VOTED_ON = (MotionState.OPEN, MotionState.COUNTING, MotionState.PASSED, MotionState.REJECTED, MotionState.NO_QUORUM)
RESULT = (MotionState.PASSED, MotionState.REJECTED)
ENDED = (*RESULT, MotionState.NO_QUORUM, MotionState.WITHDRAWN)
