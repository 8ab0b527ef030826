"""The list as a sheet: the same matters in the same order, reporters masked, and a log of who took it along."""

import logging
from collections.abc import Iterator

from django.utils.translation import get_language, gettext

from cases import listing, queries
from cases.enums import ReporterKind, Source, Status, Urgency
from cases.filters import Filters
from cases.listing import CategoryLine
from cases.models import Case
from cases.queries import Line
from grids.privacy import identity
from grids.sheets import write_xlsx

MOST_ROWS = 20_000
AT_ONCE = 1000

log = logging.getLogger(__name__)


def sheet(user, branches: list[str], asked: Filters, categories: dict[int, CategoryLine]) -> bytes:
    """At most MOST_ROWS matters; a last line says so where there were more. Read a thousand at a time."""
    count = 0

    def rows() -> Iterator[list]:
        nonlocal count
        for lines, more in _batches(branches, asked):
            yield from _rows(lines, categories)
            count += len(lines)
            if more and count >= MOST_ROWS:
                note = gettext("There are more: only the first %(count)d matters are in this sheet.") % {
                    "count": MOST_ROWS
                }
                yield [note, *[""] * (len(_head()) - 1)]

    made = write_xlsx(_head(), rows(), text_columns=[gettext("Number")])
    # The words searched for may be a name: what was asked for is named, never quoted.
    log.info("exported %d matters by user %d, view %s, filters %s", count, user.pk, asked.view, sorted(asked.values))
    return made


def _batches(branches: list[str], asked: Filters) -> Iterator[tuple[list[Line], bool]]:
    cursor, count = "", 0
    while count < MOST_ROWS:
        page = queries.among(branches, asked.where, asked.order, cursor, size=min(AT_ONCE, MOST_ROWS - count))
        yield page.rows, bool(page.next)
        cursor, count = page.next, count + len(page.rows)
        if not cursor:
            return


def _head() -> list[str]:
    return [
        gettext("Number"),
        gettext("Title"),
        gettext("Status"),
        gettext("Step"),
        gettext("Category"),
        gettext("Urgency"),
        gettext("Source"),
        gettext("Area"),
        gettext("Place"),
        gettext("With whom"),
        gettext("Reporter"),
        gettext("Reported at"),
        gettext("Due"),
        gettext("Ended at"),
        gettext("Supervised"),
        gettext("Was late"),
    ]


def _rows(lines: list[Line], categories: dict[int, CategoryLine]) -> Iterator[list]:
    names = listing.area_names(lines)
    found = Case.objects.filter(pk__in=[line.id for line in lines]).select_related("reporter_subject", "reporter_user")
    fields = ("reporter_kind", "reporter_name", "reporter_subject", "reporter_user__name", "ended_at", "was_late")
    more = found.only(*fields).in_bulk()  # the rows are the list's own: these are only more of their columns
    yes, no = gettext("yes"), ""
    for line in lines:
        case = more[line.id]
        yield [
            line.number,
            line.title,
            Status(line.status).label,
            listing.step_name(line.step, get_language()),
            categories[line.category_id].label,
            Urgency(line.urgency).label,
            Source(line.source).label,
            listing.where(line, names),
            line.place,
            listing.holder(line, names),
            _reporter(case),
            line.reported_at,
            line.due_at or "",
            case.ended_at or "",
            yes if line.is_supervised else no,
            yes if case.was_late else no,
        ]


def _reporter(case: Case) -> str:
    """Staff by name; a resident only masked; a person who was forgotten as what they were."""
    if case.reporter_kind == ReporterKind.STAFF:
        return case.reporter_user.name
    if case.reporter_kind == ReporterKind.RESIDENT and case.reporter_name:
        try:
            return identity.mask_name(case.reporter_name.open(case.reporter_subject))
        except identity.KeyGone:
            pass
    return ReporterKind(case.reporter_kind).label
