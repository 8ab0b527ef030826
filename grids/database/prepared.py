"""Statements that are asked all the time: PostgreSQL plans them once a connection, not at each call.

Django's cursor writes the values into the text, so that each call is parsed and planned anew: for the small statements
below every page that is longer than to run them. Here the values go beside the text; after a few calls
(PREPARE_FROM in config/env.py) the text stays away too.
"""

import psycopg
from django.db import connection


def cursor():
    """A cursor as connection.cursor() gives it, for one statement that reads or calls a function.

    Not for INSERT, UPDATE, DELETE: pghistory writes who acts before them, and two statements cannot be prepared.
    PostgreSQL guesses a value's type from where it stands: say it (`%s::date`) where that tells nothing. A list goes
    as `= ANY(%s)`. Of a transaction that is rolled back the connection forgets what it had prepared.
    """
    connection.close_if_health_check_failed()
    connection.ensure_connection()
    with connection.wrap_database_errors:
        return connection._prepare_cursor(psycopg.Cursor(connection.connection))
