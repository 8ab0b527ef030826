"""What a volunteer did: certified activities with their hours, the star level these come to, and how it was rated."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Avg, BigIntegerField, Count, Max, Min, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce, Now
from django.utils import timezone
from django.utils.translation import gettext as _

from grids.models import Area
from volunteers import rules
from volunteers.enums.orders import Step
from volunteers.models import Activity, Participation, ServiceOrder, Star, Trained, Volunteer

NONE = Decimal("0.0")
# The community; what a street held itself, it recorded itself.
RECORDED_AT = Coalesce("activity__community_id", "activity__area_id", output_field=BigIntegerField())


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


def rated(volunteer: Volunteer) -> dict:
    """times, and the mean of one to five stars, by those whose orders they served."""
    return ServiceOrder.objects.filter(taker=volunteer, step=Step.RATED).aggregate(
        times=Count("pk"), mean=Avg("rating")
    )


def trained(volunteer: Volunteer) -> QuerySet[Trained]:
    rows = Trained.objects.standing().filter(volunteer=volunteer).select_related("training")
    return rows.order_by("-training__on", "-pk")


@dataclass(frozen=True, slots=True)
class Recorded:
    """The certified hours of one person that one place recorded: what it may certify, and nobody else."""

    issuer: Area
    hours: Decimal
    times: int
    first: date
    last: date


def at(volunteer: Volunteer, issuer: Area, since: date | None, until: date | None) -> QuerySet[Participation]:
    """The certified hours that this place recorded, of activities that began on these days."""
    rows = lines(volunteer).annotate(recorded_at=RECORDED_AT).filter(recorded_at=issuer.pk)
    rows = rows.filter(activity__starts_at__date__gte=since) if since else rows
    return rows.filter(activity__starts_at__date__lte=until) if until else rows


def recorded(volunteer: Volunteer, reader) -> list[Recorded]:
    """By the places that recorded them and in whose name this person certifies; the most hours first."""
    rows = lines(volunteer).annotate(recorded_at=RECORDED_AT).order_by().values("recorded_at")
    sums = rows.annotate(n=Sum("hours"), times=Count("pk"), first=Min("activity__starts_at"),
                         last=Max("activity__starts_at"))  # fmt: skip
    areas = Area.objects.in_bulk([row["recorded_at"] for row in sums])
    found = [
        Recorded(areas[row["recorded_at"]], row["n"], row["times"], timezone.localdate(row["first"]),
                 timezone.localdate(row["last"]))
        for row in sums
        if reader.scope.may(rules.CERTIFY, areas[row["recorded_at"]])
    ]  # fmt: skip
    return sorted(found, key=lambda one: (-one.hours, one.issuer.pk))


def open_to(user) -> QuerySet[Volunteer]:
    """The volunteers of one's areas, and oneself wherever one was taken in."""
    return Volunteer.objects.filter(user.scope.placed_q(rules.READ) | Q(user=user.pk))


def own_beyond(user) -> QuerySet[Volunteer]:
    """Oneself, where that lies beyond one's areas."""
    return Volunteer.objects.active().filter(user=user.pk).exclude(user.scope.placed_q(rules.READ))


def own(user, volunteer: Volunteer) -> list[str]:
    return [_("Your own record")] if volunteer.user_id == user.pk else []


def known_to(user) -> QuerySet[Volunteer]:
    """The volunteers of one's areas, and those of elsewhere whose hours are recorded where one certifies."""
    there = Activity.objects.filter(user.scope.placed_q(rules.CERTIFY))
    elsewhere = Participation.objects.certified().filter(activity__in=there).values("volunteer")
    own = Volunteer.objects.visible_to(user).values("pk")
    return Volunteer.objects.filter(Q(pk__in=own) | Q(pk__in=elsewhere)).with_names()
