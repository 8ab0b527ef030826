"""Without an account: a member's own page by their link, or a meeting's public notice. Nobody else is named."""

from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from grids.privacy import identity
from parties.actions import attendance, meetings
from parties.meetings import load as meeting_load
from parties.models import Attendance, PartyMember
from parties.models.meeting import BOOKED
from residents.views.verify import by_code

SHOWN = 20  # meetings to come, of a member


# The token in the address is all the right there is, so a forged form gains nothing; and without a referrer browsers
# send "Origin: null", which the CSRF check would refuse.
@csrf_exempt
@by_code
@require_http_methods(["GET", "HEAD", "POST"])
def show(request, token):
    member = attendance.opened(token)
    if member is not None:
        return _check_in(request, member, token) if request.method == "POST" else _member(request, member)
    row = meetings.notice(token)
    if row is None:
        return render(request, "parties/meetings/no_link.html", status=404)
    return render(request, "parties/meetings/public_notice.html", {"row": row})


def _check_in(request, member: PartyMember, token: str):
    place = _places(member).filter(meeting__ref=request.POST.get("meeting", "")[:12].replace("\0", "")).first()
    if place is None:
        raise Http404
    try:
        attendance.check_in(place.pk)
    except ValidationError as error:
        return _member(request, member, said=error.messages[0], status=409)
    return redirect("meeting_link:show", token)


def _places(member: PartyMember):
    rows = member.attendances.filter(meeting__state__in=BOOKED)
    return rows.select_related("meeting__cadence", "meeting__organization")


def _member(request, member: PartyMember, *, said: str = "", status: int = 200):
    now = timezone.now()
    rows = _places(member).filter(meeting__ends_at__gte=now - attendance.AFTER).order_by("meeting__starts_at", "pk")
    places: list[Attendance] = list(rows[:SHOWN])
    ends = None
    lines = []
    for place in places:
        meeting = place.meeting
        clashes = ends is not None and meeting.starts_at < ends
        ends = meeting.ends_at if ends is None else max(ends, meeting.ends_at)
        takes = place.came_at is None and attendance.takes(meeting, now)
        lines.append({"place": place, "meeting": meeting, "takes": takes, "clashes": clashes})
    context = {
        "member": member,
        "name": identity.mask_name(member.resident.name),
        "lines": lines,
        "months": meeting_load.of_person([member.resident_id], now=now),
        "said": said,
    }
    return render(request, "parties/meetings/member.html", context, status=status)
