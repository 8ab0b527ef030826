"""Which entry of the catalogue a heading of a sheet means: its names, its synonyms, and what was matched by hand."""

import re
import unicodedata
from collections.abc import Iterable, Mapping

from residents.models import RegisterField

_NOISE = re.compile(r"[\s*＊:：、。,.，;；\-_/（）()\[\]【】]+|必填|选填|请填写|required", re.IGNORECASE)
_UNITS = re.compile(r"[（(](人|岁|周岁|元|必填|选填|是/否|选填项)[)）]")


def folded(heading: str) -> str:
    """身份证 号码*（必填） and 身份证号码 are one heading."""
    text = unicodedata.normalize("NFKC", heading).lower()
    return _NOISE.sub("", _UNITS.sub("", text))


def matched(headings: Iterable[str], remembered: Mapping[str, str] | None = None) -> dict[str, str]:
    """heading -> code, for those that are understood; the first heading that means a field has it.

    remembered: folded heading -> code ("" for: leave this column alone), as somebody matched it before; it goes first.
    """
    fields = list(RegisterField.objects.in_tables())
    known = {folded(name): field.code for field in reversed(fields) for name in field.heads}
    found: dict[str, str] = {}
    for heading in headings:
        text = folded(heading)
        code = (remembered or {}).get(text, known.get(text, ""))
        if text and code and code not in found.values():
            found[heading] = code
    return found


def known() -> set[str]:
    """Every heading that is understood, folded."""
    return {folded(name) for field in RegisterField.objects.in_tables() for name in field.heads}
