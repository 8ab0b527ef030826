"""The menu of a community: its own services, what it paused and sorted; orders keep what they were promised."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import Error, transaction

from tests.ordered import Orders
from tests.test_orders_pages import signed_in
from tests.town import MORNING, at
from volunteers.actions import orders, service_menu
from volunteers.models import ServiceItem

pytestmark = pytest.mark.django_db
OWN = {"name_zh": "磨剪刀", "name_en": "", "mode": "doorstep", "difficulty": "easy", "span": "near",
       "channels": ["counter"]}  # fmt: skip


@pytest.fixture
def here(town):
    return Orders(town)


def item(code: str, area) -> ServiceItem:
    return ServiceItem.objects.listed_in(area).get(code=code)


def test_a_service_of_ones_own_stands_on_this_menu_only(here, town):
    made = service_menu.add(town.community, by=here.staff, **OWN)
    assert made.name_en == "磨剪刀"
    assert made in ServiceItem.objects.offered_in(town.unit)
    assert made not in ServiceItem.objects.offered_in(town.neighbour)


def change(here, code: str, **parts) -> ServiceItem:
    community = here.town.community
    return service_menu.change(community, item(code, community).pk, by=here.staff, **parts)


def test_a_change_counts_for_new_orders_only(here, town):
    general, before = item("repair", town.community), here.order("repair")
    for hours in (1, 2):
        change(here, "repair", name_zh="修家电", answer_hours=hours)
    before.refresh_from_db()
    assert (before.item, before.due_at) == (general, at("2026-05-12 09:00"))
    own = item("repair", town.community)
    assert (own.name_zh, own.answer_hours, own.skill) == ("修家电", 2, general.skill)
    assert item("repair", town.neighbour) == general


def test_the_database_keeps_a_service_as_it_was_ordered(here):
    made = here.order("repair")
    with pytest.raises(Error), transaction.atomic():
        ServiceItem.objects.filter(pk=made.item_id).update(difficulty="easy")


def test_hours_of_the_service_decide_its_time_limits(here, town):
    own = change(here, "haircut", answer_hours=1)
    facts = {"name": "林秀英", "phone": "13805940001", "place": "3幢", "now": MORNING}
    made = orders.order(town.unit, own, by=here.staff, **facts)
    assert made.due_at == at("2026-05-11 10:00")


def test_a_form_of_a_service_that_changed_meanwhile_is_refused(here, town):
    old = change(here, "haircut", asks="几点？")
    change(here, "haircut", asks="哪天？")
    with pytest.raises(ValidationError):
        service_menu.change(town.community, old.pk, by=here.staff, asks="谁？")
    answer = signed_in(here.staff).post(
        f"/volunteers/orders/menu/{town.community.code}/{old.pk}/", OWN | {"name_zh": "晚了"}
    )
    assert (answer.status_code, "晚了" in answer.text) == (422, True)


def test_paused_it_is_not_ordered_and_comes_back(here, town):
    service_menu.switch(town.community, item("shopping", town.community).pk, by=here.staff, on=False)
    assert not ServiceItem.objects.offered_in(town.unit).filter(code="shopping").exists()
    service_menu.switch(town.community, item("shopping", town.community).pk, by=here.staff, on=True)
    assert ServiceItem.objects.offered_in(town.unit).filter(code="shopping").exists()


def test_sorted_by_one_place_up_and_down(here, town):
    def codes():
        return list(ServiceItem.objects.listed_in(town.unit).values_list("code", flat=True))

    first, second, *others = codes()
    service_menu.move(town.community, item(second, town.community).pk, by=here.staff, up=True)
    assert codes() == [second, first, *others]
    service_menu.move(town.community, item(second, town.community).pk, by=here.staff, up=True)
    service_menu.move(town.community, item(others[-1], town.community).pk, by=here.staff, up=False)
    assert codes() == [second, first, *others]


def test_what_a_service_asks_must_be_answered(here, town):
    change(here, "repair", asks="哪种家电？")
    form = {"token": "0" * 31 + "1", "item": item("repair", town.community).pk, "name": "林", "phone": "13805940001",
            "place": "3幢", "channel": "phone", "area": town.grid.code}  # fmt: skip
    client = signed_in(town.grid_worker)
    answer = client.post("/volunteers/orders/new/", form)
    assert "details" in answer.context["form"].errors
    assert client.post("/volunteers/orders/new/", form | {"details": "冰箱"}).status_code == 302


def test_only_whoever_dispatches_there_keeps_the_menu(here, town):
    for somebody in (town.grid_worker, town.stranger):
        with pytest.raises(PermissionDenied):
            service_menu.add(town.community, by=somebody, **OWN)
    with pytest.raises(PermissionDenied):
        service_menu.add(town.grid, by=here.staff, **OWN)


def test_a_menu_is_kept_on_its_page(here, town):
    client, base = signed_in(here.staff), f"/volunteers/orders/menu/{town.community.code}"
    assert client.post(f"{base}/new/", OWN | {"channels": ["fixed"]}).status_code == 422
    assert client.post(f"{base}/new/", OWN).status_code == 302
    own = ServiceItem.objects.get(area=town.community)
    assert client.post(f"{base}/{own.pk}/", OWN | {"difficulty": "hard"}).status_code == 302
    own = item(own.code, town.community)
    for act in ("up", "pause"):
        assert client.post(f"{base}/{own.pk}/{act}/").status_code == 302
    page = client.get("/volunteers/orders/menu/").text
    assert all(word in page for word in ("磨剪刀", "Paused", "Our own", "Hard"))


def test_the_page_is_switched_on_with_what_is_ticked(here, town):
    client, address = signed_in(here.staff), f"/volunteers/orders/menu/{town.community.code}/page/"
    assert client.post(address, {}).status_code == 422
    client.post(address, {"codes": ["haircut", "repair"]})
    client.post(address, {"codes": ["haircut"]})
    assert [one.code for one in ServiceItem.objects.on_page_of(town.community)] == ["haircut"]
    assert f"/o/at/{town.community.code}/" in client.get(address).text
    client.post(address, {"codes": ["haircut"], "off": "1"})
    assert not ServiceItem.objects.on_page_of(town.community).exists()
