"""The pages of points: opened for somebody, asked for, certified by another, spent at the desk, verified."""

import re
import uuid
from io import BytesIO

import pytest
from django.core.cache import cache
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from points import desk_box, passbook
from points.actions import claims, shop
from points.enums import ClaimState, RedemptionState
from points.forms.shop import ItemForm
from points.models import Account, Claim, Item, Redemption, Rule
from residents.models import Membership
from tests import pointed
from tests.town import MORNING

pytestmark = pytest.mark.django_db


@pytest.fixture
def rich(points):
    account = points.passbook()
    for source in "12":
        points.award(account, source=source)
    return account


@pytest.fixture(autouse=True)
def no_looks():
    cache.clear()


def test_points_go_round_from_a_name_to_an_item_in_the_hand(points, signed_in):
    town, item = points.town, points.item("2")
    points.somebody(name="林建华")
    head, office = signed_in(town.unit_head), town.community_staff
    found = head.post(reverse("points:new"), {"scheme": points.scheme.pk, "name": "林建华"}).text
    ref = re.search(r'name="resident" value="(\w+)"', found)[1]
    book = head.post(reverse("points:open"), {"scheme": points.scheme.pk, "resident": ref})["Location"]

    form = head.get(f"{book}claim/").text
    token = re.search(r'name="token" value="([^"]+)"', form)[1]
    rule = re.search(r'name="rule" value="(\w+)"', form)[1]
    asked = {"rule": rule, "words": "台风夜转移住户", "done_on": MORNING.date().isoformat(), "token": token}
    claim = head.post(f"{book}claim/", asked)["Location"]
    assert "Another person certifies this" in head.get(claim).text

    client = signed_in(office)
    assert client.post(f"{claim}certify/")["Location"] == claim
    account = Account.objects.passbooks().get()
    assert account.balance == 3
    page = client.get(book).text
    assert "台风夜转移住户" in page

    redeem = reverse("points:redeem", args=[account.ref, item.ref])
    done = client.post(redeem, {"quantity": 1, "token": uuid.uuid4()}).text
    code = re.search(r">(\d{6})<", done)[1]
    exchange = reverse("points:exchange", args=[Redemption.objects.get().ref])
    assert client.post(exchange, {"code": code}).status_code == 302
    assert Redemption.objects.get().state == RedemptionState.HANDED
    assert points.balance(account) == 1


def test_whoever_asked_cannot_certify_on_the_page_either(points, signed_in):
    asked = points.claim(points.passbook())
    page = signed_in(points.town.unit_head).get(asked.get_absolute_url()).text
    assert 'data-act="certify"' not in page
    assert signed_in(points.town.unit_head).post(f"{asked.get_absolute_url()}certify/").status_code == 403


def test_a_refusal_needs_its_reason(points, signed_in):
    asked = points.claim(points.passbook())
    client, url = signed_in(points.town.community_staff), f"{asked.get_absolute_url()}act/refuse/"
    assert client.post(url, {"why": ""}).status_code == 422
    assert client.post(url, {"why": "当日无此活动"}).status_code == 302
    assert Claim.objects.get().state == ClaimState.REFUSED


def test_a_claim_without_words_comes_back_with_its_data(points, signed_in):
    book = points.passbook()
    client = signed_in(points.town.unit_head)
    answer = client.post(
        f"{book.get_absolute_url()}claim/", {"words": "", "done_on": "2026-05-11", "token": uuid.uuid4()}
    )
    assert answer.status_code == 422
    assert "Say in a few words what was done." in answer.text
    assert "2026-05-11" in answer.text


def test_the_desk_says_when_points_or_stock_do_not_suffice(points, rich, signed_in):
    client = signed_in(points.town.community_staff)
    dear, rare = points.item("60", name="电饭煲"), points.item("1", stock=1, name="牙膏")
    for item, quantity, said in ((dear, 1, "does not hold so much"), (rare, 2, "not so many left")):
        url = reverse("points:redeem", args=[rich.ref, item.ref])
        answer = client.post(url, {"quantity": quantity, "token": uuid.uuid4()})
        assert (answer.status_code, said in answer.text) == (422, True)
    assert points.balance(rich) == 6


def test_a_wrong_code_hands_nothing_over(points, rich, signed_in):
    made, code = points.redeem(rich, points.item())
    wrong = "000000" if code != "000000" else "111111"
    answer = signed_in(points.town.community_staff).post(reverse("points:exchange", args=[made.ref]), {"code": wrong})
    assert answer.status_code == 422
    assert "This is not the code of this exchange." in answer.text


