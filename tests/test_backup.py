"""A backup is worth what its restore brings back: a phone that can be read, a file, and nothing without the keys."""

import base64
import json
import resource
import subprocess
import sys
from io import StringIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection

from cases.models import Case
from config.servers import ROOT, Servers, new_keys
from grids.fields import plain
from grids.models import StoredFile, SubjectKey, User
from grids.privacy import identity, reindex
from tests.small_ground import ground, matter, person, phone_of

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("english")]

PHONE = "13800006021"
READ = """
import django; django.setup()
from django.core.files.storage import default_storage
from django.core.management import call_command
from cases.models import Case
from grids.fields import plain
from grids.models import Area, StoredFile
case = Case.objects.get()
print(plain(case, "reporter_phone"))
print(default_storage.open(StoredFile.objects.get().path).read().decode())
print(Area.objects.count(), case.community_id == Area.objects.get(code="990001001001").pk)
Case.objects.filter(pk=case.pk).update(area=Area.objects.get(code="990001001002"))
case.refresh_from_db()
print(case.community_id == case.area_id)
call_command("migrate", check=True)
"""


@pytest.fixture
def filled(tmp_path, settings):
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path / "here"},
        }
    }
    here = ground()
    index = identity.blind_index("phone", identity.normalise_phone(PHONE))
    matter(here.units[0], reporter_index=index, **phone_of(PHONE))
    name = default_storage.save("photos/2026/灯.txt", ContentFile(b"a photo"))
    StoredFile.objects.create(name="灯.txt", path=name, content_type="text/plain", size=7, sha256="")
    return here


@pytest.fixture
def saved(filled, tmp_path):
    call_command("backup", tmp_path / "backup", keys=tmp_path / "keys.env", stdout=StringIO())
    return tmp_path / "backup"


@pytest.fixture
def elsewhere(tmp_path_factory):
    """Another server with an empty database and a VAR_DIR of its own."""
    with Servers(tmp_path_factory.mktemp("elsewhere"), valkey=False, durable=False) as servers:
        yield servers


def keys_of(path) -> dict[str, str]:
    return dict(line.split("=", 1) for line in path.read_text().split())


def there(servers, *command, **environment):
    return subprocess.run(
        [sys.executable, *command], cwd=ROOT, capture_output=True, text=True, check=False,
        env={"PATH": "/usr/bin:/bin", "DJANGO_SETTINGS_MODULE": "config.settings", "REDIS_URL": "redis://nowhere",
             "SITE_URL": "https://linli.example",
             "VAR_DIR": str(servers.var), **servers.environment, **environment},
    )  # fmt: skip


def test_a_restore_into_another_database_brings_back_phones_files_and_triggers(saved, elsewhere, tmp_path):
    keys = keys_of(tmp_path / "keys.env")
    done = there(elsewhere, "manage.py", "restore", saved, **keys)
    assert done.returncode == 0, done.stderr
    read = there(elsewhere, "-c", READ, **keys)
    assert (read.stdout.split(), read.returncode) == ([PHONE, "a", "photo", "10", "True", "True"], 0), read.stderr


def test_a_database_that_holds_something_is_replaced_only_if_that_is_said(saved):
    Case.objects.update(title="Changed since")
    with pytest.raises(CommandError, match="--yes"):
        call_command("restore", saved)
    assert Case.objects.get().title == "Changed since"
    call_command("restore", saved, yes=True, stdout=StringIO())
    assert Case.objects.get().title != "Changed since"


def test_other_keys_stop_the_restore_before_anything_happens(saved, elsewhere):
    done = there(elsewhere, "manage.py", "restore", saved, **new_keys())
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "FIELD_KEYS" in done.stderr
    assert there(elsewhere, "-c", READ, **new_keys()).returncode == 1  # no table was made


def test_the_backup_holds_no_key_and_no_plain_phone(saved, tmp_path, settings):
    everything = b"".join(path.read_bytes() for path in saved.rglob("*") if path.is_file())
    for secret in (settings.SECRET_KEY.encode(), base64.b64encode(settings.INDEX_KEY), settings.INDEX_KEY):
        assert secret not in everything
    for key in settings.FIELD_KEYS:
        assert key not in everything
        assert base64.b64encode(key) not in everything
    assert PHONE.encode() not in everything
    assert (tmp_path / "keys.env").stat().st_mode & 0o777 == 0o600
    assert saved.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("name", ["database.dump", "files/photos/2026/灯.txt", "manifest.json"])
