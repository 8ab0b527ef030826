"""下沉: who is deployed where, with which duty, and the hours they serve there."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from grids import why
from grids.views.listing import listed
from parties import members_roll as roll, rules
from parties.actions import deployments as acts
from parties.models import Deployment
from parties.views import member_hours
from parties.views.members_asked import NEWEST, ended, tabbed


@never_cache
@require_safe
def index(request):
    """?past=1 for those that ended."""
    today, past = timezone.localdate(), request.GET.get("past") == "1"
    rows = Deployment.objects.visible_to(request.user).select_related("member__resident", "area")
    rows = rows.over(today) if past else rows.open(today)
    context = listed(request, rows, NEWEST, past="1" if past else "") | tabbed("deployments") | {"past": past}
    context["rows"] = [
        {"row": row, "name": roll.said(row.member, request.user), "planned": row.since > today}
        for row in context["rows"]
    ]
    return render(request, "parties/members/deployments.html", context)


@never_cache
@require_safe
def detail(request, ref):
    row, user = _find(request, ref), request.user
    today, keeps = timezone.localdate(), not row.called_off and user.scope.may(rules.KEEP_MEMBERS, row)
    context = {
        "row": row,
        "name": roll.said(row.member, user),
        "member_url": row.member.get_absolute_url() if user.scope.reaches(rules.READ_MEMBERS, row.member) else "",
        "may_end": keeps and (row.until is None or row.until >= today),
        "may_enter": keeps and row.since <= today,  # afterwards too
    } | member_hours.context(user, row)
    return render(request, "parties/members/deployment.html", context | why.context(user, row))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def act(request, ref, act):
    row = _find(request, ref)
    rules.need(request.user, rules.KEEP_MEMBERS, row)
    name = roll.said(row.member, request.user)
    if act == "hours":
        return member_hours.enter(request, row, name)
    if act != "end":
        raise Http404
    return ended(request, row, acts.end, title=_("End the deployment of %(name)s") % {"name": name})


def _find(request, ref: str) -> Deployment:
    rows = Deployment.objects.visible_to(request.user).select_related("member__resident", "area")
    return get_object_or_404(rows, ref=ref)
