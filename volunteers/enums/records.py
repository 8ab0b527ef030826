from django.db import models
from django.utils.translation import pgettext_lazy


class Level(models.TextChoices):
    """How high the office stands that commended."""

    COMMUNITY = "community", pgettext_lazy("of a commendation", "Community")
    STREET = "street", pgettext_lazy("of a commendation", "Street")
    DISTRICT = "district", pgettext_lazy("of a commendation", "District")
    CITY = "city", pgettext_lazy("of a commendation", "City")
    PROVINCE = "province", pgettext_lazy("of a commendation", "Province")
    NATION = "nation", pgettext_lazy("of a commendation", "Nation")


class Grade(models.TextChoices):
    """What the community says of a year's service."""

    EXCELLENT = "excellent", pgettext_lazy("of a volunteer", "Excellent")
    GOOD = "good", pgettext_lazy("of a volunteer", "Good")
    FAIR = "fair", pgettext_lazy("of a volunteer", "Fair")
