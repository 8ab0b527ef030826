"""The rows of a list, ready to print: every word is chosen here, so that the template's loop only writes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from cases import timing
from cases.enums import Status, Step
from cases.models import Category
from cases.queries import Line
from grids.models import Area
from grids.names import short
from grids.templatetags import linli
from grids.when import stamp


@dataclass(frozen=True, slots=True)
class Row:
    number: str
    url: str
    title: str
    place: str
    picked: str  # what its box sends: number and version
    tag: SafeString
    seal: SafeString
    marks: SafeString
    category: str
    area: str
    bar: SafeString
    step: str
    who: str
    reported: str


def rows(lines: list[Line], categories: dict[int, Category], now: datetime) -> list[Row]:
    """One query, for the names of all areas on the page."""
    names = area_names(lines)
    english = (get_language() or "").startswith("en")
    seal = linli.seal(gettext("Supervised"))
    page, here = reverse("cases:detail", args=["0"]), "0"
    return [
        Row(
            number=line.number,
            url=page.replace(here, line.number, 1),
            title=line.title,
            place=line.place,
            picked=f"{line.number}:{line.version}",
            tag=tag(line, now),
            seal=seal if line.is_supervised else SafeString(""),
            marks=_confidential(get_language()) if line.is_confidential else SafeString(""),
            category=categories[line.category_id].label,
            area=where(line, names),
            bar=linli.stepbar(Step(line.step).number),
            step=step_name(line.step, get_language()),
            who=holder(line, names, english),
            reported=stamp(line.reported_at, now),
        )
        for line in lines
    ]


def area_names(lines: Iterable[Line]) -> dict[int, str]:
    ids = {pk for line in lines for pk in (line.area_id, line.community_id, line.grid_id, line.to_area_id) if pk}
    return {pk: short(name) for pk, name in Area.objects.filter(pk__in=ids).order_by().values_list("pk", "name")}


def where(line: Line, names: dict[int, str]) -> str:
    """Down from the community: 3 号楼 says little without its grid."""
    parts = [names[pk] for pk in dict.fromkeys((line.community_id, line.grid_id, line.area_id)) if pk]
    return " ".join(parts)


def holder(line: Line, names: dict[int, str], english: bool) -> str:
    """Whom it is with: a person, a department, or whoever serves in an area."""
    if line.who:
        return line.who
    department = line.department_en if english else line.department_zh
    return department or (names[line.to_area_id] if line.to_area_id else "")


def tag(line: Line, now: datetime) -> SafeString:
    state = timing.state(line, now)
    if line.status not in (Status.OPEN, Status.CLOSED):
        return linli.mark(Status(line.status).label)
    return linli.tag(state, timing.words(line, now))


@cache
def step_name(step: str, _language: str | None) -> str:
    return f"{Step(step).number} {Step(step).label}"


@cache
def _confidential(_language: str | None) -> SafeString:
    return linli.mark(gettext("Confidential"), "hold")


def options(choices: Iterable[tuple[str, str]], chosen: str, empty: str) -> SafeString:
    """The options of a filter's select. Written here: a form's own widgets render a template for each."""
    lines = [("", empty), *choices]
    return SafeString(
        "".join(
            f'<option value="{escape(value)}"{" selected" if value == chosen else ""}>{escape(label)}</option>'
            for value, label in lines
        )
    )
