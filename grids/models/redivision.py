from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from grids.models.area import Area
from grids.models.files import StoredFile


class RedivisionQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(user.scope.area_q("shape_area", "area__"))


class Redivision(models.Model):
    """One re-division of a community or street by a sheet: previewed, carried out, perhaps undone."""

    area = models.ForeignKey(Area, models.PROTECT, related_name="redivisions")
    sheet = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    reason = models.CharField(_("Reason"), max_length=200)
    plan = models.JSONField(help_text="what is new, moved, merged and retired, as previewed")
    undo = models.JSONField(default=dict, help_text="what it takes to put everything back")
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(auto_now_add=True)
    done_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    objects = RedivisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("Re-division")

    @property
    def state(self) -> str:
        if self.undone_at:
            return _("Undone")
        return _("Carried out") if self.done_at else _("Preview only")
