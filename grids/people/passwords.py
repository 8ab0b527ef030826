"""What Django says of passwords, where its own Chinese catalog lacks the words."""

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.utils.translation import ngettext


class LongEnough(MinimumLengthValidator):
    def get_error_message(self):
        words = ngettext(
            "Write at least %(count)d character.", "Write at least %(count)d characters.", self.min_length
        )
        return words % {"count": self.min_length}
