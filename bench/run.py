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
    done = jobs.measure(size, built)
    connections.close_all()
    return [*table.pages(lines, unit), "", *table.jobs(done)]


def _tally() -> None:
    call_command("recount", verbosity=0)


def _measure(client: Client, asked: list[Page], built: data.Built, size: data.Size):
    unit_page = Page("Unit", f"/bench/unit/?street={built.line['street'].id}", "street")
    unit, got = Got(), {page.name: Got() for page in asked}
    for page in [unit_page, *asked]:  # each worker compiles its templates once
        for _warm in range(2 * site.WORKERS if not page.data else 1):
            client.ask(page)
    for _round in range(size.rounds):
        for page in asked:
            client.ask(unit_page, unit)
            client.ask(unit_page, unit)
            for _each in range(size.each):
                if not got[page.name].failed:
                    client.ask(page, got[page.name])
    lines = [table.Line(page.name, got[page.name]) for page in asked]
    rates = []
    for page, line in zip(asked, lines, strict=True):
        if page.data is None and not line.got.failed:
            rates.append(client.rate(unit_page, size.many // 2, AT_ONCE))
            line.rate = client.rate(page, size.many, AT_ONCE)
    return lines, table.Line("Unit", unit, sorted(rates)[len(rates) // 2] if rates else None)
