"""People as a sheet: exactly the rows handed in, masked, with who took it along and what for in its second line."""

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone
from django.utils.translation import get_language, gettext

from grids.sheets import write_xlsx
from residents import catalogue
from residents.ledger import BROUGHT_IN, REF_HEADS
from residents.models import RegisterField

MOST_ROWS = 15_000  # so many are written within the half minute that a request may take
AT_ONCE = 1000
AS_TEXT = ("resident.id_number", "resident.phone", "dwelling.building", "dwelling.entrance", "dwelling.room")
COMPUTED = ("resident.age", "membership.state")


def sheet(memberships, *, user, purpose: str, now: datetime) -> bytes:
    """memberships: a queryset, already narrowed to what the reader sees and asked for; not more than MOST_ROWS."""
    english = (get_language() or "").startswith("en")
    there = {one.code: one for one in RegisterField.objects.filter(is_on=True)}
    codes = [
        code for code in (*BROUGHT_IN, *COMPUTED) if code in there and not code.startswith("trait.")
    ]  # nobody takes a list along of who is poor or disabled
    head = [REF_HEADS[english], *(there[code].label for code in codes)]
    made = [_watermark(user, purpose, now), *[""] * (len(head) - 1)]

    def rows() -> Iterator[list[str]]:
        yield made
        for entry in _entries(memberships, timezone.localdate(now)):
            yield [entry.resident.ref, *(catalogue.shown(code, entry) for code in codes)]

    return write_xlsx(head, rows(), text_columns=[there[code].label for code in codes if code in AS_TEXT])


def _watermark(user, purpose: str, now: datetime) -> str:
    """It begins as a note does, so that the sheet can be brought in again."""
    said = gettext("Note: taken along by %(who)s on %(when)s for: %(purpose)s. Do not hand it on.")
    return said % {"who": user, "when": f"{timezone.localtime(now):%Y-%m-%d %H:%M}", "purpose": purpose}


def _entries(memberships, today) -> Iterator[catalogue.Entry]:
    rows = memberships.select_related("resident__subject", "household__dwelling").order_by("pk")
    last = 0
    while batch := list(rows.filter(pk__gt=last)[:AT_ONCE]):
        yield from catalogue.entries(batch, today)
        last = batch[-1].pk
