"""What is worth how much, where; and what a community's scheme says and who may change it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _, pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from grids.days import when
from grids.models import Area
from grids.permissions import need
from grids.templatetags.linli import mark
from grids.views.asked import carried_out, confirm
from points import opening, queries
from points.actions import schemes as acts
from points.forms.rules import SHOP, EndRule, RuleForm, SchemeForm
from points.models import Rule, Scheme
from points.passbook import plain

MOST = 100
TERMS = ("name", "holder", "notice_days", "expires_months", "is_on")


@never_cache
@require_safe
def index(request):
    today, may = timezone.localdate(), request.user.scope.may
    schemes = queries.serving(request.user).select_related("area").order_by("area__code", "unit")[:MOST]
    rules = list(Rule.objects.filter(scheme=None).in_force(today))
    own: dict[int | None, list[Rule]] = {}
    for rule in Rule.objects.not_over(today).filter(scheme__in=[scheme.pk for scheme in schemes]):
        own.setdefault(rule.scheme_id, []).append(rule)
    context = {
        "general": [_line(rule, today) for rule in rules],
        "schemes": [
            {
                "scheme": scheme,
                "starts": _starts(scheme),
                "rules": [
                    _line(rule, today) | {"end_url": _end_url(rule) if may(acts.RULES, scheme.area) else ""}
                    for rule in own.get(scheme.pk, ())
                ],
                "may_read": may("read_points", scheme),
                "may_change": may(acts.RULES, scheme.area),
                "off": "" if scheme.is_on else mark(pgettext("of points", "Not in use")),
            }
            for scheme in schemes
        ],
        "may_set_up": _areas(request.user).exists(),
        "tab": "rules",
    }
    return render(request, "points/rules.html", context)


def _line(rule: Rule, today) -> dict:
    later = rule.valid_from if rule.valid_from > today else None
    return {"rule": rule, "amount": plain(rule.amount), "cap": plain(rule.cap), "later": later}


def _end_url(rule: Rule) -> str:
    """ "" where it ends already."""
    return "" if rule.valid_to else reverse("points:end_rule", args=[rule.scheme_id, rule.pk])


def _starts(scheme: Scheme) -> str:
    """The day from which its term holds; "" where it does."""
    today, starts = timezone.localdate(), scheme.expires_from
    return when.day_of(starts, today) if starts and starts > today else ""


def _said(scheme: Scheme) -> str:
    if starts := _starts(scheme):
        return _("Changed. The shorter term holds from %(day)s, so that holders can be told first.") % {"day": starts}
    return _("Changed.")


def _areas(user):
    """Where one decides: the areas of the hat one wears."""
    hat = user.scope.hat
    ids = [reach.area_id for reach in hat.reaches] if hat and acts.RULES in hat.grants else []
    return Area.objects.filter(pk__in=ids)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new_scheme(request):
    areas = _areas(request.user)
    if not areas.exists():
        raise PermissionDenied
    form = SchemeForm(request.POST or None, areas=areas)
    done, made = carried_out(form, lambda: acts.set_up(by=request.user, **form.terms))
    if done:
        messages.success(request, _("Set up. Passbooks can be opened now."))
        return redirect("points:scheme", pk=made.pk)
    return _form(request, form, _("Set up a scheme of points"), pgettext("points", "Set up"), "set_up")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def scheme(request, pk):
    """Its terms, and those of its shop."""
    row = _mine(request, pk)
    shop = getattr(row, "shop", None)
    kept = {name: getattr(row, name) for name in TERMS} | {name: getattr(shop, name) for name in SHOP if shop}
    kept |= {"hours": "\n".join(opening.said(shop.hours))} if shop else {}
    form = SchemeForm(request.POST or None, initial=kept)
    done, made = carried_out(form, lambda: acts.change(row.pk, by=request.user, **form.terms))
    if done:
        messages.success(request, _said(made))
        return redirect("points:rules")
    return _form(request, form, f"{row.area.short_name} · {row.name}", _("Save"), "change")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new_rule(request, pk):
    row = _mine(request, pk)
    form = RuleForm(request.POST or None, rules=queries.replaceable(row, timezone.localdate()))
    done, _made = carried_out(form, lambda: acts.lay_down(row.pk, by=request.user, **form.cleaned_data))
    if done:
        messages.success(request, _("Laid down."))
        return redirect("points:rules")
    title = _("A rule of %(place)s") % {"place": row.area.short_name}
    text = _("What was given stays as it is; this holds for what is done from that day on.")
    return _form(request, form, title, _("Lay down"), "lay_down", text=text)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def end_rule(request, pk, rule):
    """From a day on a rule of its own counts no more."""
    row = _mine(request, pk)
    found = get_object_or_404(row.rules, pk=rule)
    form = EndRule(request.POST or None)
    done, _made = carried_out(form, lambda: acts.end_rule(found.pk, form.cleaned_data["on"], by=request.user))
    if done:
        messages.success(request, _("Changed."))
        return redirect("points:rules")
    title = _("End a rule · %(name)s") % {"name": found.label}
    text = _("What was given stays as it is. Where a general rule says the same, it counts again from that day on.")
    return _form(request, form, title, pgettext("a rule", "End"), "end_rule", text=text)


def _mine(request, pk: int) -> Scheme:
    row = get_object_or_404(Scheme.objects.visible_to(request.user).select_related("area", "shop"), pk=pk)
    need(request.user, acts.RULES, row.area)
    return row


def _form(request, form, title: str, verb: str, act: str, text: str = ""):
    return confirm(request, form, title, verb, reverse("points:rules"), text, act=act)
