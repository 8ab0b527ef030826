"""Rules of time. None is ever edited: a change is a new version from a day on, and open matters keep what they got."""

from datetime import date, datetime

import pghistory
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.limit_checks import MOST, first_later, measures, statutory_beside, versions
from cases.models import TimeLimit
from grids import history
from grids.days.when import day_of
from grids.models import Area
from grids.permissions import MANAGE_RULES, in_hat
from grids.words import reasons

SHORTEN = "shorten_limits"
SPEAKS_OF = ("step", "category", "urgency", "source", "level", "area")
TERMS = (
    "amount",
    "unit",
    "rolls",
    "warn_percent",
    "every_amount",
    "every_unit",
    "max_extension",
    "counts_from",
    "basis",
    "check_locally",
)


def may_set(user, area: Area | None) -> bool:
    """General rules are for the keeper of the rules; an area's own also for its office, in the hat worn now."""
    if area is None:
        return in_hat(user, MANAGE_RULES)
    return user.scope.may(MANAGE_RULES, area) or user.scope.may(SHORTEN, area)


def may_set_some(user) -> bool:
    return in_hat(user, MANAGE_RULES) or in_hat(user, SHORTEN)


@transaction.atomic
def lay_down(*, by, why: str, now: datetime | None = None, **facts) -> TimeLimit:
    """A rule for something no rule speaks of yet. Raises ValidationError by field, PermissionDenied."""
    rule = TimeLimit(**facts)
    if not may_set(by, rule.area):
        raise PermissionDenied
    _alone(rule.step)
    if versions(rule).not_over(timezone.localdate(now)).exists():
        raise ValidationError(_("There is a rule for exactly this. Change that one."))
    return _write(rule, by=by, why=why, today=timezone.localdate(now))


@transaction.atomic
def replace(pk: int, *, by, why: str, valid_from: date, now: datetime | None = None, **terms) -> TimeLimit:
    """The next version of a rule: it begins on `valid_from`, and the present one ends that day."""
    old = _take(pk, by)
    if old.valid_to is not None:
        raise ValidationError(_("A later version of this rule is there already. Change that one."))
    if valid_from <= old.valid_from:
        day = day_of(old.valid_from, timezone.localdate())
        raise ValidationError(
            {"valid_from": _("The present version begins on %(day)s; the next begins later.") % {"day": day}}
        )
    kept = {name: getattr(old, name) for name in (*SPEAKS_OF, *TERMS, "statutory")}
    rule = TimeLimit(**kept | terms, valid_from=valid_from)
    if old.statutory:
        _never_looser(rule, old)
    with _acting(by, old.area, why):
        TimeLimit.objects.filter(pk=old.pk).update(valid_to=valid_from)
    return _write(rule, old, by=by, why=why, today=timezone.localdate(now))


@transaction.atomic
def end(pk: int, *, by, why: str, on: date, now: datetime | None = None) -> TimeLimit:
    """From `on` nothing speaks of this any more but what is more general. Statutory rules only get successors."""
    rule = _take(pk, by)
    if rule.statutory and rule.area_id is None:
        raise ValidationError(_("A statutory rule ends only when its successor begins. Change it instead."))
    if rule.valid_to is not None:
        raise ValidationError(_("This rule has an end already."))
    if on < timezone.localdate(now) or on <= rule.valid_from:
        raise ValidationError({"on": _("A rule ends today or later, and after it began.")})
    reasons.need(why)
    rule.valid_to = on
    with _acting(by, rule.area, why):
        rule.save(update_fields=["valid_to"])
    return rule


@transaction.atomic
def take_back(pk: int, *, by, why: str, now: datetime | None = None) -> TimeLimit | None:
    """A version that has not begun, as if it had never been laid down: the one before it, if any, goes on.

    No matter has got anything from it, so nothing but the history names it afterwards.
    """
    rule = _take(pk, by)
    if rule.valid_from <= timezone.localdate(now):
        raise ValidationError(_("This rule has begun. End it, or change it from a day on."))
    if rule.valid_to is not None:
        raise ValidationError(_("A later version of this rule is there already. Change that one."))
    reasons.need(why)
    before = versions(rule).filter(valid_to=rule.valid_from).first()
    with _acting(by, rule.area, why):
        pghistory.create_event(rule, label="taken_back")
        rule.delete()
        if before is not None:
            before.valid_to = None
            before.save(update_fields=["valid_to"])
    return before


