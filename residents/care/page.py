"""What the page of a care record shows, ready to print: care before data."""

from django.utils import timezone
from django.utils.translation import gettext as _

from grids.actions.reveal import of_record
from grids.areas import crumbs
from grids.days import when
from grids.fields import plain
from grids.privacy.identity import KeyGone
from grids.templatetags import linli
from grids.words import phrases
from residents import catalogue
from residents.actions.care_glass import KIND
from residents.care import asked as care_asked, needs as care_needs
from residents.care.asked import state
from residents.enums.care import LAY, CareStatus, HelperKind, VisitStatus
from residents.models import CareCase, CareVisit
from residents.rules import care as rules

SIDES = ("housing", "work", "family", "health")
VISITS, LOOKS, WINDOWS = 12, 5, 4


def context(care: CareCase, user, now) -> dict:
    today = timezone.localdate(now)
    visits = list(care.visits.exclude(status=VisitStatus.DROPPED).select_related("subject", "done_by"))
    planned = sorted((one for one in visits if one.status == VisitStatus.PLANNED), key=lambda one: one.due_on)
    past = sorted((one for one in visits if one.status != VisitStatus.PLANNED), key=lambda one: one.due_on)[::-1]
    helpers = [helper for helper in care.helpers.all() if helper.until is None]
    may_visit, may_keep = rules.may_visit(user, care), rules.may_keep(user, care)
    shown = past[:VISITS]
    takers = care_needs.offered(user, care.area) if may_visit and shown else []
    became = care_needs.became(one.passed_on_to for one in shown if one.passed_on_to)
    return {
        "crumbs": crumbs.of(user, care),
        "care": care,
        "next": _next(planned[0], today) if planned else None,
        "windows": [(when.day_of(one.opens_on, today), when.day_of(one.due_on, today)) for one in planned[1:WINDOWS]],
        "about": _about(care, today),
        "team": _team(helpers),
        "missing": rules.missing(helper.kind for helper in helpers),
        "entries": [_entry(one, today, takers, became) for one in shown],
        "looks": list(of_record(KIND, care.ref)[:LOOKS]),
        "emergencies": list(care.accesses.select_related("user", "allowed_by").order_by("-asked_at")[:LOOKS]),
        "may_visit": may_visit,
        "acts": _acts(care, may_visit, may_keep, helpers, any(_takes_back(one, user, may_keep) for one in shown)),
        "asked": _asked(care, today),
        "may_confirm": rules.may_confirm_closing(user, care),
        "may_accept": rules.may_accept(user, care),
        "asks": may_keep and care.accesses.waiting(now).exclude(user=user.pk).exists(),
        "sealed": care.status == CareStatus.SEALED,
        "proposed": care.status == CareStatus.OPEN and care.close_proposed_by,
        "stopped": care.status == CareStatus.STOPPED and care.get_stopped_for_display(),
        "may_go_on": rules.may_go_on(user, care),
        "term": _term_said(care, today),
        "who": dict(zip(("sex", "age"), catalogue.sex_and_age(care.resident, today, catalogue.off()), strict=True)),
    }


def _takes_back(visit: CareVisit, user, may_keep: bool) -> bool:
    """As care_visits.taken_back_by, of visits that are read."""
    is_mine = may_keep or visit.done_by_id == user.pk
    return visit.status == VisitStatus.DONE and not visit.passed_on_to and is_mine


def _next(visit: CareVisit, today) -> dict:
    kind = state(visit.due_on, today)
    return {
        "state": kind,
        "said": _("today") if visit.due_on == today else when.day_of(visit.due_on, today),
        "tag": linli.tag(kind),
        "open": visit.opens_on <= today,
        "from": when.day_of(visit.opens_on, today),
    }


def _term_said(care: CareCase, today) -> dict | None:
    """What is to be done about a term that is over, or ends soon."""
    if care.status == CareStatus.SEALED or care.ends_on > today + rules.TERM_SOON:
        return None
    if care.ends_on > today:
        said = _("Its term ends on %(day)s: extend it with a reason, or propose closing.")
        return {"kind": "due", "said": said % {"day": when.day_of(care.ends_on, today)}}
    if care.status == CareStatus.HANDED:
        return {"kind": "over", "said": _("Its term is over: send it back, so that it is closed.")}
    return {"kind": "over", "said": _("Its term is over: extend it with a reason, or propose closing.")}


def _about(care: CareCase, today) -> list[tuple[str, object]]:
    return [
        (_("Category"), care.category.label),
        (_("Purpose"), care.purpose),
        (_("Legal basis"), care.legal_basis),
        (_("Term"), when.span(care.starts_on, care.ends_on, today)),
        (_("Grade"), care.get_grade_display()),
        (_("Visits every"), _("%(days)d days") % {"days": care.category.interval(care.grade)}),
        (_("A planned visit is closed by a visit"), care.category.closed_by),
        (_("Note"), _("This rule is from memory: check it locally.") if care.category.check_locally else ""),
    ]


def _team(helpers) -> list[dict]:
    return [
        {"kind": HelperKind(helper.kind).label, "who": helper.user.name if helper.user else helper.name}
        for helper in sorted(helpers, key=lambda helper: helper.pk)
    ]


def _entry(visit: CareVisit, today, takers: list[dict], became: dict[str, dict]) -> dict:
    if visit.status == VisitStatus.MISSED:
        return {"day": when.day_of(visit.due_on, today), "missed": True}
    try:
        needs, given = plain(visit, "needs"), plain(visit, "help_given")
    except KeyGone:
        needs = given = ""
    sides = [
        phrases.named(visit._meta.get_field(side).verbose_name, getattr(visit, f"get_{side}_display")())
        for side in SIDES
        if getattr(visit, side)
    ]
    return {
        "day": when.day_of(timezone.localdate(visit.done_at), today),
        "who": visit.done_by.name,
        "kind": visit.get_kind_display(),
        "sides": " · ".join(sides),
        "needs": needs,
        "given": given,
        "ref": visit.ref,
        "passed": visit.passed_on_to,
        "became": became.get(visit.passed_on_to),
        "takers": takers if needs and not visit.passed_on_to else [],
    }


def _asked(care: CareCase, today) -> list[dict]:
    rows = care.asked.select_related("user").order_by("-on", "-pk")[:VISITS]
    return [{"who": one.user.name, "said": care_asked.said(one, today), "done": one.done_at} for one in rows]


def _acts(care: CareCase, may_visit: bool, may_keep: bool, helpers: list, takes_back: bool) -> list[tuple[str, str]]:
    acts = [("ask", _("Ask for help"))] if may_visit and any(one.user and one.kind in LAY for one in helpers) else []
    acts += [("take_back", _("Take back a recorded visit"))] if may_visit and takes_back else []
    if not may_keep:
        return acts
    acts += [("helper", _("Add a helper")), ("grade", _("Change the grade"))]
    acts += [("end_helper", _("End a helper's part"))] if helpers else []
    acts += [("responsible", _("Name another responsible person")), ("extend", _("Extend the term"))]
    return acts + (
        [("keep_open", _("Keep it open"))] if care.close_proposed_by_id else [("propose", _("Propose closing"))]
    )
