"""What party organisations and members are called."""

from django.db import models
from django.utils.translation import gettext_lazy as _, pgettext_lazy


class OrgKind(models.TextChoices):
    """From the street down to the household; who may stand under whom is in parties.organizations.ladder."""

    STREET_COMMITTEE = "street", _("Street working committee")
    BIG_COMMITTEE = "big", _("Big committee")
    COMMITTEE = "committee", _("Community committee")
    GENERAL_BRANCH = "general", _("General branch")
    GRID_BRANCH = "grid", _("Grid branch")
    OUTPOST = "outpost", _("Outpost branch")
    PROPERTY = "property", _("Branch of a property company")
    ENTERPRISE = "enterprise", _("Branch of an enterprise")
    TEMPORARY = "temporary", _("Temporary branch")
    GROUP = "group", _("Party group")
    BUILDING_GROUP = "building", _("Building group")
    HOUSEHOLD = "household", _("Model household")


class MemberKind(models.TextChoices):
    IN_SERVICE = "in_service", pgettext_lazy("of a party member", "In service")
    RETIRED = "retired", pgettext_lazy("of a party member", "Retired")
    FLOATING = "floating", pgettext_lazy("of a party member", "Floating")
    UNLINKED = "unlinked", pgettext_lazy("of a party member", "Not yet linked")
    OTHER = "other", pgettext_lazy("of a party member", "Other")
