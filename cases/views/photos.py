"""Photos, each shown only through the record it belongs to."""

from django.http import Http404
from django.views.decorators.http import require_safe

from cases.forms.photos import kept_photo
from cases.views import detail
from grids.views.stored import sent


@require_safe
def photo(request, number, pk):
    """A photo of a matter, for whoever may see the matter. ?s=1: the small one."""
    case = detail.find(request, number)
    found = case.photos.select_related("file").filter(pk=pk).first()
    if found is None:
        raise Http404
    return sent(found.file, small=bool(request.GET.get("s")))


@require_safe
def kept(request, key):
    """A photo that was sent with a form that came back: for its sender only."""
    found = kept_photo(key, request.user)
    if found is None:
        raise Http404
    return sent(found, small=True)
