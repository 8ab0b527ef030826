"""The numbers of paper work: tables that offices asked for, those sent back, and ledgers brought in.

Each counts on the day it happened: a day gone by is not counted again when a table is filled on the next.
"""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from grids.clicked import address
from grids.enums import Kind
from grids.figures import Figure, Section, Table, register
from residents.enums import TableState
from residents.models import BatchState, ImportBatch, TableRequest

PAPERS = Section(_("Tables and ledgers"), lowest=Kind.COMMUNITY)
TABLES = Table(model=TableRequest, grant="export_residents", list_url=address("tables:list"))
LEDGERS = Table(
    model=ImportBatch, grant="import_residents", list_url=address("imports:list"), place="area__", own="area_id"
)
TABLE, LEDGER = pgettext_lazy("unit of measure", "tables"), pgettext_lazy("unit of measure", "ledgers")

register(
    Figure(
        "residents.tables_asked",
        _("Tables asked for"),
        TABLE,
        _("Tables of other offices that were handed in on these days. Those discarded as a mistake are not counted."),
        TABLES,
        lambda now: ~Q(state=TableState.DISCARDED),
        "at",
        good="down",
        tile=1,
        section=PAPERS,
    ),
    Figure(
        "residents.tables_filled",
        _("Filled from the register"),
        TABLE,
        _("Tables of other offices that came back filled on these days."),
        TABLES,
        lambda now: Q(state=TableState.READY),
        "done_at",
        tile=2,
        section=PAPERS,
    ),
    Figure(
        "residents.tables_returned",
        _("Sent back"),
        TABLE,
        _("Tables sent back on these days because no rule lets the office ask."),
        TABLES,
        lambda now: Q(state=TableState.RETURNED),
        "done_at",
        tile=3,
        section=PAPERS,
    ),
    Figure(
        "residents.ledgers",
        _("Ledgers brought in"),
        LEDGER,
        _("Ledgers written into the register on these days, also where they were taken back later."),
        LEDGERS,
        lambda now: Q(state__in=(BatchState.DONE, BatchState.UNDONE)),
        "done_at",
        tile=4,
        section=PAPERS,
    ),
)
