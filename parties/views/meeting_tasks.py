"""Tasks of resolutions: the list, one, and what ends it."""

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from grids import clicked
from grids.days import when
from grids.forms.why import Why
from grids.pages.keyset import Order
from grids.templatetags.linli import mark, tag
from grids.views.asked import act_on
from grids.views.listing import paged
from parties import rules
from parties.actions import meeting_tasks as acts
from parties.enums.meetings import TaskState
from parties.forms.meetings import DoneForm, FileForm
from parties.models import MeetingTask
from parties.rules import meetings as meetings_rules
from parties.views import evidence

SOONEST, NEWEST = Order("soon", "due_at"), Order("new", "due_at", descending=True)
VIEWS = {
    "open": pgettext_lazy("tasks", "To be done"),
    "overdue": pgettext_lazy("tasks", "Overdue"),
    "done": pgettext_lazy("tasks", "Done"),
    "dropped": pgettext_lazy("tasks", "Dropped"),
}
STATES = {TaskState.OPEN: "line", TaskState.DONE: "done", TaskState.DROPPED: "hold"}
RELATED = ("area", "responsible", "given_by", "resolution__meeting__cadence", "resolution__meeting__organization")


@never_cache
@require_safe
def index(request):
    now, view = timezone.now(), request.GET.get("view", "open")
    view = view if view in VIEWS else "open"
    found_by = clicked.read(request.GET, request.user, MeetingTask, now)
    rows = MeetingTask.objects.visible_to(request.user).filter(found_by.where if found_by else _where(view, now))
    order = SOONEST if view in ("open", "overdue") and not found_by else NEWEST
    view = "" if found_by else view
    context = paged(request, rows.select_related(*RELATED), order, found_by, view=view)
    context |= {
        "rows": [{"row": row, "state": state_of(row, now)} for row in context["rows"]],
        "views": VIEWS.items(),
        "view": view,
        "tab": "meetings",
    }
    return render(request, "parties/meetings/tasks.html", context)


def _where(view: str, now) -> Q:
    if view == "overdue":
        return Q(state=TaskState.OPEN, due_at__lt=now)
    return Q(state=view)


def state_of(row: MeetingTask, now):
    if row.is_overdue(now):
        return tag("over", when.in_tag(row.due_at, now))
    return mark(row.get_state_display(), STATES[row.state])


@never_cache
@require_safe
def detail(request, ref):
    row, user, now = _find(request, ref), request.user, timezone.now()
    is_open = row.state == TaskState.OPEN
    context = {
        "row": row,
        "meeting": row.resolution.meeting,
        "sees_meeting": user.scope.reaches(rules.READ, row),
        "state": state_of(row, now),
        "files": evidence.shown(row),
        "may_prove": row.state != TaskState.DROPPED and meetings_rules.ends_task(user, row),
        "may_finish": is_open and meetings_rules.ends_task(user, row),
        "may_drop": is_open and user.scope.may(rules.KEEP, row),
    }
    return render(request, "parties/meetings/task.html", context)


# act: title, verb, the form that asks, and what is done
ACTS = {
    "done": (
        gettext_lazy("Done"), gettext_lazy("Done"), DoneForm,
        lambda row, form, by: acts.finish(row.pk, by=by, **form.cleaned_data),
    ),
    "file": (
        gettext_lazy("Add a photo or paper"), gettext_lazy("Add"), FileForm,
        lambda row, form, by: acts.prove(row.pk, by=by, **form.cleaned_data),
    ),
    "drop": (
        gettext_lazy("Drop the task"), gettext_lazy("Drop the task"), Why,
        lambda row, form, by: acts.drop(row.pk, by=by, **form.cleaned_data),
    ),
}  # fmt: skip


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def act(request, ref, act):
    row = _find(request, ref)
    if act not in ACTS:
        raise Http404
    if not meetings_rules.ends_task(request.user, row):
        raise PermissionDenied
    title, verb, asks, carry_out = ACTS[act]
    form = asks(request.POST or None, request.FILES or None)
    return act_on(request, row, form, lambda: carry_out(row, form, request.user), title=title, verb=verb)


@require_safe
def file(request, ref, pk):
    return evidence.sent(_find(request, ref), pk)


def _find(request, ref: str) -> MeetingTask:
    return get_object_or_404(MeetingTask.objects.visible_to(request.user).select_related(*RELATED), ref=ref)
