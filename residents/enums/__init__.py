"""Choices of the registers. Codes of the relation to the head are those of GB/T 4761 (check locally)."""

from django.db import models
from django.utils.translation import gettext_lazy as _, pgettext_lazy


class Sex(models.TextChoices):
    MALE = "male", pgettext_lazy("sex", "Male")
    FEMALE = "female", pgettext_lazy("sex", "Female")


class DwellingKind(models.TextChoices):
    FLAT = "flat", _("Flat")
    HOUSE = "house", _("House of one's own")
    DORMITORY = "dormitory", _("Dormitory")
    SHOP = "shop", _("Shop with living space")
    OTHER = "other", pgettext_lazy("dwelling", "Other")


class Tenure(models.TextChoices):
    OWNED = "owned", _("Lived in by its owner")
    RENTED = "rented", _("Rented out")
    VACANT = "vacant", _("Empty")
    UNKNOWN = "unknown", _("Not known yet")


class Hazard(models.TextChoices):
    GAS = "gas", _("Bottled gas")
    CHARGING = "charging", _("E-bikes charged indoors")
    STRUCTURE = "structure", _("Damaged structure")
    BLOCKED = "blocked", _("Blocked way out")
    PARTITION = "partition", _("Divided into many small rooms")
    WIRING = "wiring", _("Old wiring")


class RegisterType(models.TextChoices):
    FAMILY = "family", _("Family household")
    COLLECTIVE = "collective", _("Collective household")


class Relation(models.TextChoices):
    SELF = "01", pgettext_lazy("relation", "Registered alone")
    HEAD = "02", pgettext_lazy("relation", "Head of household")
    SPOUSE = "10", pgettext_lazy("relation", "Spouse")
    SON = "20", pgettext_lazy("relation", "Son")
    DAUGHTER = "30", pgettext_lazy("relation", "Daughter")
    GRANDCHILD = "40", pgettext_lazy("relation", "Grandchild")
    PARENT = "50", pgettext_lazy("relation", "Parent")
    GRANDPARENT = "60", pgettext_lazy("relation", "Grandparent")
    SIBLING = "70", pgettext_lazy("relation", "Brother or sister")
    OTHER = "80", pgettext_lazy("relation", "Other")


class Trait(models.TextChoices):
    """What the ledgers of the offices ask for and nobody can compute. Age, tenancy and migration are computed."""

    DISABLED = "disabled", _("Disabled")
    VETERAN = "veteran", _("Entitled to special care")
    LOW_INCOME = "low_income", _("On minimum living allowance")
    LEFT_BEHIND = "left_behind", _("Left behind")


class Happening(models.TextChoices):
    REGISTERED = "registered", _("Entered in the register")
    BORN = "born", _("Born")
    MOVED_IN = "moved_in", _("Moved in")
    MOVED = "moved", _("Moved within the area")
    MOVED_OUT = "moved_out", _("Moved out")
    REGISTRATION = "registration", _("Registration moved, the home stays")
    DIED = "died", _("Died")
    CORRECTED = "corrected", _("Corrected")
    CONFIRMED = "confirmed", _("Confirmed as still right")
    SPLIT = "split", _("Household split")
    JOINED = "joined", _("Households joined")
    MERGED = "merged", _("Two entries made one")
    UNMERGED = "unmerged", _("Merging undone")
    WITHDRAWN = "withdrawn", _("Ledger undone")
    ANONYMISED = "anonymised", _("Anonymised")
    EMPTIED = "emptied", _("No longer kept")


class Ending(models.TextChoices):
    """What the years of a retention rule are counted from."""

    LEFT = "left", _("Moved out of everything")
    DIED = "died", _("Died")
    UNDONE = "undone", _("Ledger undone")
    GROWN = "grown", _("Came of age")


class Ledger(models.TextChoices):
    """The eight ledgers that offices used to keep apart: views of one register (八类台账)."""

    REGISTERED = "registered", _("Registered here")
    MIGRANT = "migrant", _("Living here, registered elsewhere")
    TENANT = "tenant", _("Tenants")
    ELDERLY = "elderly", _("Aged 60 and over")
    DISABLED = "disabled", _("Disabled")
    VETERAN = "veteran", _("Entitled to special care")
    LOW_INCOME = "low_income", _("On minimum living allowance")
    LEFT_BEHIND = "left_behind", _("Left behind")


class RowsBy(models.TextChoices):
    """Which rows a table gets: chosen by area and filters, or those that it lists already."""

    HOUSEHOLD = "household", _("One row a household: its head, or else who else fits")
    PERSON = "person", _("One row a person: where they live, or else are registered")
    LISTED = "listed", _("The people that the table lists already")


class ListOf(models.TextChoices):
    """What the rows of a list are that was taken along."""

    PEOPLE = "people", pgettext_lazy("after a number", "people")
    HOMES = "homes", pgettext_lazy("after a number", "homes")


class TableState(models.TextChoices):
    MATCHING = "matching", _("Columns to be matched")
    WAITING = "waiting", _("Waiting for a second person")
    QUEUED = "queued", _("Being filled")
    READY = "ready", _("Filled")
    FAILED = "failed", _("Could not be filled")
    RETURNED = "returned", _("Sent back")
    DISCARDED = "discarded", pgettext_lazy("of a table", "Discarded")
