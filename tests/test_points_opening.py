"""Opening times of the points shop: kept as data, said at the desk, which is asked twice while it is closed."""

import re
import uuid

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import translation
from hypothesis import given, strategies as st

from points import opening
from points.actions import schemes
from points.models import Redemption, Shop
from tests.test_points_terms import SHOP, TERMS
from tests.town import at

WED_SAT = [{"days": [2, 5], "opens": "09:00", "closes": "11:30"}]
NOON, WEDNESDAY = at("2026-05-11 12:00"), at("2026-05-13 10:00")  # a Monday; it is open then


TYPED = (
    "周三、周六 9:00–11:30",
    "每周三，六 09:00-11:30",
    "星期三 星期六：9：00至11：30",
    "Wed, Saturday 9:00 to 11:30",
)
IN_A_ROW = {"周一至周五": [0, 1, 2, 3, 4], "Mon–Wed, Sun": [0, 1, 2, 6], "每天": [*range(7)]}
WRONG = (
    "上午", "周三 9点", "周三 11:30–9:00", "周八 9:00–11:30", "9:00–11:30", "周三 25:00–26:00",
    "周二、周五至周一 9:00–10:00", "周三至周四至周五 9:00–10:00", "周三 9:00–11:30\n" * 11,
)  # fmt: skip


@pytest.mark.parametrize("text", TYPED)
def test_hours_are_typed_as_they_stand_on_a_door(text):
    assert opening.parsed(text) == WED_SAT


@pytest.mark.parametrize("text", IN_A_ROW)
def test_of_days_in_a_row_the_first_and_the_last_suffice(text):
    assert opening.parsed(f"{text} 9:00–17:00")[0]["days"] == IN_A_ROW[text]


@pytest.mark.parametrize("text", WRONG)
def test_what_cannot_be_read_is_refused(text):
    with pytest.raises(ValidationError):
        opening.parsed(text)


days = st.lists(st.integers(0, 6), min_size=1, unique=True).map(sorted)
minutes = st.lists(st.integers(0, 24 * 60 - 1), min_size=2, max_size=2, unique=True).map(sorted)


@given(st.lists(st.tuples(days, minutes), min_size=1, max_size=4), st.sampled_from(["zh-hans", "en"]))
def test_what_is_said_is_read_back_the_same_in_both_languages(lines, language):
    clock = "{:02}:{:02}".format
    hours = [
        {"days": days, "opens": clock(*divmod(first, 60)), "closes": clock(*divmod(last, 60))}
        for days, (first, last) in lines
    ]
    with translation.override(language):
        assert opening.parsed("\n".join(opening.said(hours))) == hours


def test_the_next_opening_is_the_first_of_the_lines_and_now_while_one_holds():
    evening = [*WED_SAT, {"days": [0], "opens": "18:00", "closes": "19:00"}]
    assert opening.opens_next(WED_SAT, NOON) == at("2026-05-13 09:00")
    assert opening.opens_next(evening, NOON) == at("2026-05-11 18:00")
    assert opening.opens_next(WED_SAT, WEDNESDAY) == WEDNESDAY
    assert opening.opens_next(WED_SAT, at("2026-05-16 11:30")) == at("2026-05-20 09:00")  # it closes on the minute
    assert opening.opens_next([], NOON) is None


def test_a_shop_without_hours_is_never_said_to_be_closed():
    assert opening.closed([], NOON) == ""


@pytest.fixture
def book(points):
    account = points.passbook()
    points.award(account)
    return account


@pytest.fixture
def clock(monkeypatch, points):
    """The shop's hours, and what time it is."""
    Shop.objects.update(hours=WED_SAT, opening="法定节假日休息")

    def now(moment):
        monkeypatch.setattr("django.utils.timezone.now", lambda: moment)

    return now


@pytest.fixture
def desk(points, book, signed_in):
    client, url = (
        signed_in(points.town.community_staff),
        reverse("points:redeem", args=[book.ref, points.item("1").ref]),
    )
    return lambda **more: client.post(url, {"quantity": 1, "token": uuid.uuid4()} | more)


@pytest.mark.django_db
def test_while_the_shop_is_closed_the_desk_is_asked_twice_and_not_refused(clock, desk):
    clock(NOON)
    asked = desk()
    assert (asked.status_code, list(asked.context["form"].errors)) == (422, ["even_so"])
    assert "Wed" in asked.content.decode()
    told = desk(even_so="on").content.decode()
    assert Redemption.objects.count() == 1
    assert ("9:00–11:30" in told, "法定节假日休息" in told) == (True, True)  # when it can be fetched


@pytest.mark.django_db
def test_while_it_is_open_nothing_is_asked_besides(clock, desk):
    clock(WEDNESDAY)
    assert (desk().status_code, Redemption.objects.count()) == (200, 1)


@pytest.mark.django_db
@pytest.mark.parametrize(("moment", "more", "status"), [
    (NOON, {}, 422), (NOON, {"even_so": "on"}, 302), (WEDNESDAY, {}, 302),
])  # fmt: skip
def test_handing_over_is_asked_twice_while_it_is_closed(points, book, clock, signed_in, moment, more, status):
    made, code = points.redeem(book, points.item("1"))
    clock(moment)
    url = reverse("points:exchange", args=[made.ref])
    client = signed_in(points.town.community_staff)
    assert "9:00–11:30" in client.get(url).content.decode()
    assert client.post(url, {"code": code} | more).status_code == status


@pytest.mark.django_db
def test_handed_over_at_once_after_it_was_confirmed_nothing_is_asked_again(clock, desk, points, signed_in):
    clock(NOON)
    page = desk(even_so="on").content.decode()
    action = re.search(r'action="([^"]+)" data-act="hand"', page)[1]
    said = dict(re.findall(r'name="(code|even_so)" value="(\w+)"', page))
    assert signed_in(points.town.community_staff).post(action, said).status_code == 302


@pytest.mark.django_db
def test_hours_are_changed_on_the_page_of_the_terms_and_wrong_ones_come_back(points, signed_in):
    client = signed_in(points.town.community_staff)
    url = reverse("points:scheme", args=[points.scheme.pk])
    said = TERMS | SHOP | {"hours": "周三 9:00–11:30\n下午"}
    wrong = client.post(url, said)
    assert (wrong.status_code, "下午" in str(wrong.context["form"].errors["hours"])) == (422, True)
    assert client.post(url, said | {"hours": "周三、周六 9:00–11:30", "opening": ""}).status_code == 302
    assert Shop.objects.get().hours == WED_SAT
    assert "9:00–11:30" in client.get(url).content.decode()


@pytest.mark.django_db
def test_a_shop_says_when_it_is_open_in_hours_or_words(points):
    silent = SHOP | {"opening": ""}
    with pytest.raises(ValidationError):
        schemes.change(points.scheme.pk, by=points.town.community_staff, shop=silent, **TERMS)
    with pytest.raises(IntegrityError), transaction.atomic():
        Shop.objects.update(opening="")
