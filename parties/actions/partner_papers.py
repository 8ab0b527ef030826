"""Papers and photos that show something: an agreement, a fulfilled claim, a signed pledge."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from grids import uploads
from grids.actions.files import store_paper
from grids.models import StoredFile


def kept(upload, by, field: str) -> StoredFile:
    """A PDF or a photo, stored. Call it when all else is known to be right: a file that is stored stays.

    Raises ValidationError at `field` where there is none, or none that is taken.
    """
    if isinstance(upload, StoredFile):
        return upload
    if upload is None:
        raise ValidationError({field: _("Add a photo or a file that shows it.")})
    try:
        return store_paper(upload, by)
    except uploads.UploadRefused as error:
        raise ValidationError({field: [error.sentence]}) from None
