"""Fifty at once at one urn."""

from collections import Counter

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from parties.actions import counting, voting
from parties.models import Ballot, Elector, Motion
from tests import town as towns
from tests.concurrently import at_once
from tests.partied import organization
from tests.partied_ballots import ballot
from tests.test_party_ballots_secret import physical

pytestmark = pytest.mark.django_db(transaction=True)
MANY = 50


def votes(one, choice: str) -> bool:
    try:
        voting.cast(one, choice)
    except ValidationError:
        return False
    return True


def test_fifty_who_vote_at_once_are_fifty_ballots_and_no_system_column_tells_them_apart(db, caplog):
    _row, invited = ballot(organization(towns.again().community), MANY)
    choices = ["yes", "no", "abstain"]
    done = at_once([lambda one=one, nth=nth: votes(one, choices[nth % 3]) for nth, one in enumerate(invited)])
    assert all(done)
    assert Counter(Ballot.objects.values_list("choice", flat=True)) == {"yes": 17, "no": 17, "abstain": 16}
    assert Elector.objects.filter(voted=True).count() == MANY
    for table in ("parties_elector", "parties_ballot"):
        assert len(set(physical(table, "xmin::text", "cmin::text"))) == 1
    assert caplog.text == ""


def test_one_who_votes_fifty_times_at_once_has_one_ballot(db, caplog):
    _row, invited = ballot(organization(towns.again().community), 3)
    done = at_once([lambda: votes(invited[0], "yes")] * MANY)
    assert done.count(True) == 1
    assert (Ballot.objects.count(), Elector.objects.filter(voted=True).count()) == (1, 1)
    assert caplog.text == ""


def test_votes_and_the_closing_at_once_agree(db, caplog):
    """Whatever came before the closing is counted, nothing after it."""
    town = towns.again()
    row, invited = ballot(organization(town.community), MANY)
    staff = town.community_staff
    works = [lambda one=one: votes(one, "yes") for one in invited]
    later = timezone.now() + timezone.timedelta(hours=2)
    works.insert(MANY // 2, lambda: bool(counting.close(row.pk, by=staff, now=later)))
    done = at_once(works)
    done.pop(MANY // 2)
    counting.declare(row.pk, by=staff)
    row = Motion.objects.get(pk=row.pk)
    assert row.voted == done.count(True) == Ballot.objects.count()
    assert row.yes in (None, row.voted)
    assert caplog.text == ""