def test_an_exchange_is_cancelled_with_a_reason(points, rich, signed_in):
    made, _code = points.redeem(rich, points.item())
    client = signed_in(points.town.community_staff)
    url = reverse("points:exchange_act", args=[made.ref, "cancel"])
    assert client.post(url, {"why": ""}).status_code == 422
    assert client.post(url, {"why": "不要了"}).status_code == 302
    assert points.balance(rich) == 6


def test_deliveries_and_stock_taking_are_booked_on_the_items_page(points, signed_in):
    item, client = points.item(stock=0), signed_in(points.town.community_staff)
    url = reverse("points:item", args=[item.ref])
    assert client.post(url, {"what": "delivery", "delivery-amount": 12, "delivery-note": "A-1"}).status_code == 302
    twice = client.post(url, {"what": "delivery", "delivery-amount": 12, "delivery-note": "A-1"})
    assert (twice.status_code, "booked already" in twice.text) == (422, True)
    assert client.post(url, {"what": "count", "count-counted": 11, "count-why": ""}).status_code == 422
    assert client.post(url, {"what": "count", "count-counted": 11, "count-why": "破损"}).status_code == 302
    assert Item.objects.get().stock == 11


def test_a_printed_passbook_is_verified_without_an_account_and_without_a_name(points, rich, signed_in, client):
    page = signed_in(points.town.unit_head).post(f"{rich.get_absolute_url()}print/").text
    code = re.search(r"/p/([\w-]{20,})/", page)[1]
    client.cookies["django_language"] = "en"
    answer = client.get(f"/p/{code}/")
    html = answer.text
    assert "<b>6</b> points" in html
    assert "林*英" in html
    assert "林秀英" not in html
    assert (answer["Referrer-Policy"], "no-store" in answer["Cache-Control"]) == ("no-referrer", True)
    assert client.get("/p/unknown/").status_code == 404


def test_a_passbook_is_opened_by_the_code_of_its_booklet_and_only_where_one_may_look(points, rich, signed_in):
    head = signed_in(points.town.unit_head)
    code = re.search(r"/p/([\w-]{20,})/", head.post(f"{rich.get_absolute_url()}print/").text)[0]
    assert head.get("/points/", {"q": f"https://linli.example{code}"})["Location"] == rich.get_absolute_url()
    assert head.get("/points/", {"q": f"https://linli.example/p/{'x' * 22}/"}).status_code == 404
    assert signed_in(points.town.stranger).get("/points/", {"q": code}).status_code == 404


def test_a_long_booklet_begins_with_what_was_carried_over(points, rich, monkeypatch):
    monkeypatch.setattr(passbook, "PRINTED", 1)
    lines, carried = passbook.booklet(rich)
    assert ([line["balance"] for line in lines], carried) == (["6"], "3")


def test_an_award_is_reversed_on_its_page_with_a_reason(points, signed_in):
    made = points.award(points.passbook())
    client, url = signed_in(points.town.community_staff), made.get_absolute_url()
    assert client.post(f"{url}act/reverse/", {"why": ""}).status_code == 422
    assert client.post(f"{url}act/reverse/", {"why": "记错人"}).status_code == 302
    page = client.get(url).text
    assert "记错人" in page
    assert "act/reverse/" not in page


def test_a_photo_of_an_item_is_kept_and_what_is_none_is_refused(points, signed_in):
    item, client = points.item(), signed_in(points.town.community_staff)
    file = BytesIO()
    Image.new("RGB", (9, 9)).save(file, "PNG")
    for data, status in ((b"no photo", 422), (file.getvalue(), 302)):
        sent = {"what": "photo", "photo-photo": SimpleUploadedFile("a.png", data)}
        assert client.post(item.get_absolute_url(), sent).status_code == status
    assert client.get(reverse("points:photo", args=[item.ref]))["Content-Type"] == "image/jpeg"


def test_passbooks_are_found_by_name_and_by_number(points, rich, signed_in):
    client = signed_in(points.town.unit_head)
    for q in ("秀英", "1", "No. 0001"):
        assert rich.get_absolute_url() in client.get("/points/", {"q": q}).text
    assert rich.get_absolute_url() not in client.get("/points/", {"q": "陈"}).text
    assert rich.get_absolute_url() not in signed_in(points.town.stranger).get("/points/").text
    assert signed_in(points.town.stranger).get(rich.get_absolute_url()).status_code == 404


def home(account: Account) -> Membership:
    return Membership.objects.select_related("household__dwelling").get(resident=account.resident_id)


def found(client, q: str) -> list[Account]:
    return [line["row"] for line in client.get("/points/", {"q": q}).context["rows"]]


