"""Certificates: what was issued, what may be and what not, a new one, its print with a check code, its withdrawal."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _, pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from grids.forms.why import Why
from grids.pages import qr
from grids.pages.keyset import Order
from grids.permissions import in_hat, need_in_hat
from grids.privacy import identity
from grids.templatetags.linli import day_of, mark, stamp
from grids.views.asked import carried_out, confirm
from grids.views.listing import paged
from grids.words import phrases
from residents import catalogue, certified
from residents.actions import certificates as acts
from residents.forms.certificates import FindForm, IssueForm
from residents.models import Certificate, Membership, Resident

NEWEST = Order("new", "at", descending=True)
MOST_FOUND = 20
BORN = "resident.born_on"


@never_cache
@require_safe
def index(request):
    rows = Certificate.objects.visible_to(request.user).select_related("kind", "issuer", "by")
    context = paged(request, rows, NEWEST)
    context |= {
        "rows": [_line(row) for row in context["rows"]],
        "may_add": in_hat(request.user, acts.ISSUE),
        "tab": "issued",
    }
    return render(request, "certificates/list.html", context)


def _line(row: Certificate) -> dict:
    gone = row.withdrawn_at is not None
    return {
        "row": row,
        "number": row.number,
        "url": row.get_absolute_url(),
        "kind": row.kind.label,
        "at": stamp(row.at),
        "state": mark(pgettext("of a certificate", "Withdrawn"), "over") if gone else mark(_("Valid"), "ok"),
    }


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    """First the person, found by name within one's areas; then the kind."""
    need_in_hat(request.user, acts.ISSUE)
    ref = request.GET.get("resident", "")
    if not ref:
        return _find_person(request)
    resident = get_object_or_404(Resident.objects.visible_to(request.user), ref=ref if "\0" not in ref else "")
    home = acts.home_of(resident.pk, request.user)
    form = IssueForm(request.POST or None)
    done, made = carried_out(form, lambda: acts.issue(resident_id=resident.pk, by=request.user, **form.cleaned_data))
    if done:
        messages.success(request, _("Issued: %(number)s") % {"number": made.number})
        return redirect(made)
    context = {"form": form, "name": identity.mask_name(resident.name), "address": home.household.dwelling.address}
    return render(request, "certificates/new.html", context, status=422 if form.is_bound else 200)


def _find_person(request):
    form = FindForm(request.POST or None)
    found = None
    if form.is_bound and form.is_valid():
        name = identity.normalise_name(form.cleaned_data["name"])
        rows = Membership.objects.visible_to(request.user).filter(request.user.scope.placed_q(acts.ISSUE)).current()
        rows = rows.filter(resident__name=name).select_related("resident", "household__dwelling")
        off = catalogue.off()
        found = [
            {
                "url": f"{reverse('certificates:new')}?resident={row.resident.ref}",
                "name": identity.mask_name(row.resident.name),
                "born": row.resident.born_on.year if row.resident.born_on and BORN not in off else "",
                "address": row.household.dwelling.address,
            }
            for row in rows.order_by("pinyin", "pk")[:MOST_FOUND]
        ]
    bad = form.is_bound and not form.is_valid()
    return render(request, "certificates/find.html", {"form": form, "found": found}, status=422 if bad else 200)


@never_cache
@require_safe
def detail(request, ref):
    row = _find(request, ref)
    gone = row.withdrawn_at
    pairs = [
        (_("Kind"), row.kind.label),
        (_("Legal basis"), row.kind.basis),
        (_("For"), row.masked_name),
        (_("What it is for"), row.purpose),
        (_("Issued by"), f"{row.committee} · {row.by} {stamp(row.at)}"),
        (_("Copies printed"), row.codes.count()),
        (
            pgettext("of a certificate", "Withdrawn"),
            f"{row.withdrawn_by} {stamp(gone)}: {row.withdrawn_why}" if gone else "",
        ),
    ]
    may = request.user.scope.may(acts.ISSUE, row) and not gone
    refused = acts.not_printed(row) if may else ""
    context = _line(row) | {"pairs": pairs, "may": may, "refused": refused}
    if may and not refused:
        context |= _before_printing(row, request.user)
    return render(request, "certificates/detail.html", context)


def _before_printing(row: Certificate, user) -> dict:
    """A copy says what was certified then. Where the register says otherwise by now, a new paper does."""
    home, day = certified.home_today(row), day_of(timezone.localdate(row.at))
    if row.facts is None:
        told = _(
            "This certificate is from before the portal kept what certificates say: a copy shows what the register "
            "says today. Where something else was certified, issue a new one."
        )
    elif home is None:
        told = _(
            "Whom this certificate was for is neither registered nor living here any more. A copy still says what was "
            "certified on %(day)s: what is so today, the committee of where they live now certifies."
        ) % {"day": day}
    elif what := certified.outdated(row, home):
        told = _(
            "By now the register says otherwise (%(what)s). A copy still says what was certified on %(day)s: "
            "for what is so today, issue a new certificate."
        ) % {"what": phrases.listed(what), "day": day}
    else:
        return {}
    anew = f"{reverse('certificates:new')}?resident={row.resident.ref}"
    return {"told": told, "anew_url": anew if home and user.scope.may(acts.ISSUE, home) else ""}


@never_cache
@require_POST
def print_copy(request, ref):
    """The paper. Its check code is on this page only."""
    row = _find(request, ref)
    try:
        row, code = acts.print_copy(row.pk, by=request.user)
    except ValidationError as error:
        messages.warning(request, " ".join(error.messages))
        return redirect(row)
    context = {
        "row": row,
        "text": certified.text(row),
        "code": code,
        "on": timezone.localdate(row.at),
        "committee": row.committee,
        **qr.drawn("verify:show", code, scale=4),
    }
    return render(request, "certificates/paper.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request, ref):
    row = _find(request, ref)
    if row.withdrawn_at:
        messages.warning(request, _("This certificate is withdrawn."))
        return redirect(row)
    form = Why(request.POST or None)
    done, _made = carried_out(form, lambda: acts.withdraw(row.pk, by=request.user, **form.cleaned_data))
    if done:
        messages.success(request, _("Withdrawn: %(number)s") % {"number": row.number})
        return redirect(row)
    title, verb = _("Withdraw %(number)s") % {"number": row.number}, pgettext("of a certificate", "Withdraw")
    text = _("Whoever checks its code will read that it is withdrawn. This cannot be undone.")
    return confirm(request, form, title, verb, row.get_absolute_url(), text)


def _find(request, ref: str) -> Certificate:
    rows = Certificate.objects.visible_to(request.user).select_related(
        "kind", "issuer", "by", "withdrawn_by", "resident__subject", "subject"
    )
    return get_object_or_404(rows, ref=ref)
