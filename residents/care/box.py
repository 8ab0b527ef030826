"""The desk's box: visits of mine whose window is open, the one due first on top, and what keepers have to decide.

Names stay behind the link.
"""

from django.utils import timezone
from django.utils.translation import gettext as _

from grids.days import when
from grids.pages.desk import Box
from grids.templatetags import linli
from residents.care import asked as care_asked
from residents.care.asked import state
from residents.enums.care import UNDECIDED, CareStatus, VisitStatus
from residents.models import CareCase, CareVisit
from residents.rules import care as rules

SHOWN = 5


def due(user, now) -> dict | None:
    """Two queries, three for keepers of records. It names days, not persons: a desk is read over shoulders."""
    today = timezone.localdate(now)
    mine = CareCase.objects.open().filter(responsible=user.pk).values("pk")
    visits = CareVisit.objects.filter(care__in=mine, status=VisitStatus.PLANNED, opens_on__lte=today)
    found = list(visits.order_by("due_on", "pk").values_list("care__ref", "due_on")[: SHOWN + 1])
    asked = care_asked.waiting(user, today, SHOWN) + _undecided(user)
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


def _undecided(user) -> list[dict]:
    """The one that waits longest first."""
    if not user.scope.has(rules.KEEP):
        return []
    said = {
        CareStatus.HANDED: _("A record waits for your acceptance"),
        CareStatus.STOPPED: _("A record is to be decided"),
    }
    rows = CareCase.objects.undecided(user).order_by("next_due_at", "pk").values_list("ref", "status")[:SHOWN]
    return [{"title": said[status], "url": f"/care/{ref}/", "tag": linli.tag("due")} for ref, status in rows]


def _has_something(user, now) -> str:
    """A visit of one's own, help one was asked for, or a record to decide on; which exactly, the context finds."""
    today = f"'{timezone.localdate(now)}'::date"
    ways = [
        "EXISTS (SELECT FROM residents_carecase c JOIN residents_carevisit v ON v.care_id = c.id"
        f" WHERE c.responsible_id = {user.pk:d} AND c.status = '{CareStatus.OPEN}'"
        f" AND v.status = '{VisitStatus.PLANNED}' AND v.opens_on <= {today})",
        f"EXISTS (SELECT FROM residents_helpasked WHERE user_id = {user.pk:d} AND done_at IS NULL)",
    ]
    if user.scope.has(rules.KEEP):
        waits = ", ".join(f"'{status}'" for status in UNDECIDED)
        ways.append(f"EXISTS (SELECT FROM residents_carecase WHERE status IN ({waits}))")
    return " OR ".join(ways)


BOX = Box("care", "care/desk.html", due, order=20, side=False, has=_has_something)
