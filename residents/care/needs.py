"""Who takes up a need that a visit found: the apps above say so in AppConfig.ready()."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from grids.models import Area


@dataclass(frozen=True, slots=True)
class Need:
    """What was found, for whom and where. `text` comes out of a care record: only what is confidential may keep it."""

    resident_id: int
    area: Area
    text: str
    now: datetime


@dataclass(frozen=True, slots=True)
class Taker:
    """One way on, with its button on the visit.

    home: the addresses of what becomes of it begin so. choices: area -> (value, label) pairs to choose from, () for a
    button alone. may: user, area -> bool. take: need, choice, by= -> the address of what it became.
    stands: addresses -> what is said of each, such as its number and state.
    """

    key: str
    home: str
    verb: str
    became: str
    may: Callable[..., bool]
    take: Callable[..., str]
    stands: Callable[[list[str]], dict[str, str]]
    choices: Callable[[Area], Iterable[tuple[str, str]]] | None = None


_takers: dict[str, Taker] = {}


def register(taker: Taker) -> None:
    _takers[taker.key] = taker


def taker(key: str) -> Taker | None:
    return _takers.get(key)


def offered(user, area: Area) -> list[dict]:
    """The buttons of whoever may: key, verb, and what is to be chosen; none where there is nothing to choose from."""
    found = [one for one in _takers.values() if one.may(user, area)]
    buttons = [
        {
            "key": one.key,
            "verb": one.verb,
            "asks": bool(one.choices),
            "choices": list(one.choices(area)) if one.choices else [],
        }
        for one in found
    ]
    return [button for button in buttons if button["choices"] or not button["asks"]]


def became(addresses: Iterable[str]) -> dict[str, dict]:
    """By address: in words what it is, and how it stands. One question to each taker."""
    addresses = list(addresses)
    said = {}
    for one in _takers.values():
        own = [address for address in addresses if address.startswith(one.home)]
        stands = one.stands(own) if own else {}
        said |= {address: {"words": one.became, "stands": stands.get(address, "")} for address in own}
    return said
