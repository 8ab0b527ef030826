"""What becomes of party members, and what they do where they live and serve."""

from django.db import models
from django.utils.translation import gettext_lazy as _, pgettext_lazy


class Leaving(models.TextChoices):
    """Why somebody is no longer on the roll of an organisation: as much as others need to know of it."""

    TRANSFERRED = "transferred", _("Went over to another organisation here")
    AWAY = "away", _("Membership was moved elsewhere")
    DIED = "died", pgettext_lazy("of a party member", "Died")
    ENDED = "ended", _("No longer a member")
    MISTAKE = "mistake", _("Was entered by mistake")


class VisitWay(models.TextChoices):
    HOME = "home", _("At their home")
    PHONE = "phone", _("By phone")
    MET = "met", pgettext_lazy("of a visit", "Met elsewhere")


class VisitFor(models.TextChoices):
    """What a visit was for. No words: what a household needs belongs into a matter, or into help and care."""

    GREET = "greet", _("To see how they are")
    TELL = "tell", _("To tell them of policies")
    HEAR = "hear", _("To hear what they think")
    ERRAND = "errand", _("To run an errand for them")


class Card(models.TextChoices):
    POST = "post", _("Card of duties")
    SERVICE = "service", _("Card of service")
    RECORD = "record", _("Record of activities")
