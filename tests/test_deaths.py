"""A death that was recorded on a wrong day, or by mistake, is put right: what it ended is as it was."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import override

from residents import actions
from residents.enums import Happening, Relation
from residents.enums.care import CareStatus, Stop
from residents.models import CareCase, Resident
from tests import factories as make
from tests.test_care import NOW, TODAY, helped, told
from tests.test_residents import DAY, HOME, home, somebody

pytestmark = pytest.mark.django_db
DIED = DAY + dt.timedelta(days=20)
WHY = "死亡证明日期抄错"


def dead(town, resident, on=DIED, **more) -> Resident:
    return actions.died(resident.pk, **{"by": town.community_staff, "seen": None, "on": on} | more)


def corrected(town, resident, on=None, **more) -> Resident:
    facts = {"by": town.community_staff, "seen": None, "on": on, "why": WHY} | more
    return actions.correct_death(resident.pk, **facts)


def standing(resident) -> list[tuple]:
    rows = resident.memberships.order_by("pk")
    return list(rows.values_list("household", "relation", "is_registered", "is_living", "since", "until"))


def refused(town, resident, **more) -> str:
    with pytest.raises(ValidationError) as error:
        corrected(town, resident, **more)
    assert Resident.objects.get(pk=resident.pk).died_on == DIED
    with override("en"):
        return str(error.value)


# Recorded by mistake


def test_what_the_death_ended_is_as_it_was(town):
    first, second = home(town), home(town, parts=HOME._replace(room="402"))
    resident = somebody(town, first)
    actions.move(resident.pk, second, by=town.community_staff, seen=None, on=DIED, relation=Relation.SELF)
    before = standing(resident)
    dead(town, resident)
    assert not resident.memberships.current().exists()
    corrected(town, resident)
    resident.refresh_from_db()
    assert (resident.died_on, standing(resident)) == (None, before)
    second.refresh_from_db()
    assert second.closed_on is None


def test_what_had_ended_on_that_day_before_the_death_stays_ended(town):
    resident = somebody(town)
    there = home(town, parts=HOME._replace(room="402"))
    facts = {"by": town.community_staff, "seen": None, "is_registered": True}
    actions.move(resident.pk, there, on=DIED, relation=Relation.HEAD, **facts)
    dead(town, resident)
    corrected(town, resident)
    assert [one.household for one in resident.memberships.current()] == [there]


def test_the_story_and_the_history_say_why(town):
    resident = dead(town, somebody(town))
    corrected(town, resident)
    said = resident.life_events.order_by("pk").last()
    assert (said.kind, said.by) == (Happening.CORRECTED, town.community_staff)
    assert DIED.isoformat() in said.text
    assert WHY in said.text
    assert resident.events.order_by("pgh_id").last().pgh_context.metadata["why"] == WHY


def test_a_death_put_right_may_be_recorded_and_put_right_again(town):
    resident = somebody(town)
    before = standing(resident)
    dead(town, resident)
    corrected(town, resident, on=DAY)
    corrected(town, resident)
    dead(town, resident)
    corrected(town, resident)
    assert standing(resident) == before


def test_who_was_head_comes_back_as_something_else_where_there_is_another(town):
    household = home(town)
    head = somebody(town, household)
    son = somebody(town, household, name="林小明", relation=Relation.SON)
    dead(town, head)
    actions.change_relations(household.pk, {son.pk: Relation.HEAD}, by=town.community_staff, seen=None)
    assert "relation" in refused(town, head)
    corrected(town, head, relation=Relation.PARENT)
    assert head.memberships.current().get().relation == Relation.PARENT


def test_nobody_comes_back_into_a_home_that_is_let_now(town):
    resident = dead(town, somebody(town))
    dwelling = resident.memberships.get().household.dwelling
    lease = actions.let(dwelling.pk, by=town.community_staff, starts_on=DIED + dt.timedelta(days=10))
    assert "end the lease first" in refused(town, resident)
    actions.end_lease(lease.pk, by=town.community_staff, ends_on=DIED + dt.timedelta(days=20))
    corrected(town, resident)
    assert resident.memberships.current().exists()


def test_nobody_comes_back_into_a_home_that_is_gone(town):
    resident = dead(town, somebody(town))
    dwelling = resident.memberships.get().household.dwelling
    actions.withdraw_dwelling(dwelling.pk, by=town.community_staff, why="已拆除")
    assert "no longer in the register" in refused(town, resident)


def test_nobody_comes_back_into_a_household_that_was_joined_with_another(town):
    household, into = home(town), home(town, parts=HOME._replace(room="402"))
    resident = somebody(town, household)
    somebody(town, household, name="林小明", relation=Relation.SON)
    dead(town, resident)
    actions.join(household.pk, into.pk, by=town.community_staff, on=DIED)
    assert "joined with another" in refused(town, resident)


def test_who_lives_elsewhere_by_now_is_as_after_moving_away(town):
    resident = dead(town, somebody(town))
    corrected(town, resident, comes_back=False)
    assert not resident.memberships.current().exists()
    there = home(town, parts=HOME._replace(room="402"))
    actions.move(resident.pk, there, by=town.community_staff, seen=None, on=DIED)
    assert resident.memberships.current().get().household == there


def test_of_two_entries_made_one_it_is_put_right_in_the_one_that_was_kept(town):
    kept, dropped = somebody(town), somebody(town, home(town, parts=HOME._replace(room="402")))
    before = standing(kept)
    for each in (kept, dropped):
        dead(town, each)
    actions.merge(kept.pk, dropped.pk, by=town.community_staff, seen=None, dropped_seen=None)
    with pytest.raises(PermissionDenied):
        corrected(town, dropped)
    corrected(town, kept)
    assert standing(kept)[:1] == before
    assert kept.memberships.current().count() == 1


def test_of_an_anonymised_person_nothing_is_corrected(town):
    resident = dead(town, somebody(town))
    Resident.objects.filter(pk=resident.pk).update(anonymised_at=NOW)
    assert "anonymised" in refused(town, resident)


def test_of_the_living_there_is_nothing_to_correct(town):
    with pytest.raises(ValidationError):
        corrected(town, somebody(town))


def test_a_reason_is_asked(town):
    assert "why" in refused(town, dead(town, somebody(town)), why=" ")


def test_whoever_kept_one_of_their_homes_may_correct_it_and_nobody_else(town):
    resident = somebody(town, home(town, area=make.area(town.neighbour), by=town.stranger), by=town.stranger)
    there = home(town, parts=HOME._replace(room="402"))
    keeper = make.user(at=town.street, role=town.street_staff.posts.get().role)
    actions.move(resident.pk, there, by=keeper, seen=None, on=DAY)
    outsider = make.user(at=make.area(town.street), role=town.stranger.posts.get().role)
    dead(town, resident)
    with pytest.raises(PermissionDenied):
        corrected(town, resident, by=outsider)
    corrected(town, resident, by=town.stranger)
    dead(town, resident)
    corrected(town, resident)
    assert resident.memberships.current().count() == 2


# Another day


def test_another_day_ends_home_registration_and_an_empty_household_on_it(town):
    resident = dead(town, somebody(town))
    right = DIED - dt.timedelta(days=3)
    corrected(town, resident, on=right)
    resident.refresh_from_db()
    membership = resident.memberships.get()
    assert (resident.died_on, membership.until, membership.household.closed_on) == (right, right, right)


def test_a_household_that_others_left_later_stays_closed_on_their_day(town):
    household = home(town)
    resident = somebody(town, household)
    son = somebody(town, household, name="林小明", relation=Relation.SON)
    dead(town, resident)
    actions.move_out(son.pk, by=town.community_staff, seen=None, on=DIED)
    corrected(town, resident, on=DIED - dt.timedelta(days=3))
    household.refresh_from_db()
    assert household.closed_on == DIED


@pytest.mark.parametrize("on", [DAY - dt.timedelta(days=1), DIED, dt.date(2126, 5, 11)])
def test_a_day_before_they_came_the_same_day_and_one_to_come_are_refused(town, on):
    assert "'on'" in refused(town, dead(town, somebody(town)), on=on)


# Help and care


def test_visits_that_the_death_stopped_go_on(town):
    care = helped(town)
    dead(town, care.resident, on=TODAY, now=NOW)
    corrected(town, care.resident, now=NOW)
    care.refresh_from_db()
    assert (care.status, care.stopped_for, care.close_proposed_by) == (CareStatus.OPEN, "", None)
    assert care.visits.planned().exists()
    assert told("care_goes_on") == {town.grid_worker}


def test_a_record_that_had_stopped_before_the_death_waits_as_before(town):
    care = helped(town)
    actions.move_out(care.resident_id, by=town.grid_worker, seen=None, on=TODAY, now=NOW, stays_registered=False)
    dead(town, care.resident, on=TODAY, now=NOW)
    corrected(town, care.resident, now=NOW)
    care.refresh_from_db()
    assert (care.status, care.stopped_for, care.close_proposed_by) == (
        CareStatus.STOPPED, Stop.LEFT, town.grid_worker,
    )  # fmt: skip
    assert not care.visits.planned().exists()


def test_a_record_on_its_way_elsewhere_goes_on_waiting_there(town):
    care = helped(town)
    keeper = make.user(at=town.street, role=town.street_staff.posts.get().role)
    there = home(town, area=make.area(town.neighbour), by=keeper)
    actions.move(care.resident_id, there, by=keeper, seen=None, on=TODAY, now=NOW)
    dead(town, care.resident, on=TODAY, now=NOW)
    corrected(town, care.resident, now=NOW)
    care.refresh_from_db()
    assert (care.status, care.to_area_id) == (CareStatus.HANDED, there.area_id)


def test_what_two_persons_closed_after_the_death_stays_closed(town):
    care = helped(town)
    dead(town, care.resident, on=TODAY, now=NOW)
    actions.confirm_closing(care.pk, by=town.community_staff2, seen=None)
    corrected(town, care.resident, now=NOW)
    assert CareCase.objects.get().status == CareStatus.SEALED


def test_care_of_who_lives_elsewhere_by_now_waits_for_a_decision_as_after_moving_away(town):
    care = helped(town)
    dead(town, care.resident, on=TODAY, now=NOW)
    corrected(town, care.resident, comes_back=False, now=NOW)
    care.refresh_from_db()
    assert (care.status, care.stopped_for) == (CareStatus.STOPPED, Stop.LEFT)


# On the page


def test_the_page_of_who_died_offers_the_correction_and_no_moves(town, signed_in):
    resident = somebody(town)
    client = signed_in(town.grid_worker)

    def offered() -> set[str]:
        acts = {act for act, _label in client.get(resident.get_absolute_url()).context["acts"]}
        return acts & {"move", "move-out", "died", "registration-out", "recognise", "correct-death"}

    assert offered() == {"move", "move-out", "died", "registration-out", "recognise"}
    dead(town, resident)
    assert offered() == {"correct-death"}


@pytest.mark.parametrize(("what", "died", "homes"), [("day", DAY, 0), ("back", None, 1), ("away", None, 0)])
def test_each_way_of_correcting_a_death_is_on_the_page(town, signed_in, what, died, homes):
    resident = dead(town, somebody(town))
    url = f"{resident.get_absolute_url()}act/correct-death/"
    sent = {"what": what, "on": DAY.isoformat(), "why": WHY, "seen": resident.version}
    assert signed_in(town.grid_worker).post(url, sent).status_code == 302
    resident.refresh_from_db()
    assert (resident.died_on, resident.memberships.current().count()) == (died, homes)


def test_the_page_asks_for_the_day_and_for_the_relation_where_they_are_needed(town, signed_in):
    household = home(town)
    head = somebody(town, household)
    son = somebody(town, household, name="林小明", relation=Relation.SON)
    head = dead(town, head)
    client, url = signed_in(town.grid_worker), f"{head.get_absolute_url()}act/correct-death/"
    assert "relation" not in client.get(url).context["form"].fields
    answer = client.post(url, {"what": "day", "on": "", "why": WHY, "seen": head.version})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["on"])
    actions.change_relations(household.pk, {son.pk: Relation.HEAD}, by=town.community_staff, seen=None)
    sent = {"what": "back", "why": WHY, "seen": head.version}
    assert list(client.post(url, sent).context["form"].errors) == ["relation"]
    assert client.post(url, sent | {"relation": Relation.PARENT}).status_code == 302


def test_who_types_in_the_number_of_somebody_who_died_elsewhere_is_told_so(town, signed_in):
    there = home(town, area=make.area(town.neighbour), by=town.stranger)
    resident = somebody(town, there, by=town.stranger, id_number="11010519491231002X")
    dead(town, resident, by=town.stranger)
    sent = {"area": town.unit.code, "address": "东梅小区3号楼2单元401", "name": "林秀英", "relation": "02",
            "is_living": "on", "since": "2026-05-11", "id_number": "11010519491231002X", "anew": "on"}  # fmt: skip
    said = str(signed_in(town.community_staff).post("/residents/new/", sent).context["form"].errors["id_number"])
    assert "ask there to correct it" in said


def test_nobody_grows_older_than_on_the_day_of_their_death(town):
    resident = somebody(town, born_on=dt.date(1949, 12, 31))
    assert resident.age(dt.date(2036, 1, 1)) == 86
    resident = dead(town, resident)
    assert resident.age(dt.date(2036, 1, 1)) == 76
    assert resident.age(dt.date(2020, 1, 1)) == 70
