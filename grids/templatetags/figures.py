"""An area's numbers, ready for its page: {% load figures %}{% area_figures area %}."""

import re

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from grids import figures, tallies
from grids.days import when
from grids.days.periods import NAMES, Period
from grids.enums import Kind
from grids.figures import Figure, Rate, RateValue, Value
from grids.templatetags.linli import change

register = template.Library()
NONE = "–"


@register.inclusion_tag("areas/_figures.html", takes_context=True)
def area_figures(context, area):
    """Six tiles, the areas right below ranked, and what has a section of its own; ?period= chooses the days.

    Four queries, however many areas, and one for the sections; on a unit's page one for each table of them.
    """
    request = context["request"]
    return figures_of(area, request.user, request.GET.get("period", ""))


def figures_of(area, user, period_name: str = "", now=None) -> dict:
    now = now or timezone.now()
    period = Period.named(period_name, timezone.localdate(now))
    tiles, columns = [entry for entry in _placed("tile") if entry.section is None], _placed("column")
    beneath = {entry.key for entry in columns}
    overview = figures.children(area, user, period, now, {entry.key for entry in tiles} | beneath, beneath)
    columns = [entry for entry in columns if entry.key in overview.values]
    live, (counted, rest) = area.kind in (Kind.UNIT, Kind.GRID), tallies.counted_at(now)
    return {
        "area": area,
        "period": period,
        "periods": [(name, label, name == period.name) for name, label in NAMES.items()],
        "as_of": _as_of(now if live else counted, now),
        "days": _days(period, timezone.localdate(now).year),
        "tiles": [_tile(overview.values[entry.key]) for entry in tiles if entry.key in overview.values],
        "ranked_by": next((entry.label for entry in columns if isinstance(entry, Rate)), ""),
        "columns": [entry.label for entry in columns],
        "lines": _lines(overview, columns, period) if columns else [],
        "total": _cells(overview.values, columns),
        "sections": _sections(area, user, period, counted, rest, now),
    }


FIRST = 6  # tiles of a section that are shown at once


def _sections(area, user, period: Period, counted, rest: dict, now) -> list[dict]:
    """Asked for the area alone, so that a grid's are read from the tallies. Grids and units show the first only.

    A section of nothing but noughts is left out.
    """
    most = FIRST if area.kind in (Kind.GRID, Kind.UNIT) else None
    wanted: dict[figures.Section, list[Figure | Rate]] = {}
    for entry in _placed("tile"):
        section = entry.section
        if section and Kind(area.kind).depth <= section.lowest.depth and (most is None or entry.tile <= most):
            wanted.setdefault(section, []).append(entry)
    keys = [entry.key for entries in wanted.values() for entry in entries]
    values = figures.of(area, user, period, now, keys) if keys else {}
    found = []
    for section, entries in wanted.items():
        shown = [entry for entry in entries if entry.key in values]
        if any(_is_some(values[entry.key]) for entry in shown):
            found.append(
                {
                    "label": section.label,
                    "as_of": _as_of(_counted(entries, area, counted, rest, now), now),
                    "tiles": [_section_tile(values[entry.key]) for entry in shown[:FIRST]],
                    "more": [_row(values[entry.key]) for entry in shown[FIRST:]],
                }
            )
    return found


def _is_some(value: Value | RateValue) -> bool:
    return bool(value.whole.value if isinstance(value, RateValue) else value.value or value.before)


def _counted(entries: list[Figure | Rate], area, counted, rest: dict, now):
    """A table that takes long to count may be older than the others; a unit's rows are counted now."""
    if area.kind == Kind.UNIT:
        return now
    counts = (figures.figures[entry.part] if isinstance(entry, Rate) else entry for entry in entries)
    return min((rest[table] for table in {figure.table for figure in counts} & rest.keys()), default=counted)


def _row(value: Value | RateValue) -> SafeString:
    """Written here: two dozen tiles by a template took a tenth of the page."""
    label, unit = (value.rate.label, "") if isinstance(value, RateValue) else (value.figure.label, value.figure.unit)
    return SafeString(
        f'<li class="ll-row ll-row--2"><span>{escape(label)}</span>'
        f'<span class="ll-nb"><b>{_cell(value)}</b> {escape(unit)}</span></li>'
    )


def _section_tile(value: Value | RateValue) -> dict:
    """With the declared number beside the counted one; without it, how it has changed since there was a count."""
    tile = _tile(value)
    if isinstance(value, RateValue):
        return tile
    declared = value.figure.declared and getattr(value.area, value.figure.declared)
    if declared:
        return tile | {"change": _beside(value.value, declared)}
    return tile if value.before else tile | {"change": ""}  # nobody counted then: no number to compare with


def _beside(counted: int, declared: int) -> str:
    more = counted - declared
    if not more:
        return gettext("declared %(declared)s, the same") % {"declared": f"{declared:,}"}
    words = (
        gettext("declared %(declared)s, counted %(count)s more")
        if more > 0
        else gettext("declared %(declared)s, counted %(count)s fewer")
    )
    return words % {"declared": f"{declared:,}", "count": f"{abs(more):,}"}


