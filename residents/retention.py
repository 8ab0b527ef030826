"""How long entries are kept: the rules, and who falls due. Nothing is changed here."""

from collections.abc import Callable
from datetime import date

from django.db.models import Case, DateField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models import CharField as Char

from grids.keyset import Order
from residents.enums import Ending
from residents.models import Erasure, Membership, Resident, RetentionRule

OLDEST_FIRST = Order("due", "ended_on")

# What still needs the person by name, whatever the years say: name -> the ids of such residents.
_needed: dict[str, Callable[[], QuerySet]] = {}


def needed_by(name: str, residents: Callable[[], QuerySet]) -> None:
    """For AppConfig.ready() of a part that keeps files on people: whom it still needs, as a queryset of their ids."""
    _needed[name] = residents


def due(residents: QuerySet, today: date) -> QuerySet:
    """Those of `residents` whose years are over, with `ended_on` and the `rule` (code) by which they are.

    Whoever lives or is registered anywhere today, and whoever another part still needs, is not due.
    """
    theirs = Membership.objects.filter(resident=OuterRef("pk"))
    left = theirs.order_by(F("until").desc(nulls_last=True)).values("until")[:1]
    by_ending = {rule.after: rule for rule in RetentionRule.objects.all()}
    over = Q(pk__in=())
    codes = []
    for after, condition in ((Ending.DIED, Q(died_on__isnull=False)), (Ending.LEFT, Q(died_on=None))):
        if rule := by_ending.get(after):
            over |= condition & Q(ended_on__lte=_years_before(today, rule.years))
            codes.append(When(condition, then=Value(rule.code)))
    found = residents.filter(~Exists(theirs.current()), merged_into=None, anonymised_at=None)
    for needed in _needed.values():
        found = found.exclude(pk__in=needed())
    return found.annotate(
        ended_on=Case(
            When(died_on__isnull=False, then=F("died_on")), default=Subquery(left), output_field=DateField()
        ),
        rule=Case(*codes, default=Value(""), output_field=Char()),
    ).filter(over)


def unproposed(residents: QuerySet) -> QuerySet:
    """Without those whose anonymising waits for a second person already."""
    return residents.exclude(pk__in=Erasure.objects.open().values("resident"))


def rules() -> dict[str, RetentionRule]:
    """By code, the shortest first."""
    return {rule.code: rule for rule in RetentionRule.objects.order_by("years", "code")}


def of(resident_id: int, today: date) -> str:
    """The code of the rule by which the resident is due today, or ""."""
    return due(Resident.objects.filter(pk=resident_id), today).values_list("rule", flat=True).first() or ""


def _years_before(day: date, years: int) -> date:
    """29 February of no leap year is the 28th."""
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - years, day=28 if leap else day.day)
