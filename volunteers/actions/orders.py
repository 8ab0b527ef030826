"""A service is ordered, moved to another time, or cancelled; and how every act on an order begins and ends."""

import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy

from cases.actions.start import NotNow, post_of
from cases.people import Directory
from grids import inbox
from grids.days import calendar as calendars
from grids.fields import plain
from grids.models import Area, Placed, StoredFile, SubjectKey
from grids.models.area import ANCESTORS
from grids.models.placed import RETIRED
from grids.privacy import identity
from grids.words import reasons
from residents.actions.people import is_phone
from residents.models import Membership, Resident
from volunteers import rules, workflow as order_workflow
from volunteers.enums.orders import Act, Channel, Mode, OfferState, Step
from volunteers.models import Offer, OrderAct, OrderPhoto, ServiceItem, ServiceOrder
from volunteers.workflow import MOVES

CHECKED = {"name", "phone", "place", "details", "meet_at", "every_days", "means", "handed_over"}
TYPED = ("details", "meet_at", "wanted_at", "every_days", "means", "handed_over", "for_another")
SEALED = ("name", "phone", "place", "details", "handed_over")
OPENLY = ("for_another", "wanted_at", "meet_at", "every_days", "means")
AGAIN = timedelta(minutes=10)  # so long the same words of the public page are the same order
MISSING = {
    "place": gettext_lazy("Say where the door is."),
    "wanted_at": gettext_lazy("An appointment has a time and a place."),
    "meet_at": gettext_lazy("An appointment has a time and a place."),
    "means": gettext_lazy("Say by which means it is done."),
    "every_days": gettext_lazy("Say every how many days somebody asks after them."),
}
MOST_UNCHECKED = 60  # of a community; then its page takes no more, so that nobody drowns it


@transaction.atomic
def order(
    area: Area,
    item: ServiceItem,
    *,
    by,
    channel: Channel = Channel.COUNTER,
    resident_id: int | None = None,
    name: str = "",
    phone: str = "",
    place: str = "",
    token: uuid.UUID | None = None,
    now: datetime | None = None,
    **typed,
) -> ServiceOrder:
    """For a resident of the register, or for whoever name and phone say. A second submit finds the order of the first.

    by: None from the public page; such an order waits to be checked. typed: any of TYPED.
    Raises PermissionDenied, ValidationError.
    """
    now = now or timezone.now()
    if by is None:
        _need_page(area, channel)
    else:
        rules.need(by, rules.KEEP, area)
    made = ServiceOrder(
        area=area, item=item, mode=item.mode, difficulty=item.difficulty, span=item.span, channel=channel, by=by,
        token=token or uuid.uuid4(), ordered_at=now, **{part: typed[part] for part in TYPED if part in typed},
    )  # fmt: skip
    _check(made, area, item, now)
    _say_for_whom(made, area, by, resident_id, name, phone, place)
    _need_all(made)
    if by is None and (before := _sent_before(made, now)):
        return before
    enter(made, Step.RECEIVED if by is None else Step.ORDERED, now)
    try:
        with transaction.atomic():
            made.clean_fields(exclude={field.name for field in made._meta.fields} - CHECKED)
            made.validate_constraints(exclude={"token", "ref"})
            made.save(force_insert=True)
    except IntegrityError:
        return ServiceOrder.objects.get(token=made.token, by=by)
    made.refresh_from_db(fields=ANCESTORS)
    record(made, Act.ORDER, by=by, now=now)
    tell(made, dispatchers(made), "order_to_check" if by is None else "order_placed", leave_out=by)
    return made


def _sent_before(made: ServiceOrder, now: datetime) -> ServiceOrder | None:
    """The same words from the public page a moment ago: a form that the browser sent again.

    Going back, a browser shows the words in a form with a new token, which therefore stops nothing.
    """
    same = ServiceOrder.objects.filter(area=made.area, item=made.item, by=None, ordered_at__gt=now - AGAIN)
    same = same.exclude(step=Step.CANCELLED).select_related("item", "area", "subject").order_by("-pk")
    return next((before for before in same if _said(before) == _said(made)), None)


def _said(made: ServiceOrder) -> list:
    """All that was typed, in plain text."""
    return [plain(made, part) for part in SEALED] + [getattr(made, part) for part in OPENLY]


