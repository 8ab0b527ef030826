"""The signs that two entries may be one person, as bits: a pair may show several."""

from django.utils.translation import gettext_lazy as _

BIRTH, PHONE, HOME = 1, 2, 4
PHONE_INDEX = "phone"  # the kind of blind index under which phones of residents stand
_WORDS = {
    BIRTH: _("Sounds the same, same birth date"),
    PHONE: _("Same phone"),
    HOME: _("Sounds the same, same dwelling"),
}


def words(why: int) -> list[str]:
    return [str(word) for bit, word in _WORDS.items() if why & bit]
