"""How much time meetings take: to each person their own, to keepers the counts."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from grids.days.workdays import add_months
from parties import rules
from parties.meetings import load as meeting_load
from parties.meetings.people import residents_of
from parties.models import Meeting, MeetingTask
from parties.models.meeting import BOOKED

MONTHS = 3
SHOWN = 50


@never_cache
@require_safe
def load(request):
    """Counts of the last month, this one and the one to come; nobody is named."""
    user = request.user
    rules.need_in_hat(user, rules.KEEP)
    this = timezone.localdate().replace(day=1)
    rows = Meeting.objects.visible_to(user).filter(user.scope.placed_q(rules.KEEP), state__in=BOOKED).values("pk")
    months = [_month(first, meeting_load.counts(rows, first)) for first in (add_months(this, n) for n in (1, 0, -1))]
    return render(request, "parties/meetings/load.html", {"months": months, "tab": "meetings"})


def _month(first, found: meeting_load.Counts) -> dict:
    bands = [{"low": low, "high": high, "people": people} for low, high, people in found.bands]
    return {"first": first, "people": found.people, "overlapping": found.overlapping, "bands": bands}


@never_cache
@require_safe
def mine(request):
    """One's own tasks, the meetings one convenes, and one's own hours as a member."""
    user = request.user
    convened = (
        Meeting.objects.visible_to(user).open().filter(convener=user.pk).select_related("cadence", "organization")
    )
    tasks = MeetingTask.objects.visible_to(user).open().filter(responsible=user.pk)
    context = {
        "months": meeting_load.of_person(residents_of(user), MONTHS),
        "convened": convened.order_by("at", "pk")[:SHOWN],
        "tasks": tasks.order_by("due_at", "pk")[:SHOWN],
        "tab": "meetings",
    }
    return render(request, "parties/meetings/mine.html", context)
