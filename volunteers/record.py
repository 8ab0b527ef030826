"""What a volunteer did: certified activities with their hours, and the star level these come to."""

from decimal import Decimal

from django.db.models import Count, QuerySet, Sum

from volunteers.models import Participation, Star, Volunteer

NONE = Decimal("0.0")


def lines(volunteer: Volunteer) -> QuerySet[Participation]:
    """Certified ones only: what nobody else has looked at counts for nothing yet."""
    return Participation.objects.certified().filter(volunteer=volunteer).select_related("activity__team")


def hours(volunteer: Volunteer) -> Decimal:
    return lines(volunteer).aggregate(n=Sum("hours"))["n"] or NONE


def star(certified: Decimal) -> Star | None:
    """The highest level that these hours reach."""
    return Star.objects.filter(hours__lte=certified).order_by("-hours").first()


def totals(places: QuerySet[Participation]) -> dict:
    """Person-times, persons (each once) and hours of these rows."""
    return places.aggregate(times=Count("pk"), people=Count("volunteer", distinct=True), hours=Sum("hours"))
