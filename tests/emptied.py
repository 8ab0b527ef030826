"""What tables hold between tests that commit: the reference data, put back in one transaction.

Django's flush truncates every table, then makes content types and permissions anew; with the reference data that was
half a second for each such test. Rows are few, so they are deleted; a table that grew is truncated.
"""

from django.db import connection, transaction
from django.test import TransactionTestCase

TABLES = """
SELECT relname, pg_relation_size(oid) FROM pg_class
WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname <> 'django_migrations'
"""
EMPTY = f"""
SET LOCAL session_replication_role = replica;
DO $$
DECLARE name text; size bigint;
BEGIN
    FOR name, size IN {TABLES} LOOP
        CONTINUE WHEN size = 0;
        IF size > 1000000 THEN
            EXECUTE format('TRUNCATE public.%I CASCADE', name);
        ELSE
            EXECUTE format('DELETE FROM public.%I', name);
        END IF;
    END LOOP;
END $$;
"""
_kept: dict[str, bytes] = {}


def keep() -> None:
    """What is there now comes back after each test that commits."""
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        for table, _size in cursor.fetchall():
            with cursor.cursor.copy(f'COPY public."{table}" TO STDOUT') as rows:
                if said := b"".join(bytes(part) for part in rows):
                    _kept[table] = said
    TransactionTestCase._fixture_teardown = _put_back


def _put_back(_case) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(EMPTY)
        for table, said in _kept.items():
            with cursor.cursor.copy(f'COPY public."{table}" FROM STDIN') as rows:
                rows.write(said)
