"""The three cards of a member, printed from the data: of duties and of service on A6, the record on A4."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from parties import members_roll as roll, rules
from parties.enums.members import Card
from parties.models import ContactHousehold, PartyMember

PRINTED = 24  # hours on a sheet, the rest as a sum
ON_CARD = 4  # duties on an A6
EARLIEST = 2000


@never_cache
@require_safe
def card(request, ref, card):
    """?year= of the record; this year unless said otherwise."""
    member = get_object_or_404(
        PartyMember.objects.visible_to(request.user).select_related("resident", "organization", "area"), ref=ref
    )
    if card not in Card:
        raise Http404
    today = timezone.localdate()
    context = {
        "row": member,
        "today": today,
        "card": Card(card),
        "deployments": roll.deployed(member, request.user, today)[:ON_CARD],
        "check_in": roll.check_in_of(member, request.user),
        "households": _households(member, request.user),
    } | (_record(member, request, today) if card == Card.RECORD else {})
    return render(request, f"parties/members/card_{card}.html", context)


def _households(member: PartyMember, user) -> int | None:
    """How many; of whom is not for a card. None for a reader who may not know."""
    if not user.scope.reaches(rules.KEEP_MEMBERS, member):
        return None
    return ContactHousehold.objects.visible_to(user).current().filter(member=member).count()


def _record(member: PartyMember, request, today) -> dict:
    asked = request.GET.get("year", "")
    year = int(asked) if asked in map(str, range(EARLIEST, today.year)) else today.year
    rows = roll.hours_of(member, request.user).confirmed().filter(on__year=year)
    lines = list(rows.select_related("area", "confirmed_by").order_by("on", "pk"))
    rest = lines[PRINTED:]
    return {
        "year": year,
        "lines": lines[:PRINTED],
        "rest": len(rest),
        "rest_hours": sum(line.hours for line in rest),
        "sum": sum(line.hours for line in lines),
        "before": year - 1,
        "after": year + 1 if year < today.year else 0,
    }
