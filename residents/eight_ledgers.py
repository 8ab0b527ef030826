"""The eight ledgers that offices used to keep apart: conditions on current memberships, computed and never typed."""

from datetime import date

from django.db.models import Q

from residents.enums import Ledger, Tenure, Trait
from residents.models import ResidentTrait

OLD = 60


def years_before(today: date, years: int) -> date:
    """Whoever was born on this day or before is so many years old, or older."""
    leap_day = (today.month, today.day) == (2, 29)
    return date(today.year - years, 2, 28) if leap_day else today.replace(year=today.year - years)


def in_ledger(ledger: str, today: date) -> Q:
    """The eight ledgers are views of one register."""
    if not ledger:
        return Q()
    return {
        Ledger.REGISTERED: Q(is_registered=True),
        Ledger.MIGRANT: Q(is_living=True, is_registered=False),
        Ledger.TENANT: Q(is_living=True, household__dwelling__tenure=Tenure.RENTED),
        Ledger.ELDERLY: Q(is_living=True, resident__born_on__lte=years_before(today, OLD)),
        **{Ledger(kind.value): Q(resident__in=recognised(kind)) for kind in Trait},
    }[Ledger(ledger)]


def recognised(kind: Trait):
    """As a set, not a join: somebody recognised as two things must not count twice anywhere."""
    return ResidentTrait.objects.filter(kind=kind, until=None).values("resident")
