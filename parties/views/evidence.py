"""Photos and papers of a meeting or a task: on its page, and each by itself."""

from django.http import FileResponse
from django.shortcuts import get_object_or_404

from grids.uploads import PDF
from parties.models import Meeting, MeetingTask
from parties.views.partner_pages import paper

KINDS = (("photos", False), ("papers", True))


def shown(row: Meeting | MeetingTask) -> dict[str, list[dict]]:
    """Photos are shown, papers are saved."""
    found = [
        (one.file.content_type == PDF, {"url": f"{row.get_absolute_url()}files/{one.pk}/", "at": one.at})
        for one in row.files.select_related("file")
    ]
    return {name: [line for is_pdf, line in found if is_pdf == wanted] for name, wanted in KINDS}


def sent(row: Meeting | MeetingTask, pk: int) -> FileResponse:
    """As any paper; what members met about stays in no browser's cache."""
    kept = get_object_or_404(row.files.select_related("file"), pk=pk)
    answer = paper(kept.file, "document")
    answer["Cache-Control"] = "private, no-store"
    return answer
