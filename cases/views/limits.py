"""Time limits: the table everybody may read, a rule and its versions, and what would apply to a matter."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q, prefetch_related_objects
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases import limit_checks, limits
from cases.actions import promises, time_limits as acts
from cases.clock import COUNTS, limit_words
from cases.enums import Step
from cases.forms.limits import CLOCKED, EndForm, RuleForm, TermsForm, TryForm
from cases.limit_checks import name_of
from cases.models import Case, Category, TimeLimit
from grids import past
from grids.days import calendar as calendars, workdays
from grids.days.when import day_of
from grids.enums import Kind
from grids.forms.why import Why
from grids.models import Area
from grids.views.asked import carried_out, confirm

STATES = {"now": _("In force"), "later": _("Begins later"), "over": _("No longer in force")}
MOST_LISTED = 200


@require_safe
def index(request):
    today = timezone.localdate()
    asked = {name: request.GET.get(name, "") for name in ("step", "category", "area", "state")}
    asked = {name: value if "\0" not in value else "" for name, value in asked.items()}
    rows = _filtered(
        TimeLimit.objects.visible_to(request.user).select_related("category__parent", "area"), asked, today
    )
    steps: dict[str, list] = {}
    for rule in sorted(rows, key=_place):
        steps.setdefault(rule.step, []).append(_line(rule, today))
    context = {
        "steps": [(step.label, steps[step]) for step in Step if step in steps],
        "asked": asked,
        "step_choices": [(step.value, step.label) for step in CLOCKED],
        "categories": Category.objects.filter(Q(parent=None) | Q(code=asked["category"])),
        "areas": Area.objects.filter(pk__in=TimeLimit.objects.visible_to(request.user).values("area")),
        "state_choices": [
            ("", _("In force or later")),
            ("now", _("In force")),
            ("later", _("Begins later")),
            ("over", _("No longer in force")),
        ],
        "may_set": acts.may_set_some(request.user),
        "tab": "limits",
    }
    return render(request, "limits/list.html", context)


def _filtered(rows, asked: dict, today):
    if asked["step"] in Step.values:
        rows = rows.filter(step=asked["step"])
    if asked["category"]:
        code = asked["category"]
        line = Category.objects.filter(Q(code=code) | Q(parent__code=code) | Q(children__code=code))
        rows = rows.filter(Q(category=None) | Q(category__in=line))  # whatever may speak of a matter in it
    if asked["area"]:
        rows = rows.filter(area=None) if asked["area"] == "all" else rows.filter(area__code=asked["area"])
    states = {
        "now": rows.in_force(today),
        "later": rows.filter(valid_from__gt=today),
        "over": rows.filter(valid_to__lte=today),
    }
    return states.get(asked["state"], rows.not_over(today))


def _place(rule: TimeLimit) -> tuple:
    """General before special, areas last; a category beside its own kind."""
    category = rule.category
    order = (category.parent.order if category.parent_id else category.order, category.order) if category else (-1, -1)
    return bool(rule.area_id), order, rule.source, rule.urgency, rule.level, rule.valid_from


def _line(rule: TimeLimit, today) -> dict:
    state = limit_checks.state(rule, today)
    named = [rule.get_urgency_display(), rule.get_source_display(), rule.get_level_display()]
    return {
        "rule": rule,
        "limit": limit_words(rule.amount, rule.unit),
        "named": [word for word in named if word],
        "state": "" if state == "now" else STATES[state],
    }


@require_safe
def rule(request, pk):
    rule = _rule(request, pk)
    today = timezone.localdate()
    versions = [_line(one, today) for one in limit_checks.versions(rule)]
    newest, state = not rule.valid_to and acts.may_set(request.user, rule.area), limit_checks.state(rule, today)
    context = {
        "rule": rule,
        "name": name_of(rule),
        "facts": _facts(rule),
        "state": state,
        "versions": versions if len(versions) > 1 else [],
        "history": _history(rule),
        "may_change": newest,
        "may_end": newest and not (rule.statutory and not rule.area_id),
        "may_take_back": newest and state == "later",
        "tab": "limits",
    }
    return render(request, "limits/rule.html", context)


def _rule(request, pk) -> TimeLimit:
    rows = TimeLimit.objects.visible_to(request.user).select_related("category__parent", "area")
    return get_object_or_404(rows, pk=pk)


def _facts(rule: TimeLimit) -> list[tuple]:
    rolls = _("Moves on to the next working day where it ends on a day of rest") if rule.rolls else ""
    longest = (
        limit_words(rule.max_extension, rule.unit)
        if rule.max_extension
        else (_("half the limit") if not rule.statutory else _("no extension"))
    )
    return [
        (_("Step"), rule.get_step_display()),
        (_("Category"), rule.category.label if rule.category_id else _("All categories")),
        (_("Urgency"), rule.get_urgency_display() or _("Any urgency")),
        (_("Came in by"), rule.get_source_display() or _("Any source")),
        (_("Level"), rule.get_level_display() or _("Any level")),
        (_("Area"), rule.area.short_name if rule.area_id else _("All areas")),
        (_("Limit"), limit_words(rule.amount, rule.unit)),
        (_("Day of rest"), rolls),
        (_("Counts from"), rule.get_counts_from_display()),
        (_("Due soon from"), _("%(share)d %% of the limit used") % {"share": rule.warn_percent}),
        (_("If late, handed up every"), limit_words(rule.every_amount, rule.every_unit)),
        (_("Longest extension"), longest),
        (_("Basis"), rule.basis),
        (_("Valid from"), _day(rule.valid_from)),
        (_("Valid until"), _day(rule.valid_to) if rule.valid_to else ""),
    ]


def _history(rule: TimeLimit) -> list[dict]:
    def describe(event, before) -> str:
        if event.pgh_label == "insert":
            return _("Version laid down: %(limit)s") % {"limit": limit_words(event.amount, event.unit)}
        if event.valid_to:
            return _("Ends %(day)s") % {"day": _day(event.valid_to)}
        had_end = before is not None and before.valid_to
        return _("Goes on: the version that was to follow was taken back") if had_end else ""

    return past.changes(rule.events.select_related("pgh_context").order_by("pgh_id"), describe)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    if not acts.may_set_some(request.user):
        raise PermissionDenied
    form = RuleForm(request.POST or None, user=request.user)
    done, made = carried_out(form, lambda: acts.lay_down(by=request.user, why=form.cleaned_data["why"], **form.facts))
    if done:
        return _laid_down(request, made)
    context = {"form": form, "title": _("New rule")}
    return render(request, "limits/form.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request, pk):
    """The next version of a rule, from a day on."""
    rule = _open_rule(request, pk)
    kept = {name: getattr(rule, name) for name in acts.TERMS}
    form = TermsForm(request.POST or None, initial=kept)
    done, made = carried_out(form, lambda: acts.replace(rule.pk, by=request.user, **form.cleaned_data))
    if done:
        return _laid_down(request, made)
    context = {"form": form, "rule": rule, "title": _("Change: %(name)s") % {"name": name_of(rule)}}
    return render(request, "limits/form.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def end(request, pk):
    rule = _open_rule(request, pk)
    form = EndForm(request.POST or None, initial={"on": timezone.localdate()})
    done, _made = carried_out(form, lambda: acts.end(rule.pk, by=request.user, **form.cleaned_data))
    if done:
        messages.success(request, _("The rule ends on %(day)s.") % {"day": _day(form.cleaned_data["on"])})
        return redirect("limits:rule", pk=rule.pk)
    title = _("End: %(name)s") % {"name": name_of(rule)}
    text = _("From that day a more general rule holds, or none. Matters that are open keep the rule they got.")
    return confirm(request, form, title, _("End the rule"), rule_url(rule), text)


@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request, pk):
    """A version that has not begun."""
    rule = _open_rule(request, pk)
    if limit_checks.state(rule) != "later" and request.method != "POST":
        return redirect("limits:rule", pk)
    form = Why(request.POST or None)
    done, before = carried_out(form, lambda: acts.take_back(rule.pk, by=request.user, **form.cleaned_data))
    if done:
        messages.success(request, _("The version is taken back."))
        return redirect("limits:rule", before.pk) if before else redirect("limits:list")
    title = _("Take back: %(name)s") % {"name": name_of(rule)}
    text = _("It would begin on %(day)s. The version before it, if there is one, goes on.")
    text %= {"day": _day(rule.valid_from)}
    return confirm(request, form, title, _("Take the version back"), rule_url(rule), text)


def _open_rule(request, pk) -> TimeLimit:
    rule = _rule(request, pk)
    if not acts.may_set(request.user, rule.area):
        raise PermissionDenied
    return rule


def rule_url(rule: TimeLimit) -> str:
    return redirect("limits:rule", pk=rule.pk).url


def _laid_down(request, made: TimeLimit):
    messages.success(request, _("The rule holds from %(day)s on.") % {"day": _day(made.valid_from)})
    return redirect("limits:rule", pk=made.pk)


@require_safe
def try_(request):
    """Which rule would hold, and every day it would count."""
    asked = any(name in request.GET for name in TryForm.base_fields)
    now = timezone.now()
    form = TryForm(
        request.GET if asked else None,
        user=request.user,
        initial={"start": now, "urgency": "normal", "source": "resident"},
    )
    found = answer(form.cleaned_data) if asked and form.is_valid() else None
    context = {"form": form, "found": found, "asked": asked, "tab": "try"}
    return render(request, "limits/try.html", context, status=422 if asked and not form.is_valid() else 200)


@dataclass(frozen=True, slots=True)
class Answer:
    winner: limits.Promise | None
    name: str
    limit: str
    others: list[dict]
    lines: list
    numbered: list[bool]


def answer(data: dict) -> Answer:
    start, area, step = data["start"], data["area"], Step(data["step"])
    case = Case(
        area=area,
        category=data["category"],
        urgency=data["urgency"],
        source=data["source"],
        reported_at=start,
        accepted_at=start,
    )
    for name in ("district_id", "street_id", "community_id", "grid_id"):
        setattr(case, name, getattr(area, name))
    case.level = data["level"] or (Kind.GRID if area.kind == Kind.UNIT else area.kind)
    calendar = calendars.current()
    winner = limits.promise(case, step, start, calendar)
    if winner is None:
        return Answer(None, "", "", [], [], [])
    speaking = limits.speaking(case, step, timezone.localdate(start))
    prefetch_related_objects(speaking, "area", "category")
    others = [
        {
            "rule": rule,
            "name": name_of(rule),
            "limit": limit_words(rule.amount, rule.unit),
            "due": limits.promised(rule, case, start, calendar).due.at,
        }
        for rule in speaking
        if rule.pk != winner.rule.pk
    ]
    lines = workdays.explain(winner.counts_at, limits.limit_of(winner.rule), calendar)
    return Answer(
        winner,
        name_of(winner.rule),
        limit_words(winner.rule.amount, winner.rule.unit),
        others,
        lines,
        [line.kind in COUNTS for line in lines],
    )


@require_safe
def provisional(request):
    """The open promises that touch a year without a notice, those one may see."""
    rows = promises.provisional(request.user).select_related("area").order_by("pk")
    count = rows.count()
    context = {"rows": rows[:MOST_LISTED], "count": count, "more": max(0, count - MOST_LISTED), "tab": "calendar"}
    return render(request, "limits/provisional.html", context)


def _day(on) -> str:
    return day_of(on, timezone.localdate())
