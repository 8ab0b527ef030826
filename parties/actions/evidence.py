"""A photo or paper that shows that a meeting was held, or a task done."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from grids import history
from grids.actions import files
from grids.uploads import UploadRefused
from parties import rules
from parties.models import Meeting, MeetingFile, MeetingTask

MOST = 12  # of one meeting, and of one task


def keep(upload, *, of: Meeting | MeetingTask, by, now: datetime | None = None) -> MeetingFile:
    """In the caller's transaction, which holds the row of `of`. Raises ValidationError with the reason."""
    if of.files.count() >= MOST:
        raise ValidationError({"file": _("There are %(most)d photos and papers already.") % {"most": MOST}})
    try:
        stored = files.store_paper(upload, by)
    except UploadRefused as error:
        raise ValidationError({"file": str(error)}) from None
    made = MeetingFile(file=stored, at=now or timezone.now(), by=by)
    setattr(made, "task" if isinstance(of, MeetingTask) else "meeting", of)
    with history.acting(by, grant=rules.KEEP, where=of):
        made.save()
    return made
