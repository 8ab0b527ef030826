"""The desk's box: visits of mine whose window is open, the one due first on top. Names stay behind the link."""

from django.utils import timezone
from django.utils.translation import gettext as _

from grids import when
from grids.desk import Box
from grids.templatetags import linli
from residents import care_asked
from residents.care_asked import state
from residents.care_enums import VisitStatus
from residents.models import CareCase, CareVisit

SHOWN = 5


def due(user, now) -> dict | None:
    """Two queries. `Due` names the day, not the person: a desk is read over shoulders."""
    today = timezone.localdate(now)
    mine = CareCase.objects.open().filter(responsible=user.pk).values("pk")
    visits = CareVisit.objects.filter(care__in=mine, status=VisitStatus.PLANNED, opens_on__lte=today)
    found = list(visits.order_by("due_on", "pk").values_list("care__ref", "due_on")[: SHOWN + 1])
    asked = care_asked.waiting(user, today, SHOWN)
    if not found and not asked:
        return None
    rows = asked + [
        {
            "title": _("Visit due by %(day)s") % {"day": when.day_of(day, today)},
            "url": f"/care/{ref}/",
            "tag": linli.tag(state(day, today)),
        }
        for ref, day in found[:SHOWN]
    ]
    return {"rows": rows, "count": f"{SHOWN}+" if len(found) > SHOWN else len(found) + len(asked)}


BOX = Box("care", "care/desk.html", due, order=20)