def test_a_persons_passbook_is_found_by_where_they_live(points, rich, signed_in):
    points.passbook("2")
    address = home(rich).household.dwelling.address
    assert found(signed_in(points.town.unit_head), address) == [rich]


def test_a_home_that_one_may_not_see_or_that_was_left_finds_nobody(points, rich, signed_in):
    client, lived = signed_in(points.town.community_staff), home(rich)
    Membership.objects.filter(pk=lived.pk).update(area=points.town.neighbour)
    assert found(client, lived.household.dwelling.address) == []
    Membership.objects.filter(pk=lived.pk).update(area=points.town.unit, until=timezone.localdate())
    assert found(client, lived.household.dwelling.address) == []


def test_a_search_by_address_costs_no_query_more(points, rich, signed_in, django_assert_max_num_queries):
    client, address = signed_in(points.town.community_staff), home(rich).household.dwelling.address
    client.get("/points/")
    with django_assert_max_num_queries(40) as plain:
        client.get("/points/")
    with django_assert_max_num_queries(len(plain.captured_queries)):
        client.get("/points/", {"q": address})


@pytest.mark.parametrize(
    "url", ["/points/", "/points/claims/", "/points/exchanges/", "/points/shop/", "/points/rules/"]
)
def test_lists_cost_the_same_for_one_row_and_for_five(points, rich, signed_in, django_assert_max_num_queries, url):
    client = signed_in(points.town.community_staff)

    def fill(rooms: str) -> None:
        for room in rooms:
            book = points.passbook(room)
            points.award(book, source=f"x{room}")
            points.claim(book, source=f"y{room}")
            points.redeem(book, points.item("1", name=f"物{room}"))

    fill("5")
    client.get(url)
    with django_assert_max_num_queries(40) as one:
        client.get(url)
    fill("6789")
    with django_assert_max_num_queries(len(one.captured_queries)):
        client.get(url)


def test_a_passbook_costs_the_same_with_many_lines(points, signed_in, django_assert_max_num_queries):
    book = points.passbook()
    client = signed_in(points.town.community_staff)
    points.award(book)
    client.get(book.get_absolute_url())
    with django_assert_max_num_queries(40) as one:
        client.get(book.get_absolute_url())
    for source in range(40):
        points.award(book, source=f"s{source}")
    with django_assert_max_num_queries(len(one.captured_queries)):
        page = client.get(book.get_absolute_url()).text
    assert 'href="?before=12"' in page
    assert 'href="?before' not in client.get(book.get_absolute_url(), {"before": 12}).text


def test_the_least_price_there_is_is_taken():
    assert ItemForm({"name": "香皂", "price": "0.1"}).is_valid()
    assert ItemForm({"name": "香皂", "price": "0"}).errors["price"]


def test_whoever_certified_is_not_offered_to_decide_on_the_objection(town, signed_in):
    points = pointed.build(town, notice_days=7)
    made = points.award(points.passbook())
    claims.object_(made.pk, by=town.grid_worker, words="当天他不在")
    offered = []
    for user in (town.community_staff, town.community_staff2):
        page = signed_in(user).get(made.get_absolute_url()).content.decode()
        box = desk_box.waiting(user, MORNING)
        offered.append(('data-act="certify"' in page, "act/refuse/" in page, bool(box)))
    assert offered == [(False, False, False), (True, True, True)]


def test_what_one_certified_and_others_objected_to_costs_the_list_no_query_each(
    town, signed_in, django_assert_max_num_queries
):
    points, client = pointed.build(town, notice_days=7), signed_in(town.community_staff)

    def object_to(rooms: str) -> None:
        for room in rooms:
            made = points.award(points.passbook(room))
            claims.object_(made.pk, by=town.grid_worker, words="当天他不在")

    object_to("1")
    client.get(reverse("points:claims"))
    with django_assert_max_num_queries(40) as one:
        client.get(reverse("points:claims"))
    object_to("2345")
    with django_assert_max_num_queries(len(one.captured_queries)):
        client.get(reverse("points:claims"))


def test_whoever_decided_on_an_objection_takes_it_back_while_it_is_on_notice_like_any_other(town):
    points = pointed.build(town, notice_days=7)
    made = points.award(points.passbook())
    claims.object_(made.pk, by=town.grid_worker, words="当天他不在")
    claims.certify(made.pk, by=town.community_staff2, now=MORNING)
    assert claims.refuse(made.pk, by=town.community_staff2, why="确实不在").state == ClaimState.REFUSED


