"""A photo out of the storage, as the view of its record sends it."""

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404

from grids.models import StoredFile

WEEK = 7 * 24 * 3600


def sent(file: StoredFile, *, small: bool, age: int = WEEK) -> FileResponse:
    try:
        opened = default_storage.open(file.thumb if small and file.thumb else file.path)
    except FileNotFoundError:
        raise Http404 from None
    answer = FileResponse(opened, content_type=file.content_type, filename=file.name)
    answer["Cache-Control"] = f"private, max-age={age}"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
