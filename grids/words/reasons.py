"""Why somebody did something that others will ask about: a few words, wherever they are written."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

SHORTEST = 2  # characters


def need(words: str, field: str = "why") -> str:
    """The words, without space around them. Raises ValidationError at the field where there are too few."""
    words = words.strip()
    if len(words) < SHORTEST:
        raise ValidationError({field: _("Say why, in a few words.")})
    return words
