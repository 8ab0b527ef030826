"""What the committee may issue, and where to go for the rest: read by everybody, kept by the keepers of the rules."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from grids import past
from grids.permissions import MANAGE_RULES, in_hat, need_in_hat
from grids.views.asked import carried_out
from residents.actions.certificate_kinds import FACTS, keep_kind
from residents.forms.certificates import KindForm
from residents.models import CertificateKind


@require_safe
def index(request):
    """Whoever keeps them also sees what is not in use."""
    keeps = in_hat(request.user, MANAGE_RULES)
    rows = [row for row in CertificateKind.objects.all() if row.is_on or keeps]
    context = {
        "ours": [row for row in rows if row.may_issue],
        "others": [row for row in rows if not row.may_issue],
        "may_keep": keeps,
        "tab": "kinds",
    }
    return render(request, "certificates/kinds.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def kind(request, code=None):
    """One kind with its history, or a new one."""
    need_in_hat(request.user, MANAGE_RULES)
    found = get_object_or_404(CertificateKind, code=code) if code else None
    kept = {name: getattr(found, name) for name in FACTS} if found else {"is_on": True, "check_locally": False}
    form = KindForm(request.POST or None, initial=kept)
    done, made = carried_out(form, lambda: keep_kind(code, by=request.user, **form.cleaned_data))
    if done:
        messages.success(request, _("%(name)s is kept. Papers issued before stay as they are.") % {"name": made.label})
        return redirect("certificates:kind", code=made.code)
    context = {
        "form": form,
        "name": found.label if found else _("New kind of certificate"),
        "kind": found,
        "history": past.lines(found.events.select_related("pgh_context").order_by("-pgh_id")[:50], _describe)
        if found
        else [],
    }
    return render(request, "certificates/kind.html", context, status=422 if form.is_bound else 200)


def _describe(event) -> str:
    if not event.is_on:
        return _("Not in use")
    return _("The committee issues it") if event.may_issue else _("%(office)s issues it") % {"office": event.office}
