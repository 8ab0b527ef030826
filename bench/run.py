"""One run from an empty database to the tables."""

import time
from collections.abc import Callable

from django.core.management import call_command
from django.db import connections

from bench import data, jobs, pages, site, table
from bench.client import Client, Got, Page
from cases import filters

AT_ONCE = 8


def everything(name: str, say: Callable[[str], None]) -> list[str]:
    size = data.SIZES[name]
    began = time.monotonic()
    call_command("migrate", interactive=False, verbosity=0)
    call_command("load_reference", verbosity=0)
    built = data.build(size)
    _tally()
    say(f"Data set {name}: {size.matters:,} matters, {time.monotonic() - began:.0f} s.")
    asked = pages.pages(built, size)
    sessions = pages.sessions(built)
    beside = {level: pages.plain(level, "open", built) for level in pages.LEVELS}
    views = {view: pages.plain("street", view, built) for view in filters.SAVED if view != "open"}
    connections.close_all()
    with site.gunicorn() as port:
        lines, unit = _measure(Client(port, sessions), asked, built, size)
    for line in lines:
        kind, _colon, who = line.name.removeprefix("List, ").partition(": ")
        pair = beside.get(who) if kind == "all open" else views.get(kind)
        line.own, line.plain = pair or (None, None)
    say(f"Pages measured, {time.monotonic() - began:.0f} s.")
    measured = table.pages(lines, unit)
    say("\n".join(measured))
    done = table.jobs(jobs.measure(size, built))
    say("\n".join(done))
    connections.close_all()
    return [*measured, "", *done]


def _tally() -> None:
    call_command("recount", verbosity=0)


def _measure(client: Client, asked: list[Page], built: data.Built, size: data.Size):
    """The unit is asked for between the pages, so that both meet the same weather."""
    unit_page = Page("Unit", f"/bench/unit/?street={built.line['street'].id}", "street")
    unit, lines = Got(), [table.Line(page.name, Got()) for page in asked]
    for page in [unit_page, *asked]:  # each worker compiles its templates once
        for _warm in range(1 if page.data else 2 * site.WORKERS):
            client.ask(page)
    for _round in range(size.rounds):
        for page, line in zip(asked, lines, strict=True):
            _again(client, unit_page, unit, 2)
            _again(client, page, line.got, size.each)
    rates = []
    for page, line in zip(asked, lines, strict=True):
        if page.data is None and not line.got.failed:
            rates.append(client.rate(unit_page, size.many, AT_ONCE))
            line.rate = client.rate(page, size.many, AT_ONCE)
    return lines, table.Line("Unit", unit, sorted(rates)[len(rates) // 2] if rates else None)


def _again(client: Client, page: Page, got: Got, times: int) -> None:
    for _each in range(times):
        if not got.failed:
            client.ask(page, got)
