"""What a page says after an act."""

from django.contrib import messages
from django.utils.translation import gettext as _


def done(request, act) -> None:
    """Whoever carried it out sees that it was, and which: act as its page and its button call it.

    Nothing, where the act found words of its own in this request.
    """
    if not messages.get_messages(request).added_new:
        messages.success(request, _("Done: %(act)s") % {"act": act})
