"""Choices of help and care. Nothing here describes what somebody thinks or believes, or scores what they may do."""

from django.db import models
from django.utils.translation import gettext_lazy as _, pgettext_lazy


class Grade(models.IntegerChoices):
    CLOSE = 1, _("Grade 1: close")
    REGULAR = 2, _("Grade 2: regular")
    LIGHT = 3, _("Grade 3: light")


class CareStatus(models.TextChoices):
    OPEN = "open", pgettext_lazy("care", "Open")
    STOPPED = "stopped", _("Stopped, waiting for a decision")
    HANDED = "handed", _("Handed over, waiting for acceptance")
    SEALED = "sealed", _("Sealed")


KEPT = (CareStatus.OPEN, CareStatus.STOPPED)  # where it was opened
UNDECIDED = (CareStatus.STOPPED, CareStatus.HANDED)  # nobody goes there until somebody decides


class Stop(models.TextChoices):
    """Why visits stopped before two persons had closed the record."""

    DIED = "died", _("The register says that this person has died")
    LEFT = "left", _("The register says that this person has moved away")
    SENT_BACK = "back", _("It was handed over, and sent back")


class Sensitivity(models.TextChoices):
    NORMAL = "normal", pgettext_lazy("sensitivity", "Normal")
    HIGH = "high", pgettext_lazy("sensitivity", "High")
    HIGHEST = "highest", pgettext_lazy("sensitivity", "Highest")


class HelperKind(models.TextChoices):
    """三帮一: three helpers of different kinds."""

    CADRE = "cadre", _("Cadre")
    OFFICER = "officer", _("Police or judicial officer")
    FAMILY = "family", _("Family member")
    VOLUNTEER = "volunteer", _("Volunteer")
    DOCTOR = "doctor", _("Doctor")
    NEIGHBOUR = "neighbour", _("Neighbour")


# Who helps as a neighbour or friend does, and reads nothing of the record.
LAY = (HelperKind.FAMILY, HelperKind.VOLUNTEER, HelperKind.NEIGHBOUR)


class HelpWith(models.TextChoices):
    """What anybody may need: none of it tells why."""

    SHOPPING = "shopping", pgettext_lazy("help with", "shopping")
    MEALS = "meals", pgettext_lazy("help with", "meals")
    CLEANING = "cleaning", pgettext_lazy("help with", "cleaning")
    REPAIR = "repair", pgettext_lazy("help with", "small repairs")
    COMING = "coming", pgettext_lazy("help with", "going somewhere together")
    PAPERS = "papers", pgettext_lazy("help with", "forms and errands")
    OTHER = "other", pgettext_lazy("help with", "something else")


class VisitKind(models.TextChoices):
    HOME = "home", _("At home")
    OFFICE = "office", _("At the community")
    PHONE = "phone", _("By phone")


class VisitStatus(models.TextChoices):
    PLANNED = "planned", _("Planned")
    DONE = "done", pgettext_lazy("visit", "Done")
    MISSED = "missed", _("Missed")
    DROPPED = "dropped", _("Dropped by a new plan")


class Found(models.TextChoices):
    """How it stands with one side of a person's life: what can be seen, or is told."""

    WELL = "well", _("In order")
    HELP = "help", _("Needs help")
    NOT_ASKED = "", _("Not spoken of")
