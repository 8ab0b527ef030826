"""Files and the disk: a power cut leaves no name without its file, a full disk takes nobody's words."""

import os
from pathlib import Path

import pytest
from django.conf import settings as given
from django.core.files.uploadedfile import SimpleUploadedFile

from cases.models import Case
from grids.actions.files import store_image
from grids.models import StoredFile
from tests.test_case_report import URL, filled
from tests.test_uploads import picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def photo():
    return SimpleUploadedFile("x.jpg", picture(), "image/jpeg")


@pytest.fixture
def files_in(settings):
    """Have files kept in this folder, in the way that production keeps them."""

    def keep(folder: Path) -> None:
        kept = {"BACKEND": given.STORAGES["default"]["BACKEND"], "OPTIONS": {"location": folder}}
        settings.STORAGES = settings.STORAGES | {"default": kept}

    return keep


def test_a_photo_is_on_the_disk_before_the_row_that_names_it(photo, files_in, tmp_path, monkeypatch):
    files_in(tmp_path)
    synced, sync = set(), os.fsync

    def seen(opened: int) -> None:
        assert not StoredFile.objects.exists()
        synced.add(os.fstat(opened).st_ino)
        sync(opened)

    monkeypatch.setattr(os, "fsync", seen)
    kept = store_image(photo, None)
    path = tmp_path / kept.path
    assert {each.stat().st_ino for each in (path, tmp_path / kept.thumb, path.parent)} == synced


def test_on_a_full_disk_the_words_come_back_and_are_taken_without_the_photo(
    photo, files_in, tmp_path, town, signed_in
):
    (tmp_path / "full").touch()
    files_in(tmp_path / "full")
    client, sent = signed_in(town.unit_head), filled(town)
    answer = client.post(URL, sent | {"photos": photo})
    assert answer.status_code == 422
    assert sent["text"] in answer.text
    assert not Case.objects.exists()
    client.post(URL, sent)
    assert Case.objects.count() == 1
