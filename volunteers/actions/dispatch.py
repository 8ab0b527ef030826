"""社区派单: an order is offered to those who suit it, by hand or by rule, and again where nobody answers in time."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When
from django.utils import timezone
from django.utils.translation import gettext as _

from volunteers import rules
from volunteers.actions.orders import begin, close_offers, community, enter, record, tell, waited_for
from volunteers.enums.orders import Act, OfferState, Step
from volunteers.models import Member, Offer, ServiceOrder, Team, Volunteer
from volunteers.workflow import UNDER_WAY, WAITING

OFFERED_TO = 3  # at once, by rule
MOST_AT_ONCE = 3  # orders that one volunteer runs, by rule
TRIES = 3  # times an order is put before others by itself; then the community is told
AGAIN = timedelta(days=1)


def suitable(order: ServiceOrder) -> QuerySet[Volunteer]:
    """Of the community, with the skill, not asked before: first those of the grid, then whoever has least to do.

    Grown-ups only: nobody under 18 is sent to somebody's door.
    """
    rows = Volunteer.objects.serving().exclude(pk__in=order.offers.values("volunteer"))
    rows = rows.exclude(pk__in=Volunteer.objects.minors(timezone.localdate()).values("pk"))
    rows = rows.filter(community_id=order.community_id) if order.community_id else rows.below(order.area)
    if order.item.skill_id:
        rows = rows.filter(skills=order.item.skill_id)
    if order.resident_id:
        rows = rows.exclude(resident=order.resident_id)
    busy = Count("orders", filter=Q(orders__step__in=UNDER_WAY), distinct=True)
    asked = Count("offers", filter=Q(offers__state=OfferState.OPEN), distinct=True)
    near = Case(When(grid_id=order.grid_id, then=Value(0)), default=Value(1), output_field=IntegerField())
    rows = rows.annotate(load=busy, asked=asked, far=near).filter(load__lt=MOST_AT_ONCE)
    return rows.order_by("far", "load", "asked", "pk")


@transaction.atomic
def offer(
    order_id: int, volunteers: Iterable[Volunteer] = (), *, by, team: Team | None = None, now: datetime | None = None
) -> ServiceOrder:
    """By hand: to these volunteers, or to everybody in a team. Those asked already stay asked.

    Raises PermissionDenied, also for a volunteer out of sight, and ValidationError for nobody.
    """
    made = begin(order_id, Act.OFFER)
    rules.need(by, rules.DISPATCH, made)
    people = list(volunteers)
    if team is not None:
        members = Member.objects.current().filter(team=team).select_related("volunteer")
        people += [member.volunteer for member in members]
    else:
        for one in people:
            rules.need(by, rules.READ, one)
    made.dispatched_by = by
    return _offered(made, people, Act.OFFER, by=by, team=team, now=now or timezone.now())


@transaction.atomic
def offer_by_rule(order_id: int, *, by, now: datetime | None = None) -> ServiceOrder:
    """To the next who suit it. Raises ValidationError where nobody does."""
    made = begin(order_id, Act.OFFER)
    rules.need(by, rules.DISPATCH, made)
    made.dispatched_by = by
    return _offered(made, suitable(made)[:OFFERED_TO], Act.OFFER, by=by, now=now or timezone.now())


def offer_again(made: ServiceOrder, volunteer: Volunteer, *, now: datetime) -> ServiceOrder:
    """To whoever did the one before. Raises ValidationError where they are asked no more."""
    return _offered(made, [volunteer], Act.OFFER, by=None, now=now)


def _offered(made: ServiceOrder, people: Iterable[Volunteer], act: Act, *, by, now: datetime, team=None):
    standing = set(made.offers.filter(state=OfferState.OPEN).values_list("volunteer", flat=True))
    new = {one.pk: one for one in people if one.pk not in standing}
    serving = set(Volunteer.objects.serving().filter(pk__in=list(new)).values_list("pk", flat=True))
    new = {pk: one for pk, one in new.items() if pk in serving}
    minors = Volunteer.objects.minors(timezone.localdate(now)).filter(pk__in=list(new)).values_list("pk", flat=True)
    for minor in minors:
        del new[minor]
    if not new and minors:
        raise ValidationError(_("No service order is offered to somebody under 18."))
    if not new:
        raise ValidationError(_("Nobody is left to whom it could be offered."))
    Offer.objects.bulk_create(Offer(order=made, volunteer=one, team=team, at=now) for one in new.values())
    enter(made, Step.OFFERED, now)
    record(made, act, by=by, now=now, data={"to": len(new)})
    tell(made, [one.user_id for one in new.values() if one.user_id], "order_offered")
    return made


def due_orders() -> QuerySet[ServiceOrder]:
    return ServiceOrder.objects.select_related("item", "area", "taker")


def look(orders: Iterable[ServiceOrder], now: datetime) -> None:
    """The sweep: a reminder first; when the time is up the order goes on to others, at last to the community."""
    for made in orders:
        if made.step == Step.DONE:  # nobody rated it: that ends the asking, not the order
            made.alarm_at = made.due_at = None
            made.save(update_fields=["alarm_at", "due_at"])
        elif not made.warned and now < made.due_at:
            _warn(made, now)
        else:
            _late(made, now)


def _warn(made: ServiceOrder, now: datetime) -> None:
    made.warned, made.alarm_at = True, made.due_at
    record(made, Act.WARN, by=None, now=now)
    tell(made, waited_for(made), "order_due_soon")


def _late(made: ServiceOrder, now: datetime) -> None:
    made.was_late = True
    if made.step in (*WAITING, Step.TAKEN) and made.redispatched < TRIES and _offered_again(made, now):
        return
    made.warned, made.alarm_at = True, now + AGAIN
    if not made.acts.filter(act=Act.LATE, at__gte=made.step_at).exists():
        record(made, Act.LATE, by=None, now=now)
        tell(made, community(made), "order_late")
    else:
        made.save()


def _offered_again(made: ServiceOrder, now: datetime) -> bool:
    """To the next who suit it; True if there was anybody. Whoever let it lie has it no more."""
    people = list(suitable(made)[:OFFERED_TO])
    if not people:
        return False
    lost = [made.taker.user_id] if made.taker_id and made.taker.user_id else []
    close_offers(made, OfferState.LAPSED, now, also_taken=True)
    made.taker, made.taken_at = None, None
    made.redispatched += 1
    _offered(made, people, Act.REDISPATCH, by=None, now=now)
    tell(made, lost, "order_passed_on")
    return True
