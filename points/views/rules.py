"""What is worth how much, where; and what a community's scheme says."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from points.models import Rule, Scheme
from points.passbook import plain


@require_safe
def index(request):
    today = timezone.localdate()
    schemes = list(Scheme.objects.visible_to(request.user).select_related("area").order_by("area__code", "unit")[:100])
    rules = Rule.objects.in_force(today)
    context = {
        "general": [_line(rule) for rule in rules.filter(scheme=None)],
        "schemes": [
            {"scheme": scheme, "rules": [_line(rule) for rule in rules.filter(scheme=scheme)]} for scheme in schemes
        ],
        "tab": "rules",
    }
    return render(request, "points/rules.html", context)


def _line(rule: Rule) -> dict:
    return {"rule": rule, "amount": plain(rule.amount), "cap": plain(rule.cap)}
