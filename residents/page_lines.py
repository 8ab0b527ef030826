"""What other parts have to say on a person's page: a line each, where its reader may know it.

A part registers a function in AppConfig.ready(): page_lines.register(lambda resident, home, user: [Line(…)]).
`home` is the membership that shows the person to this reader.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from residents.models import Membership, Resident


@dataclass(frozen=True, slots=True)
class Line:
    label: str
    url: str


_parts: list[Callable[[Resident, Membership, object], Iterable[Line]]] = []


def register(part: Callable[[Resident, Membership, object], Iterable[Line]]) -> None:
    _parts.append(part)


def of(resident: Resident, home: Membership, user) -> list[Line]:
    return [line for part in _parts for line in part(resident, home, user)]
