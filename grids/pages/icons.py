"""Lucide icons, each drawn once per process: a page of fifty rows asks for hundreds."""

import re
from functools import cache
from importlib.resources import files
from zipfile import ZipFile

from django.utils.html import escape
from django.utils.safestring import SafeString


@cache
def icon(name: str, cls: str = "") -> SafeString:
    """The icon as inline SVG, hidden from screen readers: a word always stands beside it. KeyError: there is none."""
    classes = escape(f"ll-i {cls}".strip())
    return SafeString(f'<svg class="{classes}" viewBox="0 0 24 24" aria-hidden="true">{_shapes(name)}</svg>')


@cache
def _shapes(name: str) -> str:
    drawn = re.sub(r"\s+", " ", _drawings().read(f"{name}.svg").decode()).replace("> <", "><").replace(" />", "/>")
    return drawn[drawn.index(">") + 1 : drawn.rindex("<")].strip()


@cache
def _drawings() -> ZipFile:
    """Kept open: to read its list of names takes longer than ten icons, and lucide's own tag reads it for each."""
    return ZipFile(files("lucide") / "lucide.zip")
