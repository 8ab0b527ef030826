"""What must hold for every page at any width: it fits, is named, speaks Chinese, and breaks no rule of WCAG 2.2 AA."""

import hashlib
import os
import re
from html import unescape
from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Page

AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text(encoding="utf-8")
# Lies in every page unread: to send half a megabyte to each that is examined takes longer than to begin it there.
AT_HAND = f"window.beginAxe = () => {{ {AXE}\n }}"
WCAG_22_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# So high that nearly every page shows itself whole: the bar at the foot of a phone covers whatever lies behind it.
WIDTHS = ({"width": 1440, "height": 5000}, {"width": 390, "height": 10_000})

FRAME = """() => {
  const root = document.documentElement, titled = document.title.split(" – ")[0].trim();
  const wide = [...document.querySelectorAll("body *")].filter(one => {
    const box = one.getBoundingClientRect();
    return box.width && box.right > root.clientWidth + 1 && !one.closest(".ll-scroll, .ll-toasts, .visually-hidden");
  });
  const ids = [...document.querySelectorAll("[id]")].map(one => one.id);
  const h1 = [...document.querySelectorAll("h1")].filter(one => one.getClientRects().length);
  const said = [];
  if (root.scrollWidth > root.clientWidth) {
    const parts = wide.slice(0, 3).map(one => one.outerHTML.slice(0, 90));
    said.push(`${root.scrollWidth - root.clientWidth} px too wide: ${parts}`);
  }
  if (h1.length !== 1) { said.push(`${h1.length} headings of the first level`); }
  if (!titled) { said.push("no title"); }
  const twice = ids.filter((id, at) => ids.indexOf(id) !== at);
  if (twice.length) { said.push(`the same id twice: ${[...new Set(twice)]}`); }
  return said;
}"""
# A page is made of parts. Axe looks at those that can be seen now and were not on any page before; once more at the
# other width, for the two rules that depend on it. A contrast takes it four fifths of its time, and is the same
# wherever the same ink lies on the same ground: where a part has not stood in that one before, INKS says of what is
# read in it what decides that, and axe measures each of those once. A width changes no colour.
PARTS = """() => {
  const root = document.documentElement, part = one => `${one.localName}.${one.getAttribute("class")}`;
  const reads = one => one.matches("input, select, textarea")
    || [...one.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim());
  const pair = one => `${part(one.parentElement)} > ${part(one)}`;
  const seen = [...document.querySelectorAll("body *")].filter(one => one.checkVisibility());
  window.parted = Map.groupBy(seen, part);
  window.read = Map.groupBy(seen.filter(reads), pair);
  const more = root.scrollHeight - root.clientHeight;
  return {parts: [...window.parted.keys()], read: [...window.read.keys()], more, begun: "axe" in window};
}"""
INKS = """read => {
  const grounds = new Map();
  const ground = one => {
    if (!one) { return ""; }
    if (!grounds.has(one)) {
      const {backgroundColor, backgroundImage, opacity, position} = getComputedStyle(one);
      const own = [backgroundColor, backgroundImage, opacity, /absolute|fixed|sticky/.test(position)].join();
      const last = backgroundColor.startsWith("rgb(") && own.endsWith(",1,false");
      const passed = own === "rgba(0, 0, 0, 0),none,1,false";
      grounds.set(one, last ? own : (passed ? "" : `${own} `) + ground(one.parentElement));
    }
    return grounds.get(one);
  };
  const ink = one => {
    const {color, fontSize, fontWeight, textShadow} = getComputedStyle(one), size = parseFloat(fontSize);
    const large = size >= 24 || (size >= 18.66 && fontWeight >= 700);
    const spared = one.closest(":disabled, [aria-disabled], [aria-hidden], .visually-hidden") !== null;
    return [color, large, textShadow, spared, ground(one)].join();
  };
  window.inked = Map.groupBy(read.flatMap(pair => window.read.get(pair)), ink);
  return [...window.inked.keys()];
}"""
RUN = """async ([tags, parts, sized, inks]) => {
  const only = {resultTypes: ["violations"]}, found = [], off = {enabled: false};
  const whole = {...only, runOnly: {type: "tag", values: tags},
    rules: {"color-contrast": off, "target-size": off, "scrollable-region-focusable": off}};
  const width = {...only, runOnly: {type: "rule", values: ["target-size", "scrollable-region-focusable"]}};
  const contrast = {...only, runOnly: {type: "rule", values: ["color-contrast"]}};
  const touched = one => one.matches("a, button, input, select, summary, textarea, [role], [tabindex]")
    || one.scrollWidth > one.clientWidth || one.scrollHeight > one.clientHeight;
  const look = async (include, how) => include.length && found.push(...(await axe.run({include}, how)).violations);
  await look(parts.flatMap(part => window.parted.get(part)), whole);
  await look(sized.flatMap(part => window.parted.get(part)).filter(touched), width);
  await look(inks.flatMap(ink => window.inked.get(ink)), contrast);
  return found.map(one => [one.id, one.help, one.nodes.slice(0, 3).map(node => node.html.slice(0, 160))]);
}"""
# What stands on a page for people to read or to hear; not what they typed.
WORDS = """() => {
  const said = new Set(), shown = one => one.checkVisibility() && !one.closest("code, [lang]:not(html), textarea");
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    if (walker.currentNode.parentElement && shown(walker.currentNode.parentElement)) {
      said.add(walker.currentNode.textContent.trim().replace(/\\s+/g, " "));
    }
  }
  for (const one of document.querySelectorAll("[aria-label], [placeholder]:not([name$=_en]), [alt], [title]")) {
    for (const name of ["aria-label", "placeholder", "alt", "title"]) {
      said.add((one.getAttribute(name) || "").trim());
    }
  }
  said.add(document.title);
  return [...said];
}"""
# English on a Chinese page: two words in a row, or nothing but letters beginning like a sentence.
ENGLISH = re.compile(r"[A-Za-z]{2,}[,:;]? [a-z]{2,}|^[A-Z][a-z]+$")
NAMES = {"English", "Excel", "Edge", "Chrome", "Linli"}

