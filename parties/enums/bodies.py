"""What property companies, owners' committees and social organisations are called, and what becomes of them."""

from django.db import models
from django.utils.translation import gettext_lazy as _, pgettext_lazy


class Ending(models.TextChoices):
    LEFT = "left", pgettext_lazy("of a property company", "Left")
    ELIMINATED = "eliminated", pgettext_lazy("of a property company", "Eliminated")


class AnswerKind(models.TextChoices):
    ANSWER = "answer", pgettext_lazy("to a last-place notice", "Answer")
    APPEAL = "appeal", pgettext_lazy("to a last-place notice", "Appeal")


class Decision(models.TextChoices):
    WARNED = "warned", pgettext_lazy("on a last-place notice", "Warned")
    ELIMINATED = "eliminated", pgettext_lazy("on a last-place notice", "Eliminated")
    KEPT = "kept", pgettext_lazy("on a last-place notice", "Kept")


class CommitteeRole(models.TextChoices):
    CHAIR = "chair", pgettext_lazy("of an owners' committee", "Chair")
    DEPUTY = "deputy", pgettext_lazy("of an owners' committee", "Deputy chair")
    MEMBER = "member", pgettext_lazy("of an owners' committee", "Member")


class SocialKind(models.TextChoices):
    COMMUNITY = "community", _("Community organisation")
    ASSOCIATION = "association", _("Association")
    SERVICE = "service", _("Social service institution")
    FOUNDATION = "foundation", _("Foundation")


class FilingStatus(models.TextChoices):
    REGISTERED = "registered", pgettext_lazy("of a social organisation", "Registered")
    FILED = "filed", pgettext_lazy("of a social organisation", "Filed")


class Stage(models.TextChoices):
    """孵化、培育、引导、监管, one after the other."""

    HATCHING = "hatching", pgettext_lazy("of a social organisation", "Incubation")
    NURTURING = "nurturing", pgettext_lazy("of a social organisation", "Nurturing")
    GUIDING = "guiding", pgettext_lazy("of a social organisation", "Guidance")
    OVERSIGHT = "oversight", pgettext_lazy("of a social organisation", "Oversight")
