"""Build what every page loads: one style sheet and one script.

    python -m config.assets

static/build/linli.css  Bootstrap, then the theme without its cascade layers (Chromium before 99 knows none).
static/build/map.js     Leaflet and what we draw on it; loaded only when a map is looked at.
static/build/linli.js   htmx from django-htmx, then ours.
Third-party files are read from where npm and pip put them; nothing of theirs is committed.
"""

import re
from importlib.resources import files
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "static" / "build"
SOURCE = ROOT / "static" / "src"
BOOTSTRAP = ROOT / "node_modules" / "bootstrap" / "dist" / "css" / "bootstrap.min.css"
LEAFLET = ROOT / "node_modules" / "leaflet" / "dist" / "leaflet.js"
HTMX = files("django_htmx") / "static" / "django_htmx" / "htmx-2.min.js"

# Written by the server on <html>: light, dark, or system, which follows the device without any script.
DARK, SYSTEM = "dark", "system"


def blocks(css):
    """Yield (prelude, body, text) of every top-level block or statement of a sheet without comments."""
    start = depth = body = 0
    quote = ""
    for at, sign in enumerate(css):
        if quote:
            quote = "" if sign == quote else quote
        elif sign in "\"'":
            quote = sign
        elif sign == "{":
            depth += 1
            body = at + 1 if depth == 1 else body
        elif sign == "}":
            depth -= 1
            if not depth:
                yield css[start : body - 1].strip(), css[body:at], css[start : at + 1].strip()
                start = at + 1
        elif sign == ";" and not depth:
            yield css[start:at].strip(), "", css[start : at + 1].strip()
            start = at + 1


def without_comments(css):
    return re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)


def flatten(css):
    """Drop the @layer wrappers and the layered @import; the order of the sheet is the order of the layers."""
    flat = []
    for prelude, body, text in blocks(without_comments(css)):
        if prelude.startswith("@layer"):
            flat.append(body)
        elif not prelude.startswith("@import"):
            flat.append(text)
    return "\n".join(flat)


def following_device(css):
    """The dark rules once more, for pages that leave the choice to the device."""
    found = []
    for prelude, body, text in blocks(css):
        if prelude.startswith("@media screen") and DARK in body:
            found.append(following_device(body))
        elif re.search(rf'\[data-bs-theme="?{DARK}"?\]', prelude):
            found.append(re.sub(rf'\[data-bs-theme="?{DARK}"?\]', f'[data-bs-theme="{SYSTEM}"]', text))
    return "\n".join(found)


def on_dark_device(css):
    return f"@media screen and (prefers-color-scheme: dark) {{ {following_device(css)} }}"


def widths():
    """Bars get their width from a class, since the pages' CSP forbids style attributes."""
    return "\n".join(f".ll-w-{share} {{ width: {share}% }}" for share in range(101))


def shrink(css):
    """Whitespace only: strings and the spaces that CSS needs (calc, selectors) stay."""
    parts = re.split(r"(\"[^\"]*\"|'[^']*')", css)
    for index in range(0, len(parts), 2):
        part = re.sub(r"\s+", " ", parts[index])
        part = re.sub(r"\s*([{};,>])\s*", r"\1", part)
        parts[index] = re.sub(r";}", "}", part)
    return "".join(parts).strip()


def style_sheet():
    bootstrap = without_comments(BOOTSTRAP.read_text(encoding="utf-8"))
    theme = flatten((SOURCE / "theme.css").read_text(encoding="utf-8"))
    parts = [bootstrap, on_dark_device(bootstrap), shrink(theme + widths() + on_dark_device(theme))]
    return "/*! Bootstrap: MIT licence, getbootstrap.com */\n" + "\n".join(part.strip() for part in parts) + "\n"


def script():
    return HTMX.read_text(encoding="utf-8") + ";\n" + (SOURCE / "linli.js").read_text(encoding="utf-8")


def map_script():
    leaflet = re.sub(r"//# sourceMappingURL=.*", "", LEAFLET.read_text(encoding="utf-8"))
    return leaflet + ";\n" + (SOURCE / "map.js").read_text(encoding="utf-8")


def build():
    BUILD.mkdir(parents=True, exist_ok=True)
    for name, text in (("linli.css", style_sheet()), ("linli.js", script()), ("map.js", map_script())):
        (BUILD / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    build()
