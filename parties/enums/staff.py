"""What meetings of staff are called."""

from django.db import models
from django.utils.translation import gettext_lazy as _, pgettext_lazy


class SessionKind(models.TextChoices):
    TRAINING = "training", pgettext_lazy("of staff", "Training")
    LESSON = "lesson", _("Micro lesson")
    FORUM = "forum", _("Micro forum")


TEACHES = (SessionKind.TRAINING, SessionKind.LESSON)  # who came to one of these was trained in its topic
