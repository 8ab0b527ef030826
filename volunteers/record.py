"""What a volunteer did: certified activities with their hours, and the star level these come to."""

from decimal import Decimal

from django.db.models import Count, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce, Now

from volunteers.models import Participation, Star, Volunteer

NONE = Decimal("0.0")


def lines(volunteer: Volunteer) -> QuerySet[Participation]:
    """Certified ones only: what nobody else has looked at counts for nothing yet."""
    return Participation.objects.certified().filter(volunteer=volunteer).select_related("activity__team")


def hours(volunteer: Volunteer) -> Decimal:
    return lines(volunteer).aggregate(n=Sum("hours"))["n"] or NONE


def star(volunteer: Volunteer) -> Star | None:
    """The highest level of where they volunteer that their hours reach, or reached before it was retired."""
    by_then = lines(volunteer).filter(activity__certified_at__lte=Coalesce(OuterRef("retired_at"), Now())).order_by()
    reached = Subquery(by_then.values("volunteer").annotate(n=Sum("hours")).values("n"))
    return Star.objects.holding_in(volunteer).filter(hours__lte=reached).order_by("-hours", "-is_on").first()


def totals(places: QuerySet[Participation]) -> dict:
    """Person-times, persons (each once) and hours of these rows."""
    return places.aggregate(times=Count("pk"), people=Count("volunteer", distinct=True), hours=Sum("hours"))
