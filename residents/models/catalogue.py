"""The field catalogue: what the registers hold, by which right, for what, how long and who answers for it."""

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from grids.words import languages


class FieldType(models.TextChoices):
    TEXT = "text", _("Text")
    DATE = "date", _("Day")
    CHOICE = "choice", _("One of a list")
    FLAG = "flag", _("Yes or no")
    ID = "id", _("ID number")
    PHONE = "phone", _("Phone")
    AREA = "area", _("Area")
    TRAIT = "trait", _("Recognised by an office")
    COMPUTED = "computed", _("Computed")


class Sensitivity(models.TextChoices):
    OPEN = "open", _("Everybody in scope")
    PERSONAL = "personal", _("Personal")
    SENSITIVE = "sensitive", _("Sensitive: masked, shown with a reason")


class RegisterFieldQuerySet(models.QuerySet):
    def in_tables(self):
        """What sheets and other offices' tables may ask for."""
        return self.filter(is_on=True, in_tables=True)


class RegisterField(models.Model):
    """One entry. What a loader brought stays as people changed it."""

    code = models.CharField(_("Code"), max_length=40, unique=True)
    name_zh = models.CharField(_("Chinese name"), max_length=40)
    name_en = models.CharField(_("English name"), max_length=40)
    type = models.CharField(_("Type"), max_length=10, choices=FieldType)
    basis = models.CharField(_("Legal basis"), max_length=200, blank=True)
    check_locally = models.BooleanField(_("Check locally"), default=False)
    purpose = models.CharField(_("Purpose"), max_length=200, blank=True)
    owner = models.CharField(_("Owner"), max_length=40, blank=True, help_text=_("The office that answers for it"))
    sensitivity = models.CharField(_("Sensitivity"), max_length=10, choices=Sensitivity)
    retention = models.CharField(_("Kept"), max_length=60, blank=True)
    synonyms = ArrayField(models.CharField(max_length=40), default=list, blank=True, verbose_name=_("Also called"))
    is_on = models.BooleanField(_("In use"), default=True)
    in_tables = models.BooleanField(default=True, editable=False, help_text="stands in sheets, has a reader")
    order = models.PositiveSmallIntegerField(default=100, editable=False)
    verified_at = models.DateTimeField(_("Last verified"), null=True, editable=False)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )

    objects = RegisterFieldQuerySet.as_manager()

    class Meta:
        verbose_name = _("Field of the registers")
        verbose_name_plural = _("Field catalogue")
        ordering = ["order"]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_on=False) | ~Q(basis=""),
                name="field_on_by_right",
                violation_error_message=_("A field without a legal basis cannot be switched on."),
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        return languages.chosen(self.name_zh, self.name_en)

    @property
    def heads(self) -> list[str]:
        """How a sheet may head it."""
        return [self.name_zh, self.name_en, *self.synonyms]


pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())(RegisterField)