# Claimed by whichever worker of this run comes first: a view and a part are examined once in each way of looking.
_claims = Path(os.environ["VAR_DIR"]) / "examined"


# Of a page that the templates wrote: every value in double quotes. html.parser takes five times as long.
TOKEN = re.compile(r'<!.*?>|<(/?)([a-z][\w-]*)((?:"[^"]*"|[^">])*)>|([^<]+)')
ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')


class Said:
    """A page as it was sent: its texts and the words for those who cannot see it, where its links lead, its parts.

    parts: the kinds of elements, each once: "a.active".
    """

    NOT_SAID = {"script", "style", "code", "textarea"}
    WITHOUT_END = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}

    def __init__(self, html: str):
        self.words, self.links, self.parts = set(), [], set()
        self._within: list[tuple[str, bool]] = []
        for ends, tag, attributes, text in TOKEN.findall(html):
            if text:
                self._text(text)
            elif ends:
                self._end(tag)
            elif tag:
                self._begin(tag, dict(ATTRIBUTE.findall(attributes)) if attributes else {})

    @property
    def _hides(self) -> bool:
        return bool(self._within) and self._within[-1][1]

    def _begin(self, tag: str, its: dict[str, str]) -> None:
        self.parts.add(f"{tag}.{its.get('class', '')}")
        if tag not in self.WITHOUT_END:
            self._within.append((tag, self._hides or tag in self.NOT_SAID or (tag != "html" and "lang" in its)))
        self.words |= {
            unescape(its[name]).strip() for name in ("aria-label", "placeholder", "alt", "title") if name in its
        }
        if tag == "a" and its.get("href"):
            self.links.append(unescape(its["href"]))

    def _end(self, tag: str) -> None:
        while self._within and self._within.pop()[0] != tag:
            pass

    def _text(self, text: str) -> None:
        if not self._hides:
            self.words.add(" ".join(unescape(text).split()))


def frame(page: Page) -> list[str]:
    """What is wrong with the size, heading, title and ids of the open page."""
    return page.evaluate(FRAME)


def accessibility(page: Page, *, width: int, theme: str = "") -> list[str]:
    """What axe-core finds wrong with what was not examined before, in this theme and at this width."""
    return _axe(page, page.evaluate(PARTS), width, theme)


def _axe(page: Page, made_of: dict, width: int, theme: str) -> list[str]:
    """made_of: what PARTS told of the open page."""
    parts = [part for part in made_of["parts"] if first(f"{theme} {part}")]
    sized = [part for part in made_of["parts"] if first(f"{theme} {width} {part}")]
    read = [pair for pair in made_of["read"] if first(f"{theme} {pair}")]
    inks = [ink for ink in (page.evaluate(INKS, read) if read else []) if first(f"{theme} {ink}")]
    if not parts and not sized and not inks:
        return []
    if not made_of["begun"]:
        page.evaluate("beginAxe()")
    size = page.viewport_size
    if made_of["more"] > 0:  # the bar at the foot covers nothing where all of the page is shown
        page.set_viewport_size({"width": size["width"], "height": size["height"] + made_of["more"] + 120})
    found = page.evaluate(RUN, [WCAG_22_AA, parts, sized, inks])
    if made_of["more"] > 0:
        page.set_viewport_size(size)
    return [f"{rule}: {text}: {' | '.join(nodes)}" for rule, text, nodes in found]


_known: set[str] = set()  # what this worker asked before: most questions, and no reason to ask the disk


def first(what: str) -> bool:
    """Whether nobody asked this before in this run of the tests, in any worker."""
    if what in _known:
        return False
    _known.add(what)
    _claims.mkdir(exist_ok=True)
    try:
        (_claims / hashlib.sha256(what.encode()).hexdigest()).touch(exist_ok=False)
    except FileExistsError:
        return False
    return True


def english_in(words: list[str]) -> list[str]:
    """What a page that should be in Chinese says in English; words: what WORDS told of it."""
    return [said for said in words if ENGLISH.search(said) and not NAMES & set(said.split())]


ALL = f"() => [({FRAME})(), ({PARTS})(), ({WORDS})()]"


def at_every_width(page: Page) -> list[str]:
    """All of it, on a PC and on a phone, without loading the page anew; it begins as wide as the last page ended."""
    said = []
    for size in sorted(WIDTHS, key=lambda size: size["width"] != page.viewport_size["width"]):
        if size != page.viewport_size:
            page.set_viewport_size(size)
        framed, made_of, words = page.evaluate(ALL)
        found = framed + _axe(page, made_of, size["width"], "")
        said += [f"{page.url} at {size['width']}: {what}" for what in found]
    return said + [f"{page.url} says {what!r}" for what in english_in(words)]
