"""What a matter is about and who has to do with it, as pairs and links for its page."""

from datetime import datetime

from django.db.models import Prefetch, prefetch_related_objects
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from cases import points, standing, targets, timeline
from cases.enums import Act, ReporterKind, Resolved, Status, Step
from cases.models import Case, CaseAct, CaseStep, Escalation, Supervision
from cases.rules import line_of
from cases.stepper import named, post_label
from cases.workflow import MOVES
from grids.fields import masked
from grids.models import Area, Post, User
from grids.privacy import identity

# Acts that end a matter in a step and do not complete it; and the one that leaves out who accepts and assigns.
NOT_BY_STEP = {act for act, move in MOVES.items() if move.ends not in (None, Status.CLOSED)} | {Act.SETTLE}


NAMES = {  # the columns of each kind of row that name somebody
    Case: ("reporter_user", "taken_by", "handled_by"),
    CaseStep: ("by",),
    CaseAct: ("user",),
    Escalation: ("contested_by", "decided_by"),
}


def read_people(case: Case, steps: list[CaseStep], acts: list[CaseAct], cards: list[Escalation], directory) -> None:
    """Whom a matter and its record name, whom it is assigned to and whom it waits for, in three queries.

    Joined to the statement of each, they were most of its columns, and took longer to plan than all the rest to run.
    """
    waits: tuple[int, ...] = ()
    if case.paused_at:
        waits = directory.resumers(case)
    elif case.is_open and case.step != Step.HANDLING:
        waits = directory.waited_for(case)
    served = {row.post_id for row in (*steps, *acts)} | {case.to_post_id}
    posts = Post.objects.select_related("role", "department").in_bulk(served - {None})
    case.to_post = posts.get(case.to_post_id)
    rows = (case, *steps, *acts, *cards)
    named = {getattr(row, f"{name}_id") for row in rows for name in NAMES[type(row)]}
    named |= {*waits, case.to_post and case.to_post.user_id}
    people = User.objects.in_bulk(named - {None})
    for row in rows:
        for name in NAMES[type(row)]:
            setattr(row, name, people.get(getattr(row, f"{name}_id")))
    for row in (*steps, *acts):
        row.post = posts.get(row.post_id)
    if case.to_post:
        case.to_post.user = people[case.to_post.user_id]
    case.waited_for = [people[user_id] for user_id in waits]


def crumbs(case: Case, user) -> list[tuple[str, str]]:
    """The areas above a matter, linked where this person may see them."""
    areas = Area.objects.filter(pk__in=line_of(case)).order_by("level")
    return [(area_url(area) if user.scope.reaches("read_area", area) else "", area.short_name) for area in areas]


def area_url(area: Area) -> str:
    try:
        return area.get_absolute_url()
    except NoReverseMatch:
        return ""


def waits_for(case: Case) -> str:
    """Whom the open step waits for, in words: the handler, or those of the nearest level who may decide.

    Of a suspended one: whoever may let it run again.
    """
    if not case.is_open:
        return ""
    if case.step == Step.HANDLING and not case.paused_at:
        return handler(case)
    return standing.several(standing.names(case.waited_for)) or str(case.levels[case.level])


def handler(case: Case) -> str:
    """Who handles it: the person who took it, and whom it was assigned to."""
    to = ""
    if case.to_post_id:
        to = named(case.to_post.user, case.to_post)
        if case.taken_by_id == case.to_post.user_id:
            return to
    elif case.to_department_id:
        to = case.to_department.label
    elif case.to_area_id:
        to = case.to_area.short_name
    return f"{to} · {case.taken_by}" if case.taken_by_id and to else str(case.taken_by or to)


def people(case: Case, steps) -> list[tuple[str, str]]:
    """Who reported, decided, handles and checked, for the panel of people.

    Whoever refused it or settled it on the spot did not accept it.
    """
    done = [step for step in steps if step.by_id and not step.skipped and step.ended_by not in NOT_BY_STEP]
    by_step = {step.step: named(step.by, step.post) for step in done}
    handled = named(case.handled_by, None) if case.handled_by_id else ""
    return [
        (_("Reported"), by_step.get(Step.DISCOVERY, "") or (str(case.reporter_user) if case.reporter_user_id else "")),
        (_("Accepted"), by_step.get(Step.COLLECTION, "")),
        (_("Assigned"), by_step.get(Step.ASSIGNMENT, "")),
        (_("Handled by"), handler(case) or handled),
        (_("Checked"), by_step.get(Step.VERIFICATION, "")),
        (_("Followed up"), by_step.get(Step.FOLLOW_UP, "")),
        (_("Team"), " · ".join(name for _account, name in targets.team(case)) if case.is_confidential else ""),
    ]


def content(case: Case) -> list[tuple[str, str]]:
    """Place, extent and outcome. Empty values are left out by the template."""
    yes = _("Yes")
    return [
        (_("Place"), case.place),
        (_("Position"), points.link(case.lng, case.lat)),
        (
            _("Category"),
            f"{case.category.parent.label} › {case.category.label}"
            if case.category.parent_id
            else case.category.label,
        ),
        (_("Urgency"), case.get_urgency_display()),
        (_("People affected"), case.people_affected),
        (_("Collective"), yes if case.is_collective else ""),
        (_("Confidential"), yes if case.is_confidential else ""),
        (_("Quantity"), f"{case.quantity} {case.quantity_unit}".strip() if case.quantity is not None else ""),
        (_("Settled at"), case.levels.get(case.settled_level, "")),
        (_("Is it really resolved?"), Resolved(case.resolved).label if case.resolved else ""),
        (
            _("Rating") if case.is_rated else _("Rating before it was reopened"),
            _("%(stars)d of 5") % {"stars": case.rating} if case.rating else "",
        ),
    ]


def reporter(case: Case, user) -> dict:
    """Who reported it, masked, and where each value may be revealed by this person."""
    if case.reporter_kind == ReporterKind.STAFF:
        return {"name": str(case.reporter_user), "phone": "", "reveal": {}}
    if case.reporter_kind == ReporterKind.ANONYMOUS:
        return {"name": _("Anonymous"), "phone": "", "reveal": {}}
    reveal = {}
    if user.scope.may("reveal", case):
        reveal = {
            field: reverse("cases:reveal", args=[case.number, field]) for field in ("reporter_name", "reporter_phone")
        }
    return {
        "name": masked(case, "reporter_name", identity.mask_name),
        "phone": masked(case, "reporter_phone", identity.mask_phone),
        "reveal": reveal,
    }


def read_supervisions(case: Case) -> None:
    """With their people, newest first, in one query for whatever the page says of them."""
    rows = Supervision.objects.select_related("by", "post__role", "post__department", "answered_by").order_by("-pk")
    prefetch_related_objects([case], Prefetch("supervisions", rows))


def supervisions(case: Case, now: datetime) -> list[dict]:
    """As read_supervisions() has read them; the level for the seal."""
    return [
        {
            "row": row,
            "by": f"{row.by} {post_label(row.post)}".strip(),
            "seal": timeline.seal_words(case.levels[row.level]),
            "is_late": row.answered_at is None and row.answer_by < now,
        }
        for row in case.supervisions.all()
    ]
