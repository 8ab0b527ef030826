"""A dwelling is rented out on the days of its lease, and on no other."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from grids import alarms
from grids.days.when import midnight
from residents import actions
from residents.actions import as_shown
from residents.conditions import in_ledger
from residents.enums import Ledger, Tenure
from residents.models import Dwelling, Lease, Membership
from tests.test_residents import DAY, home, somebody

pytestmark = pytest.mark.django_db
NOW = midnight(DAY) + dt.timedelta(hours=9)
A_DAY = dt.timedelta(days=1)


@pytest.fixture
def dwelling(town):
    household = home(town)
    somebody(town, household)
    return household.dwelling


def let(town, dwelling, first, last=None, **more) -> Lease:
    days = {"starts_on": DAY + first * A_DAY, "ends_on": None if last is None else DAY + last * A_DAY}
    return actions.let(dwelling.pk, by=town.community_staff, now=NOW, **days | more)


def tenure(dwelling) -> str:
    return Dwelling.objects.get(pk=dwelling.pk).tenure


def tenants(day: int) -> int:
    return Membership.objects.current().filter(in_ledger(Ledger.TENANT, DAY + day * A_DAY)).count()


def sweep(day: int) -> int:
    """At the first minute of the day."""
    return alarms.sweep_one("leases", midnight(DAY + day * A_DAY))


def test_a_lease_that_begins_later_makes_nobody_a_tenant_before_its_first_day(town, dwelling):
    let(town, dwelling, 365)
    assert (tenure(dwelling), tenants(0)) == (Tenure.UNKNOWN, 0)
    assert sweep(364) == 0
    assert sweep(365) == 1
    assert (tenure(dwelling), tenants(365)) == (Tenure.RENTED, 1)


def test_after_its_last_day_nobody_is_a_tenant_and_the_use_is_not_known(town, dwelling):
    let(town, dwelling, 0, 30)
    assert (tenure(dwelling), sweep(30), tenants(30)) == (Tenure.RENTED, 0, 1)
    assert sweep(31) == 1
    assert (tenure(dwelling), tenants(31)) == (Tenure.UNKNOWN, 0)


def test_a_lease_that_follows_another_keeps_it_rented(town, dwelling):
    let(town, dwelling, 0, 30)
    let(town, dwelling, 31, 60)
    assert sweep(31) == 2
    assert tenure(dwelling) == Tenure.RENTED
    assert sweep(61) == 1
    assert tenure(dwelling) == Tenure.UNKNOWN


def test_a_lease_that_nobody_swept_for_is_caught_up(town, dwelling):
    let(town, dwelling, 5, 10)
    assert sweep(40) == 1
    assert tenure(dwelling) == Tenure.UNKNOWN
    assert Lease.objects.get().alarm_at is None


def test_what_somebody_said_since_stays(town, dwelling):
    lease = let(town, dwelling, 0, 30)
    actions.end_lease(lease.pk, by=town.community_staff, ends_on=DAY, tenure=Tenure.OWNED, now=NOW)
    assert (sweep(31), tenure(dwelling)) == (0, Tenure.OWNED)


def test_a_lease_of_years_ago_says_nothing_of_today(town, dwelling):
    let(town, dwelling, -700, -400)
    assert tenure(dwelling) == Tenure.UNKNOWN
    assert Lease.objects.get().alarm_at is None


def test_only_what_has_not_begun_is_withdrawn_and_its_days_are_free_again(town, dwelling):
    begun, wrong = let(town, dwelling, 0, 30), let(town, dwelling, 31, 3000)
    say = {"by": town.community_staff, "why": "年份登记错了", "now": NOW}
    with pytest.raises(ValidationError):
        actions.withdraw_lease(dwelling.pk, begun.pk, **say)
    actions.withdraw_lease(dwelling.pk, wrong.pk, **say)
    assert let(town, dwelling, 31, 60)
    assert tenure(dwelling) == Tenure.RENTED


def test_the_sweep_is_no_second_line_in_the_history_of_the_lease(town, dwelling):
    let(town, dwelling, 5)
    sweep(5)
    assert Lease.objects.get().events.count() == 1
    assert timezone.localdate(NOW) == DAY


# Its pages


def act_of(dwelling, act) -> str:
    return f"{dwelling.get_absolute_url()}act/{act}/"


@pytest.mark.parametrize(("act", "sent"), [("let", {"starts_on": "2026-06-01"}), ("end-lease", {"tenure": "vacant"})])
def test_a_lease_that_would_end_before_it_begins_is_refused_at_its_last_day(town, signed_in, act, sent):
    dwelling = home(town).dwelling
    if act == "end-lease":
        actions.let(dwelling.pk, by=town.community_staff, starts_on=DAY)
        dwelling.refresh_from_db()
    sent = {"seen": as_shown.dwelling(dwelling), "ends_on": str(DAY - dt.timedelta(days=1))} | sent
    answer = signed_in(town.grid_worker).post(act_of(dwelling, act), sent)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["ends_on"]
    assert "before it began" in answer.context["form"].errors["ends_on"][0]


def test_a_lease_that_has_not_begun_is_withdrawn_with_a_reason_that_its_history_keeps(town, signed_in):
    dwelling = home(town).dwelling
    lease = actions.let(dwelling.pk, by=town.community_staff, starts_on=dt.date(2099, 5, 1))
    client, where = signed_in(town.grid_worker), dwelling.get_absolute_url()
    assert act_of(dwelling, "withdraw-lease") in client.get(where).content.decode()
    form = client.get(act_of(dwelling, "withdraw-lease")).context["form"]
    assert form["lease"].value() == lease.pk
    sent = {"seen": form["seen"].value(), "lease": lease.pk, "why": ""}
    assert list(client.post(act_of(dwelling, "withdraw-lease"), sent).context["form"].errors) == ["why"]
    assert client.post(act_of(dwelling, "withdraw-lease"), sent | {"why": "年份登记错了"}).status_code == 302
    html = client.get(where).content.decode()
    assert "Withdrawn: Let from 1 May 2099" in html
    assert "年份登记错了" in html
    assert act_of(dwelling, "withdraw-lease") not in html


def test_a_lease_that_is_withdrawn_or_ended_already_is_said_to_be(town, signed_in):
    dwelling = home(town).dwelling
    client = signed_in(town.grid_worker)
    sent = {"seen": as_shown.dwelling(dwelling), "lease": 1, "why": "年份登记错了"}
    told = client.post(act_of(dwelling, "withdraw-lease"), sent).context["form"].errors
    assert told["lease"] == ["This lease has begun, or is withdrawn already."]
    sent = {"seen": as_shown.dwelling(dwelling), "ends_on": str(DAY), "tenure": "vacant"}
    assert "This has ended already." in client.post(act_of(dwelling, "end-lease"), sent).content.decode()
