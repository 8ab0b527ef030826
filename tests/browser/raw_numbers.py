"""The ID numbers and phones of everybody in the demo, and where one of them stands readable."""

import re
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.cache import cache
from django.db import connection

from grids.fields import EncryptedField, plain
from grids.models import AreaCode
from grids.privacy.identity import KeyGone

NUMBER = re.compile(r"(?<![0-9])(?:[0-9]{17}[0-9Xx]|1[0-9]{10})(?![0-9])")
BYTEA = re.compile(r"\\\\x((?:[0-9a-f]{2})+)")  # as COPY, and so a dump, writes it
OWN_FILES = {".log", ".aof", ".rdb"}  # of the servers beside the portal: what they were told


def everybodys() -> set[str]:
    """Opened from every sealed column of every table: whatever the demo holds, also inside the rows of a ledger.

    Codes of units are as long as an ID number, and stand in what somebody began to write.
    """
    found: set[str] = set()
    for model in apps.get_models():
        sealed = [column for column in model._meta.concrete_fields if isinstance(column, EncryptedField)]
        for row in model._base_manager.select_related(*{column.subject for column in sealed}) if sealed else ():
            for column in sealed:
                try:
                    found |= numbers(plain(row, column.name))
                except KeyGone:
                    continue
    return found - set(AreaCode.objects.values_list("code", flat=True))


def numbers(text: str) -> set[str]:
    return set(NUMBER.findall(text))


def in_dump() -> Iterator[tuple[str, str]]:
    """(table, text) of the whole database as a dump writes it; then what its binary columns say as letters."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            with cursor.copy(f'COPY "{table}" TO STDOUT') as copy:
                rows = b"".join(copy).decode()
            yield table, rows
            yield table, "\n".join(bytes.fromhex(hexed).decode(errors="replace") for hexed in BYTEA.findall(rows))


def in_files() -> Iterator[tuple[str, str]]:
    """What is kept in VAR_DIR beside the data of the servers, and what these wrote into logs of their own."""
    for path in Path(settings.VAR_DIR).rglob("*"):
        kept = (settings.VAR_DIR / "files") in path.parents or path.suffix in OWN_FILES
        if kept and path.is_file():
            yield str(path), path.read_bytes().decode(errors="replace")


def in_cache() -> Iterator[tuple[str, str]]:
    """The broker is the same server: its database of this worker holds the queue too."""
    client = cache._cache.get_client()
    for key in client.scan_iter():
        yield key.decode(errors="replace"), (client.dump(key) or b"").decode(errors="replace")
