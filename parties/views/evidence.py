"""Photos and papers of a meeting or a task: on its page, and each by itself."""

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404

from grids.uploads import PDF
from parties.models import Meeting, MeetingTask

KINDS = (("photos", False), ("papers", True))


def shown(row: Meeting | MeetingTask) -> dict[str, list[dict]]:
    """Photos are shown, papers are saved."""
    found = [
        (one.file.content_type == PDF, {"url": f"{row.get_absolute_url()}files/{one.pk}/", "at": one.at})
        for one in row.files.select_related("file")
    ]
    return {name: [line for is_pdf, line in found if is_pdf == wanted] for name, wanted in KINDS}


def sent(row: Meeting | MeetingTask, pk: int) -> FileResponse:
    """A photo is shown, a PDF is saved: it is never shown as a page of ours."""
    found = get_object_or_404(row.files.select_related("file"), pk=pk).file
    try:
        opened = default_storage.open(found.path)
    except FileNotFoundError:
        raise Http404 from None
    answer = FileResponse(
        opened, as_attachment=found.content_type == PDF, content_type=found.content_type, filename=found.name
    )
    answer["Cache-Control"] = "private, no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
