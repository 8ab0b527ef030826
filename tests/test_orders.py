"""Service orders: ordered, dispatched, taken, done and rated; nothing that the table of moves does not have."""

import uuid

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import Error, IntegrityError, transaction
from django.utils.translation import override

from cases.actions.start import NotNow
from cases.models import Case
from grids.fields import plain
from grids.models import Notice
from points.models import Claim
from tests import pointed
from tests.ordered import Orders
from tests.registered import entry
from tests.town import MORNING, at
from volunteers.actions import dispatch, order_rating, order_service, orders, people, teams
from volunteers.enums.orders import Act, OfferState, Step
from volunteers.forms.orders import OfferForm
from volunteers.models import OrderAct, ServiceItem, ServiceOrder
from volunteers.workflow import MOVES

pytestmark = pytest.mark.django_db


@pytest.fixture
def here(town):
    return Orders(town)


def told(user, kind: str) -> int:
    return Notice.objects.filter(user=user, kind=kind).count()


def test_an_order_goes_the_whole_way(here):
    made = here.done()
    made = order_rating.rate(made.pk, by=here.staff, rating=5, reasons=["friendly"], text="谢谢小林", now=MORNING)
    assert (made.step, made.rating, made.reasons) == (Step.RATED, 5, ["friendly"])
    assert list(made.acts.order_by("pk").values_list("act", flat=True)) == [
        "order", "offer", "take", "start", "finish", "rate",
    ]  # fmt: skip


def test_name_phone_place_and_words_are_encrypted(here):
    made = here.order(details="买米十斤")
    made.refresh_from_db()
    for part in ("name", "phone", "place", "details"):
        assert str(getattr(made, part)) == "••••"
    assert plain(made, "details") == "买米十斤"


def test_an_order_for_a_resident_stands_under_their_own_key(here):
    made = here.for_resident()
    assert made.subject == made.resident.subject
    assert plain(made, "name") == "林秀英"
    assert "东梅小区" in plain(made, "place")


def test_nobody_orders_for_a_resident_out_of_their_sight(here, town):
    with pytest.raises(PermissionDenied):
        here.for_resident(by=town.stranger)


def test_a_form_sent_twice_is_one_order(here):
    token = uuid.uuid4()
    assert here.order(token=token) == here.order(token=token)
    assert ServiceOrder.objects.count() == 1


def test_an_appointment_has_a_time_and_a_place(here):
    with pytest.raises(ValidationError):
        here.order("company")
    made = here.order("company", wanted_at=at("2026-05-12 08:00"), meet_at="小区东门")
    assert made.mode == "appointment"


def test_a_service_at_the_door_says_where_it_is(here):
    with pytest.raises(ValidationError) as refused:
        here.order("haircut", place="")
    assert "place" in refused.value.message_dict


def test_an_area_puts_its_own_service_in_place_of_the_general_one(here, town):
    general = ServiceItem.objects.get(code="haircut")
    own = ServiceItem.objects.create(
        area=town.community, code="haircut", name_zh="理发日", name_en="Hair day", channels=["counter"]
    )
    menu = ServiceItem.objects.offered_in(town.unit)
    assert (own in menu, general in menu) == (True, False)
    assert general in ServiceItem.objects.offered_in(town.neighbour)


def test_a_service_that_an_area_switched_off_is_not_ordered_there(here, town):
    ServiceItem.objects.create(
        area=town.community, code="shopping", name_zh="代购", name_en="x", channels=["counter"], is_on=False
    )
    with pytest.raises(ValidationError):
        here.order()


def test_difficulty_and_reach_decide_the_time_limit(here):
    easy, hard = here.order("shopping"), here.order("repair")
    assert (easy.due_at, hard.due_at) == (at("2026-05-11 11:00"), at("2026-05-12 09:00"))
    assert here.order("papers").due_at > here.order("insurance").due_at


def test_what_is_wanted_later_is_not_late_before(here):
    made = here.taken(wanted_at=at("2026-05-20 09:00")).order
    assert made.due_at > at("2026-05-20 09:00")


def test_by_rule_it_goes_to_whoever_has_the_skill_and_least_to_do(here):
    busy, free, other = here.volunteer(1, "repair"), here.volunteer(2, "repair"), here.volunteer(3, "law")
    here.taken(busy)
    made = here.order("repair")
    assert list(dispatch.suitable(made)) == [free, busy]
    made = dispatch.offer_by_rule(made.pk, by=here.staff, now=MORNING)
    assert set(made.offers.values_list("volunteer", flat=True)) == {free.pk, busy.pk}
    assert other.offers.count() == 0


def test_by_rule_nobody_helps_themselves(here, town):
    made = here.for_resident()
    people.take_in_resident(made.resident_id, by=here.staff)
    assert not dispatch.suitable(made).exists()


def test_where_nobody_suits_it_the_form_says_so(here):
    form = OfferForm(user=here.staff, order=here.for_resident())
    with override("en"):
        assert "Nobody suits it" in form.fields["suitable"].help_text


