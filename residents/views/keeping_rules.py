"""How long personal data are kept: read by everybody, corrected by the keepers of the rules."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from grids import past
from grids.permissions import MANAGE_RULES, in_hat, need_in_hat
from grids.views.asked import carried_out
from residents import actions, retention
from residents.forms.keeping_rules import KeepingForm
from residents.models import RetentionRule


@require_safe
def listing(request):
    return render(request, "residents/keeping.html", {"rules": retention.rules().values(), "tab": "keeping"})


@require_http_methods(["GET", "HEAD", "POST"])
def rule(request, code):
    rule = get_object_or_404(RetentionRule, code=code)
    if request.method == "POST":
        need_in_hat(request.user, MANAGE_RULES)
    kept = {name: getattr(rule, name) for name in ("years", "basis", "check_locally")}
    form = KeepingForm(request.POST or None, initial=kept)
    done, _made = carried_out(form, lambda: actions.correct_rule(code, by=request.user, **form.cleaned_data))
    if done:
        messages.success(request, _("The rule is corrected. Who is due is computed with it from now on."))
        return redirect("retention:rule", code=code)
    facts = [
        (_("Kept for"), retention.years(rule.years)),
        (_("Counted from"), rule.get_after_display()),
        (_("Basis"), rule.basis),
    ]
    context = {
        "rule": rule,
        "facts": facts,
        "form": form if in_hat(request.user, MANAGE_RULES) else None,
        "history": past.lines(rule.events.select_related("pgh_context").order_by("-pgh_id")[:50], _describe),
    }
    return render(request, "residents/keeping_rule.html", context, status=422 if form.is_bound else 200)


def _describe(event) -> str:
    return _("%(time)s; %(basis)s") % {"time": retention.years(event.years), "basis": event.basis}
