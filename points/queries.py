"""What is read for more than one page: schemes that serve somebody's areas, rules in force, a family's passbooks."""

from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from points.models import Account, Item, Rule, Scheme, Shop
from residents.models import Membership


def serving(user) -> QuerySet[Scheme]:
    """Schemes of one's areas, and those above them that keep passbooks of people in one's areas."""
    above = Q(pk__in=())
    for reach in user.scope.where("read_points"):
        above |= Q(area__tree_id=reach.tree_id, area__lft__lte=reach.lft, area__rght__gte=reach.rght)
    return Scheme.objects.filter(user.scope.placed_q("read_points") | above)


def own(user, account: Account) -> list[str]:
    return [_("Your own passbook")] if account.user_id == user.pk else []


def shops(user) -> QuerySet[Shop]:
    return Shop.objects.filter(scheme__in=serving(user)).select_related("scheme__area")


def items(user) -> QuerySet[Item]:
    return Item.objects.filter(shop__scheme__in=serving(user))


def rule_for(scheme: Scheme, code: str, day: date) -> Rule | None:
    """The scheme's own rule of this code in force on that day, else the general one."""
    return next((rule for rule in rules_of(scheme, day) if rule.code == code), None)


def rules_of(scheme: Scheme, day: date) -> list[Rule]:
    """What counts there on that day: a general rule only where the scheme has none of its code."""
    rows = Rule.objects.in_force(day).filter(Q(scheme=None) | Q(scheme=scheme), unit=scheme.unit)
    found = {rule.code: rule for rule in sorted(rows, key=lambda rule: bool(rule.scheme_id))}
    return sorted(found.values(), key=lambda rule: (-rule.amount, rule.code))


def replaceable(scheme: Scheme, day: date) -> list[Rule]:
    """What a rule of its own may be laid down in place of: what counts that day, and its own that begin later."""
    now = {rule.code: rule for rule in rules_of(scheme, day)}
    later = {rule.code: rule for rule in scheme.rules.not_over(day).exclude(code__in=now).order_by("-valid_from")}
    return [*now.values(), *later.values()]


def members(account: Account) -> QuerySet[Membership]:
    """Who lives or is registered today in the home of this passbook's holder, or belongs to its household."""
    home = Membership.objects.current()
    if account.household_id:
        return home.filter(household=account.household_id)
    return home.filter(household__in=home.filter(resident=account.resident_id).values("household"))


def elsewhere(account: Account) -> list[Account]:
    """Passbooks of this person, of the same unit, where they have no home any more; but they have one here."""
    rows = Account.objects.passbooks().filter(resident=account.resident_id, scheme__unit=account.scheme.unit)
    others = list(rows.exclude(scheme=account.scheme_id).select_related("scheme__area").order_by("pk"))
    if not account.resident_id or not others:
        return []
    homes = Membership.objects.current().filter(resident=account.resident_id)
    if not homes.below(account.scheme.area).exists():
        return []
    return [each for each in others if not homes.below(each.scheme.area).exists()]


def family(account: Account, user) -> list[Account]:
    """The passbooks of the others of this home in the same scheme, of those one may see."""
    if not account.resident_id:
        return []
    others = members(account).exclude(resident=account.resident_id).values("resident")
    rows = Account.objects.visible_to(user).filter(scheme=account.scheme_id, resident__in=others)
    return list(rows.with_holders().order_by("number"))
