"""What this app tells the ground of: permissions, what holds an area, what goes along."""

from functools import partial

from django.utils.translation import gettext_lazy as _, pgettext_lazy

from grids import alarms, inbox, permissions, reference, tasks, why
from grids.areas.along import Columns
from grids.pages import desk, navigation
from grids.pages.navigation import Item
from grids.privacy import seals
from grids.registry import Holds, MovesAlong, register as offer
from residents import along, confirm_box
from residents.actions import defaults, leases, ledgers, tables
from residents.homes.along import Dwellings
from residents.ledgers import queueing
from residents.models import (
    CareCategory,
    Certificate,
    CertificateKind,
    Dwelling,
    ImportBatch,
    Lease,
    Membership,
    RegisterField,
    RetentionRule,
)
from residents.offers import care as care_offers
from residents.sealed import LOGS

TABLES = "tables"


def register() -> None:
    desk.register(confirm_box.BOX)
    permissions.register(
        "residents",
        read_resident=_("See residents and homes"),
        edit_resident=_("Keep residents and homes up to date"),
        import_residents=_("Bring in ledgers, and undo them"),
        export_residents=_("Export lists of residents"),
        anonymise_residents=_("Propose and confirm that old entries are anonymised"),
        read_full_numbers=_("Have tables filled with full numbers"),
        issue_certificate=_("Issue certificates and withdraw them"),
    )
    navigation.register(
        Item("residents", "residents:list", "users", _("Residents"), "people", 10, "read_resident"),
        Item("households", "households:list", "house", _("Homes and households"), "people", 20, "read_resident"),
        Item("duplicates", "duplicates:list", "copy", _("Possible duplicates"), "people", 60, "edit_resident"),
        Item("retention", "retention:list", "hourglass", _("Keeping of data"), "people", 70, "anonymise_residents"),
    )
    seals.register(*LOGS)
    along.register("certificates", Certificate, "resident")
    placed = [
        Columns(f"residents_{name}", "area_id") for name in ("household", "membership", "tablerequest", "certificate")
    ]
    placed.insert(0, Dwellings("residents_dwelling", "area_id"))
    offer(
        Holds("residents", _("{count} people"), lambda area: Membership.objects.current().below(area)),
        Holds("dwellings", _("{count} dwellings"), lambda area: Dwelling.objects.standing().below(area)),
        *(
            MovesAlong(table.table, label, table.move, table.remember, table.put_back)
            for table, label in zip(
                placed,
                (
                    _("dwellings"),
                    pgettext_lazy("goes along", "households"),
                    _("residents"),
                    _("tables to fill"),
                    _("certificates"),
                ),
                strict=True,
            )
        ),
    )
    for name, model, table in (
        ("fields", RegisterField, "field"),
        ("retention", RetentionRule, "rule"),
        ("certificates", CertificateKind, "kind"),
        ("care", CareCategory, "category"),
    ):
        reference.register(name, partial(defaults.load, model, table))
    navigation.register(
        navigation.Item("tables", "tables:list", "table-2", _("Tables to fill"), "people", 70, "export_residents"),
        navigation.Item(
            "certificates", "certificates:list", "stamp", _("Certificates"), "people", 80, "issue_certificate"
        ),
        navigation.Item("fields", "fields:list", "list-tree", _("Field catalogue"), "people", 90),
    )
    inbox.register(
        table_to_confirm=_("A table is to go out with full numbers, please decide: {ref}"),
        table_filled=_("The table you asked for is filled: {ref}"),
        table_failed=_("The table you asked for could not be filled: {ref}"),
        table_confirmed=_("A second person let your table through: {ref}"),
        table_refused=_("Full numbers were refused for your table: {ref}"),
    )
    alarms.register(alarms.Alarm("leases", _("Leases that begin or end"), Lease.objects.all, leases.turn))
    alarms.register(
        alarms.Alarm(name=TABLES, label=_("Tables to fill"), rows=tables.due, handle=tables.fill_due, batch=1)
    )
    tasks.at_midnight("tables", tables.erase_old)
    inbox.register(
        ledger_written=_("A ledger is written: {added} people added, {updated} updated, {wrong} rows to correct")
    )
    alarms.register(
        alarms.Alarm("ledgers", _("Ledgers being brought in"), lambda: ImportBatch.objects.all(), queueing.again)
    )
    tasks.at_midnight("ledgers", ledgers.erase_old)
    navigation.register(
        Item("exports", "exports:log", "download", _("Lists taken along"), "ground", 97, "read_logs"),
        navigation.Item(
            "import", "imports:list", "file-spreadsheet", _("Bring in ledgers"), "people", 40, ("import_residents",)
        ),
    )
    why.register("residents.resident", why.Ways("read_resident"))
    care_offers.register()
