"""Lucide icons, each drawn once per process: a page of fifty rows asks for hundreds."""

import re
from functools import cache

from django.utils.html import escape
from django.utils.safestring import SafeString
from lucide.templatetags.lucide import lucide


@cache
def icon(name: str, cls: str = "") -> SafeString:
    """The icon as inline SVG, hidden from screen readers: a word always stands beside it."""
    drawn = re.sub(r"\s*\n\s*", "", lucide(name, size=None)).replace(" />", "/>")
    shapes = drawn[drawn.index(">") + 1 : drawn.rindex("<")]
    classes = escape(f"ll-i {cls}".strip())
    return SafeString(f'<svg class="{classes}" viewBox="0 0 24 24" aria-hidden="true">{shapes}</svg>')