def _days(period: Period, this_year: int) -> str:
    """The year is told only where it is not this one."""
    days = (period.start,) if period.start == period.end else (period.start, period.end)
    short = all(day.year == this_year for day in days)
    return " – ".join(date_format(day, "MONTH_DAY_FORMAT" if short else "DATE_FORMAT") for day in days)


def _placed(where: str) -> list[Figure | Rate]:
    entries = [*figures.figures.values(), *figures.rates.values()]
    return sorted((entry for entry in entries if getattr(entry, where)), key=lambda entry: getattr(entry, where))


def _as_of(at, now) -> str:
    if at is None:
        return gettext("Not counted yet")
    return gettext("as of %(time)s") % {"time": when.stamp(at, now)}


def _tile(value: Value | RateValue) -> dict:
    """As components/figs.html wants it. A percentage is no count of rows: its two numbers open lists, not itself."""
    if isinstance(value, RateValue):
        percent = value.percent
        return {
            "label": value.rate.label,
            "shown": NONE if percent is None else f"{percent:.1f}",
            "unit": "" if percent is None else "%",
            "change": _few(value.whole) if value.is_few else SafeString(f"{_both(value)} {_points(value)}"),
        }
    if value.is_few:
        return {"label": value.figure.label, "shown": _few(value), "change": ""}
    url = value.url
    return {
        "key": value.key if url else "",
        "label": value.figure.label,
        "value": value.value,
        "unit": value.figure.unit,
        "url": url,
        "change": _difference(value),
    }


def _lines(overview, columns, period) -> list[dict]:
    """The areas below in the order of the first rate, those without any last and unranked; equals share a rank."""
    first = next((entry.key for entry in columns if isinstance(entry, Rate)), None)

    def place(line):
        percent = line[1][first].percent if first else None
        return (percent is None, -(percent or 0), natural(line[0].short_name))

    ranked = sorted(overview.children, key=place)
    percents = [values[first].percent if first else None for _child, values in ranked]
    return [
        {
            "rank": "" if percent is None else percents.index(percent) + 1,
            "name": child.short_name,
            "url": f"{child.get_absolute_url()}?period={period.name}",
            "cells": _cells(values, columns),
        }
        for (child, values), percent in zip(ranked, percents, strict=True)
    ]


def natural(name: str) -> list[tuple[int, str]]:
    """A key of sorting that puts 5号楼 before 10号楼."""
    return [(int(part), "") if part.isdecimal() else (0, part) for part in re.split(r"(\d+)", name)]


def _cells(values: dict[str, Value | RateValue], columns) -> SafeString:
    """Of one line. A phone has room for the second and the third; the others stand in the tiles above."""
    drawn = []
    for at, entry in enumerate(columns):
        wide = "" if at in (1, 2) else " d-none d-md-table-cell d-print-table-cell"
        drawn.append(f'<td class="ll-num{wide}">{_cell(values[entry.key])}</td>')
    return SafeString("".join(drawn))


def _cell(value: Value | RateValue) -> SafeString:
    if isinstance(value, RateValue):
        percent = value.percent
        return SafeString(NONE) if percent is None else SafeString(f"{percent:.1f} % <small>{_both(value)}</small>")
    return _number(value)


def _number(value: Value) -> SafeString:
    """Every shown number opens the rows it counted."""
    if value.is_few:
        return _few(value)
    shown, url = f"{value.value:,}", value.url
    if not url:
        return SafeString(shown)
    link = f'data-figure="{value.key}" data-value="{value.value}" href="{escape(url)}"'
    return SafeString(f"<a {link}>{shown}</a>")


def _few(value: Value) -> SafeString:
    return escape(gettext("fewer than %(count)d") % {"count": value.figure.fewest})


def _both(value: RateValue) -> SafeString:
    return SafeString(f'<span class="ll-nb">{_number(value.part)}/{_number(value.whole)}</span>')


def _difference(value: Value) -> SafeString | str:
    if value.before is None or value.before < value.figure.fewest:
        return ""
    more = value.value - value.before
    if not more:
        return change("flat", gettext("same"))
    words = gettext("%(count)s more") if more > 0 else gettext("%(count)s fewer")
    return _changed(more, words % {"count": f"{abs(more):,}"}, value.figure.good)


def _points(value: RateValue) -> SafeString | str:
    if value.percent is None or value.percent_before is None:
        return ""
    more = round(value.percent - value.percent_before, 1)
    if not more:
        return change("flat", gettext("same"))
    words = gettext("up %(points).1f points") if more > 0 else gettext("down %(points).1f points")
    return _changed(more, words % {"points": abs(more)}, value.rate.good)


def _changed(more: float, words: str, good: str) -> SafeString:
    direction = "up" if more > 0 else "down"
    return change(direction, words, direction == good if good else None)
