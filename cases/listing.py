"""The rows of a list, ready to print: every word is chosen here, so that the template's loop only writes."""

from collections.abc import Iterable
from datetime import datetime
from functools import cache
from typing import NamedTuple

from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, gettext_lazy

from cases import queries, timing
from cases.enums import Source, Status, Step, Urgency
from cases.models import Category
from cases.queries import Line
from grids.areas.names import short
from grids.days.when import stamp
from grids.templatetags import linli
from grids.words import languages


class CategoryLine(NamedTuple):
    """A category as lists need it, in the reader's language; whole models of a hundred cost as much as the rows."""

    pk: int
    parent_id: int | None
    code: str
    label: str


def categories() -> dict[int, CategoryLine]:
    name = languages.chosen("name_zh", "name_en")
    lines = map(CategoryLine._make, Category.objects.values_list("pk", "parent_id", "code", name))
    return {line.pk: line for line in lines}


# A template's loop over the same cells took four milliseconds more, a third of what the page may cost.
ROW = (
    '<tr role="row">{pick}<td role="cell" class="is-wide ll-nb">{tag}{seal}</td>'
    '<td role="cell" class="is-wide"><a class="ll-row__t" href="{url}">{title}</a>'
    '<div class="ll-row__m ll-dots"><span>{number}</span>{marks}{place}</div></td>'
    '<td role="cell" class="is-gone">{category}</td><td role="cell">{area}</td>'
    '<td role="cell" class="ll-nb">{bar}<div class="ll-row__m">{step}</div></td>'
    '<td role="cell" class="is-gone ll-nb">{who}</td><td role="cell" class="is-gone ll-nb ll-2">{reported}</td></tr>\n'
)
PICK = (
    '<td role="cell" class="is-pick"><label><input class="form-check-input" type="checkbox" data-pick name="case"'
    ' value="{number}:{version}" aria-label="{pick} {number}"></label></td>'
)


def rows(lines: list[Line], named: dict[int, CategoryLine], now: datetime, *, picks: bool) -> SafeString:
    """The table's rows. One query, for the names of all areas on the page. picks: each with a box to pick it."""
    names, language = area_names(lines), get_language()
    seal, pick = linli.seal(gettext("Supervised")), PICK if picks else ""
    page, word = reverse("cases:detail", args=["0"]).removesuffix("0/"), escape(gettext("Pick"))
    return SafeString(
        "".join(
            ROW.format(
                pick=pick.format(number=line.number, version=line.version, pick=word),
                tag=timing.tag(line, now),
                seal=seal if line.is_supervised else "",
                url=f"{page}{line.number}/",
                title=escape(line.title),
                number=line.number,
                marks=_confidential(language) if line.is_confidential else "",
                place=f"<span>{escape(line.place)}</span>" if line.place else "",
                category=escape(named[line.category_id].label),
                area=escape(where(line, names)),
                bar=linli.stepbar(Step(line.step).number),
                step=escape(step_name(line.step, language)),
                who=escape(holder(line, names)),
                reported=escape(stamp(line.reported_at, now)),
            )
            for line in lines
        )
    )


def area_names(lines: Iterable[Line]) -> dict[int, str]:
    """By id. Written as SQL: the ORM takes longer to write out a hundred ids than the database to find them."""
    ids = {pk for line in lines for pk in (line.area_id, line.community_id, line.grid_id, line.to_area_id) if pk}
    found = queries.rows("SELECT id, name FROM grids_area WHERE id = ANY(%s)", [list(ids)])
    return {pk: short(name) for pk, name in found}


def where(line: Line, names: dict[int, str]) -> str:
    """Down from the community: 3 号楼 says little without its grid."""
    parts = [names[pk] for pk in dict.fromkeys((line.community_id, line.grid_id, line.area_id)) if pk]
    return " ".join(parts)


def holder(line: Line, names: dict[int, str]) -> str:
    """Whom it is with: a person, a department, or whoever serves in an area."""
    if line.who:
        return line.who
    department = languages.chosen(line.department_zh, line.department_en)
    return department or (names[line.to_area_id] if line.to_area_id else "")


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


CHOICES = {
    "step": (lambda: [(step, step_name(step, get_language())) for step in Step.values[2:]], gettext_lazy("All steps")),
    "status": (lambda: Status.choices, gettext_lazy("Every status")),
    "source": (lambda: Source.choices, gettext_lazy("All sources")),
    "urgency": (lambda: Urgency.choices, gettext_lazy("Every urgency")),
}


@cache
def fixed_options(name: str, chosen: str, _language: str | None) -> SafeString:
    """The options of what never changes while the portal runs; `chosen` is one of them, or empty."""
    choices, empty = CHOICES[name]
    return options(choices(), chosen, str(empty))
