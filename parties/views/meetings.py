"""Meetings: what is to be held, overdue and held; one with its minutes; what is done with it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy, pgettext, pgettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from grids import clicked, past
from grids.as_shown import ChangedMeanwhile
from grids.days import when
from grids.forms.refused import tell_changed
from grids.forms.why import Why
from grids.pages.keyset import Order
from grids.templatetags.linli import mark, tag
from grids.views.asked import act_on, carried_out, confirm
from grids.views.listing import paged
from parties import rules
from parties.actions import meeting_tasks, meetings as acts
from parties.actions.meeting_plan import provisional as provisional_rows
from parties.enums.meetings import MeetingState
from parties.forms.meetings import CallForm, FileForm, InviteForm, NewMeetingForm, TaskForm, WhoseForm, WriteUpForm
from parties.meetings import people as meeting_people
from parties.models import Meeting, MeetingTask, PartyOrganization
from parties.models.meeting import OPEN
from parties.views import evidence, of_organization

SOONEST, NEWEST = Order("soon", "at"), Order("new", "at", descending=True)
VIEWS = {
    "open": pgettext_lazy("meetings", "To be held"),
    "overdue": pgettext_lazy("meetings", "Overdue"),
    "held": pgettext_lazy("meetings", "Held"),
    "off": pgettext_lazy("meetings", "Called off"),
}
STATES = {
    MeetingState.DUE: "line", MeetingState.CALLED: "ok", MeetingState.HELD: "done", MeetingState.OFF: "hold",
}  # fmt: skip
RELATED = ("area", "organization", "cadence", "convener", "written_by")


@never_cache
@require_safe
def index(request):
    view = request.GET.get("view", "open")
    return _list(request, view if view in VIEWS else "open")


@never_cache
@require_safe
def provisional(request):
    """Those whose day depends on a year without a notice; promises of the calendar lead here."""
    return _list(request, "provisional")


def _list(request, view: str):
    now = timezone.now()
    found_by, of = clicked.read(request.GET, request.user, Meeting, now), of_organization.named(request)
    if view == "provisional":
        rows = provisional_rows(request.user)
    else:
        rows = Meeting.objects.visible_to(request.user)
        rows = rows.filter(found_by.where) if found_by else _of_view(view, rows, now)
    rows = rows.filter(organization=of) if of else rows
    order = NEWEST if found_by or view in ("held", "off") else SOONEST
    view, only = "" if found_by else view, of.ref if of else ""
    context = paged(request, rows.select_related(*RELATED[:3]), order, found_by, view=view, organization=only)
    context |= {
        "rows": [{"row": row, "state": state_of(row, now)} for row in context["rows"]],
        "of": of,
        "only": f"&organization={only}&" if only else "",
        "views": VIEWS.items(),
        "view": view,
        "may_arrange": rules.in_hat(request.user, rules.KEEP),
        "tab": "meetings",
    }
    return render(request, "parties/meetings/index.html", context)


def _of_view(view: str, rows, now):
    if view == "overdue":
        return rows.overdue(now)
    return rows.ahead(now) if view == "open" else rows.filter(state=view)


def state_of(row: Meeting, now):
    if row.is_overdue(now):
        return tag("over", when.in_tag(row.due_at, now))
    return mark(row.get_state_display(), STATES[row.state])


@never_cache
@require_safe
def detail(request, ref):
    row, user, now = find(request, ref), request.user, timezone.now()
    offered = _offered(row, user, now)
    tasks: dict[int, list] = {}
    for task in MeetingTask.objects.visible_to(user).filter(resolution__meeting=row).select_related("responsible"):
        tasks.setdefault(task.resolution_id, []).append(task)
    context = {
        "row": row,
        "state": state_of(row, now),
        "next": offered[0] if offered else None,
        "acts": offered[1:],
        "places": meeting_people.places(row, user),
        "knows_members": user.scope.reaches(rules.READ_MEMBERS, row),
        "expected": meeting_people.on_the_list(row).count() if row.expected is None else row.expected,
        "attended": row.places.filter(came_at__isnull=False).count() if row.attended is None else row.attended,
        "resolutions": [{"row": one, "tasks": tasks.get(one.pk, ())} for one in row.resolutions.all()],
        "may_link": user.scope.may(rules.KEEP, row) and row.state == MeetingState.CALLED,
        "files": evidence.shown(row),
        "history": _past(row),
    }
    return render(request, "parties/meetings/detail.html", context)


FIRST: dict[str, tuple[str, ...]] = {  # what a meeting waits for, in this order
    MeetingState.DUE: ("call", "write"), MeetingState.CALLED: ("write", "call"), MeetingState.HELD: ("task", "file"),
    MeetingState.OFF: (),
}  # fmt: skip


def _past(row: Meeting) -> list[dict]:
    """How it came to stand where it stands."""
    return past.changes(row.events.select_related("pgh_context").order_by("pgh_id"), _describe)


def _describe(event, before) -> str:
    if before is None:
        return pgettext("a meeting", "Planned") if event.state == MeetingState.DUE else event.get_state_display()
    if event.state != before.state:
        return event.get_state_display()
    if event.starts_at != before.starts_at:
        return _("Moved to %(at)s") % {"at": when.stamp(event.starts_at, timezone.now())}
    return _("Minutes corrected") if event.minutes != before.minutes else ""


def _offered(row: Meeting, user, now) -> list[tuple[str, str]]:
    """The acts this reader is offered, the next one first."""
    if not user.scope.may(rules.KEEP, row):
        return []
    not_now = {"write"} if row.starts_at and row.starts_at > now else set()
    not_now |= set() if user.scope.may(rules.READ_MEMBERS, row) else {"invite"}
    not_now |= set() if row.resolutions.exists() else {"task"}
    not_now |= {"call", "invite"} if row.organization.dissolved_on else set()
    keys = sorted(ACTS, key=lambda key: FIRST[row.state].index(key) if key in FIRST[row.state] else len(ACTS))
    return [(key, ACTS[key][0]) for key in keys if row.state in ACTS[key][2] and key not in not_now]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request):
    """Whose meeting is called."""
    rules.need_in_hat(request.user, rules.KEEP)
    form = WhoseForm(request.POST or None, user=request.user)
    if form.is_bound and form.is_valid():
        return redirect("parties:party_meetings:new", form.cleaned_data["organization"].ref)
    return confirm(request, form, _("Call a meeting"), _("Next"), reverse("parties:party_meetings:list"))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request, ref):
    rows = PartyOrganization.objects.visible_to(request.user).standing().select_related("area")
    organization = get_object_or_404(rows, ref=ref)
    rules.need(request.user, rules.KEEP, organization)
    form = NewMeetingForm(request.POST or None, organization=organization)
    done, made = carried_out(form, lambda: acts.arrange(organization, by=request.user, **form.facts()))
    if done:
        messages.success(request, _("Called. Members with an account are told."))
        return redirect(made)
    title = _("Call a meeting · %(name)s") % {"name": organization}
    return confirm(request, form, title, pgettext_lazy("a meeting", "Call"), reverse("parties:party_meetings:list"))


# act: title, verb, in which states, the form that asks, and what is done
ACTS = {
    "call": (
        gettext_lazy("Call or move it"), pgettext_lazy("a meeting", "Call"), OPEN,
        lambda request, row: CallForm(request.POST or None, meeting=row),
        lambda row, form, by: acts.call(row.pk, by=by, seen=form.cleaned_data["seen"], **form.facts()),
    ),
    "write": (
        gettext_lazy("Write the minutes"), gettext_lazy("Save"), (*OPEN, MeetingState.HELD),
        lambda request, row: WriteUpForm(request.POST or None, meeting=row, user=request.user),
        lambda row, form, by: acts.write_up(row.pk, by=by, **form.facts()),
    ),
    "task": (
        gettext_lazy("Give a task"), gettext_lazy("Give the task"), (MeetingState.HELD,),
        lambda request, row: TaskForm(request.POST or None, meeting=row),
        lambda row, form, by: meeting_tasks.give(form.cleaned_data["resolution"].pk, by=by, **form.facts()),
    ),
    "file": (
        gettext_lazy("Add a photo or paper"), gettext_lazy("Add"), (MeetingState.CALLED, MeetingState.HELD),
        lambda request, row: FileForm(request.POST or None, request.FILES or None),
        lambda row, form, by: acts.prove(row.pk, form.cleaned_data["file"], by=by),
    ),
    "invite": (
        gettext_lazy("Invite another member"), gettext_lazy("Invite"), (MeetingState.CALLED,),
        lambda request, row: InviteForm(request.POST or None, user=request.user),
        lambda row, form, by: acts.invite(row.pk, form.chosen(), by=by),
    ),
    "off": (
        gettext_lazy("Call it off"), gettext_lazy("Call it off"), OPEN,
        lambda request, row: Why(request.POST or None),
        lambda row, form, by: acts.call_off(row.pk, by=by, why=form.cleaned_data["why"]),
    ),
}  # fmt: skip


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def act(request, ref, act):
    row = find(request, ref)
    if act not in ACTS:
        raise Http404
    rules.need(request.user, rules.KEEP, row)
    title, verb, _states, asks, carry_out = ACTS[act]
    form = asks(request, row)
    try:
        return act_on(request, row, form, lambda: carry_out(row, form, request.user), title=title, verb=verb)
    except ChangedMeanwhile:
        tell_changed(form, acts.as_shown(row))
        return confirm(request, form, f"{title} · {row}", verb, row.get_absolute_url())


@require_safe
def file(request, ref, pk):
    return evidence.sent(find(request, ref), pk)


def find(request, ref: str) -> Meeting:
    return get_object_or_404(Meeting.objects.visible_to(request.user).select_related(*RELATED), ref=ref)
