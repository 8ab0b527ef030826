"""What was matched by hand, remembered for the next sheet."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from grids.models import Area


class MatchedHeading(models.Model):
    """What a heading means in the ledgers of an area, or in an office's form; "": the column is left alone."""

    area = models.ForeignKey(Area, models.PROTECT, null=True, related_name="+")
    sender = models.CharField(max_length=40, blank=True)
    form = models.CharField(max_length=60, blank=True)
    heading = models.CharField(max_length=60, help_text="folded")
    code = models.CharField(max_length=40, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False)
    at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("Remembered heading")
        constraints = [
            models.UniqueConstraint(
                fields=["area", "sender", "form", "heading"], name="matched_heading_once", nulls_distinct=False
            ),
            models.CheckConstraint(
                condition=Q(area=None, sender__gt="") | Q(area__isnull=False, sender="", form=""),
                name="heading_of_one_source",
            ),
        ]