def _need_page(area: Area, channel: Channel) -> None:
    """Raises PermissionDenied where no public page is on, ValidationError where too much waits to be checked."""
    if channel != Channel.PAGE or not ServiceItem.objects.on_page_of(area).exists():
        raise PermissionDenied
    if ServiceOrder.objects.filter(step=Step.RECEIVED).below(area).count() >= MOST_UNCHECKED:
        raise ValidationError(
            _("Very many orders wait here already. Please call the community, or come to its counter.")
        )


def _need_all(made: ServiceOrder) -> None:
    """What the way asks, and the service itself."""
    asked = order_workflow.ASKED[Mode(made.mode)]
    missing = {name: str(MISSING[name]) for name, must in asked.items() if must and not getattr(made, name)}
    if made.item.asks and not made.details:
        missing["details"] = _("Please answer: %(question)s") % {"question": made.item.asks}
    if missing:
        raise ValidationError(missing)


def _check(made: ServiceOrder, area: Area, item: ServiceItem, now: datetime) -> None:
    if area.is_retired:
        raise ValidationError({"area": RETIRED})
    if not ServiceItem.objects.offered_in(area).filter(pk=item.pk).exists():
        raise not_on_menu()
    if made.channel not in item.channels:
        raise ValidationError({"item": _("This service cannot be ordered in this way.")})
    if made.wanted_at and made.wanted_at < now:
        raise ValidationError({"wanted_at": _("This time is over already.")})


def not_on_menu() -> ValidationError:
    return ValidationError({"item": _("This service is not on the menu here.")})


def _say_for_whom(made: ServiceOrder, area: Area, by, resident_id, name: str, phone: str, place: str) -> None:
    """Under the key of the resident, so that it goes with them; or under one of its own."""
    if resident_id is not None:
        _from_register(made, area, by, resident_id)
        name, phone = name or made.resident.name, phone or plain(made.resident, "phone")
    else:
        made.subject = SubjectKey.issue()
        if not name.strip():
            raise ValidationError({"name": _("Say for whom it is.")})
        if not is_phone(identity.normalise_phone(phone)):
            raise ValidationError({"phone": _("This is not a phone number.")})
    made.name, made.phone = name.strip(), identity.normalise_phone(phone) if phone else ""
    made.place = place.strip() or plain(made, "place")


def _from_register(made: ServiceOrder, area: Area, by, resident_id: int) -> None:
    """Raises PermissionDenied where the person has no home in the area, or `by` may not see it."""
    home = home_in(area, resident_id)
    if home is None or by is None or not by.scope.reaches("read_resident", home):
        raise PermissionDenied
    made.resident = Resident.objects.select_related("subject").get(pk=resident_id)
    made.subject = made.resident.subject
    made.place = address_of(home)


def home_in(area: Area, resident_id: int) -> Membership | None:
    """Where they live there today, else where they are registered."""
    homes = Membership.objects.current().filter(resident=resident_id).below(area).select_related("household__dwelling")
    return homes.order_by("-is_living", "pk").first()


def address_of(home: Membership) -> str:
    return home.household.dwelling.address if home.household.dwelling_id else ""


@transaction.atomic
def check(order_id: int, *, by, now: datetime | None = None) -> ServiceOrder:
    """Somebody called, or knows them: what came by the public page may be dispatched. Else it is cancelled."""
    now = now or timezone.now()
    made = begin(order_id, Act.CHECK)
    rules.need(by, rules.DISPATCH, made)
    enter(made, Step.ORDERED, now)
    record(made, Act.CHECK, by=by, now=now)
    return made


@transaction.atomic
def reschedule(order_id: int, wanted_at: datetime, *, by, why: str, now: datetime | None = None) -> ServiceOrder:
    """To another time; the promise of the open step counts anew. Whoever took it is told."""
    now = now or timezone.now()
    made = begin(order_id, Act.RESCHEDULE)
    _need_change(by, made)
    reasons.need(why)
    if wanted_at < now:
        raise ValidationError({"wanted_at": _("This time is over already.")})
    made.wanted_at = wanted_at
    enter(made, Step(made.step), now)
    record(made, Act.RESCHEDULE, by=by, now=now, text=why, data={"to": wanted_at.isoformat()})
    tell(made, _taker(made), "order_moved", leave_out=by)
    return made


