"""The numbers of help and care: by category, and of visits. Fewer than five are never said, nor shown by grid or unit.

Whoever sees them may read the records themselves: a figure takes the permission of its category.
"""

import tomllib
from pathlib import Path

from django.db.models import F, Q
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from grids.clicked import address
from grids.enums import Kind
from grids.figures import Figure, Rate, Section, Table, register
from residents.care_enums import CareStatus, VisitStatus
from residents.care_rules import FEWEST
from residents.models import CareCase, CareVisit
from residents.models.care import READ_GRANTS

REFERENCE = Path(__file__).parent / "data" / "care.toml"
CARE = Section(_("Help and care"), lowest=Kind.COMMUNITY)
RECORDS = {grant: Table(model=CareCase, grant=grant, list_url=address("care:list")) for grant in READ_GRANTS}
VISITS = Table(
    model=CareVisit,
    grant="read_care",
    list_url=address("care:visits"),
    place="care__",
    own="care__area_id",
)
RECORD, VISIT = pgettext_lazy("unit of measure", "care records"), pgettext_lazy("unit of measure", "visits")
WANTED = Q(is_extra=False) & ~Q(status=VisitStatus.DROPPED) & Q(care__category__read_grant="read_care")


@lazy
def _named(chinese: str, english: str) -> str:
    return english if (get_language() or "").startswith("en") else chinese


def _by_category() -> list[Figure]:
    """One for each category there is from the start, sensitive ones for those who may read these."""
    rows = tomllib.loads(REFERENCE.read_text(encoding="utf-8"))["category"]
    return [
        Figure(
            f"residents.care_{row['code']}",
            _named(row["zh"], row["en"]),
            RECORD,
            _("Open records of this category today. Fewer than five are not said."),
            RECORDS[row["read_grant"]],
            lambda now, code=row["code"]: Q(status=CareStatus.OPEN, category__code=code),
            tile=3 + at,
            section=CARE,
            fewest=FEWEST,
        )
        for at, row in enumerate(rows)
    ]


register(
    Figure(
        "residents.visits_due",
        _("Visits due"),
        VISIT,
        _("Planned visits whose last day lies in these days, up to today; dropped ones do not count."),
        VISITS,
        lambda now: WANTED & Q(due_on__lte=timezone.localdate(now)),
        "due_on",
        fewest=FEWEST,
    ),
    Figure(
        "residents.visits_on_time",
        _("Visits made in time"),
        VISIT,
        _("Of the visits due in these days, those made on their last day or before."),
        VISITS,
        lambda now: (
            WANTED
            & Q(due_on__lte=timezone.localdate(now), status=VisitStatus.DONE, done_at__isnull=False)
            & Q(done_at__date__lte=F("due_on"))
        ),
        "due_on",
        good="up",
    ),
    Rate(
        "residents.visits_on_time_rate",
        _("Visits in time"),
        _("Of the visits due in these days, those made on their last day or before."),
        "residents.visits_on_time",
        "residents.visits_due",
        good="up",
        tile=1,
        section=CARE,
    ),
    *_by_category(),
)
