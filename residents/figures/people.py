"""The numbers of people and homes. Each is defined here once; the list of residents opens its rows.

Registered here (户籍) and living here (常住) are two populations and never mixed. Whatever else is counted of people
is counted of those who live here, so that nobody is in two places; "registered here" and "away" say so themselves.
"""

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from grids.clicked import address
from grids.figures import Figure, Rate, Section, Table, register
from residents.conditions import BANDS, STALE_AFTER, band_label, in_ledger, of_age, recognised
from residents.enums import Ledger, Tenure, Trait
from residents.models import Dwelling, Household, Membership
from residents.rules.care import FEWEST

HELPED = (Trait.DISABLED, Trait.LOW_INCOME, Trait.LEFT_BEHIND)
CURRENT, LIVING = Q(until=None), Q(until=None, is_living=True)


PEOPLE = Table(model=Membership, grant="read_resident", list_url=address("residents:list"))
HOUSEHOLDS = Table(model=Household, grant="read_resident", list_url=address("households:list"))
DWELLINGS = Table(model=Dwelling, grant="read_resident", list_url=address("households:list"))
POPULATION = Section(_("People and households"), desk=2)
PERSON, HOME, FLAT = _("people"), _("households"), pgettext_lazy("unit of measure", "dwellings")


def _in(ledger: Ledger):
    return lambda now: CURRENT & in_ledger(ledger, timezone.localdate(now))


def _recognised(kind: Trait):
    return lambda now: LIVING & Q(resident__in=recognised(kind))


def _trait(kind: Trait) -> Figure:
    """Of what is a reason for help and care as well, too few are not said here either."""
    definition = _("People who live here today and for whom this is recorded and has not ended.")
    if kind in HELPED:
        definition = _(
            "People who live here today and for whom this is recorded and has not ended. It is also a reason for help "
            "and care: fewer than five are not said."
        )
    return Figure(
        f"residents.{kind.value}",
        kind.label,
        PERSON,
        definition,
        PEOPLE,
        _recognised(kind),
        tile=15,
        section=POPULATION,
        fewest=FEWEST if kind in HELPED else 0,
    )


def _band(band: str, at: int) -> Figure:
    return Figure(
        f"residents.age_{BANDS[band][0]}",
        band_label(band),
        PERSON,
        _("People who live here and are of this age today, in full years. Without a day of birth nobody is counted."),
        PEOPLE,
        lambda now: LIVING & of_age(band, timezone.localdate(now)),
        tile=20 + at,
        section=POPULATION,
    )


register(
    Figure(
        "residents.living",
        _("Usual residents"),
        PERSON,
        _("People who live here today, wherever they are registered."),
        PEOPLE,
        lambda now: LIVING,
        tile=1,
        section=POPULATION,
        declared="declared_population",
    ),
    Figure(
        "residents.registered",
        _("Registered population"),
        PERSON,
        _("People who are registered here today, wherever they live."),
        PEOPLE,
        _in(Ledger.REGISTERED),
        tile=2,
        section=POPULATION,
    ),
    Figure(
        "residents.households",
        pgettext_lazy("figure", "Households"),
        HOME,
        _("Households that are open today. A dwelling may hold several."),
        HOUSEHOLDS,
        lambda now: Q(closed_on=None),
        tile=3,
        section=POPULATION,
        declared="declared_households",
    ),
    Figure(
        "residents.dwellings",
        _("Dwellings"),
        FLAT,
        _("Dwellings in the register, lived in or empty."),
        DWELLINGS,
        lambda now: Q(withdrawn_at=None),
        tile=11,
        section=POPULATION,
    ),
    Figure(
        "residents.rented",
        _("Dwellings rented out"),
        FLAT,
        _("Dwellings whose use is recorded as rented out."),
        DWELLINGS,
        lambda now: Q(withdrawn_at=None, tenure=Tenure.RENTED),
        tile=12,
        section=POPULATION,
    ),
    Figure(
        "residents.away",
        _("Registered here, living elsewhere"),
        PERSON,
        _("People who are registered here today and do not live here."),
        PEOPLE,
        lambda now: Q(until=None, is_registered=True, is_living=False),
        tile=13,
        section=POPULATION,
    ),
    Figure(
        "residents.migrant",
        _("Living here, registered elsewhere"),
        PERSON,
        _("People who live here today and are registered elsewhere."),
        PEOPLE,
        _in(Ledger.MIGRANT),
        tile=4,
        section=POPULATION,
    ),
    Figure(
        "residents.tenants",
        _("Tenants"),
        PERSON,
        _("People who live today in a dwelling that is rented out."),
        PEOPLE,
        _in(Ledger.TENANT),
        tile=5,
        section=POPULATION,
    ),
    Figure(
        "residents.elderly",
        _("Aged 60 and over"),
        PERSON,
        _("People of 60 full years and more who live here today."),
        PEOPLE,
        _in(Ledger.ELDERLY),
        tile=14,
        section=POPULATION,
    ),
    *(_trait(kind) for kind in Trait),
    *(_band(band, at) for at, band in enumerate(BANDS)),
    Figure(
        "residents.confirmed",
        _("Confirmed within a year"),
        PERSON,
        _("People who live here today and whose entry somebody confirmed in the last 365 days."),
        PEOPLE,
        lambda now: LIVING & Q(resident__confirmed_at__gte=now - STALE_AFTER),
        good="up",
    ),
    Rate(
        "residents.fresh_rate",
        _("Freshness of the register"),
        _("Of the people who live here today, those whose entry was confirmed in the last 365 days."),
        "residents.confirmed",
        "residents.living",
        good="up",
        tile=6,
        section=POPULATION,
    ),
)
