"""What this app tells the ground of: permissions, what holds an area, what goes along."""

from django.utils.translation import gettext_lazy as _

from grids import alarms, inbox, navigation, permissions, reference
from grids.along import Columns
from grids.registry import Holds, MovesAlong
from grids.registry import register as offer
from grids.tasks import at_midnight
from residents import queueing
from residents.actions import defaults, ledgers
from residents.models import Dwelling, ImportBatch, Membership


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
    reference.register("fields", defaults.load_fields)
    inbox.register(
        ledger_written=_("A ledger is written: {added} people added, {updated} updated, {wrong} rows to correct")
    )
    alarms.register(
        alarms.Alarm("ledgers", _("Ledgers being brought in"), lambda: ImportBatch.objects.all(), queueing.again)
    )
    at_midnight("ledgers", ledgers.erase_old)
    navigation.register(
        navigation.Item(
            "import", "imports:list", "file-spreadsheet", _("Bring in ledgers"), "people", 40, ("import_residents",)
        )
    )
