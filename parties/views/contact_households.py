"""党员联系户: the households that members keep in touch with. Neither list nor page says why one was chosen."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from grids import why
from grids.views.asked import ask
from grids.views.listing import listed
from parties import members_roll as roll, rules
from parties.actions import contact_households as acts
from parties.forms import members as forms
from parties.models import ContactHousehold
from parties.views.members_asked import NEWEST, ended, tabbed

SHOWN = 50
RELATED = ("member__resident", "household__dwelling", "area")


@never_cache
@require_safe
def index(request):
    """Open to everybody: it holds what they need to know, their own households or those of the rolls they keep."""
    rows = ContactHousehold.objects.visible_to(request.user).current().select_related(*RELATED)
    context = listed(request, rows, NEWEST) | tabbed("households")
    context["rows"] = [
        {"row": row, "address": str(row.household), "name": _member(row, request)} for row in context["rows"]
    ]
    return render(request, "parties/members/households.html", context)


@never_cache
@require_safe
def detail(request, ref):
    row, user = _find(request, ref), request.user
    keeps = row.until is None and user.scope.may(rules.KEEP_MEMBERS, row)
    context = {
        "row": row,
        "address": str(row.household),
        "head": roll.head_of(row.household),
        "name": _member(row, request),
        "member_url": row.member.get_absolute_url() if user.scope.reaches(rules.READ_MEMBERS, row.member) else "",
        "visits": row.visits.select_related("by")[:SHOWN],
        "may_visit": row.until is None and rules.may_visit(user, row),
        "may_keep": keeps,
    }
    return render(request, "parties/members/household.html", context | why.context(user, row))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def act(request, ref, act):
    row = _find(request, ref)
    if act == "visit":
        return _visit(request, row)
    if act != "end":
        raise Http404
    rules.need(request.user, rules.KEEP_MEMBERS, row)
    title = _("No longer a contact household · %(address)s") % {"address": row.household}
    return ended(request, row, acts.end, title=title, text=_("Write nothing about the household itself."))


def _visit(request, row: ContactHousehold):
    if not rules.may_visit(request.user, row):
        raise PermissionDenied

    def visit(form):
        acts.visit(row.pk, by=request.user, **form.cleaned_data)
        return row

    title = _("Note a visit · %(address)s") % {"address": row.household}
    text = _("What the household needs, report as a matter, or have help and care opened: it is not written here.")
    form = forms.VisitForm(request.POST or None)
    return ask(request, form, visit, title=title, verb=_("Save"), back=row.get_absolute_url(), text=text)


def _member(row: ContactHousehold, request) -> str:
    """The member's own name is no secret to their own account."""
    own = row.member.user_id == request.user.pk
    return str(row.member) if own else roll.said(row.member, request.user)


def _find(request, ref: str) -> ContactHousehold:
    return get_object_or_404(ContactHousehold.objects.visible_to(request.user).select_related(*RELATED), ref=ref)
