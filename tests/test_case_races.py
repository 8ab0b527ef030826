"""Several people at one matter at once, and processes that die in the middle. Real connections, real processes."""

import os
import signal
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction
from django.utils import timezone

from cases import actions
from cases.models import Case, CaseAct, Escalation
from config.celery import app as celery
from grids import alarms, tasks
from grids.actions import areas, posts, roles
from grids.models import Notice, Post
from tests import factories as make, town as towns
from tests.concurrently import (
    at_once,
    in_another_connection,
    process,
    wait_until,
    waits_for_a_lock,
    while_it_ends,
)
from tests.town import MORNING, at

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def town(db):
    return towns.again()


def test_eight_people_take_one_matter_and_one_gets_it(town):
    case = actions.accept((case := town.report()).pk, by=town.grid_leader, seen=case.version, now=MORNING)
    to = actions.Target(area=town.community)
    case = actions.assign(case.pk, by=town.community_staff, seen=case.version, to=to, now=MORNING)
    people = [town.community_staff, town.community_staff2] * 4

    def take(person):
        def run():
            try:
                return actions.take(case.pk, by=person, seen=case.version, now=MORNING).taken_by_id
            except actions.Stale:
                return None

        return run

    taken = [answer for answer in at_once([take(person) for person in people]) if answer]
    assert len(taken) == 1
    assert CaseAct.objects.filter(case=case, act="take").count() == 1


def test_nothing_is_assigned_to_a_department_that_is_being_closed(town):
    case = actions.accept((case := town.report()).pk, by=town.grid_leader, seen=case.version, now=MORNING)
    Post.objects.filter(department=town.police).update(ended_on=timezone.localdate())
    to = actions.Target(department=town.police)

    def assign():
        with suppress(ValidationError):
            actions.assign(case.pk, by=town.grid_leader, seen=None, to=to, now=MORNING)

    with transaction.atomic():
        roles.switch_department(town.police, on=False, by=town.street_staff, why="机构改革")
        late = ThreadPoolExecutor(1).submit(at_once, [assign])
        wait_until(lambda: late.done() or waits_for_a_lock())
    late.result()
    assert not Case.objects.filter(to_department__is_active=False).exists()


def on_posts_that_ended():
    return Case.objects.open().exclude(to_post=None).exclude(to_post__ended_on=None)


@pytest.mark.parametrize("act", ["assign", "transfer"])
def test_nothing_is_given_to_a_post_that_is_ending(town, act):
    post, staff = make.post(make.user(), town.grid, role=town.grid_worker.posts.get().role), town.community_staff
    case = town.handled() if act == "transfer" else actions.accept(town.report().pk, by=town.grid_leader, seen=None)
    leader = town.grid_leader

    def give():
        with suppress(ValidationError):
            getattr(actions, act)(
                case.pk, by=leader, seen=None, to=actions.Target(post=post), text="请办", now=MORNING
            )

    while_it_ends(lambda: posts.end(post, by=staff, reason="调离"), give)
    assert not on_posts_that_ended().exists()


def test_a_post_that_ends_waits_for_what_is_being_given_to_it_and_hands_it_over(town):
    post, successor, staff = town.grid_worker.posts.get(), town.grid_leader.posts.get(), town.community_staff
    case = actions.accept(town.report().pk, by=town.grid_leader, seen=None, now=MORNING)
    give = {"by": town.grid_leader, "seen": None, "to": actions.Target(post=post), "now": MORNING}
    while_it_ends(
        lambda: actions.assign(case.pk, **give),
        lambda: posts.end(post, by=staff, reason="调离", successor=successor),
    )
    case.refresh_from_db()
    assert case.to_post == successor


def test_nothing_is_handed_over_to_a_post_that_is_ending(town):
    town.handled()
    post, successor, staff = town.grid_worker.posts.get(), town.grid_leader.posts.get(), town.community_staff

    def end():
        with suppress(ValidationError):
            posts.end(post, by=staff, reason="调离", successor=successor)

    while_it_ends(lambda: posts.end(successor, by=staff, reason="调离"), end)
    assert not on_posts_that_ended().exists()


