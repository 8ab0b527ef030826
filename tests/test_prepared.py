"""Statements that are asked all the time are planned once a connection, and are otherwise as any other."""

import pytest
from django.db import IntegrityError, connection, transaction

from config.env import PREPARE_FROM
from grids.database import prepared
from grids.scope import TODAY, Scope
from tests import factories as make

pytestmark = pytest.mark.django_db


def ask(sql: str, *values):
    with prepared.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchone()


def planned(part: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE strpos(statement, %s) > 0", [part])
        return cursor.fetchone()[0]


def test_what_is_asked_again_and_again_is_planned_once():
    for number in range(PREPARE_FROM + 3):
        assert ask("SELECT %s::int + 1", number) == (number + 1,)
    assert planned("::int + 1") == 1


def test_where_somebody_serves_is_such_a_statement():
    person = make.user(make.line()[2], make.role("read_area"))
    for _time in range(PREPARE_FROM + 1):
        assert Scope.of(person).hats
    assert planned("LEFT JOIN grids_postarea pa") == 1
    assert "LEFT JOIN grids_postarea pa" in TODAY


def test_what_was_rolled_back_is_asked_as_before():
    for _time in range(PREPARE_FROM + 1):
        ask("SELECT %s::int * 2", 3)
    with transaction.atomic():
        ask("SELECT %s::int * 2", 3)
        transaction.set_rollback(True)
    assert ask("SELECT %s::int * 2", 4) == (8,)


def test_it_is_counted_and_fails_as_any_other(django_assert_num_queries):
    with django_assert_num_queries(1):
        ask("SELECT %s::int", 1)
    with pytest.raises(IntegrityError), transaction.atomic():
        ask("INSERT INTO grids_department (code) VALUES (%s) RETURNING id", "x")
