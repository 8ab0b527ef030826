import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cases.enums import Act, Step
from cases.models.case import Case
from grids.models import Post, StoredFile


class CaseAct(models.Model):
    """One line of a matter's record: who, in which post, when, what and why. Append-only."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="acts", db_index=False)
    act = models.CharField(max_length=12, choices=Act)
    step = models.CharField(max_length=12, choices=Step)
    at = models.DateTimeField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    text = models.TextField(max_length=2000, blank=True)
    data = models.JSONField(
        default=dict, blank=True, help_text="codes, ids, what was corrected in the matter; nothing of its reporter"
    )

    class Meta:
        verbose_name = _("Record")
        indexes = [models.Index(fields=["case", "id"], name="case_act_of")]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]


class CasePhoto(models.Model):
    case = models.ForeignKey(Case, models.PROTECT, related_name="photos")
    act = models.ForeignKey(CaseAct, models.PROTECT, related_name="photos")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("Photo")
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]