@transaction.atomic
def cancel(order_id: int, *, by, why: str, now: datetime | None = None) -> ServiceOrder:
    """With the reason; whoever was asked or had taken it is told. by None: by the link of whom it is for."""
    now = now or timezone.now()
    made = begin(order_id, Act.CANCEL)
    if by is not None:
        _need_change(by, made)
    reasons.need(why)
    told = [*_taker(made), *_asked(made)]
    close_offers(made, OfferState.CLOSED, now, also_taken=True)
    enter(made, Step.CANCELLED, now)
    record(made, Act.CANCEL, by=by, now=now, text=why)
    tell(made, told, "order_cancelled", leave_out=by)
    return made


def may_change(by, made: ServiceOrder) -> bool:
    """Whoever dispatches there, and whoever placed it."""
    return by.scope.may(rules.DISPATCH, made) or (made.by_id == by.pk and by.scope.may(rules.KEEP, made))


def _need_change(by, made: ServiceOrder) -> None:
    if not may_change(by, made):
        raise PermissionDenied


def begin(order_id: int, act: Act) -> ServiceOrder:
    """The order locked for this act. Raises NotNow for a jump that the table does not have."""
    made = lock(order_id)
    if Step(made.step) not in MOVES[act][0]:
        raise NotNow(f"{act} is no way on from {made.step}")
    return made


def lock(order_id: int) -> ServiceOrder:
    rows = ServiceOrder.objects.select_for_update(of=("self",), no_key=True).select_related("item", "area", "subject")
    return rows.get(pk=order_id)


def enter(made: ServiceOrder, step: Step, now: datetime) -> None:
    """The step with its clock."""
    starts = order_workflow.counts_from(step, now, made.wanted_at)
    found = order_workflow.limit(step, made)
    made.step, made.step_at, made.warned, made.due_at, made.alarm_at = step, now, False, None, None
    made.provisional = False
    made.ended_at = now if step in order_workflow.OVER else None
    if found:
        due, warn = order_workflow.promise(starts, found, calendars.current())
        made.due_at, made.alarm_at = due.at, due.at if step == Step.DONE else warn
        made.provisional = due.provisional


def record(
    made: ServiceOrder,
    act: Act,
    *,
    by,
    now: datetime,
    volunteer=None,
    text: str = "",
    data: dict | None = None,
    photos: Iterable[StoredFile] = (),
) -> OrderAct:
    """The line of the record, its photos, and the order itself."""
    made.save()
    line = OrderAct.objects.create(
        order=made, act=act, step=made.step, at=now, user=by, volunteer=volunteer, post_id=post_of(by, made),
        text=text.strip()[:300], data=data or {},
    )  # fmt: skip
    OrderPhoto.objects.bulk_create(OrderPhoto(order=made, act=line, file=photo) for photo in photos)
    return line


def close_offers(made: ServiceOrder, state: OfferState, now: datetime, *, also_taken: bool = False) -> None:
    open_ones = (OfferState.OPEN, OfferState.TAKEN) if also_taken else (OfferState.OPEN,)
    made.offers.filter(state__in=open_ones).update(state=state, answered_at=now)


def tell(made: ServiceOrder, people: Iterable[int], kind: str, *, leave_out=None, **more: str) -> None:
    """A notice of the order: its service, and nobody's name. more: what else fills the braces of its text."""
    people = [user for user in people if leave_out is None or user != leave_out.pk]
    said = {"item": {"zh": made.item.name_zh, "en": made.item.name_en}, "area": made.area.short_name} | more
    inbox.tell(people, kind, said, made.get_absolute_url())


def waited_for(made: ServiceOrder) -> Iterable[int]:
    """Whoever took it, if they have an account; else those who dispatch."""
    return _taker(made) or dispatchers(made)


def dispatchers(made: Placed) -> tuple[int, ...]:
    """Those who may dispatch at the lowest level where anybody may."""
    return Directory().nearest(rules.DISPATCH, made)


def community(made: ServiceOrder) -> tuple[int, ...]:
    return Directory().serving(rules.DISPATCH, made.community_id) if made.community_id else dispatchers(made)


def _taker(made: ServiceOrder) -> list[int]:
    return [made.taker.user_id] if made.taker_id and made.taker.user_id else []


def _asked(made: ServiceOrder) -> list[int]:
    rows = Offer.objects.filter(order=made, state=OfferState.OPEN, volunteer__user__isnull=False)
    return list(rows.values_list("volunteer__user", flat=True))
