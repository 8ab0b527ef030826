"""What the desk shows to those who supervise: what is overdue below them, and contested cards to decide on."""

from django.db.models import Count, Q, Window
from django.urls import reverse
from django.utils.translation import gettext as _

from cases import listing, queries, timing
from cases.enums import ReporterKind, Status, Step
from cases.models import Case
from grids.days import when
from grids.pages.desk import Box, moment
from grids.templatetags import linli

SHOWN = 5
OWN = f"""
SELECT {queries.TABLE}.number, {queries.TABLE}.title, {queries.TABLE}.is_confidential, s.answer_by, s.answered_at,
    count(*) OVER ()
FROM cases_supervision s
JOIN {queries.TABLE} ON {queries.TABLE}.id = s.case_id AND {queries.TABLE}.status = 'open'
WHERE s.by_id = %s AND ({{seen}})
ORDER BY s.answered_at IS NOT NULL, s.answer_by, s.id LIMIT {SHOWN}
"""
UNDECIDED = "e.contested_at IS NOT NULL AND e.decided_at IS NULL AND NOT e.withdrawn"
CONTESTED = f"""
SELECT {queries.TABLE}.number, {queries.TABLE}.title, {queries.TABLE}.is_confidential, u.name, e.contested_at,
    count(*) OVER ()
FROM cases_escalation e
JOIN {queries.TABLE} ON {queries.TABLE}.id = e.case_id
JOIN grids_user u ON u.id = e.contested_by_id
WHERE {UNDECIDED} AND e.contested_by_id <> %s
    AND ({{supervised}}) AND ({{seen}})
ORDER BY e.contested_at LIMIT {SHOWN}
"""


def contested(user, now) -> dict | None:
    """Undecided ones in the areas of the hat worn, the oldest first; never one's own."""
    supervised = [one for part in user.scope.branches("supervise_case") for one in queries.lying(*part)]
    sql = CONTESTED.format(supervised=" OR ".join(supervised), seen=" OR ".join(queries.branches(user)))
    found = queries.rows(sql, [user.pk])
    rows = [
        {
            "title": number if confidential else title,
            "url": f"/cases/{number}/#cards",
            "said": [name, when.stamp(at, now)],
        }
        for number, title, confidential, name, at, _count in found
    ]
    if not rows:
        return None
    return {"key": "contested", "rows": rows, "count": found[0][-1], "heading": _("Cards to decide on")}


def own(user, now) -> dict | None:
    """What one supervises oneself, as long as the matter is open: first what is unanswered, the oldest on top."""
    sql = OWN.format(seen=" OR ".join(queries.branches(user)))
    found = queries.rows(sql, [user.pk])
    rows = [
        {"title": number if confidential else title, "url": f"/cases/{number}/", **_answer(by, answered, now)}
        for number, title, confidential, by, answered, _count in found
    ]
    if not rows:
        return None
    return {"key": "supervised", "rows": rows, "count": found[0][-1], "heading": _("Supervised by me")}


def _answer(by, answered, now) -> dict:
    """The state of one supervision as a tag, and the moment that goes with it."""
    if answered:
        late = answered > by
        tag = linli.mark(_("Answered late") if late else _("Answered"), "over" if late else "ok")
        return {"tag": tag, "said": [when.stamp(answered, now)]}
    words = _("Unanswered") if by < now else _("To be answered")
    said = _("Answer by %(moment)s") % {"moment": when.deadline(by, now)}
    return {"tag": linli.mark(words, "over" if by < now else "due"), "said": [said]}


def overdue(user, now) -> dict | None:
    """The longest overdue in the areas one supervises, whoever has to act: what waits for oneself stands above it."""
    late = Q(status=Status.OPEN, due_at__lt=now, paused_at=None) & user.scope.placed_q("supervise_case")
    found = queries.cases(user, late, queries.DUE_FIRST, size=SHOWN)
    if not found.rows:
        return None
    rows = [
        {
            "title": line.title,
            "url": f"/cases/{line.number}/",
            "left": timing.tag(line, now),
            "said": " · ".join(filter(None, (line.place, listing.holder(line, {line.to_area_id: ""})))),
        }
        for line in found.rows
    ]
    count = "" if found.next else len(found.rows)  # how many more there are, the list says
    return {"rows": rows, "count": count, "url": f"{reverse('cases:list')}?view=overdue"}


def to_rate(user, now) -> dict | None:
    """What one reported oneself and others settled (rules.rater), not rated yet; not of those who follow it up."""
    mine = Case.objects.filter(resolved="", reporter_user=user, status=Status.OPEN, step=Step.FOLLOW_UP)
    mine = mine.filter(reporter_kind=ReporterKind.STAFF).exclude(Q(handled_by=user) | Q(taken_by=user))
    ordered = mine.order_by("finished_at").annotate(count=Window(Count("pk")))
    found = list(ordered.values_list("number", "title", "finished_at", "count")[:SHOWN])
    rows = [
        {
            "title": title,
            "url": f"/cases/{number}/",
            "said": [_("Settled %(moment)s") % {"moment": when.stamp(at, now)}] if at else [],
        }
        for number, title, at, _count in found
    ]
    return {"key": "rate", "rows": rows, "count": found[0][-1], "heading": _("Please rate")} if rows else None


def _worn(user, grant: str) -> bool:
    hat = user.scope.hat
    return hat is not None and grant in hat.grants


def _has_to_rate(user, now) -> str:
    if not _worn(user, "report_case") or _worn(user, "follow_up_case"):
        return ""
    return (
        f"EXISTS (SELECT FROM cases_case WHERE reporter_user_id = {user.pk:d} AND status = '{Status.OPEN}'"
        f" AND step = '{Step.FOLLOW_UP}' AND resolved = '' AND reporter_kind = '{ReporterKind.STAFF}'"
        f" AND handled_by_id IS DISTINCT FROM {user.pk:d} AND taken_by_id IS DISTINCT FROM {user.pk:d})"
    )


def _has_own(user, now) -> str:
    if not _worn(user, "supervise_case"):
        return ""
    return (
        "EXISTS (SELECT FROM cases_supervision s JOIN cases_case c ON c.id = s.case_id"
        f" WHERE s.by_id = {user.pk:d} AND c.status = '{Status.OPEN}')"
    )


def _has_overdue(user, now) -> str:
    if not _worn(user, "supervise_case"):
        return ""
    return (
        f"EXISTS (SELECT FROM cases_case c WHERE c.status = '{Status.OPEN}' AND c.paused_at IS NULL"
        f" AND c.due_at < {moment(now)} AND ({user.scope.placed_sql('supervise_case', 'c')}))"
    )


def _has_contested(user, now) -> str:
    if not _worn(user, "supervise_case"):
        return ""
    return f"EXISTS (SELECT FROM cases_escalation e WHERE {UNDECIDED})"


BOXES = (
    Box("rate", "components/desk_rows.html", to_rate, order=3, side=False, has=_has_to_rate),
    Box("supervised", "components/desk_rows.html", own, order=4, side=False, has=_has_own),
    Box("overdue", "cases/desk_overdue.html", overdue, order=5, side=False, has=_has_overdue),
    Box("cards", "components/desk_rows.html", contested, order=10, has=_has_contested),
)
