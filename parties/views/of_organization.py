"""Lists that can be asked for the rows of one organisation: its page leads to them."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from parties.ballot_enums import ENDED
from parties.models import Meeting, Motion, Partner, PartyOrganization


def named(request) -> PartyOrganization | None:
    """?organization=REF, if one may see it; the list says so by parties/of.html, which takes it as `of`."""
    return PartyOrganization.objects.visible_to(request.user).filter(ref=request.GET.get("organization", "")).first()


def life(organization: PartyOrganization, user) -> list[dict]:
    """What it does: the list of each, and how many of them are ahead, under way or in force."""
    counted = (
        (pgettext("of the party", "Meetings"), "party_meetings", Meeting.objects.visible_to(user).open()),
        (pgettext("joint ballots", "Ballots"), "ballots", Motion.objects.visible_to(user).exclude(state__in=ENDED)),
        (
            _("Partner units"),
            "partners",
            Partner.objects.visible_to(user).standing().filter(ends_on__gte=timezone.localdate()),
        ),
    )
    return [
        {
            "label": label,
            "url": f"{reverse(f'parties:{name}:list')}?organization={organization.ref}",
            "n": rows.filter(organization=organization).count(),
        }
        for label, name, rows in counted
    ]
