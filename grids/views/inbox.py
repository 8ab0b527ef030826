"""One's messages: the unread first, both newest first."""

from django.contrib import messages
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST, require_safe

from grids import inbox
from grids.actions import inbox as actions
from grids.database.rowids import row_id
from grids.days import when
from grids.models import Notice

PAGE = 30


@require_safe
def index(request):
    notices = Notice.objects.visible_to(request.user)
    rows, previous, following = _page(notices, request.GET.get("after", ""), request.GET.get("before", ""))
    now, here = timezone.now(), reverse("inbox:list")
    lines = [
        {
            "open": f"{here}{row.pk}/",
            "text": inbox.text_of(row),
            "at": when.stamp(row.created_at, now),
            "iso": row.created_at.isoformat(),
            "unread": row.read_at is None,
        }
        for row in rows
    ]
    context = {
        "unread": [line for line in lines if line["unread"]],
        "read": [line for line in lines if not line["unread"]],
        "newest": max((row.pk for row in rows), default=0),
        "previous_url": f"?before={previous}" if previous else "",
        "next_url": f"?after={following}" if following else "",
        "unread_count": request.user.unread_count,
    }
    return render(request, "inbox/list.html", context)


@require_POST
def open_(request, pk):
    """Mark it read and go to what it tells of."""
    notice = get_object_or_404(Notice.objects.visible_to(request.user), pk=pk)
    actions.read(notice, by=request.user)
    known = url_has_allowed_host_and_scheme(notice.url, {request.get_host()}, require_https=request.is_secure())
    return redirect(notice.url if notice.url and known else "inbox:list")


@require_POST
def read_all(request):
    until = row_id(request.POST.get("until"))
    if not until:
        raise Http404
    count = actions.read_all(by=request.user, until=until)
    if count:
        words = ngettext("%(count)d message marked as read", "%(count)d messages marked as read", count)
        messages.success(request, words % {"count": count})
    else:
        messages.info(request, gettext("There was nothing unread"))
    return redirect("inbox:list")


def _page(notices, after: str, before: str):
    """The rows of a page, and the keys of the pages before and after it, "" where there is none.

    A key is u12 or r12: the unread or read message 12. Two limited queries along the index of each part.
    """
    if before:
        rows = list(reversed(_take(notices, _key(before), newest=False)))
        first, last = len(rows) > PAGE, True
        rows = rows[-PAGE:]
    else:
        rows = _take(notices, _key(after) if after else None, newest=True)
        first, last = bool(after), len(rows) > PAGE
        rows = rows[:PAGE]
    return rows, _name(rows[0]) if rows and first else "", _name(rows[-1]) if rows and last else ""


def _take(notices, key: tuple[bool, int] | None, *, newest: bool) -> list[Notice]:
    """One row more than a page: from `key` on towards the read and older (newest) or the other way."""
    parts = (True, False) if newest else (False, True)
    if key:
        parts = parts[parts.index(key[0]) :]
    found: list[Notice] = []
    for unread in parts:
        rows = notices.filter(read_at__isnull=unread).order_by("-pk" if newest else "pk")
        if key and key[0] == unread:
            rows = rows.filter(Q(pk__lt=key[1]) if newest else Q(pk__gt=key[1]))
        found += rows[: PAGE + 1 - len(found)]
    return found


def _key(text: str) -> tuple[bool, int]:
    if text[:1] not in ("u", "r") or not text[1:].isdecimal() or len(text) > 19:
        raise Http404
    return text[0] == "u", int(text[1:])


def _name(row: Notice) -> str:
    return f"{'u' if row.read_at is None else 'r'}{row.pk}"
