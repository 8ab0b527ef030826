"""Files that people send: looked at, made anew, kept in the storage with a row that says whose they are."""

import hashlib
import logging
import uuid

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from grids import uploads
from grids.models import StoredFile
from grids.sheets import XLSX

PAPERS = "papers/"

log = logging.getLogger(__name__)


def _kept(place: str, data: bytes) -> str:
    """Where it lies. On a full disk whoever sends it is told, and keeps what they wrote beside it."""
    try:
        return default_storage.save(place, ContentFile(data))
    except OSError as error:
        log.error("A file cannot be kept: %s", error)
        raise uploads.UploadRefused(
            _("files cannot be kept at present: send the rest without it, and tell the system administrator")
        ) from None


@transaction.atomic
def store_image(upload, by) -> StoredFile:
    """Keep an uploaded photo and its small picture. It is shown by the view of whatever record names it later.

    upload: an uploaded file. by: who sent it, None for somebody without an account. Raises uploads.UploadRefused.
    """
    photo = uploads.read_photo(upload)
    place = f"photos/{timezone.localdate():%Y/%m}/{uuid.uuid4().hex}"
    path = _kept(f"{place}.jpg", photo.data)
    thumb = _kept(f"{place}-s.jpg", photo.thumb)
    return StoredFile.objects.create(
        name=uploads.clean_name(upload.name or "", ".jpg"),
        path=path,
        thumb=thumb,
        content_type="image/jpeg",
        size=len(photo.data),
        sha256=photo.sha256,
        uploaded_by=by,
    )


@transaction.atomic
def store_paper(upload, by) -> StoredFile:
    """Keep a document, a PDF or a photo, under no name: people write names into file names.

    Raises uploads.UploadRefused.
    """
    paper = uploads.read_paper(upload)
    place = f"{PAPERS}{timezone.localdate():%Y/%m}/{uuid.uuid4().hex}{paper.suffix}"
    return StoredFile.objects.create(
        name=f"document{paper.suffix}",
        path=_kept(place, paper.data),
        content_type=paper.content_type,
        size=len(paper.data),
        sha256=hashlib.sha256(paper.data).hexdigest(),
        uploaded_by=by,
    )


@transaction.atomic
def store_sheet(name: str, data: bytes, by) -> StoredFile:
    """Keep a sheet as it was sent, once it has been read as one (grids.sheets.read_sheet)."""
    suffix, content_type = (".xlsx", XLSX) if data.startswith(b"PK") else (".csv", "text/csv")
    place = f"sheets/{timezone.localdate():%Y/%m}/{uuid.uuid4().hex}{suffix}"
    return StoredFile.objects.create(
        name=uploads.clean_name(name or "sheet", suffix),
        path=default_storage.save(place, ContentFile(data)),
        content_type=content_type,
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        uploaded_by=by,
    )