def _alone(step: str) -> None:
    """Whoever else changes rules of this step waits: two of them must not lay down the same thing at once."""
    list(TimeLimit.objects.select_for_update(no_key=True).filter(step=step).order_by("pk").values_list("pk"))


def _take(pk: int, by) -> TimeLimit:
    """The rule with those of its step locked. Whoever read it as it was being taken back is told so."""
    there = TimeLimit.objects.filter(pk=pk).select_related("area", "category")
    rule = there.first()
    if rule is not None:
        if not may_set(by, rule.area):
            raise PermissionDenied
        _alone(rule.step)
        rule = there.first()
    if rule is None:
        raise ValidationError(_("This version was taken back meanwhile."))
    return rule


def _write(rule: TimeLimit, old: TimeLimit | None = None, *, by, why: str, today: date) -> TimeLimit:
    reasons.need(why)
    if rule.valid_from < today:
        raise ValidationError({"valid_from": _("A rule begins today or later; what is open keeps the rule it got.")})
    if rule.area is not None and rule.area.is_retired:
        raise ValidationError({"area": _("This area is retired. Choose the one that took its place.")})
    rule.basis = rule.basis.strip()
    most = MOST.get(rule.unit, 0)
    if not 1 <= rule.amount <= most:
        raise ValidationError({"amount": _("From 1 to %(most)d of this kind of time.") % {"most": most}})
    rule.full_clean()
    if rule.area_id:
        _only_shorter(rule)
    else:
        _beside_statutes(rule, old)
    with _acting(by, rule.area, why):
        rule.save()
    return rule


def _only_shorter(rule: TimeLimit) -> None:
    """An area's rule shortens, counts from the same moment, and is as binding as the rule it shortens."""
    found = measures(rule)
    if found:
        rule.counts_from = found[0].counts_from
        rule.statutory = any(other.statutory for other in found)
    if later := first_later(rule, found):
        raise ValidationError({"amount": later.sentence + " " + _("An area's rule may only shorten.")})
    longest = [other.max_extension or 0 for other in found if other.statutory]
    if longest and (rule.max_extension or 0) > min(longest):
        raise ValidationError({"max_extension": _("The statute allows at most %(most)d.") % {"most": min(longest)}})


def _never_looser(rule: TimeLimit, statute: TimeLimit) -> None:
    """What takes the place of a statutory rule is not longer, counts from the same moment, and grants no more."""
    rule.statutory = True
    if rule.counts_from != statute.counts_from:
        raise ValidationError({"counts_from": _("The statute says from when this is counted.")})
    if (rule.max_extension or 0) > (statute.max_extension or 0):
        most = {"most": statute.max_extension or 0}
        raise ValidationError({"max_extension": _("The statute allows at most %(most)d.") % most})
    _not_later(rule, [statute])


def _beside_statutes(rule: TimeLimit, old: TimeLimit | None) -> None:
    """A rule that names more goes before a statutory one: it must not be longer; within its category, not looser."""
    beside = statutory_beside(rule, old)
    for statute in beside:
        if rule.category_id and statute.category_id in (rule.category_id, rule.category.parent_id):
            _never_looser(rule, statute)
    _not_later(rule, beside)


def _not_later(rule: TimeLimit, than: list[TimeLimit]) -> None:
    if later := first_later(rule, than):
        raise ValidationError({"amount": later.sentence + " " + _("A statutory limit cannot be lengthened.")})


def _acting(by, area: Area | None, why: str):
    where = area or by.scope.hat.reaches[0]
    grant = MANAGE_RULES if by.scope.may(MANAGE_RULES, where) else SHORTEN
    return history.acting(by, grant=grant, where=where, why=why.strip())
