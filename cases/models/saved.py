from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class SavedFilterQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Nobody else's, whatever post one holds: these are a person's own habits of work."""
        return self.filter(user=user.pk)


class SavedFilter(models.Model):
    """What one person narrows the list of matters by again and again: a tab of their own.

    `query` is kept as the list's own address, so that it is read, and forgiven, like any other old link.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_filters")
    name = models.CharField(_("Name of the filter"), max_length=20)
    query = models.CharField(max_length=2000, help_text="the list's address from its question mark")
    saved_at = models.DateTimeField(auto_now_add=True)

    objects = SavedFilterQuerySet.as_manager()

    class Meta:
        verbose_name = _("Saved filter")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "name"], name="saved_filter_name"),
            models.UniqueConstraint(fields=["user", "query"], name="saved_filter_once"),
        ]

    def __str__(self):
        return self.name
