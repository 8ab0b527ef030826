"""What a page says after an act, where the act has no words of its own."""

from django.contrib import messages
from django.utils.translation import gettext as _


def done(request, act) -> None:
    """Whoever carried it out sees that it was, and which: act as its page and its button call it."""
    messages.success(request, _("Done: %(act)s") % {"act": act})
