"""How long a sealed care record is kept: whose months are over, and whom a record still needs by name."""

from datetime import date

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from grids.pages.keyset import Order
from residents.enums.care import CareStatus
from residents.models import CareCase, CareCategory
from residents.rules import care as rules

OLDEST_FIRST = Order("sealed", "sealed_at")


def due(cares: QuerySet, today: date) -> QuerySet:
    """Those of `cares` that have been sealed for as many months as their category says."""
    over = Q(pk__in=())
    for category, months in CareCategory.objects.values_list("pk", "sealed_months"):
        over |= Q(category=category, sealed_at__date__lte=rules.after_months(today, -months))
    return cares.filter(over, status=CareStatus.SEALED, anonymised_at=None)


def needed() -> QuerySet:
    """The ids of those who have a record that is not due: they themselves, where their entry was merged."""
    kept = CareCase.objects.filter(anonymised_at=None)
    entry = Coalesce("resident__merged_into__merged_into", "resident__merged_into", "resident")
    return kept.exclude(pk__in=due(kept, timezone.localdate()).values("pk")).values_list(entry)


def stays(old: int, new: int) -> Q:
    """Of two entries made one: what both have open. Its keepers end one of the two, by two persons as always."""
    own = CareCase.objects.filter(resident=new).exclude(status=CareStatus.SEALED)
    return ~Q(status=CareStatus.SEALED) & Q(category__in=own.values("category"))
