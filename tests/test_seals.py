"""The logs are sealed in one chain, and the chain names the first batch that somebody has touched."""

import threading
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from grids import tasks
from grids.actions.seals import seal
from grids.models import Pulse, RevealLog, Seal, User
from grids.privacy import seals
from residents.actions import break_glass, exports
from residents.models import CareAccess
from tests import factories as make
from tests.concurrently import at_once, in_another_connection
from tests.test_care import helped

pytestmark = pytest.mark.django_db
LOG = "grids.reveallog"


@pytest.fixture
def user(db):
    return make.user()


def look(user, count=1) -> list[RevealLog]:
    facts = {"record_kind": "cases.case", "field": "reporter_phone", "reason": "contact"}
    return [RevealLog.objects.create(user=user, record_key=f"K-{number}", **facts) for number in range(count)]


def tamper(sql: str, *values) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")  # no trigger is called
        cursor.execute(sql, values)
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")


def three_batches(user) -> list[list[RevealLog]]:
    made = []
    for _ in range(3):
        made.append(look(user, 3))
        seal()
    return made


def broken() -> tuple[int, str]:
    _fits, found = seals.verify()
    return (found.number, found.what) if found else (0, "")


def test_each_pass_seals_what_is_new_and_holds_on_to_the_seal_before(user):
    batches = three_batches(user)
    made = list(Seal.objects.filter(log=LOG).order_by("number"))
    assert [(one.first_id, one.last_id, one.count) for one in made] == [(b[0].pk, b[2].pk, 3) for b in batches]
    assert [one.previous for one in made] == ["", made[0].hash, made[1].hash]
    assert seal() == 0
    assert seals.verify() == (3, None)


def test_a_long_list_is_sealed_in_batches(user, monkeypatch):
    monkeypatch.setattr(seals, "BATCH", 2)
    look(user, 5)
    seal()
    assert [one.count for one in Seal.objects.order_by("number")] == [2, 2, 1]
    assert broken() == (0, "")


def test_a_changed_row_is_named_by_its_batch(user):
    batches = three_batches(user)
    tamper("UPDATE grids_reveallog SET reason = 'asked' WHERE id = %s", batches[1][1].pk)
    assert broken() == (2, "changed")


def test_a_row_taken_out_is_named(user):
    batches = three_batches(user)
    tamper("DELETE FROM grids_reveallog WHERE id = %s", batches[0][1].pk)
    assert broken() == (1, "missing")


def test_a_row_slipped_in_between_is_named(user):
    batches = three_batches(user)
    tamper("DELETE FROM grids_seal WHERE number = 3")
    tamper("DELETE FROM grids_reveallog WHERE id >= %s", batches[2][0].pk)
    with connection.cursor() as cursor:  # an id that was drawn and never used, as after a refused act
        cursor.execute("SELECT nextval('grids_reveallog_id_seq')")
        (gap,) = cursor.fetchone()
    look(user, 2)
    seal()
    assert broken() == (0, "")
    (row,) = look(user)
    tamper("UPDATE grids_reveallog SET id = %s WHERE id = %s", gap, row.pk)
    assert broken() == (3, "inserted")


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE grids_seal SET digest = repeat('0', 64) WHERE number = 2",
        "UPDATE grids_seal SET at = at - interval '1 day' WHERE number = 2",
        "UPDATE grids_seal SET log = 'x' WHERE number = 2",
    ],
)
def test_a_seal_that_was_touched_is_named(user, sql):
    three_batches(user)
    tamper(sql)
    assert broken() == (2, "chain")


def test_a_seal_taken_out_breaks_the_chain_after_it(user):
    three_batches(user)
    tamper("DELETE FROM grids_seal WHERE number = 2")
    assert broken() == (3, "chain")


