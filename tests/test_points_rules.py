"""A community's own rules of points: put right before anybody used them, ended; and a scheme that is out of use."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from grids.days import when
from points import queries
from points.actions import schemes
from points.models import Rule, Scheme
from tests import pointed

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate
DAY = dt.timedelta(days=1)
RULE = {"code": "", "name": "垃圾分类督导", "amount": Decimal(10), "cap": None, "cap_per": "", "basis": ""}


def lay_down(points, **facts) -> Rule:
    facts = RULE | {"valid_from": TODAY()} | facts
    return schemes.lay_down(points.scheme.pk, by=points.town.community_staff, **facts)


def test_a_rule_that_nobody_used_yet_is_put_right_in_its_place(points):
    wrong = lay_down(points)
    right = lay_down(points, code=wrong.code, amount=Decimal(1))
    assert (right.pk, right.amount, Rule.objects.filter(scheme=points.scheme).count()) == (wrong.pk, 1, 1)


def test_the_rule_before_it_ends_when_the_one_put_right_begins(points):
    first = lay_down(points)
    later = lay_down(points, code=first.code, amount=Decimal(2), valid_from=TODAY() + 9 * DAY)
    lay_down(points, code=first.code, amount=Decimal(3), valid_from=TODAY() + 4 * DAY)
    first.refresh_from_db()
    later.refresh_from_db()
    assert (first.valid_to, later.valid_from, later.amount) == (TODAY() + 4 * DAY,) * 2 + (3,)


def test_one_that_was_to_end_later_ends_where_the_next_begins(points):
    first = lay_down(points)
    schemes.end_rule(first.pk, TODAY() + 20 * DAY, by=points.town.community_staff)
    lay_down(points, code=first.code, amount=Decimal(2), valid_from=TODAY() + 4 * DAY)
    first.refresh_from_db()
    assert first.valid_to == TODAY() + 4 * DAY


def test_one_that_was_ended_by_mistake_has_no_end_once_it_is_laid_down_anew(points):
    first = lay_down(points)
    schemes.end_rule(first.pk, TODAY() + DAY, by=points.town.community_staff)
    assert lay_down(points, code=first.code).valid_to is None


def test_one_by_which_points_were_asked_is_not_put_right_but_followed(points):
    wrong = lay_down(points)
    points.claim(points.passbook(), wrong.code, done_on=TODAY(), now=timezone.now())
    with pytest.raises(ValidationError):
        lay_down(points, code=wrong.code, amount=Decimal(1))
    assert lay_down(points, code=wrong.code, amount=Decimal(1), valid_from=TODAY() + DAY).pk != wrong.pk


def test_a_rule_of_ones_own_ends_and_the_general_one_counts_again(points):
    own = lay_down(points, code="rescue", name="救灾")
    with pytest.raises(PermissionDenied):
        schemes.end_rule(own.pk, TODAY() + DAY, by=points.town.grid_leader)
    with pytest.raises(ValidationError):
        schemes.end_rule(own.pk, TODAY(), by=points.town.community_staff)
    schemes.end_rule(own.pk, TODAY() + DAY, by=points.town.community_staff)
    found = [queries.rule_for(points.scheme, "rescue", TODAY() + n * DAY) for n in (0, 1)]
    assert found == [own, Rule.objects.get(code="rescue", scheme=None)]


def test_the_page_of_rules_leads_to_the_end_of_ones_own(points, signed_in):
    own, client = lay_down(points), signed_in(points.town.community_staff)
    address = reverse("points:end_rule", args=[points.scheme.pk, own.pk])
    assert address in client.get(reverse("points:rules")).content.decode()
    assert client.post(address, {"on": TODAY().isoformat()}).status_code == 422
    assert client.post(address, {"on": (TODAY() + DAY).isoformat()}).status_code == 302
    own.refresh_from_db()
    assert own.valid_to == TODAY() + DAY


def test_a_scheme_out_of_use_says_so_and_its_passbooks_ask_for_nothing(points, signed_in):
    book, client = points.passbook(), signed_in(points.town.community_staff)
    assert reverse("points:claim_new", args=[book.ref]) in client.get(book.get_absolute_url()).content.decode()
    Scheme.objects.update(is_on=False)
    page = client.get(book.get_absolute_url()).content.decode()
    assert (reverse("points:claim_new", args=[book.ref]) in page, "Not in use" in page) == (False, True)
    assert "Not in use" in client.get(reverse("points:rules")).content.decode()


def test_where_no_rule_counts_anything_yet_nothing_is_asked_for(points, signed_in):
    book, client = points.passbook(), signed_in(points.town.community_staff)
    Rule.objects.update(valid_from=TODAY() + DAY)
    assert client.get(reverse("points:claim_new", args=[book.ref])).url == book.get_absolute_url()


def test_a_notice_for_the_wall_says_what_until_when_and_nobodys_whole_name(town, signed_in):
    points = pointed.build(town, notice_days=7)
    made = points.award(points.passbook(), now=timezone.now(), done_on=TODAY(), words="参与防汛抢险")
    client, sheet = signed_in(town.community_staff), reverse("points:notice", args=[points.scheme.pk])
    assert sheet in client.get(f"{reverse('points:claims')}?state=notice").content.decode()
    page = client.get(sheet).content.decode()
    shown = ("参与防汛抢险", str(made.account), "林*英", points.shop.place, when.day(TODAY() + 7 * DAY), "林秀英")
    assert [words in page for words in shown] == [True] * 5 + [False]
