"""A community's own terms: its scheme with its shop, and its rules, which are laid down from a day on."""

from datetime import date, timedelta
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from grids import history
from grids.permissions import need
from points.actions.expiry import AHEAD
from points.models import Claim, Rule, Scheme, Shop

RULES = "keep_point_rules"


@transaction.atomic
def set_up(area, *, by, unit: str, shop: dict, **terms) -> Scheme:
    """One for each unit of an area. shop: where, when, and how long it keeps what is reserved."""
    return _kept(Scheme(area=area, unit=unit), area, by, shop, terms)


@transaction.atomic
def change(scheme_id: int, *, by, shop: dict, **terms) -> Scheme:
    """What is in the passbooks stays; whose they are is settled once the first is opened. A stricter term takes
    nothing that was not announced, like all that expires."""
    scheme = Scheme.objects.select_for_update(of=("self",), no_key=True).select_related("area").get(pk=scheme_id)
    if terms["holder"] != scheme.holder and scheme.last_number:
        raise ValidationError({"holder": _("Passbooks are open already: this cannot be changed any more.")})
    terms |= _announced(scheme, terms["expires_months"], terms["is_on"])
    return _kept(scheme, scheme.area, by, shop, terms)


def _announced(scheme: Scheme, months: int, is_on: bool) -> dict:
    """Until when the term in force today goes on. Where nothing has expired yet, any term is stricter."""
    if (months, is_on) == (scheme.expires_months, scheme.is_on):
        return {}
    today = timezone.localdate()
    held = scheme.term(today)
    if is_on and months and (not held or months < held):
        # The first night that announces it is tomorrow's.
        return {"expires_from": today + timedelta(days=1 + AHEAD), "expires_before": held}
    return {"expires_from": None, "expires_before": 0}


def _kept(scheme: Scheme, area, by, shop: dict, terms: dict) -> Scheme:
    need(by, RULES, area)
    for name, value in terms.items():
        setattr(scheme, name, value)
    scheme.full_clean()
    with history.acting(by, grant=RULES, where=area):
        scheme.save()
        kept = Shop.objects.filter(scheme=scheme).first() or Shop(scheme=scheme)
        for name, value in shop.items():
            setattr(kept, name, value)
        kept.full_clean()
        kept.save()
    return scheme


@transaction.atomic
def lay_down(
    scheme_id: int, *, by, code: str, name: str, amount: Decimal, cap: Decimal | None, cap_per: str, basis: str,
    valid_from: date,
) -> Rule:  # fmt: skip
    """A rule of the scheme's own, from a day on; the one of the same code ends then. Points given stay as they are.

    code: of the rule it replaces there; "" for a new one. One that begins on that day or later, and by which nobody
    has asked for points yet, is put right in its place, and has no end either.
    """
    scheme = _begin(scheme_id, by)
    if valid_from < timezone.localdate():
        raise ValidationError({"valid_from": _("A rule begins today or later.")})
    own = Rule.objects.filter(scheme=scheme)
    code = code or f"own-{scheme.pk}-{own.values('code').distinct().count() + 1}"
    same = own.filter(code=code).order_by("valid_from")
    made = same.filter(valid_from__gte=valid_from).exclude(pk__in=Claim.objects.values("rule")).last()
    made = made or Rule(code=code, scheme=scheme, unit=scheme.unit)
    if same.filter(valid_from__gte=valid_from).exclude(pk=made.pk).exists():
        raise ValidationError({"valid_from": _("A rule for this begins on that day or later already.")})
    facts = {"name_zh": name, "name_en": name, "amount": amount, "cap": cap, "cap_per": cap_per, "basis": basis}
    for column, value in (facts | {"valid_from": valid_from, "valid_to": None}).items():
        setattr(made, column, value)
    made.full_clean()
    with history.acting(by, grant=RULES, where=scheme.area):
        for earlier in same.not_over(valid_from).exclude(pk=made.pk):
            earlier.valid_to = valid_from
            earlier.save()
        made.save()
    return made


@transaction.atomic
def end_rule(rule_id: int, on: date, *, by) -> Rule:
    """A rule of the scheme's own counts no more from that day on; a general one of its code counts again."""
    scheme = _begin(Rule.objects.values_list("scheme", flat=True).get(pk=rule_id), by)
    rule = Rule.objects.get(pk=rule_id)
    if on <= max(rule.valid_from, timezone.localdate() - timedelta(days=1)):
        raise ValidationError({"on": _("Choose a later day: it ends after it began, today at the earliest.")})
    if rule.valid_to and rule.valid_to <= on:
        raise ValidationError({"on": _("It ends already.")})
    rule.valid_to = on
    with history.acting(by, grant=RULES, where=scheme.area):
        rule.save()
    return rule


def _begin(scheme_id: int, by) -> Scheme:
    """The scheme's row is locked: one rule after the other."""
    scheme = Scheme.objects.select_for_update(of=("self",), no_key=True).select_related("area").get(pk=scheme_id)
    need(by, RULES, scheme.area)
    return scheme
