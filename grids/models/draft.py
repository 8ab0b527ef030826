from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from grids.fields import EncryptedField
from grids.models.identity import SubjectKey


class Draft(models.Model):
    """What somebody typed and has not sent: kept for its author only, under the author's own key."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="drafts")
    page = models.CharField(max_length=120, help_text="the address of the form")
    subject = models.ForeignKey(SubjectKey, models.PROTECT, related_name="+")
    body = EncryptedField(subject="subject", max_length=20_000)
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("Draft")
        constraints = [models.UniqueConstraint(fields=["user", "page"], name="draft_once")]
