from django.db import models
from django.utils.translation import gettext_lazy as _, pgettext_lazy


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


class ActivityState(models.TextChoices):
    PLANNED = "planned", pgettext_lazy("activity", "Planned")
    PUBLISHED = "published", _("Open for sign-up")
    HELD = "held", _("Held, waiting to be certified")
    CERTIFIED = "certified", _("Certified")
    CANCELLED = "cancelled", pgettext_lazy("of an activity", "Cancelled")


class Mode(models.TextChoices):
    OFFLINE = "offline", _("On the spot")
    ONLINE = "online", _("Online")
    BOTH = "both", _("Both")


class Repeats(models.TextChoices):
    WEEKLY = "weekly", _("Every week")
    MONTHLY = "monthly", _("Every month")


class PlaceState(models.TextChoices):
    """Where somebody stands in the list of an activity."""

    SIGNED = "signed", _("Signed up")
    WAITING = "waiting", _("On the waiting list")
    WITHDRAWN = "withdrawn", _("Signed off")
