"""Unified social credit codes (GB 32100): 18 signs, the last one a check sign."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from stdnum.cn import uscc as credit_code
from stdnum.exceptions import ValidationError as NotValid


def clean_code(text: str) -> str:
    """A code without blanks, in capitals; "" for none. Raises ValidationError when it cannot be one."""
    if not text.strip():
        return ""
    try:
        return credit_code.validate(text.strip().upper())
    except NotValid:
        raise ValidationError({"uscc": _("This is no credit code: 18 signs, the last one is a check sign.")}) from None