def test_a_team_is_asked_as_a_whole(here, town):
    team = teams.form(town.community, by=here.staff, name="橙色便民队", colour="orange")
    for one in (here.volunteer(1), here.volunteer(2)):
        teams.join(team.pk, one, by=here.staff)
    made = dispatch.offer(here.order().pk, by=here.staff, team=team, now=MORNING)
    assert made.offers.filter(team=team, state=OfferState.OPEN).count() == 2


def test_only_whoever_dispatches_there_dispatches(here, town):
    made, one = here.order(), here.volunteer()
    for somebody in (town.unit_head, town.stranger):
        with pytest.raises(PermissionDenied):
            dispatch.offer(made.pk, [one], by=somebody)


def test_the_first_takes_it_and_the_others_are_told(here, town):
    first, second = here.volunteer(1), here.serving()
    made = here.offered(first, second)
    order_service.take(made.offers.get(volunteer=first).pk, by=None, now=MORNING)
    late = made.offers.get(volunteer=second)
    assert (late.state, told(town.unit_head, "order_gone")) == (OfferState.GONE, 1)
    with pytest.raises(NotNow):
        order_service.take(late.pk, by=town.unit_head, now=MORNING)


def test_nobody_answers_an_offer_of_somebody_else(here, town):
    made = here.offered(here.serving())
    with pytest.raises(PermissionDenied):
        order_service.take(made.offers.get().pk, by=town.grid_worker)
    assert order_service.take(made.offers.get().pk, by=town.unit_head, now=MORNING).step == Step.TAKEN


def test_when_all_decline_it_is_to_be_dispatched_again(here):
    first, second = here.volunteer(1), here.volunteer(2)
    made = here.offered(first, second)
    made = order_service.decline(made.offers.get(volunteer=first).pk, by=None, now=MORNING)
    assert made.step == Step.OFFERED
    made = order_service.decline(made.offers.get(volunteer=second).pk, by=None, now=MORNING)
    assert made.step == Step.ORDERED
    assert not dispatch.suitable(made).exists()  # who declined is not asked again


def test_given_back_it_waits_again_without_a_taker(here):
    one = here.started()
    made = order_service.give_back(one.pk, by=None, why="临时有事", now=MORNING)
    assert (made.step, made.taker, made.started_at) == (Step.ORDERED, None, None)


def test_done_takes_a_photo_or_the_reason_why_there_is_none(here):
    one = here.started()
    with pytest.raises(ValidationError):
        order_service.finish(one.pk, by=None, now=MORNING)
    assert order_service.finish(one.pk, by=None, no_photo_reason="老人不愿", now=MORNING).step == Step.DONE


def test_moved_to_another_time_the_promise_counts_anew(here):
    one = here.taken()
    before = one.order.due_at
    made = orders.reschedule(one.order_id, at("2026-06-01 09:00"), by=here.staff, why="老人改期", now=MORNING)
    assert made.due_at > before
    with pytest.raises(ValidationError):
        orders.reschedule(one.order_id, at("2026-05-01 09:00"), by=here.staff, why="老人改期", now=MORNING)


def test_cancelled_with_the_reason_it_runs_no_more(here):
    one = here.taken()
    with pytest.raises(ValidationError):
        orders.cancel(one.order_id, by=here.staff, why="")
    made = orders.cancel(one.order_id, by=here.staff, why="家属已办", now=MORNING)
    assert (made.step, made.alarm_at, made.offers.get().state) == (Step.CANCELLED, None, OfferState.CLOSED)


def standing(here, step: Step):
    """An order that stands at this step, and the offer of it."""
    if step == Step.RECEIVED:
        return here.received(), None
    if step == Step.ORDERED:
        return here.order(), None
    if step == Step.OFFERED:
        made = here.offered()
        return made, made.offers.get()
    if step in (Step.TAKEN, Step.STARTED):
        one = here.taken() if step == Step.TAKEN else here.started()
        return one.order, one
    made = here.done()
    if step == Step.RATED:
        made = order_rating.rate(made.pk, by=here.staff, rating=5, now=MORNING)
    if step == Step.CANCELLED:
        one = here.taken(here.volunteer(9))
        made = orders.cancel(one.order_id, by=here.staff, why="不需要了", now=MORNING)
    return made, made.offers.get()


BY_OFFER = {
    Act.TAKE: lambda one: order_service.take(one.pk, by=None),
    Act.DECLINE: lambda one: order_service.decline(one.pk, by=None),
    Act.RETURN: lambda one: order_service.give_back(one.pk, by=None, why="临时有事"),
    Act.START: lambda one: order_service.start(one.pk, by=None),
    Act.FINISH: lambda one: order_service.finish(one.pk, by=None, no_photo_reason="不便拍照"),
}
BY_ORDER = {
    Act.OFFER: lambda made, by: dispatch.offer_by_rule(made.pk, by=by),
    Act.CHECK: lambda made, by: orders.check(made.pk, by=by),
    Act.RATE: lambda made, by: order_rating.rate(made.pk, by=by, rating=5),
    Act.RESCHEDULE: lambda made, by: orders.reschedule(made.pk, at("2036-06-01 09:00"), by=by, why="改期"),
    Act.CANCEL: lambda made, by: orders.cancel(made.pk, by=by, why="不需要了"),
    Act.MATTER: lambda made, by: order_rating.open_matter(made.pk, by=by),
}


