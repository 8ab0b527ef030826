"""The numbers of the registers. 户籍 and 常住 are two figures and never one. Each opens the rows it counted."""

from functools import cache
from urllib.parse import urlencode

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grids.figures import Figure, Rate, Table, register
from residents import filters
from residents.enums import Ledger, Tenure
from residents.models import Dwelling, Household, Membership
from residents.table_rows import in_ledger

REGISTERED, LIVING = "residents.registered", "residents.living"
PEOPLE, HOUSEHOLDS, DWELLINGS = _("people"), _("households"), _("dwellings")
NOW = Q(until=None)

# How the list of residents is asked for the rows of each figure.
ASKED: dict[str, dict[str, str]] = {
    REGISTERED: {"state": "registered"},
    LIVING: {"state": "living"},
    "residents.away": {"state": "away"},
    "residents.entries": {},
    "residents.stale": {"view": filters.STALE},
}
for _ledger in Ledger:
    if _ledger != Ledger.REGISTERED:
        ASKED[f"residents.{_ledger}"] = {"view": _ledger.value}
for _band in filters.BANDS:
    ASKED[f"residents.age_{_band}"] = {"age": _band, "state": "living"}


def list_url(figure: Figure, area, period) -> str:
    asked = ASKED.get(figure.key)
    return "" if asked is None else f"{_list()}?{urlencode(asked | {'area': area.code, 'figure': figure.key})}"


@cache
def _list() -> str:
    return reverse("residents:list")


MEMBERSHIPS = Table(model=Membership, grant="read_resident", list_url=list_url)
HOMES = Table(model=Household, grant="read_resident", list_url=list_url)
BUILT = Table(model=Dwelling, grant="read_resident", list_url=list_url)


def _of(key: str, label, definition, where, **more) -> Figure:
    return Figure(key, label, PEOPLE, definition, MEMBERSHIPS, where, **more)


register(
    _of(
        LIVING, _("Resident population"),
        _("People who live in a household here now, wherever they are registered (常住)."),
        lambda now: NOW & Q(is_living=True), tile=7,
    ),
    _of(
        REGISTERED, _("Registered population"),
        _("People whose household registration lies here now, wherever they live (户籍)."),
        lambda now: NOW & Q(is_registered=True), tile=8,
    ),
    _of(
        "residents.away", _("Registered here, living elsewhere"),
        _("Registered here now, and not living in that household."),
        lambda now: NOW & Q(is_registered=True, is_living=False),
    ),
    *(
        _of(
            f"residents.{ledger}", ledger.label, _("A view of the register as it is now; nothing is typed for it."),
            lambda now, ledger=ledger: NOW & in_ledger(ledger, timezone.localdate(now)),
        )
        for ledger in Ledger
        if ledger != Ledger.REGISTERED
    ),
    *(
        _of(
            f"residents.age_{band}", filters.band_label(band),
            _("People of this age who live here now, by full years."),
            lambda now, band=band: NOW & Q(is_living=True) & filters.of_age(band, timezone.localdate(now)),
        )
        for band in filters.BANDS
    ),
    _of(
        "residents.entries", _("Entries in force"), _("Memberships of households that are in force now."),
        lambda now: NOW & Q(resident__died_on=None),
    ),
    _of(
        "residents.fresh", _("Confirmed within a year"),
        _("Entries in force of people about whom somebody said within a year that all is still right."),
        lambda now: NOW & Q(resident__died_on=None) & ~filters.to_confirm(timezone.localdate(now)), good="up",
    ),
    _of(
        "residents.stale", _("To be confirmed"), _("Entries in force that nobody confirmed for a year."),
        lambda now: NOW & filters.to_confirm(timezone.localdate(now)), good="down",
    ),
    Figure(
        "residents.households", _("Households"), HOUSEHOLDS, _("Households that are open now."), HOMES,
        lambda now: Q(closed_on=None), tile=9,
    ),
    Figure(
        "residents.dwellings", _("Dwellings"), DWELLINGS, _("Dwellings that stand in the register now."), BUILT,
        lambda now: Q(withdrawn_at=None),
    ),
    Figure(
        "residents.rented", _("Rented dwellings"), DWELLINGS, _("Of these, the ones that are rented out."), BUILT,
        lambda now: Q(withdrawn_at=None, tenure=Tenure.RENTED),
    ),
    Rate(
        "residents.fresh_rate", _("Freshness"), _("Of the entries in force, those confirmed within a year."),
        "residents.fresh", "residents.entries", good="up",
    ),
)  # fmt: skip
