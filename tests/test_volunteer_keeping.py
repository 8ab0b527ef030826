"""Volunteers from outside the register are forgotten by name some years after they left; what is counted stays."""

import datetime as dt

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.utils import timezone

from grids import history, tasks
from grids.privacy.identity import KeyGone
from residents.models import Resident
from tests.registered import entry
from tests.test_retention import found_in_the_database
from tests.test_volunteer_activities import activity, neighbour
from tests.test_volunteer_certificates import check, issued, printed
from tests.test_volunteer_pages import certified, numbers, signed_in
from tests.test_volunteer_record import commended, rated
from tests.test_volunteer_teams import team
from volunteers import record
from volunteers.actions import keeping, people, teams
from volunteers.models import Participation, Volunteer

pytestmark = pytest.mark.django_db
YEAR = dt.timedelta(days=366)
SECRETS = ("欧阳远来", "13805550001", "欧阳**", "老欧阳", "去了外省")


def somebody(town):
    return people.take_in_from_outside(
        SECRETS[0], SECRETS[1], town.community, by=town.community_staff, since=timezone.localdate() - 9 * YEAR
    )


def left(town, who, years=keeping.YEARS):
    """So many years ago; what they did lies before."""
    on = timezone.localdate() - years * YEAR
    long_ago = timezone.now() - 8 * YEAR
    Participation.objects.filter(volunteer=who).update(came_at=long_ago, left_at=long_ago)
    return people.leave(who.pk, by=town.community_staff, why=SECRETS[4], on=on)


def test_nothing_of_the_name_is_left_in_any_table_and_what_was_counted_stays(town):
    cache.clear()
    who = somebody(town)
    certified(town, who)
    commended(town, who, title="老欧阳式好人")
    rated(town, who, words="老欧阳靠得住")
    paper = issued(town, who)
    code = printed(town, paper)
    before, hours = numbers(town), record.hours(who)
    left(town, who)
    assert "欧阳远来" in {secret for _table, secret in found_in_the_database(SECRETS)}
    tasks.midnight()
    assert found_in_the_database(SECRETS) == set()
    made = Volunteer.objects.select_related("subject").get(pk=who.pk)
    with pytest.raises(KeyGone):
        assert made.subject.data_key
    assert (record.hours(made), numbers(town) | {"people": 1}) == (hours, before)
    public = check(code)
    assert (public.status_code, public.context["valid"], public.context["name"]) == (200, True, "")
    assert paper.number in public.content.decode()
    page = signed_in(town.community_staff).get(made.get_absolute_url()).content.decode()
    assert "/act/" not in page
    with pytest.raises(ValidationError):
        printed(town, paper)


def test_nobody_is_forgotten_before_their_time_or_while_they_serve(town):
    here = neighbour(town, 1)
    lately = left(town, neighbour_of_long(town, 2), years=keeping.YEARS - 1)
    active = left(town, neighbour_of_long(town, 3))
    made = activity(town)
    Participation.objects.create(
        activity=made, volunteer=active, signed_at=timezone.now(), came_at=timezone.now() - YEAR
    )
    gone = left(town, neighbour_of_long(town, 4))
    assert set(keeping.due(timezone.localdate())) == {gone}
    assert keeping.forget_those_due() == 1
    assert keeping.forget_those_due() == 0
    assert Volunteer.objects.filter(pk__in=[here.pk, lately.pk, active.pk], anonymised_at=None).count() == 3


def neighbour_of_long(town, number):
    since = timezone.localdate() - 9 * YEAR
    return people.take_in_from_outside(
        f"李{number}", f"1380666{number:04}", town.community, by=town.community_staff, since=since
    )


def test_who_comes_back_later_is_somebody_new(town):
    who = left(town, somebody(town))
    keeping.forget_those_due()
    assert somebody(town).pk != who.pk


def test_somebody_of_the_register_is_forgotten_the_night_after_their_entry_was(town):
    resident = entry(town.unit, name="林秀英")
    who = people.take_in_resident(resident.pk, by=town.unit_head)
    certified(town, who)
    paper = issued(town, who)
    membership = teams.join(team(town).pk, who, by=town.community_staff)
    assert keeping.forget_those_due() == 0
    with history.acting(None):
        Resident.objects.filter(pk=resident.pk).update(anonymised_at=timezone.now(), name="")
    assert keeping.forget_those_due() == 1
    paper.refresh_from_db()
    assert paper.masked_name == keeping.NOBODY
    membership.refresh_from_db()
    assert membership.until == Volunteer.objects.get(pk=who.pk).left_on == timezone.localdate()