@pytest.mark.parametrize("step", Step)
def test_no_jump_that_the_table_does_not_have(here, step):
    made, one = standing(here, step)
    lines = OrderAct.objects.count()
    for act, work in BY_ORDER.items():
        if step not in MOVES[act][0]:
            with pytest.raises(NotNow):
                work(made, here.staff)
    for act, work in BY_OFFER.items() if one else ():
        if step not in MOVES[act][0]:
            with pytest.raises(NotNow):
                work(one)
    made.refresh_from_db()
    assert (made.step, OrderAct.objects.count()) == (step, lines)


@pytest.mark.parametrize(
    "wrong",
    [{"taker": None}, {"step": "ordered"}, {"step": "done"}, {"step": "rated", "rating": 5}, {"rating": 3}],
)  # fmt: skip
def test_the_database_refuses_a_state_that_contradicts_itself(here, wrong):
    one = here.started()
    with pytest.raises(IntegrityError), transaction.atomic():
        ServiceOrder.objects.filter(pk=one.order_id).update(**wrong)


def test_an_order_is_not_rated_without_a_rating(here):
    made = here.done()
    with pytest.raises(IntegrityError, match="order_rated_1_to_5"), transaction.atomic():
        ServiceOrder.objects.filter(pk=made.pk).update(step="rated", ended_at=MORNING, due_at=None, alarm_at=None)


def test_the_database_refuses_a_second_taker(here):
    one, other = here.taken(), here.volunteer(8)
    with pytest.raises(IntegrityError), transaction.atomic():
        one.order.offers.create(volunteer=other, at=MORNING, state="taken", answered_at=MORNING)


def test_the_record_is_append_only(here):
    here.order()
    with pytest.raises(Error), transaction.atomic():
        OrderAct.objects.update(text="改写")
    with pytest.raises(Error), transaction.atomic():
        ServiceOrder.objects.all().delete()


def test_a_low_rating_opens_one_confidential_matter(here):
    made = order_rating.rate(here.done().pk, by=here.staff, rating=1, reasons=["late"], text="没来", now=MORNING)
    made.refresh_from_db()
    case = Case.objects.get()
    assert (made.case_number, case.is_confidential, "没来" in case.text) == (case.number, True, True)
    assert order_rating.open_matter(made.pk, by=here.staff) == case.get_absolute_url()
    assert Case.objects.count() == 1


def test_rated_low_by_the_link_it_stands_for_whoever_dispatched_it(here):
    order_rating.rate(here.done().pk, by=None, rating=2, now=MORNING)
    assert Case.objects.get().reporter_user == here.staff
    assert told(here.staff, "order_rated_low") == 1


def test_a_good_rating_opens_no_matter(here):
    order_rating.rate(here.done().pk, by=None, rating=3, now=MORNING)
    assert not Case.objects.exists()


def test_nobody_enters_the_rating_of_their_own_service(here, town):
    made = here.done(here.serving())
    with pytest.raises(PermissionDenied):
        order_rating.rate(made.pk, by=town.unit_head, rating=5)


def test_a_rated_order_asks_points_once_and_somebody_else_certifies(here, town):
    pointed.build(town)
    made = order_rating.rate(here.done(here.serving()).pk, by=None, rating=5, now=MORNING)
    claim = Claim.objects.get()
    assert (claim.source_kind, claim.source_id, claim.account.user) == ("service order", made.ref, town.unit_head)
    assert claim.state == "waiting"


def test_a_resident_who_volunteers_gets_the_points_in_their_passbook(here, town):
    pointed.build(town)
    resident = entry(town.unit, room="9")
    order_rating.rate(
        here.done(people.take_in_resident(resident.pk, by=here.staff)).pk, by=None, rating=5, now=MORNING
    )
    assert Claim.objects.get().account.resident == resident


def test_the_neighbour_sees_no_order_and_the_street_does(here, town):
    made = here.order()
    seen = {who: made in ServiceOrder.objects.visible_to(getattr(town, who)) for who in (
        "unit_head", "grid_worker", "community_staff", "street_staff", "stranger", "auditor",
    )}  # fmt: skip
    assert seen == {
        "unit_head": True, "grid_worker": True, "community_staff": True, "street_staff": True, "stranger": False,
        "auditor": False,
    }  # fmt: skip


def test_whoever_an_order_was_offered_to_sees_it_until_another_has_it(here, town):
    guest = people.take_in_user(town.stranger, town.community, by=town.street_staff)
    made = here.offered(here.volunteer(1), guest)
    assert made in ServiceOrder.objects.visible_to(town.stranger)
    order_service.take(made.offers.exclude(volunteer=guest).get().pk, by=None, now=MORNING)
    assert made not in ServiceOrder.objects.visible_to(town.stranger)
