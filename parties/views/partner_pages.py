"""What the pages of partners, lists and pledges share: forms on a page of their own, papers."""

from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404

from grids.forms.refused import take_up
from grids.models import StoredFile
from grids.uploads import PDF
from grids.views.stored import sent


def posted(request) -> tuple:
    """What a form with files takes: nothing, before it is sent."""
    return (request.POST, request.FILES) if request.method == "POST" else ()


def done(form, act) -> bool:
    """True once `act` took what the form holds; what it refuses stands in the form. None: a bare button."""
    if form is not None and not (form.is_bound and form.is_valid()):
        return False
    try:
        act()
    except ValidationError as error:
        if form is None:
            raise
        take_up(form, error)
        return False
    return True


def paper(file: StoredFile | None, name: str) -> FileResponse:
    """Shown where it is a photo; a PDF is as it was sent, so it is saved and never a page of ours."""
    if file is None:
        raise Http404
    answer = sent(file, small=False)
    if file.content_type == PDF:
        answer["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    return answer
