"""What the desk shows to those who supervise: what is overdue below them, and contested cards to decide on."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cases import listing, queries, timing
from cases.enums import Status
from grids import when
from grids.desk import Box
from grids.templatetags import linli

SHOWN = 5
CONTESTED = f"""
SELECT {queries.TABLE}.number, {queries.TABLE}.title, {queries.TABLE}.is_confidential, u.name, e.contested_at
FROM cases_escalation e
JOIN {queries.TABLE} ON {queries.TABLE}.id = e.case_id
JOIN grids_user u ON u.id = e.contested_by_id
WHERE e.contested_at IS NOT NULL AND e.decided_at IS NULL AND e.contested_by_id <> %s
    AND ({{supervised}}) AND ({{seen}})
ORDER BY e.contested_at LIMIT {SHOWN}
"""


SUPERVISED = f"""
SELECT {queries.TABLE}.number, {queries.TABLE}.title, {queries.TABLE}.is_confidential, s.instruction, s.answered_at,
    s.answer_by
FROM cases_supervision s
JOIN {queries.TABLE} ON {queries.TABLE}.id = s.case_id AND {queries.TABLE}.status = '{Status.OPEN}'
WHERE s.by_id = %s
ORDER BY s.answered_at DESC NULLS FIRST, s.answer_by LIMIT {SHOWN}
"""


def contested(user, now) -> dict | None:
    """Undecided ones in the areas of the hat worn, the oldest first; never one's own."""
    hat = user.scope.hat
    if hat is None or "supervise_case" not in hat.grants:
        return None
    supervised = [one for part in user.scope.branches("supervise_case") for one in queries.lying(*part)]
    sql = CONTESTED.format(supervised=" OR ".join(supervised), seen=" OR ".join(queries.branches(user)))
    rows = [
        {
            "title": number if confidential else title,
            "url": f"/cases/{number}/#cards",
            "said": f"{name} · {when.stamp(at, now)}",
        }
        for number, title, confidential, name, at in queries.rows(sql, [user.pk])
    ]
    return {"rows": rows, "heading": _("Cards to decide on")} if rows else None


def overdue(user, now) -> dict | None:
    """The longest overdue in the areas one supervises, whoever has to act: what waits for oneself stands above it."""
    hat = user.scope.hat
    if hat is None or "supervise_case" not in hat.grants:
        return None
    late = Q(status=Status.OPEN, due_at__lt=now, paused_at=None) & user.scope.placed_q("supervise_case")
    found = queries.cases(user, late, queries.DUE_FIRST, size=SHOWN)
    if not found.rows:
        return None
    english = (get_language() or "").startswith("en")
    rows = [
        {
            "title": line.title,
            "url": f"/cases/{line.number}/",
            "left": timing.tag(line, now),
            "said": " · ".join(filter(None, (line.place, listing.holder(line, {line.to_area_id: ""}, english)))),
        }
        for line in found.rows
    ]
    count = "" if found.next else len(found.rows)  # how many more there are, the list says
    return {"rows": rows, "count": count, "url": f"{reverse('cases:list')}?view=overdue"}


def supervised(user, now) -> dict | None:
    """What one supervises oneself and how it stands: unanswered first, the earliest answer on top."""
    hat = user.scope.hat
    if hat is None or "supervise_case" not in hat.grants:
        return None
    rows = [
        {
            "title": number if confidential else title,
            "url": f"/cases/{number}/#h-sup",
            "said": instruction,
            "state": _answered(answered_at, answer_by, now),
        }
        for number, title, confidential, instruction, answered_at, answer_by in queries.rows(SUPERVISED, [user.pk])
    ]
    return {"rows": rows, "url": f"{reverse('cases:list')}?view=supervised"} if rows else None


def _answered(answered_at, answer_by, now) -> str:
    if answered_at:
        return linli.mark(_("Answered"))
    return linli.tag("over" if answer_by < now else "due", when.left(answer_by, now))


BOXES = (
    Box("supervised", "cases/desk_supervised.html", supervised, order=4, side=False),
    Box("overdue", "cases/desk_overdue.html", overdue, order=5, side=False),
    Box("cards", "cases/desk_cards.html", contested, order=10),
)
