"""志愿服务记录证明: of certified hours, by the place that recorded them, numbered, checked by anybody, revoked."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.cache import cache
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from grids import history
from grids.privacy import identity
from tests import factories as make, town as towns
from tests.concurrently import at_once
from tests.registered import entry
from tests.test_fill_tables import id_number
from tests.test_volunteer_activities import held, neighbour
from tests.test_volunteer_pages import certified, signed_in
from volunteers import record
from volunteers.actions import certificates as acts, people
from volunteers.models import CertifiedHours, Participation, ServiceCertificate

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def issued(town, who, **more):
    return acts.issue(who.pk, town.community, **{"by": town.community_staff} | more)


def check(code):
    return Client().get(reverse("proof:show", args=[code]))


def printed(town, made) -> str:
    return acts.print_copy(made.pk, by=town.community_staff)[1]


def sums(made) -> tuple:
    row = ServiceCertificate.objects.with_sums().get(pk=made.pk)
    return row.times, row.hours


def test_certified_hours_of_the_days_asked_for_are_certified_and_no_others(town):
    who, now = neighbour(town), timezone.now()
    certified(town, who, title="义诊", starts=now - 40 * DAY)
    certified(town, who, title="反诈宣传", starts=now - 10 * DAY)
    held(town, who, title="未认证", starts=now - 5 * DAY)
    assert sums(issued(town, who)) == (2, Decimal("3.0"))
    assert sums(issued(town, who, since=timezone.localdate(now) - 20 * DAY)) == (1, Decimal("1.5"))
    with pytest.raises(ValidationError):
        issued(town, who, since=timezone.localdate(now) - 6 * DAY)


def test_days_that_have_not_come_are_not_certified(town):
    who, tomorrow = neighbour(town), timezone.localdate() + DAY
    certified(town, who, starts=timezone.now() - 10 * DAY)
    with pytest.raises(ValidationError) as refused:
        issued(town, who, until=tomorrow)
    assert "until" in refused.value.message_dict


def test_only_the_place_that_recorded_the_hours_certifies_them(town):
    who = neighbour(town)
    certified(town, who)
    street = make.user(at=town.street, role=make.role("certify_volunteering", "read_volunteers"))
    with pytest.raises(ValidationError):
        acts.issue(who.pk, town.street, by=street)
    for stranger in (town.stranger, town.grid_worker):
        with pytest.raises(PermissionDenied):
            issued(town, who, by=stranger)
    made = issued(town, who)
    ServiceCertificate.objects.filter(pk=made.pk).update(issuer=town.street)
    elsewhere = {"certificate": made, "place": certified_place(town, who), "hours": Decimal("1.5")}
    with pytest.raises(DatabaseError, match="not certified where"), transaction.atomic():
        CertifiedHours.objects.create(**elsewhere)


def certified_place(town, who) -> Participation:
    made = certified(town, who, title="第二次", starts=timezone.now() - 3 * DAY)
    return Participation.objects.get(activity=made)


def test_somebody_of_elsewhere_is_certified_where_the_hours_are_recorded(town):
    who = neighbour(town)
    certified(town, who)
    people.Volunteer.objects.filter(pk=who.pk).update(area=make.area(town.street, "community"))
    client = signed_in(town.community_staff)
    page = reverse("volunteers:new_certificate", args=[who.ref])
    assert client.get(who.get_absolute_url()).status_code == 404
    assert client.post(page, {"issuer": town.community.code}).status_code == 302
    assert signed_in(town.stranger).get(page).status_code == 404


def test_nobody_certifies_themselves(town):
    who = people.take_in_user(town.community_staff, town.community, by=town.community_staff2)
    certified(town, who)
    with pytest.raises(ValidationError):
        issued(town, who)
    assert issued(town, who, by=town.community_staff2)


def test_the_form_says_what_is_wrong_and_keeps_what_was_typed(town):
    who = neighbour(town)
    certified(town, who)
    page = reverse("volunteers:new_certificate", args=[who.ref])
    typed = {"issuer": town.community.code, "since": "2026-03-01", "until": "2026-02-01"}
    answer = signed_in(town.community_staff).post(page, typed)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["until"]
    assert "2026-03-01" in answer.content.decode()


def test_the_paper_says_all_that_the_template_asks_for_and_the_public_page_masks(town):
    cache.clear()
    resident = entry(town.unit, name="林秀英")
    resident.id_number = id_number(5)
    with history.acting(None):
        resident.save()
    who = people.take_in_resident(resident.pk, by=town.unit_head)
    certified(town, who, title="义诊")
    made = issued(town, who)
    answer = signed_in(town.community_staff).post(f"{made.get_absolute_url()}print/")
    paper = answer.content.decode()
    for said in ("林秀英", who.ref, made.number, "义诊", "1.5", made.office, "负责人", "经办人", "联系电话"):
        assert said in paper
    assert identity.mask_id(id_number(5)) in paper
    assert id_number(5) not in paper
    public = check(answer.context["code"]).content.decode()
    assert made.number in public
    assert "1.5" in public
    assert "林*英" in public
    assert "林秀英" not in public
    assert "义诊" not in public


def test_an_unknown_code_is_unknown(town):
    cache.clear()
    assert check("nothing-of-ours").status_code == 404


def test_revoked_is_said_to_whoever_checks_it_and_needs_a_reason(town):
    who = neighbour(town)
    certified(town, who)
    made = issued(town, who)
    code, client = printed(town, made), signed_in(town.community_staff)
    page = reverse("volunteers:revoke_certificate", args=[made.ref])
    assert client.post(page, {"why": ""}).status_code == 422
    assert client.post(page, {"why": "用途填错"}).status_code == 302
    answer = check(code)
    assert answer.context["valid"] is False
    assert "用途填错" not in answer.content.decode()
    with pytest.raises(ValidationError):
        acts.print_copy(made.pk, by=town.community_staff)


def test_reversed_hours_count_no_more_and_take_their_certificates_along(town):
    who = neighbour(town)
    certified(town, who, title="义诊", starts=timezone.now() - 9 * DAY)
    first = issued(town, who)
    place = certified_place(town, who)
    both = issued(town, who)
    with pytest.raises(DatabaseError, match="A certificate stands"), transaction.atomic():
        Participation.objects.filter(pk=place.pk).update(
            struck_at=timezone.now(), struck_by=town.community_staff, struck_why="x"
        )
    page = reverse("volunteers:reverse_hours", args=[place.pk])
    assert signed_in(town.grid_worker).get(page).status_code == 403
    assert signed_in(town.community_staff).post(page, {"why": "本人当天没有到场"}).status_code == 302
    both.refresh_from_db()
    first.refresh_from_db()
    assert (both.revoked_why, first.revoked_at) == ("本人当天没有到场", None)
    assert record.hours(who) == Decimal("1.5")
    with pytest.raises(ValidationError):
        acts.reverse_hours(place.pk, by=town.community_staff, why="再来一次")


def test_the_lines_of_a_certificate_stay_as_they_are(town):
    who = neighbour(town)
    certified(town, who)
    issued(town, who)
    with pytest.raises(DatabaseError), transaction.atomic():
        CertifiedHours.objects.update(hours=9)


@pytest.mark.django_db(transaction=True)
def test_those_who_issue_at_once_get_numbers_without_a_gap(db):
    town = towns.again()
    who = neighbour(town)
    certified(town, who)

    def work():
        return issued(town, who, by=make.fresh(town.community_staff)).serial

    assert sorted(at_once([work] * 4)) == [1, 2, 3, 4]


def test_the_list_of_a_place_costs_the_same_for_one_and_for_several(town, django_assert_num_queries):
    who, client = neighbour(town), signed_in(town.community_staff)
    certified(town, who)
    number = issued(town, who).number
    assert number in client.get(reverse("volunteers:certificates")).content.decode()
    for each in (2, 3):
        other = neighbour(town, each)
        certified(town, other, title=f"义诊{each}")
        issued(town, other)
    one = signed_in(town.community_staff)
    assert len(one.get(reverse("volunteers:certificates")).context["rows"]) == 3
