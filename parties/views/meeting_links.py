"""Links that are shown once: of a member to check in, of a meeting as a notice for the wall."""

from django.forms import Form
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from grids.pages import qr
from grids.views.asked import button, carried_out, confirm
from parties import rules
from parties.actions import attendance, meetings as acts
from parties.meetings.people import name_of
from parties.views.meetings import find

LINK = "meeting_link:show"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request, ref):
    """A sheet with a code for everybody called who has no link that works."""
    row = _of_members(request, ref)
    title = _("Links for the members · %(title)s") % {"title": row}
    form = button(request)
    if not form.is_bound:
        text = _(
            "Members who have no link yet get one. It is good for half a year: they see their meetings, check in, and"
            " see how much time meetings take."
        )
        return _asked(request, form, title, text, row)
    made = attendance.issue_missing(row.pk, by=request.user)
    lines = [{"name": name_of(place.member, request.user), **qr.drawn(LINK, token)} for place, token in made]
    context = {"row": row, "title": title, "lines": lines}
    return render(request, "parties/meetings/links.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def one(request, ref, pk):
    """One member's new link; the earlier one stops working."""
    row = _of_members(request, ref)
    place = get_object_or_404(row.places.select_related("member__resident"), pk=pk)
    name, form = name_of(place.member, request.user), button(request)
    title = _("A new link for %(name)s") % {"name": name}
    done, token = carried_out(form, lambda: attendance.issue(place.member_id, by=request.user))
    if not done:
        return _asked(request, form, title, _("An earlier link of this member stops working."), row)
    context = {"row": row, "title": title, "lines": [{"name": name, **qr.drawn(LINK, token)}]}
    return render(request, "parties/meetings/links.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def notice_sheet(request, ref):
    """What, when and where, for the wall and the chat; without an account, without names."""
    row, form = find(request, ref), button(request)
    rules.need(request.user, rules.KEEP, row)
    title = _("Public notice · %(title)s") % {"title": row}
    done, token = carried_out(form, lambda: acts.issue_notice(row.pk, by=request.user))
    if not done:
        text = _("A sheet with a code that shows everybody what, when and where. An earlier code stops working.")
        return _asked(request, form, title, text, row)
    return render(request, "parties/meetings/notice.html", {"row": row, "title": title, **qr.drawn(LINK, token)})


def _asked(request, form: Form, title: str, text: str, row):
    return confirm(request, form, title, _("Make it"), row.get_absolute_url(), text)


def _of_members(request, ref: str):
    row = find(request, ref)
    rules.need(request.user, rules.KEEP, row)
    rules.need(request.user, rules.READ_MEMBERS, row)
    return row
