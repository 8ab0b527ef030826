"""One run from an empty database to the tables."""

import time
from collections.abc import Callable
from statistics import median

from django.core.management import call_command
from django.db import connection, connections

from bench import data, jobs, pages, parties, points, registers, site, table, volunteers
from bench.client import Client, Got, Page
from cases import filters
from config.servers import ROOT

AT_ONCE = 8
OWN = (*volunteers.LISTS, *parties.LISTS)  # lists whose statements are compared with the same asked for by hand
SMALL = ROOT / "docs" / "bench.md"


def everything(name: str, say: Callable[[str], None]) -> list[str]:
    size = data.SIZES[name]
    began = time.monotonic()
    call_command("migrate", interactive=False, verbosity=0)
    call_command("load_reference", verbosity=0)
    built = data.build(size)
    points.build(size, built)
    volunteers.build(size, built)
    parties.build(size, built)
    _tally()
    say(f"Data set {name}: {size.matters:,} matters, {time.monotonic() - began:.0f} s.")
    asked = [
        *pages.pages(built, size), *registers.pages(built), *points.pages(built), *volunteers.pages(built),
        *parties.pages(built),
    ]  # fmt: skip
    sessions = pages.sessions(built)
    _plan_as_the_web()
    beside = {level: pages.plain(level, "open", built) for level in pages.LEVELS}
    beside |= {f"residents {level}": pair for level, pair in registers.beside(built).items()}
    beside |= volunteers.beside(built) | volunteers.beside(built, parties.LISTS, parties.LEVELS)
    views = {view: pages.plain("street", view, built) for view in filters.SAVED if view != "open"}
    connections.close_all()
    with site.gunicorn(size.web) as port:
        lines, unit = _measure(Client(port, sessions), asked, built, size)
    for line in lines:
        kind, _colon, who = line.name.removeprefix("List, ").partition(": ")
        own = {"all open": who, "residents": f"residents {who}"} | {name: f"{name} {who}" for name in OWN}
        pair = beside.get(own[kind]) if kind in own else views.get(kind) if who == "street" else None
        line.own, line.plain = pair or (None, None)
    say(f"Pages measured, {time.monotonic() - began:.0f} s.")
    measured = table.pages(lines, unit)
    say("\n".join(measured))
    _plan_as_the_web()
    small = SMALL.read_text() if SMALL.exists() else ""
    compared = [*table.alike(lines), *table.deep(lines), *table.grown(lines, name, small)]
    done = table.jobs([*compared, *registers.searches(built, size), *jobs.measure(size, built)])
    say("\n".join(done))
    connections.close_all()
    return [*measured, "", *done]


def _plan_as_the_web() -> None:
    """Statements that are timed here alone are planned as in config/gunicorn.py."""
    with connection.cursor() as cursor:
        cursor.execute("SET max_parallel_workers_per_gather = 0; SET jit = off")


def _tally() -> None:
    call_command("recount", verbosity=0)


def _measure(client: Client, asked: list[Page], built: data.Built, size: data.Size):
    """The unit is asked for before each request, so that both meet the same weather."""
    unit = Page("Unit", f"/bench/unit/?street={built.line['street'].id}", "street")
    lines = [table.Line(page.name, Got(), Got()) for page in asked]
    for page in [unit, *asked]:  # each worker compiles its templates once
        for _warm in range(1 if page.data else 2 * size.web):
            client.ask(page)
    for _round in range(size.rounds):
        for page, line in zip(asked, lines, strict=True):
            _in_turn(client, unit, page, line, size.each)
    for page, line in zip(asked, lines, strict=True):
        if not line.got.failed:
            line.unit_rate = client.rate(unit, size.many, AT_ONCE)
            line.rate = client.rate(page, size.many, AT_ONCE)
    rates = [line.unit_rate for line in lines if line.unit_rate]
    return lines, table.Line("Unit", _together(lines), Got(), rate=median(rates) if rates else None)


def _in_turn(client: Client, unit: Page, page: Page, line: table.Line, times: int) -> None:
    for _each in range(times):
        client.ask(unit, line.unit)
        if not line.got.failed:
            client.ask(page, line.got)


def _together(lines: list[table.Line]) -> Got:
    """The unit over the whole run."""
    whole = Got(queries=lines[0].unit.queries, size=lines[0].unit.size, status=lines[0].unit.status)
    for line in lines:
        whole.milliseconds += line.unit.milliseconds
        whole.database += line.unit.database
        whole.processor += line.unit.processor
    return whole
