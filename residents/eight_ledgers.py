"""The eight ledgers that offices used to keep apart: conditions on current memberships, computed and never typed."""

from datetime import date

from django.db.models import Q

from residents.enums import Ledger, Tenure, Trait

OLD = 60


def in_ledger(ledger: str, today: date) -> Q:
    """The eight ledgers are views of one register."""
    if not ledger:
        return Q()
    old = (
        today.replace(year=today.year - OLD) if (today.month, today.day) != (2, 29) else date(today.year - OLD, 2, 28)
    )
    trait = {one.value: Q(resident__traits__kind=one, resident__traits__until=None) for one in Trait}
    return {
        Ledger.REGISTERED: Q(is_registered=True),
        Ledger.MIGRANT: Q(is_living=True, is_registered=False),
        Ledger.TENANT: Q(is_living=True, household__dwelling__tenure=Tenure.RENTED),
        Ledger.ELDERLY: Q(is_living=True, resident__born_on__lte=old),
        **{Ledger(kind): where for kind, where in trait.items()},
    }[Ledger(ledger)]
