"""Lists that can be asked for the rows of one organisation: its page leads to them."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _, pgettext

from parties.enums.ballots import ENDED
from parties.models import Meeting, Motion, Partner, PartyOrganization


def named(request) -> PartyOrganization | None:
    """?organization=REF, if one may see it; the list says so by parties/of.html, which takes it as `of`."""
    return PartyOrganization.objects.visible_to(request.user).filter(ref=request.GET.get("organization", "")).first()


def life(organization: PartyOrganization, user) -> list[dict]:
    """What it does: how much of each is ahead, under way or there, and the list of just that."""
    meetings, now = Meeting.objects.visible_to(user), timezone.now()
    counted = [
        (pgettext("of the party", "Meetings"), "party_meetings:list", "open", meetings.ahead(now)),
        (_("Meetings overdue"), "party_meetings:list", "overdue", meetings.overdue(now)),
        (pgettext("joint ballots", "Ballots"), "ballots:list", "running", _under_way(user)),
        (_("Partner units"), "partners:list", "", Partner.objects.visible_to(user).standing()),
    ]
    found = [
        {
            "label": label,
            "url": f"{reverse(f'parties:{name}')}?organization={organization.ref}" + (f"&view={view}" if view else ""),
            "view": view,
            "n": rows.filter(organization=organization).count(),
        }
        for label, name, view, rows in counted
    ]
    return [line for line in found if line["n"] or line["view"] != "overdue"]


def _under_way(user):
    return Motion.objects.visible_to(user).exclude(state__in=ENDED)
