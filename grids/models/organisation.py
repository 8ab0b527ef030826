import pghistory
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from grids.enums import OrganisationKind


class OrganisationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Organisations are public facts: whoever may see any area may see them."""
        return self if user.scope.has("read_area") else self.none()


@pghistory.track()
class Organisation(models.Model):
    """An institution, firm or shop. Its unified social credit code is checked, and held once."""

    name = models.CharField(pgettext_lazy("of a thing", "Name"), max_length=80)
    pinyin = models.CharField(max_length=300, blank=True)
    initials = models.CharField(max_length=80, blank=True)
    kind = models.CharField(_("Kind"), max_length=12, choices=OrganisationKind)
    uscc = models.CharField(_("Unified social credit code"), max_length=18, blank=True)
    area = models.ForeignKey(
        "grids.Area", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Lies in")
    )
    address = models.CharField(_("Address"), max_length=120, blank=True)
    closed_on = models.DateField(_("Closed on"), null=True, blank=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("Organisation")
        verbose_name_plural = _("Organisations")
        ordering = ["pinyin", "pk"]
        indexes = [models.Index(fields=["pinyin", "id"], name="organisation_by_name")]
        constraints = [
            models.UniqueConstraint(
                fields=["uscc"],
                condition=~Q(uscc=""),
                name="organisation_uscc",
                violation_error_message=_("An organisation with this credit code is registered already."),
            ),
            models.CheckConstraint(condition=Q(kind__in=OrganisationKind.values), name="organisation_kind_known"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("organisations:detail", args=[self.pk])
