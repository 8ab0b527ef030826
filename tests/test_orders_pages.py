"""Pages of service orders: masked by default, on a phone, by links without an account."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from grids.models import RevealLog
from tests.ordered import Orders
from tests.test_uploads import picture
from tests.town import at
from volunteers.actions import order_links
from volunteers.enums.orders import Step
from volunteers.models import OrderPhoto, ServiceItem, ServiceOrder

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
WHO, WHERE, WHAT = "林秀英", "东梅小区3幢", "买米十斤"


@pytest.fixture
def here(town):
    return Orders(town)


def signed_in(user) -> Client:
    client = Client()
    client.cookies["django_language"] = "en"
    user.must_change_password = False
    user.is_demo = True
    user.save()
    client.force_login(user)
    return client


def typed(code: str = "shopping", **more) -> dict:
    item = ServiceItem.objects.get(code=code)
    return {"token": "0" * 31 + "1", "item": item.pk, "name": WHO, "phone": "13805940001", "place": WHERE,
            "channel": "phone"} | more  # fmt: skip


def test_an_order_is_placed_by_the_form_and_shown_masked(here, town):
    client = signed_in(town.grid_worker)
    answer = client.post("/volunteers/orders/new/", typed(area=town.grid.code, details=WHAT))
    made = ServiceOrder.objects.get()
    assert answer["Location"] == made.get_absolute_url()
    html = client.get(answer["Location"]).text
    for secret in (WHO, "13805940001", WHERE, WHAT):
        assert secret not in html
    assert "138****0001" in html


def test_a_wrong_form_comes_back_with_what_was_typed(here, town):
    answer = signed_in(town.grid_worker).post("/volunteers/orders/new/", typed("company", area=town.grid.code))
    assert answer.status_code == 422
    assert WHO in answer.text
    assert "An appointment has a time and a place." in answer.text


def test_the_list_names_nobody_and_costs_the_same_for_more_orders(here, town, django_assert_max_num_queries):
    client = signed_in(town.community_staff)
    here.order()
    client.get("/volunteers/orders/")
    with django_assert_max_num_queries(40) as one:
        client.get("/volunteers/orders/")
    for _each in range(5):
        here.order()
    with django_assert_max_num_queries(len(one)):
        html = client.get("/volunteers/orders/").text
    assert WHO not in html


@pytest.mark.parametrize(
    ("view", "shown"), [("dispatch", 1), ("offered", 0), ("running", 0), ("rate", 0), ("done", 0), ("overdue", 1)]
)
def test_saved_filters(here, town, view, shown):
    here.order()
    html = signed_in(town.community_staff).get(f"/volunteers/orders/?view={view}").text
    assert html.count("ll-row__t") == shown


def test_a_look_at_the_phone_takes_a_reason_and_is_logged(here, town):
    made = here.order()
    url = f"{made.get_absolute_url()}reveal/phone/"
    client = signed_in(town.community_staff)
    assert "13805940001" not in client.get(url).text
    assert "13805940001" in client.post(url, {"reason": "contact"}).text
    assert RevealLog.objects.filter(record_key=made.ref).exists()


def test_the_neighbour_finds_no_page(here, town):
    made, client = here.order(), signed_in(town.stranger)
    for tail in ("", "act/cancel/", "reveal/phone/"):
        assert client.get(f"{made.get_absolute_url()}{tail}").status_code == 404


def test_staff_dispatch_by_rule_and_by_name(here, town):
    here.volunteer()
    made, client = here.order(), signed_in(town.community_staff)
    assert client.post(f"{made.get_absolute_url()}by-rule/").status_code == 302
    here.volunteer(2, "law")
    answer = client.post(f"{made.get_absolute_url()}act/offer/", {"name": "志愿者2"})
    assert (answer.status_code, made.offers.count()) == (302, 2)


def test_a_volunteer_with_an_account_takes_it_and_only_then_sees_whom(here, town):
    made = here.offered(here.serving())
    one, client = made.offers.get(), signed_in(town.unit_head)
    base = f"{made.get_absolute_url()}offers/{one.pk}/"
    assert client.post(f"{base}look/").status_code == 409
    assert client.post(f"{base}take/").status_code == 302
    assert WHO in client.post(f"{base}look/").text
    assert made.acts.filter(act="look").count() == 1
    assert client.post(f"{base}start/").status_code == 302
    assert client.post(f"{base}ask/finish/", {"no_photo_reason": ""}).status_code == 422
    assert client.post(f"{base}ask/finish/", {"no_photo_reason": "老人不愿"}).status_code == 302
    assert client.post(f"{base}look/").status_code == 409  # it runs no more
    made.refresh_from_db()
    assert made.step == Step.DONE


def test_a_click_that_came_too_late_is_told_kindly(here, town):
    made = here.taken(here.serving()).order
    client = signed_in(town.unit_head)
    answer = client.post(f"{made.get_absolute_url()}offers/{made.offers.get().pk}/take/")
    assert answer.status_code == 409
    assert "the order has moved on" in answer.text


def link_of(here, one) -> str:
    return f"/s/{order_links.issue_offer(one.pk, by=here.staff, reason='service')}/"


def test_a_volunteer_without_an_account_goes_the_whole_way_by_their_link(here, client):
    made = here.offered(details=WHAT)
    url = link_of(here, made.offers.get())
    page = client.get(url).text
    for secret in (WHO, "13805940001", WHERE, WHAT):
        assert secret not in page
    client.post(url, {"act": "take"})
    assert WHO not in client.get(url).text
    assert WHAT in client.post(url, {"act": "look"}).text
    client.post(url, {"act": "start"})
    assert client.post(url, {"act": "finish"}).status_code == 422
    assert client.post(url, {"act": "finish", "no_photo_reason": "老人不愿"}).status_code == 302
    made.refresh_from_db()
    assert (made.step, made.acts.filter(act="look").count()) == (Step.DONE, 1)


def test_photos_sent_by_the_link_are_kept_and_too_many_or_wrong_ones_are_said(here, client):
    offer = here.taken()
    url = link_of(here, offer)
    client.post(url, {"act": "start"})

    def sent(*files):
        photos = [SimpleUploadedFile("x.jpg", data, "image/jpeg") for data in files]
        return client.post(url, {"act": "finish", "photos": photos})

    many = sent(*[picture()] * 4)
    assert (many.status_code, "At most 3 photos" in many.text) == (422, True)
    assert sent(b"no photo").status_code == 422
    assert sent(picture(), picture()).status_code == 302
    assert OrderPhoto.objects.filter(order=offer.order, act__act="finish").count() == 2


def test_a_photo_that_is_refused_is_said_where_the_order_is_reported_as_done(here, town):
    one = here.started(here.serving())
    typed = {"text": WHAT, "no_photo_reason": "老人不愿拍照", "photos": [SimpleUploadedFile("x.jpg", b"no photo")]}
    answer = signed_in(town.unit_head).post(f"{one.order.get_absolute_url()}offers/{one.pk}/ask/finish/", typed)
    assert answer.status_code == 422
    assert "JPEG" in str(answer.context["form"].errors["photos"])
    assert ServiceOrder.objects.get().step == Step.STARTED


def test_whoever_came_later_is_told_so_at_their_link(here, client):
    first, second = here.volunteer(1), here.volunteer(2)
    made = here.offered(first, second)
    one, other = (link_of(here, made.offers.get(volunteer=who)) for who in (first, second))
    client.post(one, {"act": "take"})
    assert client.post(other, {"act": "take"}).status_code == 409
    assert "Somebody else has taken it already" in client.get(other).text
    assert client.post(other, {"act": "look"}).status_code == 409


def test_a_link_without_a_stand_opens_nothing(here, client):
    for url in ("/s/unknown/", "/o/unknown/"):
        answer = client.get(url)
        assert (answer.status_code, answer["Referrer-Policy"]) == (404, "no-referrer")
    one = here.offered().offers.get()
    old, new = link_of(here, one), link_of(here, one)
    assert (client.get(old).status_code, client.get(new).status_code) == (404, 200)


def test_who_it_was_for_rates_by_their_link_once(here, client):
    made = here.done()
    url = f"/o/{order_links.issue(made.pk, by=None)}/"
    assert client.post(url, {"text": "很好"}).status_code == 422
    answer = client.post(url, {"rating": "5", "reasons": ["prompt"], "text": "很好"})
    assert answer.status_code == 302
    assert client.post(url, {"rating": "1"}).status_code == 409
    made.refresh_from_db()
    assert (made.rating, made.reasons, made.rating_words) == (5, ["prompt"], "很好")


def test_before_it_is_done_there_is_nothing_to_rate_and_nobody_is_named(here, client):
    made = here.taken(here.serving()).order
    url = f"/o/{order_links.issue(made.pk, by=None)}/"
    html = client.get(url).text
    assert 'data-act="rate"' not in html
    assert "unit_head" not in html
    assert client.post(url, {"rating": "5"}).status_code == 409


def test_an_expired_link_no_longer_opens(here, client):
    made = here.done()
    url = f"/o/{order_links.issue(made.pk, by=None)}/"
    made.links.update(expires_at=at("2020-01-01 00:00"))
    assert client.get(url).status_code == 404


def test_a_clicked_number_opens_just_its_orders(here, town):
    here.order()
    here.offered()
    client = signed_in(town.community_staff)
    html = client.get(f"/volunteers/orders/?area={town.community.code}&figure=orders.offered").text
    assert 'data-total="1"' in html
    assert html.count("ll-row__t") == 1


def test_the_menu_says_what_may_be_ordered_in_ones_own_area(here, town):
    ServiceItem.objects.create(
        area=town.community, code="shopping", name_zh="代购", name_en="x", channels=["counter"], is_on=False
    )
    html = signed_in(town.unit_head).get("/volunteers/orders/menu/").text
    assert "Hair cutting" in html
    assert "Shopping" not in html.split('<ul class="ll-rows">')[1].split("Paying")[0]
