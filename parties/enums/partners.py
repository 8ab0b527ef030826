"""What partners, the three lists, claims and pledges are called."""

from django.db import models
from django.utils.translation import pgettext_lazy


class ListKind(models.TextChoices):
    """The three lists of a quarter."""

    NEED = "need", pgettext_lazy("one of the three lists", "Needs")
    RESOURCE = "resource", pgettext_lazy("one of the three lists", "Resources")
    PROJECT = "project", pgettext_lazy("one of the three lists", "Projects")


class EntryState(models.TextChoices):
    """Where an entry stands; the acts keep it in step with its claims, see parties.actions.claims."""

    DRAFT = "draft", pgettext_lazy("an entry", "Not yet published")
    OPEN = "open", pgettext_lazy("an entry", "Waits for a claim")
    CLAIMED = "claimed", pgettext_lazy("an entry", "Claimed")
    FULFILLED = "fulfilled", pgettext_lazy("an entry", "Fulfilled")
    WITHDRAWN = "withdrawn", pgettext_lazy("an entry", "Withdrawn")


class ClaimState(models.TextChoices):
    CLAIMED = "claimed", pgettext_lazy("a claim", "Under way")
    FULFILLED = "fulfilled", pgettext_lazy("a claim", "Fulfilled")
    GIVEN_UP = "given_up", pgettext_lazy("a claim", "Given up")


class Grade(models.TextChoices):
    GOOD = "good", pgettext_lazy("how a claim was fulfilled", "Satisfied")
    FAIR = "fair", pgettext_lazy("how a claim was fulfilled", "Mostly satisfied")
    POOR = "poor", pgettext_lazy("how a claim was fulfilled", "Not satisfied")


class Gift(models.TextChoices):
    """What a partner contributes."""

    PEOPLE = "people", pgettext_lazy("a contribution", "People and time")
    PLACE = "place", pgettext_lazy("a contribution", "A place")
    GOODS = "goods", pgettext_lazy("a contribution", "Goods")
    MONEY = "money", pgettext_lazy("a contribution", "Money")
    SERVICE = "service", pgettext_lazy("a contribution", "A service")
