"""Who takes up a need that a visit found: the app above says so in AppConfig.ready()."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Taker:
    """may: user, area -> bool. take: by=, area=, text=, now= -> the address of what it became."""

    may: Callable
    take: Callable


_takers: list[Taker] = []


def register(taker: Taker) -> None:
    _takers[:] = [taker]


def taker() -> Taker | None:
    return _takers[0] if _takers else None
