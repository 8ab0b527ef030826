from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Colour(models.TextChoices):
    """The seven colours of 七彩志愿服务队. A colour is always said with its word."""

    RED = "red", _("Red: talks")
    ORANGE = "orange", _("Orange: errands")
    GOLD = "gold", _("Gold: running the place together")
    GREEN = "green", _("Green: environment")
    BLUE = "blue", _("Blue: safety")
    WHITE = "white", _("White: health")
    SILVER = "silver", _("Silver: arts")


class TeamKind(models.TextChoices):
    SERVICE = "service", _("Volunteer service")
    WELFARE = "welfare", _("Public welfare")
    PATROL = "patrol", _("Night watch and patrol")
    MEDIATION = "mediation", _("Mediation")
    CONTACT = "contact", _("Contact team")
    OTHER = "other", pgettext_lazy("kind of team", "Other")
