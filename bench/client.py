"""A bounded HTTP client for the loopback: so many requests, a few threads, no redirects followed."""

import http.client
import itertools
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlencode

TOKEN = "b" * 32  # Django compares the cookie with the field; both are ours


@dataclass
class Got:
    """What a page cost, over all its requests."""

    milliseconds: list[float] = field(default_factory=list)
    database: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)
    queries: int = 0
    size: int = 0
    status: int = 0
    failed: str = ""

    def quantile(self, share: float) -> float:
        ordered = sorted(self.milliseconds)
        return ordered[min(len(ordered) - 1, round(share * (len(ordered) - 1)))] if ordered else float("nan")


@dataclass(frozen=True)
class Page:
    """One page as one person asks for it. `data` makes the fields of a post for the n-th request."""

    name: str
    path: str | Callable[[int], str]
    who: str
    data: Callable[[int], dict] | None = None
    expect: int = 200


class Client:
    def __init__(self, port: int, sessions: dict[str, str]):
        self.port, self.sessions, self.numbers = port, sessions, itertools.count(1)  # also for several threads

    def ask(self, page: Page, got: Got | None = None) -> bytes:
        number = next(self.numbers)
        path = page.path(number) if callable(page.path) else page.path
        headers = {"Cookie": f"sessionid={self.sessions[page.who]}; csrftoken={TOKEN}"}
        body = None
        if page.data:
            body = urlencode(page.data(number) | {"csrfmiddlewaretoken": TOKEN}, doseq=True)
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        started = time.perf_counter()
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            link.request("POST" if page.data else "GET", path, body, headers)
            answer = link.getresponse()
            text = answer.read()
        finally:
            link.close()
        took = 1000 * (time.perf_counter() - started)
        if got is not None:
            self._note(page, got, answer, text, took)
        return text

    @staticmethod
    def _note(page: Page, got: Got, answer, text: bytes, took: float) -> None:
        got.status = answer.status
        if answer.status != page.expect:
            got.failed = f"answered {answer.status}"
            return
        got.milliseconds.append(took)
        got.database.append(float(answer.getheader("X-DB-ms") or 0))
        got.processor.append(float(answer.getheader("X-CPU-ms") or 0))
        got.queries = max(got.queries, int(answer.getheader("X-Queries") or 0))
        got.size = max(got.size, len(text))

    def rate(self, page: Page, count: int, threads: int = 8) -> float:
        """Pages a second when so many ask at once. Raises RuntimeError where one of them is answered otherwise."""
        got = Got()
        left, lock = iter(range(count)), threading.Lock()

        def work() -> None:
            while True:
                with lock:
                    if next(left, None) is None:
                        return
                self.ask(page, got)

        crew = [threading.Thread(target=work) for _each in range(threads)]
        started = time.perf_counter()
        for one in crew:
            one.start()
        for one in crew:
            one.join()
        taken = time.perf_counter() - started
        if got.failed:
            raise RuntimeError(f"{page.name}: {got.failed} when {threads} ask at once")
        return count / taken
