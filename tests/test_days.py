"""A year that nobody means is told at the field, and an address with one opens the list all the same."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from grids.days.periods import Period
from grids.figures import Figure, figures
from grids.forms.days import Day, Moment
from tests import partied_meetings as met, pointed
from tests.partied import organization

JANUARY = Period.between(date(2026, 1, 1), date(2026, 1, 31))


@pytest.mark.parametrize("field", [Day, Moment])
@pytest.mark.parametrize("said", ["0001-01-01", "1899-12-31", "2200-01-01", "9999-12-31"])
def test_a_year_too_far_away_is_refused(field, said):
    with pytest.raises(ValidationError) as refused:
        field().clean(said)
    assert refused.value.error_list[0].code == "far"


@pytest.mark.parametrize("said", ["1900-01-01", "2199-12-31"])
def test_a_long_life_and_a_long_term_are_taken(said):
    assert Day().clean(said).isoformat() == said
    assert Moment().clean(f"{said}T08:30").strftime("%Y-%m-%d %H:%M") == f"{said} 08:30"


@pytest.mark.django_db
def test_a_meeting_is_not_called_for_the_first_year(town, signed_in):
    made = met.due(organization(town.grid), met.cadence(), timezone.localdate())
    form = {"starts_at": "0001-01-01T00:00", "ends_at": "0001-01-01T01:00", "place": "活动室"}
    answer = signed_in(town.community_staff).post(f"{made.get_absolute_url()}act/call/", form)
    assert (answer.status_code, "Check the year" in answer.content.decode()) == (422, True)


@pytest.mark.django_db
def test_every_list_behind_a_number_opens_with_days_at_the_end_of_time(town, signed_in):
    """Its figure is asked for with the days of the address, so that they are read."""
    client, opened = signed_in(town.community_staff), 0
    for figure in figures.values():
        if isinstance(figure, Figure) and figure.when and town.community_staff.scope.has(figure.grant):
            address = figure.table.list_url(figure, town.community, JANUARY)
            answer = client.get(address.replace("2026-01-01", "0001-01-01").replace("2026-01-31", "9999-12-31"))
            assert answer.status_code == 200, address
            opened += 1
    assert opened > 30


@pytest.mark.django_db
def test_a_statement_of_the_first_year_is_this_months(town, signed_in):
    scheme = pointed.build(town).scheme
    answer = signed_in(town.community_staff).get(reverse("points:statement", args=[scheme.pk]), {"month": "0001-01"})
    assert answer.status_code == 200
