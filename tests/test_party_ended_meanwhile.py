"""What ended is found in a list of its own; a form that was open while somebody else ended the same says so."""

import datetime as dt

import pytest
from django.utils import timezone

from parties.models import (
    Alliance,
    AllianceMember,
    CommitteeMember,
    Coverage,
    LastPlaceNotice,
    PairingReview,
    PropertyService,
    StaffTopic,
)
from tests import partied_bodies as bodies, partied_staff as staff
from tests.partied import member, organization
from tests.partied_organizations import network, officer
from tests.partied_partners import partner
from tests.registered import entry

pytestmark = pytest.mark.django_db
DAY = dt.date(2024, 7, 1)


def an_office(town):
    branch = network(town)["branch"]
    return f"{branch.get_absolute_url()}officers/{officer(branch, user=town.grid_leader).ref}/end/"


def a_coverage(town):
    branch = network(town)["branch"]
    row = Coverage.objects.create(organization=branch, area=town.unit, since=DAY)
    return f"{branch.get_absolute_url()}coverage/{row.pk}/end/"


def alliance_in(area) -> Alliance:
    made = Alliance.objects.create(area=area, name="片区联盟", founded_on=DAY)
    return Alliance.objects.get(pk=made.pk)


def an_alliance(town):
    alliance = alliance_in(town.community)
    row = AllianceMember.objects.create(alliance=alliance, organization=organization(town.grid), since=DAY)
    return f"{alliance.get_absolute_url()}members/{row.pk}/leave/"


def a_committee(town):
    made = bodies.committee(town.community)
    row = CommitteeMember.objects.create(committee=made, resident=entry(town.unit), role="member", since=DAY)
    return f"{made.get_absolute_url()}members/{row.pk}/end/"


def a_service(town):
    made = bodies.company(town.street, "东梅物业", serves=[town.community])
    return f"{made.get_absolute_url()}areas/{PropertyService.objects.get(company=made).pk}/end/"


def a_place(town):
    made = staff.session(town.community, people=[town.grid_worker])
    return f"{made.get_absolute_url()}places/{made.places.get().pk}/strike/"


def a_topic(town):
    made = StaffTopic.objects.create(area=town.community, name_zh="入户礼仪", name_en="Visits")
    return f"/parties/staff/topics/{made.code}/retire/"


@pytest.mark.parametrize(
    "begin",
    [an_office, a_coverage, an_alliance, a_committee, a_service, a_place, a_topic],
    ids=lambda one: one.__name__,
)
def test_the_second_of_two_is_told_that_it_has_ended(town, signed_in, begin):
    url, client = begin(town), signed_in(town.community_staff)
    assert client.post(url, {"why": "写错了"}).status_code == 302
    answer = client.post(url, {"why": "不再担任"})
    assert answer.status_code == 422
    assert "不再担任" in answer.content.decode()


def test_a_review_written_by_two_at_once_keeps_the_words_of_the_second_in_the_form(town, signed_in):
    pairing = staff.pairing(town.community)
    row = PairingReview.objects.create(pairing=pairing, due_on=timezone.localdate())
    client, url = signed_in(town.community_staff), f"{pairing.get_absolute_url()}reviews/{row.pk}/"
    said = {"held_on": f"{timezone.localdate()}", "words": "能独立走访"}
    assert client.post(url, said).status_code == 302
    answer = client.post(url, said | {"words": "还需带一带"})
    assert (answer.status_code, "还需带一带" in answer.content.decode()) == (422, True)


def test_a_notice_that_is_served_already_is_shown(town, signed_in):
    _best, last = bodies.results(bodies.period(town.street), 90, 60)
    client, url = signed_in(town.street_staff), f"/parties/property/results/{last.pk}/notice/"
    for _nth in range(2):
        assert client.post(url, {"why": "消防通道多次被占"}).url == LastPlaceNotice.objects.get().get_absolute_url()


def test_whether_a_member_is_shown_is_asked_in_vain_of_one_who_left(town, signed_in):
    one = member(organization(town.grid), left_on=timezone.localdate())
    answer = signed_in(town.community_staff).post(f"{one.get_absolute_url()}show/", {"agreed": "1"})
    assert answer.url == one.get_absolute_url()
    one.refresh_from_db()
    assert not one.is_shown


@pytest.mark.parametrize(
    ("make", "ended", "url"),
    [
        (lambda town: bodies.committee(town.community), "dissolved_on", "/parties/committees/"),
        (lambda town: bodies.social_body(town.community), "dissolved_on", "/parties/bodies/"),
        (lambda town: partner(organization(town.community), "区医院"), "ended_on", "/parties/partners/"),
        (lambda town: organization(town.community), "dissolved_on", "/parties/"),
        (lambda town: alliance_in(town.community), "dissolved_on", "/parties/alliances/"),
    ],
    ids=["committee", "social organisation", "partner", "party organisation", "alliance"],
)
def test_what_ended_has_a_list_of_its_own(town, signed_in, make, ended, url):
    row, client = make(town), signed_in(town.community_staff)
    type(row).objects.filter(pk=row.pk).update(**{ended: timezone.localdate()}, **_without_alarm(row))
    page = client.get(url, {"past": "1"})
    assert row.get_absolute_url() in page.content.decode()
    assert row.get_absolute_url() not in client.get(url).content.decode()


def _without_alarm(row) -> dict:
    return {"alarm_at": None} if hasattr(row, "alarm_at") else {}