def test_the_database_lets_nobody_change_a_seal(user):
    three_batches(user)
    for change in (lambda rows: rows.update(count=1), lambda rows: rows.delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change(Seal.objects.all())


def test_verify_audit_says_what_it_found_and_keeps_it_for_the_auditor(user):
    batches = three_batches(user)
    out = StringIO()
    call_command("verify_audit", stdout=out)
    assert "3 seals fit" in out.getvalue()
    assert Seal.objects.get(number=3).hash in out.getvalue()
    assert Pulse.objects.get(pk="audit").ok
    tamper("DELETE FROM grids_reveallog WHERE id = %s", batches[1][0].pk)
    with pytest.raises(CommandError, match=r"seal 2, grids.reveallog .*: missing"):
        call_command("verify_audit", stdout=out)
    assert not Pulse.objects.get(pk="audit").ok


def test_the_task_of_each_minute_seals_and_shows_life(user):
    look(user)
    tasks.seal()
    assert Seal.objects.count() == 1
    assert Pulse.objects.get(pk="seals").ok
    tasks.verify_audit()
    assert Pulse.objects.get(pk="audit").ok


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("residents_careaccess", "care_id = NULL"),
        ("residents_exportlog", "purpose = 'x'"),
        ("residents_carried", "people = '{}'"),
    ],
)
def test_emergency_looks_and_what_left_the_portal_are_in_the_chain(town, table, change):
    care, staff = helped(town), town.community_staff
    break_glass(care.resident, by=staff, reason="老人失联")
    exports.log(town.community, by=staff, purpose="核对", people=[care.resident_id])
    seal()
    assert broken() == (0, "")
    tamper(f"UPDATE {table} SET {change}")
    assert broken()[1] == "changed"


def test_an_emergency_look_fits_its_seal_after_its_reason_was_forgotten(town):
    break_glass(helped(town).resident, by=town.community_staff, reason="老人失联")
    seal()
    CareAccess.objects.update(reason="")
    assert broken() == (0, "")


@pytest.mark.django_db(transaction=True)
def test_two_sealers_at_once_make_one_chain(monkeypatch, caplog):
    monkeypatch.setattr(seals, "BATCH", 3)
    user = make.user()
    look(user, 30)
    at_once([seal] * 4)
    assert sum(Seal.objects.values_list("count", flat=True)) == 30
    assert list(Seal.objects.order_by("number").values_list("number", flat=True)) == list(range(1, 11))
    assert broken() == (0, "")
    assert caplog.records == []


@pytest.mark.django_db(transaction=True)
def test_a_row_that_is_still_being_written_is_not_jumped_over():
    """Its id is drawn before a later one's, and it is there only after that one was to be sealed."""
    user = make.user()
    drawn, go_on = threading.Event(), threading.Event()

    def slow():
        with transaction.atomic():
            look(user)
            drawn.set()
            go_on.wait(20)

    def quick():
        assert drawn.wait(20)
        look(user)
        try:
            return seal()
        finally:
            go_on.set()

    _none, made = at_once([slow, quick])
    assert made == 0
    assert in_another_connection(seal) == 1
    assert Seal.objects.get().count == 2
    assert broken() == (0, "")


def test_auditors_see_the_seal_and_are_told_when_it_does_not_fit(user, client, town):
    look(user)
    User.objects.filter(pk=town.auditor.pk).update(is_demo=True, language="en")  # without a second factor
    client.force_login(town.auditor)
    assert "Nothing is sealed yet" in client.get("/accounts/reveals/").content.decode()
    seal()
    call_command("verify_audit", stdout=StringIO())
    page = client.get("/accounts/reveals/").content.decode()
    assert Seal.objects.get().hash in page
    assert "all seals fit" in page
    tamper("UPDATE grids_reveallog SET reason = 'asked'")
    seals_before = Seal.objects.count()
    with pytest.raises(CommandError):
        call_command("verify_audit")
    page = client.get("/accounts/reveals/").content.decode()
    assert "do not fit their seals" in page
    assert Seal.objects.count() == seals_before


def test_what_was_done_to_a_matter_is_sealed_too(town):
    case = town.report()
    seal()
    assert {"cases.caseact"} <= set(Seal.objects.values_list("log", flat=True))
    tamper("UPDATE cases_caseact SET text = 'x' WHERE case_id = %s", case.pk)
    assert broken()[1] == "changed"