def test_nobody_takes_a_matter_in_a_post_that_is_ending(town):
    case = actions.accept(town.report().pk, by=town.grid_leader, seen=None, now=MORNING)
    actions.assign(case.pk, by=town.grid_leader, seen=None, to=actions.Target(area=town.grid), now=MORNING)
    post, worker, staff = town.grid_worker.posts.get(), town.grid_worker, town.community_staff
    assert worker.scope.hat  # read as the request began

    def take():
        with suppress(PermissionDenied):
            actions.take(case.pk, by=worker, seen=None, now=MORNING)

    while_it_ends(lambda: posts.end(post, by=staff, reason="调离"), take)
    case.refresh_from_db()
    assert case.taken_by is None


def test_one_form_sent_eight_times_at_once_is_one_matter(town):
    token, head, unit, category = uuid.uuid4(), town.unit_head, town.unit, town.category("environment-waste")

    def report():
        return actions.report(
            by=head, area=unit, category=category, title="垃圾桶满溢", token=token, now=MORNING
        ).number

    assert len(set(at_once([report] * 8))) == 1
    assert Case.objects.count() == 1


def test_what_is_reported_while_its_area_retires_does_not_lie_there(town):
    unit, worker, category = make.area(town.grid), town.grid_worker, town.category("environment-waste")

    def report():
        with pytest.raises(ValidationError) as refused:
            actions.report(by=worker, area=unit, category=category, title="垃圾桶满溢", now=MORNING)
        return list(refused.value.error_dict)

    with ThreadPoolExecutor() as pool:
        with transaction.atomic():
            areas.retire(unit, by=None, reason="并入东梅网格")
            reported = pool.submit(in_another_connection, report)
            wait_until(waits_for_a_lock)
        assert reported.result() == ["area"]
    assert not Case.objects.exists()


def test_numbers_given_out_at_once_are_all_different(town):
    head, unit, category = town.unit_head, town.unit, town.category("environment-waste")

    def report():
        return actions.report(by=head, area=unit, category=category, title="垃圾桶满溢", now=MORNING).number

    numbers = at_once([report] * 8)
    assert sorted(number[-4:] for number in numbers) == [f"{n:04}" for n in range(1, 9)]


def test_a_sweep_and_an_act_at_once_give_each_card_once(town, caplog):
    for _each in range(6):
        town.report()
    cases = list(Case.objects.order_by("pk"))
    leader, now = town.grid_leader, at("2026-05-13 09:00")

    def sweep():
        alarms.sweep(now=now)

    def accept(case):
        def run():
            try:
                actions.accept(case.pk, by=leader, seen=case.version, now=now)
            except actions.Stale:
                pytest.fail("a sweep is no act")

        return run

    at_once([sweep, *(accept(case) for case in cases), sweep])
    cards = Escalation.objects.values_list("case", "level")
    assert len(cards) == len(set(cards))
    assert Escalation.objects.filter(card="red").count() == 6
    assert [record for record in caplog.records if record.levelname == "ERROR"] == []


def test_two_matters_merged_into_each_other_at_once_do_not_lock_each_other_out(town):
    first, second = town.report(), town.report()
    leader = town.grid_leader

    def merge(case, into):
        def run():
            try:
                actions.merge(case.pk, by=leader, seen=case.version, into=into.number, text="同一件事", now=MORNING)
                return True
            except Exception as refused:  # noqa: BLE001 -- whichever way the second is refused
                return type(refused).__name__

        return run

    answers = at_once([merge(first, second), merge(second, first)])
    assert answers.count(True) == 1
    assert "OperationalError" not in answers  # no deadlock


SWEEP_SLOWLY = """
import datetime as dt, sys, time
from cases.actions import deadlines
from grids import alarms, inbox
real = inbox.tell_many
def slow(lines):
    real(lines)
    print("in", flush=True)
    time.sleep(20)
inbox.tell_many = slow
alarms.sweep(now=dt.datetime.fromisoformat(sys.stdin.readline().strip()))
"""


