"""The field catalogue: what the registers hold and by which right, as everybody reads it; kept by the rule keepers."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from grids import past
from grids.forms.why import Why
from grids.permissions import MANAGE_RULES, in_hat, need_in_hat
from grids.templatetags.linli import day_of, mark
from grids.views.asked import carried_out, confirm
from grids.words import phrases
from residents import retention
from residents.actions import fields as acts
from residents.forms.fields import FieldForm
from residents.models import RegisterField, Sensitivity

TONES = {Sensitivity.OPEN: "line", Sensitivity.PERSONAL: "info", Sensitivity.SENSITIVE: "due"}


@require_safe
def index(request):
    fields = RegisterField.objects.select_related("verified_by")
    rules = retention.rules()
    context = {"rows": [_line(field, rules) for field in fields]}
    return render(request, "fields/list.html", context)


def _line(field: RegisterField, rules) -> dict:
    marks = [mark(field.get_sensitivity_display(), TONES[field.sensitivity])]
    if field.check_locally:
        marks.append(mark(_("Check locally")))
    if not field.is_on:
        marks.append(mark(_("Switched off"), "hold"))
    return {
        "field": field,
        "name": field.label,
        "url": reverse("fields:field", args=[field.code]),
        "type": field.get_type_display(),
        "marks": marks,
        "kept": retention.kept(field, rules),
        "verified": f"{day_of(timezone.localdate(field.verified_at))} {field.verified_by}"
        if field.verified_at
        else "",
    }


@require_http_methods(["GET", "HEAD", "POST"])
def field(request, code):
    """One entry with its history; its keepers correct it here."""
    field = _find(code)
    if request.method == "POST":
        need_in_hat(request.user, MANAGE_RULES)
    form = FieldForm(request.POST or None, initial={name: getattr(field, name) for name in acts.FACTS})
    done, _made = carried_out(form, lambda: acts.correct(field.pk, by=request.user, **form.cleaned_data))
    if done:
        messages.success(request, _("The entry is corrected."))
        return redirect("fields:field", code=code)
    line = _line(field, retention.rules())
    context = line | {
        "form": form if in_hat(request.user, MANAGE_RULES) else None,
        "pairs": _facts(field, line["kept"]),
        "history": past.lines(field.events.select_related("pgh_context").order_by("-pgh_id")[:50], _describe),
        "state": "off" if field.is_on else "on",
    }
    return render(request, "fields/field.html", context, status=422 if form.is_bound else 200)


@require_POST
def verify(request, code):
    field = _find(code)
    acts.verify(field.pk, by=request.user)
    messages.success(request, _("Verified: %(name)s") % {"name": field.label})
    return redirect("fields:field", code=code)


@require_http_methods(["GET", "HEAD", "POST"])
def switch(request, code, state):
    need_in_hat(request.user, MANAGE_RULES)
    field, on = _find(code), state == "on"
    form = Why(request.POST or None)
    done, _made = carried_out(form, lambda: acts.switch(field.pk, on=on, by=request.user, **form.cleaned_data))
    if done:
        said = _("%(name)s is in use again.") if on else _("%(name)s is not used any more.")
        messages.success(request, said % {"name": field.label})
        return redirect("fields:field", code=code)
    title = _("Switch on: %(name)s") if on else _("Switch off: %(name)s")
    verb = _("Put back into use") if on else _("Take out of use")
    text = _(
        "What the register holds stays until its years are over; a field that is off is neither asked for nor shown, "
        "nor matched or filled in tables."
    )
    return confirm(request, form, title % {"name": field.label}, verb, reverse("fields:field", args=[code]), text)


def _find(code: str) -> RegisterField:
    return get_object_or_404(RegisterField.objects.select_related("verified_by"), code=code)


def _facts(field: RegisterField, kept: str) -> list[tuple]:
    basis = field.basis + phrases.bracketed(_("check locally")) if field.check_locally else field.basis
    return [
        (_("Code"), field.code),
        (_("Type"), field.get_type_display()),
        (_("Legal basis"), basis),
        (_("Purpose"), field.purpose),
        (_("Owner"), field.owner),
        (_("Sensitivity"), field.get_sensitivity_display()),
        (_("Kept"), kept),
        (_("Also called"), format_html_join("、", "{}", ((_said(name),) for name in field.synonyms))),
    ]


def _said(name: str):
    """A reader aloud is told which of them are English."""
    return format_html('<span lang="en">{}</span>', name) if name.isascii() else name


def _describe(event) -> str:
    if event.pgh_label == "insert":
        return _("Entered in the catalogue")
    return _("Changed or verified") if event.is_on else _("Changed; switched off")
