"""Certificates of service: the list of a place, one of them, a new one, its print with a check code, its end."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _, pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from grids.fields import masked
from grids.forms.why import Why
from grids.pages import qr
from grids.pages.keyset import Order
from grids.privacy import identity
from grids.templatetags.linli import day_of, mark, stamp
from grids.views.asked import carried_out, confirm
from grids.views.listing import listed
from residents import catalogue
from volunteers import record, roster, rules
from volunteers.actions import certificates as acts
from volunteers.forms.record import CertificateForm
from volunteers.models import ServiceCertificate

NEWEST = Order("new", "at", descending=True)
SHOWN, PRINTED = 100, 15  # lines on the page of one, lines on its paper
BLANK = "________"


@never_cache
@require_safe
def index(request):
    rows = ServiceCertificate.objects.visible_to(request.user).with_sums().select_related("issuer")
    context = listed(request, rows, NEWEST)
    context["rows"] = [{"row": row, "number": row.number, "state": _state(row)} for row in context["rows"]]
    return render(request, "volunteers/certificates.html", context)


def _state(row: ServiceCertificate):
    return mark(pgettext("of a certificate", "Revoked"), "over") if row.revoked_at else mark(_("Valid"), "ok")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request, ref):
    """Also for somebody of elsewhere whose hours are recorded here: who records certifies."""
    person = get_object_or_404(record.known_to(request.user), ref=ref)
    rules.need_in_hat(request.user, rules.CERTIFY)
    recorded = record.recorded(person, request.user)
    form = CertificateForm(request.POST or None, recorded=recorded)
    done, made = carried_out(form, lambda: acts.issue(person.pk, by=request.user, **form.chosen()))
    if done:
        messages.success(request, _("Issued: %(number)s") % {"number": made.number})
        return redirect(made)
    context = {"form": form, "recorded": recorded, "person": person, "back_url": _back(person, request.user)}
    context |= {"name": roster.said(person, request.user)}
    return render(request, "volunteers/certificate_new.html", context, status=422 if form.is_bound else 200)


def _back(person, user) -> str:
    return person.get_absolute_url() if user.scope.reaches(rules.READ, person) else reverse("volunteers:hours")


@never_cache
@require_safe
def detail(request, ref):
    row = _find(request, ref)
    gone, person = row.revoked_at, row.volunteer
    pairs = [
        (_("Volunteer"), roster.said(person, request.user)),
        (_("Days"), " – ".join(dict.fromkeys(day_of(day) for day in (row.since, row.until)))),
        (_("Issued by"), f"{row.office} · {row.by} {stamp(row.at)}"),
        (_("Copies printed"), row.codes.count()),
        (
            pgettext("of a certificate", "Revoked"),
            f"{row.revoked_by} {stamp(gone)}: {row.revoked_why}" if gone else "",
        ),
    ]
    context = {
        "row": row,
        "pairs": pairs,
        "state": _state(row),
        "lines": _lines(row)[:SHOWN],
        "may": request.user.scope.may(rules.CERTIFY, row) and not gone,
        "nobody": acts.NOBODY_ON_IT if acts.is_nobody(person) else "",
    }
    return render(request, "volunteers/certificate.html", context)


def _lines(row: ServiceCertificate):
    return row.lines.select_related("place__activity").order_by("-place__activity__starts_at", "-pk")


@never_cache
@require_POST
def print_copy(request, ref):
    """The paper. Its check code is on this page only."""
    row = _find(request, ref)
    rules.need(request.user, rules.CERTIFY, row)
    try:
        _row, code = acts.print_copy(row.pk, by=request.user)
    except ValidationError as error:
        messages.warning(request, " ".join(error.messages))
        return redirect(row)
    shown = list(_lines(row)[:PRINTED])
    context = {
        "row": row,
        "name": str(row.volunteer),
        "id_number": _id_number(row),
        "lines": shown,
        "rest": row.times - len(shown),
        "rest_hours": row.hours - sum(line.hours for line in shown),
        "on": timezone.localdate(row.at),
        "code": code,
        **qr.drawn("proof:show", code, scale=4),
    }
    return render(request, "volunteers/certificate_paper.html", context)


def _id_number(row: ServiceCertificate) -> str:
    """Masked; what is not known, or out of use, is left to be filled in by hand."""
    resident = row.volunteer.resident
    if resident is None or "resident.id_number" in catalogue.off():
        return BLANK
    return masked(resident, "id_number", identity.mask_id) or BLANK


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def revoke(request, ref):
    row = _find(request, ref)
    rules.need(request.user, rules.CERTIFY, row)
    form = Why(request.POST or None)
    done, _made = carried_out(form, lambda: acts.revoke(row.pk, by=request.user, **form.cleaned_data))
    if done:
        messages.success(request, _("Revoked: %(number)s") % {"number": row.number})
        return redirect(row)
    title = _("Revoke %(number)s") % {"number": row.number}
    text = _("Whoever checks its code will read that it is revoked. This cannot be undone.")
    verb = pgettext("of a certificate", "Revoke")
    return confirm(request, form, title, verb, row.get_absolute_url(), text)


def _find(request, ref: str) -> ServiceCertificate:
    rows = ServiceCertificate.objects.visible_to(request.user).with_sums()
    related = ("issuer", "by", "revoked_by", "volunteer__resident__subject", "volunteer__user")
    return get_object_or_404(rows.select_related(*related), ref=ref)
