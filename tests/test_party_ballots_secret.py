"""What a secret ballot hides: neither schema nor system columns nor the order of rows join a voter and a vote."""

from statistics import mean

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction

from parties.actions import voting
from parties.models import Ballot, Elector, PaperCount
from tests.partied import organization
from tests.partied_ballots import ballot

pytestmark = pytest.mark.django_db
MANY = 30


def physical(table: str, *columns: str) -> list[tuple]:
    """The rows as they lie in the table, with the system columns asked for."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(columns)} FROM {table} ORDER BY ctid")
        return cursor.fetchall()


def held(town, many=MANY):
    """Everybody votes, one after the other: the first half in favour, the others against."""
    row, invited = ballot(organization(town.community), many)
    for nth, one in enumerate(invited):
        voting.cast(one, "yes" if nth < many / 2 else "no")
    return row, invited


def correlation(first: list[float], second: list[float]) -> float:
    """Pearson's, of two lists of ranks."""
    a, b = mean(first), mean(second)
    spread = (sum((x - a) ** 2 for x in first) * sum((y - b) ** 2 for y in second)) ** 0.5
    return sum((x - a) * (y - b) for x, y in zip(first, second, strict=True)) / spread


def test_elector_and_ballot_carry_nothing_but_what_they_are():
    def columns(model):
        return {field.column for field in model._meta.concrete_fields}

    assert columns(Elector) == {"id", "motion_id", "member_id", "voted", "on_paper"}
    assert columns(Ballot) == {"id", "motion_id", "choice"}
    assert isinstance(Elector._meta.pk, models.UUIDField)
    assert isinstance(Ballot._meta.pk, models.UUIDField)


def test_nothing_refers_to_an_elector_or_a_ballot_and_neither_has_a_history():
    for model in (Elector, Ballot):
        assert model._meta.related_objects == ()
        names = {other.__name__ for other in apps.get_models() if other.__name__.startswith(model.__name__)}
        assert names == {model.__name__}
    assert not PaperCount._meta.related_objects


@pytest.mark.parametrize("table", ["parties_elector", "parties_ballot"])
def test_no_column_of_theirs_counts_or_tells_the_time(table):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT column_name, data_type, column_default FROM information_schema.columns WHERE table_name = %s",
            [table],
        )
        found = cursor.fetchall()
    assert found
    assert all(default is None for _name, _type, default in found)
    assert not [name for name, kind, _default in found if "time" in kind or kind == "date"]


def test_a_random_id_of_a_ballot_is_no_electors_and_is_of_version_4(town):
    held(town, 10)
    papers, electors = (set(model.objects.values_list("pk", flat=True)) for model in (Ballot, Elector))
    assert not papers & electors
    assert {key.version for key in papers} == {4}


@pytest.mark.parametrize("table", ["parties_elector", "parties_ballot"])
def test_all_rows_carry_the_same_transaction_and_command(town, table):
    held(town)
    rows = physical(table, "xmin::text", "cmin::text", "xmax::text", "cmax::text")
    assert (len(rows), len(set(rows))) == (MANY, 1)


def test_where_the_rows_lie_says_nothing_of_the_order_of_votes(town):
    """An UPDATE of the elector kept that order (0.95); by chance 0.8 comes once in a million times."""
    _row, invited = held(town)
    order = {one.member_id: nth for nth, one in enumerate(invited)}
    lies = [order[member] for (member,) in physical("parties_elector", "member_id")]
    assert abs(correlation(list(range(MANY)), lies)) < 0.8


def test_where_the_ballots_lie_says_nothing_of_the_order_of_votes(town):
    held(town)
    lies = [choice == "yes" for (choice,) in physical("parties_ballot", "choice")]
    assert abs(correlation(list(range(MANY)), lies)) < 0.8


def test_the_newest_vote_lies_nowhere_in_particular(town):
    """One in favour, put in after eleven against: it does not always lie at the same place."""
    places = set()
    for nth in range(6):
        row, invited = ballot(organization(town.community, f"支部{nth}"), 12)
        for one in invited[:-1]:
            voting.cast(one, "no")
        voting.cast(invited[-1], "yes")
        with connection.cursor() as cursor:
            cursor.execute("SELECT choice FROM parties_ballot WHERE motion_id = %s ORDER BY ctid", [row.pk])
            places.add([choice for (choice,) in cursor.fetchall()].index("yes"))
    assert len(places) > 1


def test_the_ballots_of_other_motions_are_left_as_they_lie(town):
    other, invited = ballot(organization(town.community, "第二支部"), 2)
    voting.cast(invited[0], "yes")
    before = physical("parties_ballot", "ctid::text", "xmin::text")
    held(town, 2)
    assert before[0] in physical("parties_ballot", "ctid::text", "xmin::text")
    assert other.electors.filter(voted=True).count() == 1


def test_a_vote_writes_no_history_and_no_context(town):
    _row, invited = ballot(organization(town.community), 2)
    tables = ("pghistory_context", "parties_motionevent", "parties_invitationevent")

    def counted():
        return [_count(table) for table in tables]

    before = counted()
    voting.cast(invited[0], "yes")
    assert counted() == before


def _count(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        return cursor.fetchone()[0]


@pytest.mark.parametrize("state", ["counting", "withdrawn"])
def test_the_database_takes_no_elector_once_it_is_not_open(town, state):
    row, invited = ballot(organization(town.community), 2)
    facts = {"why": "撤回"} if state == "withdrawn" else {}
    type(row).objects.filter(pk=row.pk).update(state=state, **facts)
    with pytest.raises(IntegrityError, match="not open"), transaction.atomic():
        Elector.objects.filter(member=invited[0].member_id).update(voted=True)


def test_the_database_takes_no_ballot_before_the_opening_or_after_the_end(town):
    row, _invited = ballot(organization(town.community), 2)
    type(row).objects.filter(pk=row.pk).update(state="withdrawn", why="撤回")
    with pytest.raises(IntegrityError, match="not open"), transaction.atomic():
        Ballot.objects.create(motion=row, choice="yes")
