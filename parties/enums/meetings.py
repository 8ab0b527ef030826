"""What meetings are about, and how they stand."""

from django.db import models
from django.utils.translation import pgettext_lazy


class MeetingKind(models.TextChoices):
    """三会一课, the theme day and the steps of the work cycle."""

    GENERAL = "general", pgettext_lazy("kind of meeting", "General meeting of members")
    COMMITTEE = "committee", pgettext_lazy("kind of meeting", "Committee meeting")
    GROUP = "group", pgettext_lazy("kind of meeting", "Group meeting")
    LECTURE = "lecture", pgettext_lazy("kind of meeting", "Party lecture")
    THEME = "theme", pgettext_lazy("kind of meeting", "Theme day")
    PLAN = "plan", pgettext_lazy("kind of meeting", "Plan of the year")
    REVIEW = "review", pgettext_lazy("kind of meeting", "Half-year review")
    TALK = "talk", pgettext_lazy("kind of meeting", "Monthly talk")
    APPRAISAL = "appraisal", pgettext_lazy("kind of meeting", "Year-end appraisal")
    OTHER = "other", pgettext_lazy("kind of meeting", "Other meeting")


class Every(models.IntegerChoices):
    """How many months one period has."""

    MONTH = 1, pgettext_lazy("how often", "Every month")
    QUARTER = 3, pgettext_lazy("how often", "Every quarter")
    HALF = 6, pgettext_lazy("how often", "Every half-year")
    YEAR = 12, pgettext_lazy("how often", "Every year")


class MeetingState(models.TextChoices):
    DUE = "due", pgettext_lazy("of a meeting", "To be called")
    CALLED = "called", pgettext_lazy("of a meeting", "Called")
    HELD = "held", pgettext_lazy("of a meeting", "Held")
    OFF = "off", pgettext_lazy("of a meeting", "Called off")


class TaskState(models.TextChoices):
    OPEN = "open", pgettext_lazy("of a task", "To be done")
    DONE = "done", pgettext_lazy("of a task", "Done")
    DROPPED = "dropped", pgettext_lazy("of a task", "Dropped")
