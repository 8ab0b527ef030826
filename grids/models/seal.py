"""Seals over the append-only logs: one chain, so that nobody changes the past unseen."""

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _


class Seal(models.Model):
    """A batch of one log: which rows, a hash of what they say, and the hash of the one before: grids.privacy.seals."""

    number = models.BigIntegerField(primary_key=True, help_text="1, 2, 3 … without a gap over all logs")
    log = models.CharField(max_length=40, help_text="label of the log's model")
    first_id = models.BigIntegerField()
    last_id = models.BigIntegerField(help_text="no row of the log at or below it is outside of the seals up to here")
    count = models.PositiveIntegerField()
    digest = models.CharField(max_length=64, help_text="of the rows' content")
    previous = models.CharField(max_length=64, blank=True, help_text="hash of the seal before; empty for the first")
    hash = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("Seal")
        indexes = [models.Index(fields=["log", "-number"], name="seal_of_log")]  # where the next batch begins
        constraints = [
            models.CheckConstraint(condition=models.Q(first_id__lte=models.F("last_id")), name="seal_in_order"),
            # Two first seals, or two that follow the same, would be two chains.
            models.UniqueConstraint(fields=["previous"], name="seal_one_chain"),
        ]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]
