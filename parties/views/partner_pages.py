"""What the pages of partners, lists and pledges share: forms with files, papers."""

from django.http import FileResponse, Http404

from grids.models import StoredFile
from grids.uploads import PDF
from grids.views.stored import sent


def posted(request) -> tuple:
    """What a form with files takes: nothing, before it is sent."""
    return (request.POST, request.FILES) if request.method == "POST" else ()


def paper(file: StoredFile | None, name: str) -> FileResponse:
    """Shown where it is a photo; a PDF is as it was sent, so it is saved and never a page of ours."""
    if file is None:
        raise Http404
    answer = sent(file, small=False)
    if file.content_type == PDF:
        answer["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    return answer
