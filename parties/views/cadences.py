"""Rules of meetings: those that hold, one with its versions, and how they are kept."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy, pgettext, pgettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from grids import past
from grids.days import when
from grids.forms.why import Why
from grids.pages import toasts
from grids.views.asked import carried_out, confirm
from grids.words import phrases
from parties.actions import cadences as acts
from parties.enums import OrgKind
from parties.forms.cadences import ChangeCadenceForm, NewCadenceForm
from parties.meetings.cadences import said
from parties.models import Cadence
from parties.rules import meetings as meetings_rules

SHOWN = 200  # rules on the page
PAST = 50  # lines of a rule's history


@never_cache
@require_safe
def index(request):
    today = timezone.localdate()
    rows = Cadence.objects.visible_to(request.user).on(today).select_related("area").order_by("area", "kind", "pk")
    context = {
        "rows": [_line(row) for row in rows[:SHOWN]],
        "may_add": meetings_rules.keeps_some(request.user),
        "today": today,
        "tab": "meetings",
    }
    return render(request, "parties/meetings/rules.html", context)


def _line(row: Cadence) -> dict:
    return {
        "row": row,
        "said": said(row),
        "where": row.area.short_name if row.area else pgettext("of an entry", "Everywhere"),
        "whom": phrases.listed(OrgKind(kind).label for kind in row.org_kinds),
    }


@never_cache
@require_safe
def detail(request, code):
    versions = _versions(request, code)
    row = versions[0]
    history = row.events.model.objects.filter(code=code).select_related("pgh_context").order_by("-pgh_id")
    context = {
        "line": _line(row),
        "row": row,
        "versions": [_line(one) for one in versions],
        "may_keep": row.valid_to is None and meetings_rules.may_keep_cadence(request.user, row.area),
        "history": past.lines(history[:PAST], _describe),
    }
    return render(request, "parties/meetings/rule.html", context)


def _day(on) -> str:
    return when.day_of(on, timezone.localdate())


def _describe(event) -> str:
    if event.pgh_label == "insert":
        return _("Holds from %(day)s: %(rule)s") % {"day": _day(event.valid_from), "rule": event.name_zh}
    return _("Holds no more from %(day)s") % {"day": _day(event.valid_to)} if event.valid_to else ""


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    if not meetings_rules.keeps_some(request.user):
        raise PermissionDenied
    form = NewCadenceForm(request.POST or None, user=request.user)
    done, made = carried_out(form, lambda: acts.add(by=request.user, **form.cleaned_data))
    if done:
        messages.success(request, _("The rule holds; its meetings of the quarter to come are planned."))
        return redirect(made)
    return confirm(request, form, _("Add a rule of meetings"), _("Add"), reverse("parties:party_meetings:rules"))


# act: title, verb, the form that asks, and what is done
ACTS = {
    "change": (
        gettext_lazy("Change the rule"), gettext_lazy("Save"),
        lambda data, row: ChangeCadenceForm(data, cadence=row),
        lambda row, form, by: acts.change(row.code, by=by, **form.cleaned_data),
    ),
    "end": (
        pgettext_lazy("a rule", "End the rule"), pgettext_lazy("a rule", "End the rule"),
        lambda data, row: Why(data),
        lambda row, form, by: acts.end(row.code, by=by, why=form.cleaned_data["why"]),
    ),
}  # fmt: skip


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def act(request, code, act):
    row = _versions(request, code)[0]
    if act not in ACTS:
        raise Http404
    meetings_rules.need_cadence(request.user, row.area)
    title, verb, asks, carry_out = ACTS[act]
    form = asks(request.POST or None, row)
    done, _made = carried_out(form, lambda: carry_out(row, form, request.user))
    if done:
        toasts.done(request, title)
        return redirect(row)
    text = _("Meetings that are called or held stay what they are.")
    return confirm(request, form, f"{title} · {row.label}", verb, row.get_absolute_url(), text)


def _versions(request, code: str) -> list[Cadence]:
    """The newest first."""
    rows = Cadence.objects.visible_to(request.user).filter(code=code).select_related("area")
    found = list(rows.order_by("-valid_from", "-pk"))
    if not found:
        raise Http404
    return found
