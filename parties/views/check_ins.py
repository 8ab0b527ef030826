"""双报到: who reported to a community, and the hours they serve there."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from grids import why
from grids.views.asked import ask
from grids.views.listing import listed
from parties import rules
from parties.actions import check_ins as acts
from parties.forms import members as forms
from parties.models import CheckIn
from parties.views import member_hours
from parties.views.members_asked import NEWEST, ended, tabbed
from residents.models import Resident


@never_cache
@require_safe
def index(request):
    """?past=1 for those that ended."""
    past = request.GET.get("past") == "1"
    rows = CheckIn.objects.visible_to(request.user).filter(until__isnull=not past).select_related("resident", "area")
    context = listed(request, rows, NEWEST, past="1" if past else "") | tabbed("check_ins") | {"past": past}
    context |= {
        "rows": [{"row": row, "name": str(row)} for row in context["rows"]],
        "may_keep": rules.in_hat(request.user, rules.KEEP_MEMBERS),
    }
    return render(request, "parties/members/check_ins.html", context)


@never_cache
@require_safe
def detail(request, ref):
    row = _find(request, ref)
    entry = Resident.objects.visible_to(request.user).filter(pk=row.resident_id).first()
    context = {
        "row": row,
        "entry_url": entry.get_absolute_url() if entry else "",
        "may_end": row.until is None and request.user.scope.may(rules.KEEP_MEMBERS, row),
        "may_enter": request.user.scope.may(rules.KEEP_MEMBERS, row),  # hours of days gone by
        "pairs": [(_("Reports from"), row.from_unit), (_("Service they offer"), row.offer)],
    } | member_hours.context(request.user, row)
    return render(request, "parties/members/check_in.html", context | why.context(request.user, row))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    user = request.user
    rules.need_in_hat(user, rules.KEEP_MEMBERS)
    form = forms.ReportInForm(request.POST or None, user=user)

    def report_in(form):
        facts = {name: form.cleaned_data[name] for name in ("from_unit", "offer", "since")}
        made = acts.report_in(form.resident_id(), by=user, **facts)
        messages.success(request, _("%(name)s has reported in.") % {"name": made})
        return made

    text = _("Whoever is on the roll of their workplace elsewhere reports to the community where they live.")
    back = reverse("parties:party_members:check_ins")
    return ask(request, form, report_in, title=_("Report in"), verb=_("Report in"), back=back, text=text)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def act(request, ref, act):
    row = _find(request, ref)
    rules.need(request.user, rules.KEEP_MEMBERS, row)
    if act == "hours":
        return member_hours.enter(request, row, str(row))
    if act != "end":
        raise Http404
    return ended(request, row, acts.end, title=_("End the check-in of %(name)s") % {"name": row})


def _find(request, ref: str) -> CheckIn:
    rows = CheckIn.objects.visible_to(request.user).select_related("resident", "area")
    return get_object_or_404(rows, ref=ref)
