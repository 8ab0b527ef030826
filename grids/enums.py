from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """The five levels, top down. A place may lack one; a district may call them by other names."""

    DISTRICT = "district", _("District")
    STREET = "street", _("Street")
    COMMUNITY = "community", _("Community")
    GRID = "grid", _("Grid")
    UNIT = "unit", _("Unit")

    @property
    def depth(self) -> int:
        return _DEPTHS[self]

    def may_lie_in(self, above: str, *, with_grids: bool) -> bool:
        """Directly in an area of that level, which has grids or not. See docs/decisions/0025."""
        if self != Kind.UNIT:
            return Kind(above).depth < self.depth
        return above == Kind.GRID or (above == Kind.COMMUNITY and not with_grids)


_DEPTHS = {kind: depth for depth, kind in enumerate(Kind)}


class Nature(models.TextChoices):
    GENERAL = "general", _("General")
    DEDICATED = "dedicated", _("Dedicated")


class OrganisationKind(models.TextChoices):
    PUBLIC = "public", _("Public institution")
    COMPANY = "company", _("Company")
    SHOP = "shop", _("Shop")
    PROPERTY = "property", _("Property company")
    SOCIAL = "social", _("Social organisation")
    SCHOOL = "school", _("School")
    MEDICAL = "medical", _("Medical institution")
    OTHER = "other", _("Other")


class Theme(models.TextChoices):
    SYSTEM = "system", _("Follow the system")
    LIGHT = "light", _("Light")
    DARK = "dark", _("Dark")


class Visibility(models.TextChoices):
    """Who may count and see a row: everybody in scope, or only the named team as well."""

    OPEN = "open", _("Open")
    CONFIDENTIAL = "confidential", _("Confidential")
    CARE = "care", _("Care")
