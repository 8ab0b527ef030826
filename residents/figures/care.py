"""The numbers of help and care: by category, and of visits. Fewer than five are never said, nor shown by grid or unit.

Whoever sees them may read the records themselves: a figure takes the permission of its category.
"""

import tomllib
from pathlib import Path

from django.db.models import F, Q
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from grids.clicked import address
from grids.enums import Kind
from grids.figures import Figure, Rate, Section, Table, register
from grids.words import languages
from residents.enums.care import CareStatus, VisitStatus
from residents.models import CareCase, CareVisit
from residents.models.care import ORDINARY, READ_GRANTS, SENSITIVE
from residents.models.care_visit import COUNTED
from residents.rules.care import FEWEST

REFERENCE = Path(__file__).parent.parent / "data" / "care.toml"
CARE = Section(_("Help and care"), lowest=Kind.COMMUNITY)
RECORDS = {grant: Table(model=CareCase, grant=grant, list_url=address("care:list")) for grant in READ_GRANTS}
VISITS = Table(
    model=CareVisit,
    grant=ORDINARY,
    list_url=address("care:visits"),
    place="care__",
    own="care__area_id",
)
RECORD, VISIT = pgettext_lazy("unit of measure", "care records"), pgettext_lazy("unit of measure", "visits")
OTHERS = (
    ("other", _("Other help and care"), ORDINARY),
    ("other_sensitive", _("Other help and care, most sensitive"), SENSITIVE),
)
MADE = _(
    "Of the visits due in these days, those made on their last day or before. These are visits, not people: "
    "of five or more, however few were in time is said."
)
_named = lazy(languages.chosen)


def _by_category() -> list[Figure]:
    """One for each category there is from the start, sensitive ones for those who may read these.

    What was added here, or became more sensitive, is counted together: a figure is declared once, at the start.
    """
    rows = tomllib.loads(REFERENCE.read_text(encoding="utf-8"))["category"]
    one = _("Open records of this category today. Fewer than five are not said.")
    rest = _(
        "Open records today of all categories that were added or made more sensitive here. "
        "Fewer than five are not said."
    )
    named = [
        (row["code"], _named(row["zh"], row["en"]), one, row["read_grant"], Q(category__code=row["code"]))
        for row in rows
    ]
    others = [
        (code, label, rest, grant, ~Q(category__code__in=[row["code"] for row in rows if row["read_grant"] == grant]))
        for code, label, grant in OTHERS
    ]
    return [_open(at, *facts) for at, facts in enumerate(named + others, 3)]


def _open(tile: int, code: str, label, definition, grant: str, which: Q) -> Figure:
    return Figure(
        f"residents.care_{code}",
        label,
        RECORD,
        definition,
        RECORDS[grant],
        lambda now: Q(status=CareStatus.OPEN, category__read_grant=grant) & which,
        tile=tile,
        section=CARE,
        fewest=FEWEST,
    )


register(
    Figure(
        "residents.visits_due",
        _("Visits due"),
        VISIT,
        _(
            "Planned visits whose last day lies in these days, up to today, whatever became of their record since; "
            "without dropped ones, and without those of the most sensitive categories."
        ),
        VISITS,
        lambda now: COUNTED & Q(due_on__lte=timezone.localdate(now)),
        "due_on",
        fewest=FEWEST,
    ),
    Figure(
        "residents.visits_on_time",
        _("Visits made in time"),
        VISIT,
        MADE,
        VISITS,
        lambda now: (
            COUNTED
            & Q(due_on__lte=timezone.localdate(now), status=VisitStatus.DONE, done_at__isnull=False)
            & Q(done_at__date__lte=F("due_on"))
        ),
        "due_on",
        good="up",
    ),
    Rate(
        "residents.visits_on_time_rate",
        _("Visits in time"),
        MADE,
        "residents.visits_on_time",
        "residents.visits_due",
        good="up",
        tile=1,
        section=CARE,
    ),
    *_by_category(),
)
