"""What this app tells the ground of: permissions, what holds an area, what goes along."""

from django.utils.translation import gettext_lazy as _

from grids import navigation, permissions, reference, seals
from grids.along import Columns
from grids.navigation import Item
from grids.registry import Holds, MovesAlong
from grids.registry import register as offer
from residents import retention
from residents.actions import defaults
from residents.models import Dwelling, Membership
from residents.sealed import LIFE_EVENTS


def register() -> None:
    permissions.register(
        "residents",
        read_resident=_("See residents and homes"),
        edit_resident=_("Keep residents and homes up to date"),
        import_residents=_("Bring in ledgers, and undo them"),
        export_residents=_("Export lists of residents"),
        anonymise_residents=_("Propose and confirm that old entries are anonymised"),
        read_full_numbers=_("Have tables filled with full numbers"),
    )
    reference.register("retention", retention.load)
    navigation.register(
        Item("duplicates", "duplicates:list", "copy", _("Possible duplicates"), "people", 60, "edit_resident"),
        Item("retention", "retention:list", "hourglass", _("Keeping of data"), "people", 70, "anonymise_residents"),
    )
    seals.register(LIFE_EVENTS)
    tables = [Columns(f"residents_{name}", "area_id") for name in ("dwelling", "household", "membership")]
    offer(
        Holds("residents", _("{count} people"), lambda area: Membership.objects.current().below(area)),
        Holds("dwellings", _("{count} dwellings"), lambda area: Dwelling.objects.standing().below(area)),
        *(
            MovesAlong(table.table, label, table.move, table.remember, table.put_back)
            for table, label in zip(tables, (_("dwellings"), _("households"), _("residents")), strict=True)
        ),
    )
    reference.register("fields", defaults.load_fields)
