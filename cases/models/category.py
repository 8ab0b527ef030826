import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from grids.models.post import Named


@pghistory.track()
class Category(Named):
    """What a matter is about, two levels: 公共设施 › 井盖. Categories are switched off, never deleted."""

    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("Under")
    )
    order = models.PositiveSmallIntegerField(default=100)
    is_dispute = models.BooleanField(_("Is a dispute"), default=False)
    is_confidential = models.BooleanField(_("Its matters are confidential"), default=False)
    statutory = models.BooleanField(_("Statutory limits"), default=False, help_text="cannot be lengthened or paused")
    is_active = models.BooleanField(_("Active"), default=True)
    source = models.CharField(_("Source"), max_length=200, blank=True)
    check_locally = models.BooleanField(_("Check locally"), default=False)

    class Meta:
        verbose_name = _("Category")
        verbose_name_plural = _("Categories")
        ordering = ["order", "code"]
