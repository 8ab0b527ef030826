"""Two who were asked to step in accept at once."""

import pytest
from django.core.exceptions import ValidationError

from tests import town as towns
from tests.concurrently import at_once
from tests.test_watch import MORNING, crew, line, standing
from volunteers.actions import watch_crew
from volunteers.models import Swap
from volunteers.watch import turns as watch_turns

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_two_who_accept_at_once_one_stands_in(db, caplog):
    town = towns.again()
    made, night = standing(town, count=4)
    giver, other = crew(made)
    takers = watch_turns.eligible(line(made), night.activity, night.on)
    swaps = [watch_crew.ask(giver.pk, taker.pk, by=None, now=MORNING) for taker in takers]

    def accept(swap) -> bool:
        try:
            watch_crew.accept(swap.pk, by=None, now=MORNING)
        except ValidationError:
            return False
        return True

    took = at_once([lambda swap=swap: accept(swap) for swap in swaps])
    assert sorted(took) == [False, True]
    [taken] = Swap.objects.filter(state="accepted")
    assert {place.volunteer_id for place in crew(made)} == {other.volunteer_id, taken.taker_id}
    assert caplog.text == ""
