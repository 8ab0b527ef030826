"""党建联席会议: which quarters had one, one of them, and how it is entered."""

from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from grids.pages.keyset import Order
from grids.views.asked import ask
from grids.views.listing import paged
from parties import quarters, rules
from parties.actions import joint_meetings as acts
from parties.enums import OrgKind
from parties.forms.partners import CorrectMeeting, MeetingForm
from parties.models import JointMeeting, ListClaim, PartyOrganization
from parties.views.partner_pages import posted

BY_NAME = Order("name", "name", text=True)
QUARTERS = 4


@never_cache
@require_safe
def index(request):
    """Each community committee with its last four quarters: held, due, or overdue."""
    rows = PartyOrganization.objects.visible_to(request.user).standing().filter(kind=OrgKind.COMMITTEE)
    context = paged(request, rows, BY_NAME)
    shown = _last_quarters()
    held = JointMeeting.objects.visible_to(request.user).filter(
        organization__in=[row.pk for row in context["rows"]], quarter__in=shown
    )
    found = {(one.organization_id, one.quarter): one for one in held}
    context |= {
        "rows": [
            {"row": row, "may_keep": request.user.scope.may(rules.KEEP, row),
             "lines": [_line(row, each, found.get((row.pk, each)), shown[0]) for each in shown]}
            for row in context["rows"]
        ],
        "tab": "meetings",
    }  # fmt: skip
    return render(request, "parties/partners/meetings.html", context)


def _last_quarters() -> list:
    shown = [quarters.this()]
    while len(shown) < QUARTERS:
        shown.append(quarters.before(shown[-1]))
    return shown


def _line(row: PartyOrganization, quarter, meeting: JointMeeting | None, this) -> dict:
    """held, due (this quarter still runs), overdue, or nothing where the committee was not there yet."""
    if meeting:
        state = "held"
    elif row.founded_on >= quarters.after(quarter):
        state = ""
    else:
        state = "due" if quarter == this else "overdue"
    return {"quarter": quarters.named(quarter), "meeting": meeting, "state": state}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request, of):
    """For one party organisation."""
    rows = PartyOrganization.objects.visible_to(request.user).standing()
    organization = get_object_or_404(rows, ref=of)
    rules.need(request.user, rules.KEEP, organization)
    title = _("Enter a joint meeting · %(name)s") % {"name": organization.name}
    form = MeetingForm(*posted(request), user=request.user, organization=organization)
    return ask(
        request, form, lambda form: acts.hold(organization, by=request.user, **form.cleaned_data),
        title=title, verb=_("Enter"), back="/parties/partners/meetings/",
    )  # fmt: skip


@never_cache
@require_safe
def detail(request, ref):
    meeting = _find(request, ref)
    claims = ListClaim.objects.visible_to(request.user).standing().filter(meeting=meeting)
    related = claims.select_related("entry__organization", "partner__organisation").order_by("pk")
    context = {
        "meeting": meeting, "quarter": quarters.named(meeting.quarter), "claims": related,
        "present": meeting.present.select_related("organisation").order_by("organisation__pinyin", "pk"),
        "lists_url": quarters.address(meeting.organization, meeting.quarter),
        "may_keep": request.user.scope.may(rules.KEEP, meeting),
    }  # fmt: skip
    return render(request, "parties/partners/meeting.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request, ref):
    meeting = _find(request, ref)
    rules.need(request.user, rules.KEEP, meeting)
    title = _("Put the meeting right · %(quarter)s") % {"quarter": quarters.named(meeting.quarter)}
    form = CorrectMeeting.of(meeting, *posted(request)[:1], user=request.user)
    return ask(
        request, form, lambda form: acts.correct(meeting.pk, by=request.user, **form.cleaned_data),
        title=title, verb=_("Save"), back=meeting.get_absolute_url(),
    )  # fmt: skip


def _find(request, ref: str) -> JointMeeting:
    rows = JointMeeting.objects.visible_to(request.user).select_related("organization", "area")
    return get_object_or_404(rows, ref=ref)
