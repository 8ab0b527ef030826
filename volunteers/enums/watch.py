from django.db import models
from django.utils.translation import gettext_lazy as _, pgettext_lazy


class SwapState(models.TextChoices):
    """One asks another to take their place in a night watch; nothing changes before the other accepts."""

    OPEN = "open", _("Waits for the answer")
    ACCEPTED = "accepted", pgettext_lazy("of a swap", "Accepted")
    DECLINED = "declined", pgettext_lazy("of a swap", "Declined")
    CLOSED = "closed", _("Not needed any more")