def test_the_code_is_taken_as_a_chinese_keyboard_or_a_slip_in_two_groups_writes_it(points, rich, signed_in):
    client = signed_in(points.town.community_staff)
    item, wide = points.item("1"), {ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789"}
    for written in (lambda code: code.translate(wide), lambda code: f" {code[:3]} {code[3:]}"):
        made, code = points.redeem(rich, item)
        address = reverse("points:exchange", args=[made.ref])
        assert "maxlength" not in str(client.get(address).context["form"]["code"])
        assert client.post(address, {"code": written(code)}).status_code == 302


def test_what_was_reversed_is_not_listed_as_if_it_stood(points, signed_in):
    made, client = points.award(points.passbook()), signed_in(points.town.community_staff)
    claims.take_back(made.pk, by=points.town.community_staff, why="记错人")
    pages = [client.get(url) for url in (f"{reverse('points:claims')}?state=posted", made.get_absolute_url())]
    assert ["Reversed" in page.text for page in pages] == [True, True]
    assert str(pages[0].context["rows"][0]["state"]) == str(pages[1].context["state"])


def test_what_is_picked_is_certified_at_once_but_for_what_one_asked_for_oneself(points, signed_in):
    staff, book = points.town.community_staff, points.passbook()
    for source in "12":
        points.claim(book, source=source)
    facts = {"words": "抢险", "done_on": MORNING.date(), "now": MORNING}
    own = claims.claim(book, "rescue", source=("test", "own"), by=staff, **facts)
    client, certify = signed_in(staff), reverse("points:certify_picked")
    page = client.get(reverse("points:claims")).text
    offered = [f'value="{one.ref}" data-pick' in page for one in Claim.objects.order_by("pk")]
    assert offered == [True, True, False]
    client.post(certify, {"ref": list(Claim.objects.values_list("ref", flat=True))})
    own.refresh_from_db()
    assert (points.balance(book), own.state) == (6, ClaimState.WAITING)


def test_what_is_picked_a_second_time_is_said_to_be_decided_and_not_to_be_picked_first(points, signed_in):
    picked = {"ref": [points.claim(points.passbook()).ref]}
    client = signed_in(points.town.community_staff)
    first, again = (client.post(reverse("points:certify_picked"), picked, follow=True).text for _time in range(2))
    assert ["was certified" in first, "decided already" in again, "Pick first" in again] == [True, True, False]


def test_of_those_picked_one_beyond_the_cap_is_told_of_and_the_others_are_certified(points, signed_in):
    rule = Rule.objects.get(code="rescue")
    Rule.objects.filter(pk=rule.pk).update(cap=3, cap_per="year")
    book, other = points.passbook(), points.passbook("2")
    for source, account in (("1", book), ("2", book), ("3", other)):
        points.claim(account, source=source)
    refs = list(Claim.objects.values_list("ref", flat=True))
    answer = signed_in(points.town.community_staff).post(reverse("points:certify_picked"), {"ref": refs}, follow=True)
    assert (points.balance(book), points.balance(other), "at most" in answer.text) == (3, 3, True)


def test_a_line_of_another_year_says_it_and_the_paper_says_what_each_line_is(points, rich, signed_in):
    made, _code = points.redeem(rich, points.item("2", name="牙膏"))
    shop.cancel(made.ref, by=points.town.community_staff, why="不要了", now=MORNING)
    client = signed_in(points.town.community_staff)
    paper = client.post(f"{rich.get_absolute_url()}print/").text
    assert [words in paper for words in ("2026-05-11", "Exchange · 牙膏", "Given back · 牙膏")] == [True] * 3
    line = passbook.line_of(rich.entries.select_related("movement__by").first(), MORNING.date().replace(year=2030))
    assert "2026" in line["day"]


def test_what_was_asked_by_mistake_is_withdrawn_by_who_asked_while_it_waits(points, signed_in):
    head, asked = points.town.unit_head, points.claim(points.passbook())
    withdraw = reverse("points:claim_act", args=[asked.ref, "withdraw"])
    assert withdraw in signed_in(head).get(asked.get_absolute_url()).text
    assert withdraw not in signed_in(points.town.community_staff).get(asked.get_absolute_url()).text
    with pytest.raises(PermissionDenied):
        claims.withdraw(asked.pk, by=points.town.community_staff, why="记错人")
    signed_in(head).post(withdraw, {"why": "记错人"})
    asked.refresh_from_db()
    assert (asked.state, asked.why, asked.decided_by) == (ClaimState.REFUSED, "记错人", None)
    page = signed_in(points.town.community_staff).get(asked.get_absolute_url()).text
    assert [words in page for words in ("Withdrawn by", f"{head} ", "Why refused", "Refused")] == [
        True,
        True,
        False,
        False,
    ]
    with pytest.raises(ValidationError):
        claims.withdraw(points.award(points.passbook("2")).pk, by=head, why="记错人")
