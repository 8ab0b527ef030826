"""The clock of a matter's open step: the bar of used, suspended and left time, and every day behind the deadline."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from cases import timing
from cases.enums import PauseReason
from cases.limits import limit_of, pauses_of
from cases.models import Case, CaseStep
from grids.days import calendar as calendars, when, workdays
from grids.days.workdays import Line, LineKind, Unit


def panel(case: Case, step: CaseStep | None, now: datetime, why: str, held=None) -> dict | None:
    """What components/clock.html shows of the open step; of an ended matter how long it took in all.

    held: the suspension that runs now, of cases.standing.
    """
    if not case.is_open:
        took = when.took(case.ended_at - case.reported_at)
        return {
            "state": "closed",
            "tag": timing.tag(case, now),
            "headline": _("Took %(time)s") % {"time": took},
            "due": None,
            "segments": [],
        }
    if step is None or step.due_at is None:
        return None
    state = timing.state(case, now)
    is_held = state == "hold"
    return {
        "state": state,
        "headline": _("Suspended") if is_held else when.left(step.due_at, now),
        "live": not is_held,
        "due": None if is_held else step.due_at,
        "held": _held(step, held, now) if is_held else [],
        "segments": _segments(step, now, is_held=is_held),
        "text": _terms(step),
        "why": why,
    }


def _held(step: CaseStep, held, now: datetime) -> list[str]:
    """In place of the due time, which moves with every day of the suspension."""
    lines = [held.reason, _("At the latest until %(moment)s") % {"moment": held.until}] if held else []
    was = {"moment": when.deadline(step.due_at, now)}
    return [*lines, _("It was due %(moment)s; that moves by the time that is not counted.") % was]


def _segments(step: CaseStep, now: datetime, *, is_held: bool) -> list[dict]:
    """Stretches in the order of time, in per cent of the way from the start to the end; to now, where it is late.

    What is left of a suspended one is drawn without a number: it is counted once the clock runs again.
    """
    start, end = step.counts_at, max(step.due_at, now)
    whole = (end - start) / timedelta(seconds=1)
    if whole <= 0:
        return []
    stretches, at = [], start
    for since, until in pauses_of(step, now):
        since, until = max(since, at), min(until, now)
        if since < until:
            stretches += [("used", at, since), ("hold", since, until)]
            at = until
    stretches += [("used", at, min(now, end)), ("left", max(at, min(now, end)), end)]
    lengths: dict[str, timedelta] = {}
    segments = []
    for kind, since, until in stretches:
        if since < until:
            lengths[kind] = lengths.get(kind, timedelta()) + (until - since)
            segments.append({"kind": kind, "share": 100 * ((until - since) / timedelta(seconds=1)) / whole})
    labels = {
        "used": _("Used %(time)s"),
        "hold": _("Suspended %(time)s, not counted"),
        "left": _("%(time)s left"),
    }
    for segment in segments:
        if segment["kind"] in lengths and not (is_held and segment["kind"] == "left"):
            segment["label"] = labels[segment["kind"]] % {"time": when.took(lengths.pop(segment["kind"]))}
    return segments


def _terms(step: CaseStep) -> str:
    text = _("The limit is %(limit)s.") % {"limit": limit_words(step.amount, step.unit)}
    if step.extension:
        text += " " + _("%(more)s more were granted.") % {"more": limit_words(step.extension, step.unit)}
    if step.provisional:
        text += " " + _("The holidays of that year are not published yet; the day may move.")
    return text


def limit_words(amount: int, unit: str) -> str:
    return f"{amount} {Unit(unit).label}"


@dataclass(frozen=True, slots=True)
class Why:
    """Everything that made the deadline, for the page "Why this deadline?"."""

    step: CaseStep
    lines: list[Line]
    facts: list[tuple[str, str]]
    pauses: list[dict]
    extensions: list


def explain(case: Case, step: CaseStep, now: datetime) -> Why:
    """Reads the calendar, and the rule, pauses and extensions of one step."""
    calendar = calendars.current()
    lines = workdays.explain(step.counts_at, limit_of(step, step.extension), calendar, pauses_of(step, now))
    rule, is_held = step.rule, step.left_at is None and case.paused_at is not None
    facts = [
        (_("Counted from"), when.deadline(step.counts_at, now)),
        (_("Limit"), limit_words(step.amount, step.unit)),
        (_("Granted in addition"), limit_words(step.extension, step.unit) if step.extension else ""),
        (_("First promise"), when.deadline(step.promised_at, now)),
        (_("Deadline now"), _("Open until the clock runs again") if is_held else when.deadline(step.due_at, now)),
        (_("Due soon from"), _("%(share)d %% of the limit used") % {"share": step.warn_percent}),
        (_("If late, handed up every"), limit_words(step.every_amount, step.every_unit)),
        (_("Rule"), _rule_words(rule)),
        (_("In force since"), when.day_of(rule.valid_from, timezone.localdate(now)) if rule else ""),
        (_("Basis"), rule.basis if rule else ""),
        (_("Statutory"), _("Yes: it can be neither suspended nor freely lengthened") if step.statutory else ""),
    ]
    pauses = [
        {
            "reason": PauseReason(pause.reason).label,
            "text": pause.text,
            "since": when.deadline(pause.paused_at, now),
            "until": when.deadline(pause.resumed_at or pause.until, now),
            "running": pause.resumed_at is None,
        }
        for pause in step.pauses.all()
    ]
    return Why(step, lines, facts, pauses, list(step.extensions.select_related("asked_by", "decided_by")))


def _rule_words(rule) -> str:
    if rule is None:
        return ""
    parts = [rule.get_step_display()]
    parts += [part for part in (rule.category and rule.category.label, rule.get_urgency_display()) if part]
    parts += [part for part in (rule.get_source_display(), rule.area and rule.area.short_name) if part]
    return _("%(rule)s (no. %(number)d)") % {"rule": " · ".join(str(part) for part in parts), "number": rule.pk}


# The lines of an explanation that use up the limit.
COUNTS = frozenset({LineKind.COUNTED, LineKind.MAKE_UP})