def test_a_sweep_killed_before_it_commits_gives_its_cards_at_the_next_sweep_once(town):
    case, now = town.report(), at("2026-05-13 09:00")
    child = process(SWEEP_SLOWLY)
    child.stdin.write(now.isoformat() + "\n")
    child.stdin.flush()
    assert child.stdout.readline() == "in\n"
    os.kill(child.pid, signal.SIGKILL)
    child.wait()
    assert not Escalation.objects.exists()
    assert not Notice.objects.filter(kind="case_overdue").exists()

    for _try in range(50):  # the server needs a moment to see that its client is gone
        alarms.sweep(now=now)
        if Escalation.objects.exists():
            break
        time.sleep(0.1)
    alarms.sweep(now=now)
    assert list(case.cards.order_by("level").values_list("card", flat=True)) == ["yellow", "red"]
    assert Notice.objects.filter(kind="case_overdue", user=town.grid_leader).count() == 1


WORKER = """
from config.celery import app
app.conf.worker_redirect_stdouts = False
print("ready", flush=True)
quiet = {"quiet": True, "loglevel": "ERROR"}
alone = {"without_gossip": True, "without_mingle": True, "without_heartbeat": True}
app.Worker(pool="solo", **quiet, **alone).start()
"""


def test_a_worker_killed_while_it_gives_cards_is_made_good_by_the_next_one(town):
    """Celery, the broker and the matter's own alarm. The worker has given its cards and cannot tell anybody, for
    the inbox is locked; it is killed there, the broker is emptied, and another worker sweeps."""
    case = town.report()  # in May: long overdue
    celery.loader.import_default_modules()
    first, second = process(WORKER), None
    try:
        assert first.stdout.readline() == "ready\n"
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("LOCK TABLE grids_notice IN SHARE MODE")
            tasks.sweep.delay()
            wait_until(waits_for_a_lock)
            first.kill()
            first.communicate()
        wait_until(lambda: not waits_for_a_lock())
        assert not Escalation.objects.exists()
        with celery.connection_for_write() as broker:
            broker.default_channel.client.flushdb()
        second = process(WORKER)
        assert second.stdout.readline() == "ready\n"
        for _each in range(4):
            tasks.sweep.delay()
        wait_until(lambda: case.cards.count() == 5)
        told = Notice.objects.filter(kind__in=("case_due_soon", "case_overdue", "case_up"))
        assert list(case.cards.order_by("level").values_list("told", flat=True)) == [
            "",
            "",
            "community",
            "street",
            "district",
        ]
        assert told.filter(kind="case_up", user=town.community_staff).count() == 1
        assert told.filter(kind="case_up", user=town.street_staff).count() == 1
    finally:
        for each in filter(None, (first, second)):
            each.kill()
            each.communicate()
        with celery.connection_for_write() as broker:
            broker.default_channel.client.flushdb()


def test_four_sweeps_at_once_give_each_card_of_each_matter_once(town, caplog):
    cases = [town.report() for _each in range(12)]
    at_once([lambda: alarms.sweep(batch=3)] * 4)
    assert [case.cards.count() for case in cases] == [5] * 12
    assert Notice.objects.filter(kind="case_up", user=town.street_staff).count() == 12
    assert caplog.text == ""


def test_the_record_cannot_be_rewritten(town):
    case = town.report()
    for sql in ("UPDATE cases_caseact SET text = 'x'", "DELETE FROM cases_caseact", "DELETE FROM cases_case"):
        with pytest.raises(Exception, match="pgtrigger: Cannot"), connection.cursor() as cursor:
            cursor.execute(sql)
    assert case.acts.get().text == ""


def test_a_matter_taken_up_again_is_locked_in_the_order_of_a_merge(town):
    """Whoever waits for the matter that it had been merged into does not hold it meanwhile."""
    first, second = town.report(), town.report()
    to_end = {"by": town.grid_leader, "seen": second.version, "text": "同一件事", "now": MORNING}
    second = actions.merge(second.pk, into=first.number, **to_end)

    def take_up():
        return actions.restore(second.pk, by=town.grid_leader, seen=second.version, text="点错了", now=MORNING).is_open

    with ThreadPoolExecutor() as pool:
        with transaction.atomic():
            Case.objects.select_for_update(no_key=True).get(pk=first.pk)
            taken = pool.submit(in_another_connection, take_up)
            wait_until(waits_for_a_lock)
            Case.objects.select_for_update(no_key=True, nowait=True).get(pk=second.pk)
        assert taken.result()