@pytest.mark.parametrize("harm", ["changed", "missing"])
def test_a_damaged_backup_is_not_restored(saved, name, harm):
    if harm == "missing":
        (saved / name).unlink()
    else:
        (saved / name).write_bytes((saved / name).read_bytes()[:-2] + b"!!")
    with pytest.raises(CommandError):
        call_command("restore", saved, yes=True)
    assert Case.objects.count() == 1


def test_a_manifest_cannot_reach_out_of_its_folder(saved):
    manifest = json.loads((saved / "manifest.json").read_text())
    manifest["parts"]["files/../../keys.env"] = {"size": 0, "sha256": ""}
    (saved / "manifest.json").write_text(json.dumps(manifest))
    with pytest.raises(CommandError, match="outside"):
        call_command("restore", saved, yes=True)


def test_a_backup_that_the_disk_has_no_room_for_leaves_nothing_behind(filled, tmp_path):
    StoredFile.objects.create(
        name="大.jpg", path=default_storage.save("大.jpg", ContentFile(bytes(2**24))), size=2**24
    )
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2**23, before[1]))
    try:
        with pytest.raises(CommandError, match="too large"):
            call_command("backup", tmp_path / "backup")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert not (tmp_path / "backup").exists()


def test_a_file_that_is_gone_is_named_and_all_else_is_saved_and_comes_back(filled, tmp_path):
    gone = StoredFile.objects.create(name="gone.jpg", path="photos/2026/gone.jpg", size=1)
    with pytest.raises(CommandError, match=r"1 file .*photos/2026/gone\.jpg"):
        call_command("backup", tmp_path / "backup", keys=tmp_path / "keys.env", stdout=StringIO())
    assert (tmp_path / "keys.env").exists()
    Case.objects.update(title="Changed since")
    call_command("restore", tmp_path / "backup", yes=True, stdout=StringIO())
    assert Case.objects.get().title != "Changed since"
    assert default_storage.open(StoredFile.objects.exclude(pk=gone.pk).get().path).read() == b"a photo"


def test_a_folder_with_something_in_it_and_keys_inside_the_backup_are_refused(saved, tmp_path):
    with pytest.raises(CommandError, match="not empty"):
        call_command("backup", saved)
    with pytest.raises(CommandError, match="outside"):
        call_command("backup", tmp_path / "next", keys=tmp_path / "next" / "keys.env")
    with pytest.raises(CommandError, match="already"):
        call_command("backup", tmp_path / "third", keys=tmp_path / "keys.env", stdout=StringIO())


def test_reindex_finds_people_again_after_a_change_of_the_index_key(filled, settings):
    user = person("caller")
    user.phone, user.phone_index = PHONE, identity.blind_index("phone", PHONE)
    user.save()
    settings.INDEX_KEY = bytes(32)
    call_command("reindex", stdout=StringIO())
    fresh = identity.blind_index("phone", PHONE)
    assert User.objects.get(phone_index=fresh).pk == user.pk
    assert Case.objects.filter(reporter_index=fresh).count() == 1
    assert set(reindex.recompute().values()) == {0}


def test_reindex_forgets_the_index_of_whoever_was_anonymised(filled):
    key = Case.objects.get().reporter_subject
    SubjectKey.objects.filter(pk=key.pk).update(wrapped=None, destroyed_at="2026-01-01T00:00Z")
    reindex.recompute()
    assert Case.objects.get().reporter_index == ""


def test_rewrapping_lets_the_old_key_go(filled, settings):
    old = settings.FIELD_KEYS
    settings.FIELD_KEYS = [bytes(range(32)), *old]
    call_command("reindex", rewrap=True, stdout=StringIO())
    settings.FIELD_KEYS = settings.FIELD_KEYS[:1]
    assert plain(Case.objects.select_related("reporter_subject").get(), "reporter_phone") == PHONE


def test_rewrapping_without_the_old_key_changes_nothing(filled, settings):
    before = bytes(SubjectKey.objects.order_by("pk")[0].wrapped)
    settings.FIELD_KEYS = [bytes(range(32))]
    with pytest.raises(CommandError, match="FIELD_KEYS"):
        call_command("reindex", rewrap=True)
    assert bytes(SubjectKey.objects.order_by("pk")[0].wrapped) == before


def test_every_column_named_like_a_blind_index_is_one():
    assert {f"{each.model._meta.label}.{each.index}" for each in reindex.indexes()} >= {
        "grids.User.phone_index",
        "cases.Case.reporter_index",
        "residents.Resident.id_index",
    }
    assert connection.vendor == "postgresql"
