"""Area codes: what a code must look like below its parent, and the next one free. AREA_CODE_SCHEME names the scheme.

A scheme is any class with these two methods:
    check(kind, code, parent_code) -> None, or a message for people
    next_code(kind, parent_code, taken) -> a code never used before
kind is the plain value of an area's kind: district, street, community, grid, unit.
"""

from collections.abc import Collection
from functools import lru_cache
from typing import Protocol

from django.conf import settings
from django.utils.functional import Promise
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _


class NoCodeLeft(ValueError):
    """Every number below this parent has been used."""


class CodeScheme(Protocol):
    def check(self, kind: str, code: str, parent_code: str | None) -> str | Promise | None: ...

    def next_code(self, kind: str, parent_code: str | None, taken: Collection[str]) -> str: ...


@lru_cache(maxsize=4)
def _load(path: str) -> CodeScheme:
    return import_string(path)()


def scheme() -> CodeScheme:
    return _load(settings.AREA_CODE_SCHEME)


class OfficialScheme:
    """Six digits for a district, three more for each level below. Where a place lacks a level, 000 stands for it.

    No range of digits is refused: the official data have a town of every range and a city without counties as a
    district.
    """

    lengths = {"district": 6, "street": 9, "community": 12, "grid": 15, "unit": 18}

    def check(self, kind: str, code: str, parent_code: str | None):
        length = self.lengths[kind]
        if not (code.isascii() and code.isdigit()):
            return _("a code has digits only")
        if len(code) != length:
            return _("a code of this level has %(right)d digits, this one has %(count)d") % {
                "right": length,
                "count": len(code),
            }
        if parent_code and not code.startswith(self._prefix(kind, parent_code)):
            return _("the code must begin with %(prefix)s") % {"prefix": self._prefix(kind, parent_code)}
        return None

    def next_code(self, kind: str, parent_code: str | None, taken: Collection[str]) -> str:
        """The smallest code below the parent that was never used; `taken` has aliases and retired areas too.

        Raises NoCodeLeft. The code of a district is given by the state, never by us.
        """
        if not parent_code:
            raise NoCodeLeft(_("the code of a district is given by the state"))
        prefix = self._prefix(kind, parent_code)
        taken = taken if isinstance(taken, set | frozenset | dict) else set(taken)
        for number in range(1, 1000):
            code = f"{prefix}{number:03}"
            if code not in taken:
                return code
        raise NoCodeLeft(_("all 999 codes below %(parent)s are used") % {"parent": parent_code})

    def _prefix(self, kind: str, parent_code: str) -> str:
        return parent_code.ljust(self.lengths[kind] - 3, "0")
