from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _, pgettext_lazy


class StoredFile(models.Model):
    """A file in STORAGES. Served only by the view of the record that names it, after visible_to."""

    name = models.CharField(pgettext_lazy("of a thing", "Name"), max_length=120)
    path = models.CharField(max_length=200, unique=True, help_text="in the default storage")
    thumb = models.CharField(max_length=200, blank=True, help_text="small picture, in the default storage")
    content_type = models.CharField(max_length=80)
    size = models.PositiveIntegerField(help_text="bytes")
    sha256 = models.CharField(max_length=64)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    uploaded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("File")

    def __str__(self) -> str:
        return self.name
