"""How long entries are kept: the rules, and who falls due. Nothing is changed here."""

from collections.abc import Callable, Iterable
from datetime import date

from django.db.models import (
    Case,
    CharField as Char,
    DateField,
    DurationField,
    Exists,
    F,
    Func,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast, TruncDate
from django.utils.translation import gettext as _, ngettext

from grids.pages.keyset import Order
from residents.enums import Ending
from residents.models import Erasure, Membership, RegisterField, Resident, RetentionRule
from residents.models.resident import GROWN_UP

OLDEST_FIRST = Order("due", "ended_on")

# What still needs the person by name, whatever the years say: name -> the ids of such residents.
_needed: dict[str, Callable[[], QuerySet]] = {}


def needed_by(name: str, residents: Callable[[], QuerySet]) -> None:
    """For AppConfig.ready() of a part that keeps files on people: whom it still needs, as a queryset of their ids."""
    _needed[name] = residents


def within(user) -> QuerySet[Resident]:
    """Whose end the user may propose, as far as their areas go: also those of ledgers that were undone."""
    return Resident.objects.reached_by(user)


def due(residents: QuerySet, today: date, by: Iterable[RetentionRule] | None = None) -> QuerySet:
    """Those of `residents` whose years are over, with `ended_on` and the `rule` (code) by which they are.

    by: the rules that are asked; None: all.

    Whoever lives or is registered anywhere today, and whoever another part still needs, is not due as a person. Of
    them, and of those who left but a short time ago, some columns may be due that still say something.
    """
    theirs = Membership.objects.filter(resident=OuterRef("pk"))
    left = theirs.order_by(F("until").desc(nulls_last=True)).values("until")[:1]
    gone = ~Exists(theirs.current())
    asked = RetentionRule.objects.all() if by is None else by
    whole_first = sorted(asked, key=lambda rule: (bool(rule.columns), rule.code))
    over = {rule: _over(rule, today) for rule in whole_first}
    whole = gone
    for needed in _needed.values():
        whole &= ~Q(pk__in=needed())
    found = residents.filter(merged_into=None, anonymised_at=None).annotate(left_on=Subquery(left))
    # Apart, so that of the first only the few are looked at who live nowhere: that is what the database finds quickly.
    ids = found.filter(gone, _any(over, lambda rule: rule.after != Ending.GROWN)).values("pk")
    ids = ids.union(found.filter(_any(over, lambda rule: rule.after == Ending.GROWN)).values("pk"))
    for rule in over:
        over[rule] &= whole if not rule.columns else Q() if rule.after == Ending.GROWN else gone
    due_now = Resident.objects.filter(pk__in=ids).annotate(left_on=Subquery(left))
    return due_now.annotate(
        rule=Case(*(When(condition, then=Value(rule.code)) for rule, condition in over.items()), output_field=Char()),
        ended_on=Case(*(When(condition, then=_ENDED[rule.after]) for rule, condition in over.items())),
    ).exclude(rule=None)


def _any(over: dict[RetentionRule, Q], which: Callable[[RetentionRule], bool]) -> Q:
    found = Q(pk__in=())
    for rule, condition in over.items():
        if which(rule):
            found |= condition
    return found


_ENDED = {
    Ending.UNDONE: TruncDate("withdrawn_at"),
    Ending.DIED: F("died_on"),
    Ending.LEFT: F("left_on"),
    Ending.GROWN: Cast(F("born_on") + Func(Value(GROWN_UP), function="make_interval", output_field=DurationField()),
                       DateField()),
}  # fmt: skip
_STATE = {
    Ending.UNDONE: Q(withdrawn_at__isnull=False),
    Ending.DIED: Q(withdrawn_at=None, died_on__isnull=False),
    Ending.LEFT: Q(withdrawn_at=None, died_on=None),
    Ending.GROWN: Q(withdrawn_at=None),
}
_SINCE = {
    Ending.UNDONE: ("withdrawn_at__date", 0), Ending.DIED: ("died_on", 0), Ending.LEFT: ("left_on", 0),
    Ending.GROWN: ("born_on", GROWN_UP),
}  # fmt: skip


def _over(rule: RetentionRule, today: date) -> Q:
    """Whose years are over, and of whom the columns of the rule still say something."""
    column, more = _SINCE[rule.after]
    silent = Q()
    for name in rule.columns:
        silent &= Q(**({f"{name}__isnull": True} if Resident._meta.get_field(name).null else {name: ""}))
    over = _STATE[rule.after] & Q(**{f"{column}__lte": years_before(today, rule.years + more)})
    return over & ~silent if rule.columns else over


def unproposed(residents: QuerySet) -> QuerySet:
    """Without those whose anonymising waits for a second person already."""
    return residents.exclude(pk__in=Erasure.objects.open().values("resident"))


def rules() -> dict[str, RetentionRule]:
    """By code, the shortest first."""
    return {rule.code: rule for rule in RetentionRule.objects.order_by("years", "code")}


def kept(field: RegisterField, by_code: dict[str, RetentionRule]) -> str:
    """How long a value is kept, as the catalogue prints it: its own words, or what the rules do."""
    if field.retention:
        return field.retention
    column = field.code.partition(".")[2]
    wholes = {rule.after: rule for rule in by_code.values() if not rule.columns}
    parts = {rule.after: rule for rule in by_code.values() if column in rule.columns}
    found = sorted((wholes | parts).values(), key=lambda rule: (rule.years, rule.code))
    words = [{"ending": rule.get_after_display(), "time": years(rule.years)} for rule in found]
    return " · ".join(_("%(ending)s: %(time)s later") % each for each in words)


def years(count: int) -> str:
    return ngettext("%(n)d year", "%(n)d years", count) % {"n": count}


def of(resident_id: int, today: date) -> str:
    """The code of the rule by which the resident is due today, or ""."""
    return due(Resident.objects.filter(pk=resident_id), today).values_list("rule", flat=True).first() or ""


def still(resident_id: int, rule: RetentionRule, today: date) -> bool:
    """Whether what `rule` ends is due: some columns by this very rule, the whole person by any that ends persons."""
    same = [rule] if rule.columns else RetentionRule.objects.filter(columns=[])
    return due(Resident.objects.filter(pk=resident_id), today, same).exists()


def years_before(day: date, years: int) -> date:
    """29 February of no leap year is the 28th."""
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - years, day=28 if leap else day.day)
