from django.db import models
from django.utils.translation import gettext_lazy as _, pgettext_lazy


class Unit(models.TextChoices):
    """What is counted. Each has its own accounts, and nothing is exchanged between them."""

    POINTS = "points", pgettext_lazy("unit", "points")
    HOURS = "hours", pgettext_lazy("unit", "hours")
    KINDNESS = "kindness", pgettext_lazy("unit", "kindness")


class Holder(models.TextChoices):
    """Whose passbooks a scheme keeps."""

    RESIDENT = "resident", _("one for each person")
    HOUSEHOLD = "household", _("one for each household")


class Purpose(models.TextChoices):
    """Accounts of a scheme itself, which may go negative: where points come from and where they go."""

    ISSUED = "issued", _("Issued")
    SPENT = "spent", _("Spent in the shop")
    EXPIRED = "expired", _("Expired")
    MOVED = "moved", _("Moved between communities")


class Kind(models.TextChoices):
    """Why points moved."""

    AWARD = "award", _("Award")
    SPEND = "spend", _("Exchange")
    REFUND = "refund", _("Given back")
    EXPIRY = "expiry", _("Expired")
    REVERSAL = "reversal", _("Reversal")
    MOVE = "move", pgettext_lazy("points", "Carried over")


# Sources of movements between two passbooks of one person, in which nothing gets younger.
BETWEEN = JOINED, PARTED = "joined", "parted"


class Per(models.TextChoices):
    """The time for which a rule's cap counts."""

    DAY = "day", _("a day")
    MONTH = "month", _("a month")
    YEAR = "year", _("a year")


class ClaimState(models.TextChoices):
    WAITING = "waiting", _("Waiting to be certified")
    NOTICE = "notice", _("On public notice")
    POSTED = "posted", _("In the passbook")
    REFUSED = "refused", pgettext_lazy("of points", "Refused")


class RedemptionState(models.TextChoices):
    RESERVED = "reserved", _("Reserved")
    HANDED = "handed", _("Handed over")
    CANCELLED = "cancelled", pgettext_lazy("of an exchange", "Cancelled")
    RETURNED = "returned", pgettext_lazy("of an exchange", "Returned")


class StockKind(models.TextChoices):
    """Why the stock of an item changed."""

    DELIVERY = "delivery", _("Delivery")
    TAKEN = "taken", pgettext_lazy("of stock", "Exchanged")
    BACK = "back", _("Put back")
    COUNT = "count", _("Stock-taking")
