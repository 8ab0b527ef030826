"""The rules of the four weights: in force, to come and past; and a new version."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from grids.days import when
from grids.views.asked import carried_out, confirm
from parties.actions import weights as acts
from parties.ballots.page import asks
from parties.enums.ballots import Weight
from parties.forms.weights import FACTS, WeightForm
from parties.models import WeightRule


@never_cache
@require_safe
def index(request):
    today = timezone.localdate()
    every: dict[str, list[WeightRule]] = {}
    for rule in WeightRule.objects.order_by("weight", "-valid_from"):
        every.setdefault(rule.weight, []).append(rule)
    now = {rule.weight: rule for rule in WeightRule.objects.in_force(today)}
    context = {
        "lines": [
            {
                "weight": weight,
                "rule": now.get(weight),
                "asks": asks(now[weight]) if weight in now else None,
                "others": [(rule, asks(rule)) for rule in every.get(weight, ()) if rule != now.get(weight)],
            }
            for weight in Weight
        ],
        "today": today,
        "may_change": acts.may_change(request.user),
    }
    return render(request, "parties/ballots/weights.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def change(request, weight):
    if weight not in Weight:
        raise Http404
    if not acts.may_change(request.user):
        raise PermissionDenied
    form = WeightForm(request.POST or None, rule=acts.in_force(weight))

    def act():
        said = form.cleaned_data
        facts = {name: said[name] for name in FACTS}
        return acts.change(weight, by=request.user, why=said["why"], valid_from=said["valid_from"], **facts)

    done, made = carried_out(form, act)
    back = reverse("parties:ballots:weights")
    if done:
        messages.success(
            request,
            _("The new rule is in force from %(day)s.") % {"day": when.day_of(made.valid_from, timezone.localdate())},
        )
        return redirect(back)
    title = _("New rule: %(weight)s") % {"weight": Weight(weight).label}
    text = _("Motions on notice and deliberations under way keep the rule they got.")
    return confirm(request, form, title=title, verb=_("Save"), back=back, text=text)
