"""What this app tells the ground of: permissions, what holds an area, what goes along."""

from django.utils.translation import gettext_lazy as _

from grids import permissions
from grids.along import Columns
from grids.registry import Holds, MovesAlong
from grids.registry import register as offer
from residents import care_offers
from residents.models import Dwelling, Membership


def register() -> None:
    permissions.register(
        "residents",
        read_resident=_("See residents and homes"),
        edit_resident=_("Keep residents and homes up to date"),
        import_residents=_("Bring in ledgers, and undo them"),
        export_residents=_("Export lists of residents"),
        read_full_numbers=_("Have tables filled with full numbers"),
    )
    tables = [Columns(f"residents_{name}", "area_id") for name in ("dwelling", "household", "membership")]
    offer(
        Holds("residents", _("{count} people"), lambda area: Membership.objects.current().below(area)),
        Holds("dwellings", _("{count} dwellings"), lambda area: Dwelling.objects.standing().below(area)),
        *(
            MovesAlong(table.table, label, table.move, table.remember, table.put_back)
            for table, label in zip(tables, (_("dwellings"), _("households"), _("residents")), strict=True)
        ),
    )
    care_offers.register()
