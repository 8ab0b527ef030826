"""Two decide one notice at once; a company comes to two communities at once; cards are given while a period closes."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from parties.actions import last_place, property_companies, rating
from parties.models import LastPlaceNotice, PropertyCompany, RatingResult, Scorecard
from tests import partied_bodies as bodies, town as towns
from tests.concurrently import at_once
from tests.test_party_bodies_last_place import SERVED, second_street_staff, served
from tests.test_party_bodies_property import SINCE, full

pytestmark = pytest.mark.django_db(transaction=True)


def tried(act):
    """What an act did, or that it was refused."""

    def run():
        try:
            return act()
        except ValidationError as error:
            return error

    return run


def test_of_two_who_decide_at_once_one_is_refused(db, caplog):
    town = towns.again()
    notice = served(town)
    others, now = [second_street_staff(town) for _each in range(2)], timezone.now()
    done = at_once(
        [
            tried(lambda by=by, decision=decision: last_place.decide(
                notice.pk, by=by, decision=decision, why="复核后", now=now
            ))
            for by, decision in zip(others, ("kept", "eliminated"), strict=True)
        ]
    )  # fmt: skip
    assert sum(isinstance(each, ValidationError) for each in done) == 1
    made = LastPlaceNotice.objects.get()
    ended = PropertyCompany.objects.exclude(ended_on=None).count()
    assert (made.decision, ended) in {("kept", 0), ("eliminated", 1)}
    assert caplog.text == ""


def test_an_answer_and_a_decision_at_once_leave_one_story(db, caplog):
    town = towns.again()
    notice, other = served(town), second_street_staff(town)
    acts = [
        lambda: last_place.answer(notice.pk, by=town.street_staff, kind="answer", words="已整改", now=SERVED),
        lambda: last_place.decide(notice.pk, by=other, decision="warned", why="未答复", now=timezone.now()),
    ]
    done = at_once([tried(act) for act in acts])
    made = LastPlaceNotice.objects.get()
    assert made.decision == "warned"
    assert isinstance(done[0], ValidationError) == (made.answered_at is None)
    assert caplog.text == ""


def test_a_company_that_comes_to_two_communities_at_once_is_one_entry(db, caplog):
    town, firm = towns.again(), bodies.firm("东梅物业")
    places = [(town.community, town.community_staff), (town.neighbour, town.stranger)]
    at_once(
        [
            lambda area=area, by=by: property_companies.register(area, firm, by=by, since=SINCE)
            for area, by in places
        ]
    )  # fmt: skip
    assert PropertyCompany.objects.get().services.current().count() == 2
    assert caplog.text == ""


def test_no_card_is_given_after_a_period_was_closed(db, caplog):
    town = towns.again()
    made, period = bodies.company(town.street, serves=[town.community]), bodies.period(town.street)
    points = full(period, 0.5)
    for by in (town.street_staff, second_street_staff(town)):
        rating.rate(period.pk, made.pk, points, by=by)
    acts = [
        lambda: rating.close(period.pk, by=town.street_staff),
        lambda: rating.rate(period.pk, made.pk, full(period), by=town.community_staff),
    ]
    at_once([tried(act) for act in acts])
    assert RatingResult.objects.get().raters == Scorecard.objects.count()
    assert caplog.text == ""
