"""Service orders from the public page, and from a care visit: who may, what is asked, and what nobody learns."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from grids.fields import plain
from grids.models import Notice
from residents import actions as register
from tests.ordered import Orders
from tests.test_care import helped, visit
from tests.test_orders_pages import signed_in
from tests.test_residents import home, somebody
from tests.town import MORNING
from volunteers.actions import dispatch, order_links, orders, service_menu
from volunteers.enums.orders import Step
from volunteers.models import ServiceItem, ServiceOrder

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
NEED = "卫生间装扶手，儿子不管"


@pytest.fixture
def here(town):
    return Orders(town)


def page_of(here, code: str = "shopping") -> str:
    return f"/o/at/{here.town.community.code}/{code}/"


def typed(**more) -> dict:
    return {"token": "0" * 31 + "2", "whom": "other", "name": "林秀英", "phone": "13805940001", "place": "3幢"} | more


# The public page


def test_a_resident_orders_without_an_account_and_comes_to_their_link(here, client):
    here.opened("haircut")
    assert "Hair cutting" in client.get(f"/o/at/{here.town.community.code}/").text
    answer = client.post(page_of(here, "haircut"), typed())
    made = ServiceOrder.objects.get()
    assert (made.step, made.channel, made.for_another, made.by) == (Step.RECEIVED, "page", True, None)
    shown = client.get(answer["Location"])
    assert (shown.status_code, "data:image/png" in shown.text) == (200, True)
    assert "林秀英" not in shown.text


def test_sent_twice_it_is_one_order(here, client):
    here.opened()
    for _each in range(2):
        assert client.post(page_of(here), typed()).status_code == 302
    assert ServiceOrder.objects.count() == 1


def test_the_same_words_sent_again_by_another_form_are_one_order(here, client):
    """As after going back: the form that the browser shows then has a new token."""
    here.opened()
    for number in (2, 3):
        answer = client.post(page_of(here), typed(token="0" * 31 + str(number)))
        assert answer.status_code == 302
    made = ServiceOrder.objects.get()
    assert order_links.opened(answer["Location"].split("/")[2]) == made


@pytest.mark.parametrize("other", [{"phone": "13805940002"}, {"name": "林秀"}, {"place": "4幢"}, {"whom": "self"}])
def test_other_words_are_another_order(here, client, other):
    here.opened()
    client.post(page_of(here), typed())
    client.post(page_of(here), typed(token="0" * 31 + "3") | other)
    assert ServiceOrder.objects.count() == 2


def test_later_or_after_cancelling_the_same_words_are_another_order(here, client):
    here.opened()
    client.post(page_of(here), typed())
    ServiceOrder.objects.update(ordered_at=timezone.now() - orders.AGAIN)
    client.post(page_of(here), typed(token="0" * 31 + "3"))
    assert ServiceOrder.objects.count() == 2
    orders.cancel(ServiceOrder.objects.latest("pk").pk, by=None, why="写错了")
    client.post(page_of(here), typed(token="0" * 31 + "4"))
    assert ServiceOrder.objects.count() == 3


def test_where_the_page_is_off_nothing_is_ordered(here, client):
    here.opened()
    service_menu.set_page(here.town.community, [], by=here.staff, on=False)
    assert client.post(page_of(here), typed()).status_code == 404
    assert client.get(f"/o/at/{here.town.community.code}/").status_code == 404
    item = ServiceItem.objects.get(area=here.town.community, code="shopping")
    with pytest.raises(PermissionDenied):
        orders.order(here.town.community, item, by=None, channel="page", name="林秀英", phone="13805940001")


def test_what_is_not_on_the_page_is_not_ordered_there(here, client):
    here.opened()
    assert client.post(page_of(here, "repair"), typed()).status_code == 404


@pytest.mark.parametrize(
    ("code", "asked"),
    [("haircut", "place"), ("company", "meet_at"), ("alone", "every_days"), ("tutoring", "means")],
)  # fmt: skip
def test_each_way_asks_for_its_own(here, client, code, asked):
    here.opened(code)
    answer = client.post(page_of(here, code), typed(place=""))
    assert answer.status_code == 422
    assert asked in answer.context["form"].errors
    assert "13805940001" in answer.text


def test_papers_that_are_handed_over_are_kept_encrypted(here, client):
    here.opened("insurance")
    client.post(page_of(here, "insurance"), typed(handed_over="社保卡"))
    made = ServiceOrder.objects.get()
    assert (str(made.handed_over), plain(made, "handed_over")) == ("••••", "社保卡")


def test_whoever_sends_too_often_finds_it_as_it_was_typed(here, client):
    here.opened()
    answers = [client.post(page_of(here), typed(phone="x")) for _each in range(6)]
    assert [answer.status_code for answer in answers] == [422] * 5 + [429]
    assert "林秀英" in answers[-1].text


def test_a_full_page_takes_no_more(here, client, monkeypatch):
    monkeypatch.setattr(orders, "MOST_UNCHECKED", 1)
    here.received()
    answer = client.post(page_of(here), typed())
    assert (answer.status_code, "Please call the community" in answer.text) == (422, True)


def test_before_it_is_checked_nobody_is_sent(here, town):
    made = here.received()
    assert Notice.objects.filter(user=town.community_staff, kind="order_to_check").count() == 1
    with pytest.raises(orders.NotNow):
        dispatch.offer(made.pk, [here.volunteer()], by=here.staff)
    client = signed_in(town.community_staff)
    assert "It is in order" in client.get(made.get_absolute_url()).text
    assert client.post(f"{made.get_absolute_url()}check/").status_code == 302
    made.refresh_from_db()
    assert made.step == Step.ORDERED


def test_only_whoever_dispatches_there_checks(here, town):
    made = here.received()
    for somebody_else in (town.unit_head, town.stranger):
        with pytest.raises(PermissionDenied):
            orders.check(made.pk, by=somebody_else)


def test_who_ordered_cancels_by_their_link_with_the_reason(here, client):
    made = here.received()
    url = f"/o/{order_links.issue(made.pk, by=None)}/"
    short = client.post(url, {"cancel": "1", "why": "无"})
    assert (short.status_code, "Say why, in a few words." in short.text) == (422, True)
    assert client.post(url, {"cancel": "1", "why": "女儿来过了"}).status_code == 302
    made.refresh_from_db()
    assert made.step == Step.CANCELLED
    assert client.post(url, {"cancel": "1", "why": "女儿来过了"}).status_code == 409


# From a care visit


def found(town):
    care = helped(town, resident=somebody(town, home(town)))
    return care, visit(care, town.grid_worker, needs=NEED)


def test_a_need_becomes_an_order_that_says_nothing_of_it(here, town):
    care, seen = found(town)
    address = register.pass_on(seen.pk, to="order", choice="other", by=town.grid_worker, now=MORNING)
    made = ServiceOrder.objects.get()
    assert (made.get_absolute_url(), made.resident_id) == (address, seen.care.resident_id)
    said = [*(plain(made, part) for part in ("name", "place", "details")), *made.acts.values_list("text", flat=True)]
    assert NEED not in " ".join(said)
    page = signed_in(town.community_staff).get(address).text
    assert not any(word in page for word in (NEED, care.ref, seen.ref, care.category.label))


def test_the_visit_offers_both_ways_and_then_says_what_became_of_it(here, town):
    care, seen = found(town)
    client = signed_in(town.grid_worker)
    page = client.get(care.get_absolute_url()).text
    assert ('value="matter"' in page, 'value="order"' in page, "Other help" in page) == (True, True, True)
    client.post(f"/care/{care.ref}/need/{seen.ref}/", {"to": "order", "choice": "other"})
    page = client.get(care.get_absolute_url()).text
    assert "Became a service order" in page
    assert "Other help · To dispatch" in page
    assert 'value="matter"' not in page


def test_a_matter_that_came_of_a_visit_is_named_with_its_step(here, town):
    care, seen = found(town)
    address = register.pass_on(seen.pk, to="matter", by=town.grid_worker)
    page = signed_in(town.grid_worker).get(care.get_absolute_url()).text
    assert f"{address.strip('/').removeprefix('cases/')} · " in page


def test_a_need_is_passed_on_only_to_what_is_on_the_menu_and_to_whom_one_may(here, town):
    _care, seen = found(town)
    with pytest.raises(ValidationError):
        register.pass_on(seen.pk, to="order", choice="nothing", by=town.grid_worker)
    for to in ("", "unknown"):
        with pytest.raises(PermissionDenied):
            register.pass_on(seen.pk, to=to, by=town.grid_worker)
