"""The small lists of a place: what holds there, an entry with its history, and how it is kept."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy, ngettext, pgettext, pgettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from grids import past
from grids.forms import area_choice
from grids.forms.why import Why
from grids.models import Area
from grids.pages import toasts
from grids.permissions import MANAGE_RULES
from grids.views.asked import carried_out, confirm
from grids.words import phrases
from volunteers import rules
from volunteers.actions import lists as acts
from volunteers.forms.lists import ChangeEntryForm, NewEntryForm
from volunteers.forms.teams import SlotForm
from volunteers.models import Pattern, Skill, Star, Topic
from volunteers.models.listed import Listed

SHOWN = 50  # lines of an entry's history
# part of the address: which list, what it is called, what is added to it, and what a change of it does
LISTS = {
    "patterns": (
        Pattern, gettext_lazy("Patterns of teams"), gettext_lazy("Add a pattern"),
        gettext_lazy("Teams keep the lines that they were formed with."),
    ),
    "topics": (
        Topic, gettext_lazy("Topics"), gettext_lazy("Add a topic"),
        gettext_lazy("Activities keep the topic that they have; a changed one takes its place for new ones."),
    ),
    "skills": (
        Skill, gettext_lazy("Skills"), gettext_lazy("Add a skill"),
        gettext_lazy("Volunteers keep the skills that they have."),
    ),
    "stars": (
        Star, gettext_lazy("Star levels"), gettext_lazy("Add a star level"),
        gettext_lazy("Whoever has reached a level keeps it, also where its hours change or it is retired."),
    ),
}  # fmt: skip


@never_cache
@require_safe
def index(request, kind):
    """?area=CODE: of which place; without it of the first where one sees volunteers."""
    model, title, adds, text = _list(kind)
    area = _area(request)
    rows = model.objects.visible_to(request.user).in_use()
    rows = rows.holding_in(area) if area else rows.filter(area=None)
    if model is Pattern:
        rows = rows.prefetch_related("slots")
    context = {
        "rows": [_line(row) for row in rows.select_related("area")],
        "kind": kind,
        "kinds": [(key, label) for key, (_model, label, _adds, _text) in LISTS.items()],
        "title": title,
        "text": text,
        "adds": adds if _keeps_some(request.user) else "",
        "area": area,
        "areas": _areas(request.user),
        "tab": "lists",
    }
    return render(request, "volunteers/lists.html", context)


def _areas(user) -> list[Area]:
    """Streets and communities of one's areas, where there are several to choose from."""
    rows = Area.objects.visible_to(user).filter(user.scope.area_q(rules.READ), valid_to=None)
    found = list(rows.filter(kind__in=rules.KEEP_LISTS).order_by("tree_id", "lft")[: area_choice.MOST])
    return found if len(found) > 1 else []


def _area(request) -> Area | None:
    rows = Area.objects.visible_to(request.user)
    asked = rows.filter(request.user.scope.area_q(rules.READ)).called(request.GET.get("area", "")).first()
    reach = next(iter(request.user.scope.where(rules.READ)), None)
    return asked or (rows.filter(pk=reach.area_id).first() if reach else None)


def _line(row: Listed) -> dict:
    return {"row": row, "where": _where(row), "what": _what(row)}


def _where(row: Listed) -> str:
    return row.area.short_name if row.area else pgettext("of an entry", "Everywhere")


def _what(row: Listed) -> str:
    """Beside its name: the hours of a level, the lines of a pattern."""
    if isinstance(row, Star):
        return ngettext("from %(n)d hour", "from %(n)d hours", row.hours) % {"n": row.hours}
    if isinstance(row, Pattern):
        return phrases.listed(f"{one.label} {number(one)}" for one in row.slots.all() if one.is_on)
    return ""


def number(line) -> str:
    """3, 3+N, N."""
    if not line.is_open:
        return f"{line.wanted}"
    return f"{line.wanted}+N" if line.wanted else "N"


@never_cache
@require_safe
def entry(request, kind, code):
    row = _find(request, kind, code)
    may_keep = row.is_on and rules.may_keep_list(request.user, row.area)
    lines = row.slots.filter(is_on=True).select_related("role") if isinstance(row, Pattern) else ()
    context = {
        "row": row,
        "kind": kind,
        "title": _list(kind)[1],
        "text": _list(kind)[3],
        "where": _where(row),
        "what": "" if lines else _what(row),
        "lines": [{"line": one, "number": number(one)} for one in lines],
        "is_pattern": isinstance(row, Pattern),
        "may_keep": may_keep,
        "history": past.lines(row.events.select_related("pgh_context").order_by("-pgh_id")[:SHOWN], _describe),
    }
    return render(request, "volunteers/list_entry.html", context)


def _describe(event) -> str:
    if event.pgh_label == "insert":
        return _("Added")
    return _("Changed: %(name)s") % {"name": event.name_zh} if event.is_on else pgettext("an entry", "Retired")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request, kind):
    model, _title, adds, text = _list(kind)
    if not _keeps_some(request.user):
        raise PermissionDenied
    form = NewEntryForm(request.POST or None, model=model, user=request.user)
    done, made = carried_out(form, lambda: acts.add(model, by=request.user, **form.cleaned_data))
    if done:
        messages.success(request, _("Added: %(name)s") % {"name": made.label})
        return redirect(made)
    return confirm(request, form, adds, _("Add"), reverse("volunteers:lists", args=[kind]), text)


def _keeps_some(user) -> bool:
    return rules.in_hat(user, rules.RUN) or rules.in_hat(user, MANAGE_RULES)


# act: title, verb, the form that asks, and what is done; the entry that is then shown
ACTS = {
    "change": (
        gettext_lazy("Change"), gettext_lazy("Save"), lambda data, row: ChangeEntryForm(data, entry=row),
        lambda row, form, by: acts.change(row, by=by, **form.cleaned_data),
    ),
    "retire": (
        pgettext_lazy("an entry", "Retire"), pgettext_lazy("an entry", "Retire"), lambda data, row: Why(data),
        lambda row, form, by: acts.retire(row, by=by, **form.cleaned_data),
    ),
    "line": (
        gettext_lazy("Add a line"), gettext_lazy("Add"), lambda data, row: SlotForm(data),
        lambda row, form, by: acts.add_line(row, by=by, **form.cleaned_data).pattern,
    ),
}  # fmt: skip


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def act(request, kind, code, act):
    row = _find(request, kind, code)
    if act not in ACTS or (act == "line" and not isinstance(row, Pattern)):
        raise Http404
    _need(request, row)
    title, verb, asks, carry_out = ACTS[act]
    form = asks(request.POST or None, row)
    done, made = carried_out(form, lambda: carry_out(row, form, request.user))
    if done:
        toasts.done(request, title)
        return redirect(made)
    return confirm(request, form, f"{title} · {row.label}", verb, row.get_absolute_url(), _list(kind)[3])


@never_cache
@require_POST
def give_up(request, code, pk):
    """A line of a pattern is given up."""
    row = _find(request, "patterns", code)
    _need(request, row)
    acts.give_up_line(get_object_or_404(row.slots.filter(is_on=True), pk=pk), by=request.user)
    return redirect(row)


def _need(request, row: Listed) -> None:
    if not rules.may_keep_list(request.user, row.area):
        raise PermissionDenied


def _find(request, kind: str, code: str) -> Listed:
    model = _list(kind)[0]
    return get_object_or_404(model.objects.visible_to(request.user).select_related("area"), code=code)


def _list(kind: str) -> tuple:
    if kind not in LISTS:
        raise Http404
    return LISTS[kind]
