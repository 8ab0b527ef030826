"""The categories of care as everybody may read them: basis, term, visits, end; and the shorter terms of areas."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.html import format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from grids import history, past, permissions
from grids.permissions import MANAGE_RULES, in_hat
from grids.templatetags.linli import mark
from grids.views.asked import carried_out, confirm
from residents import actions
from residents.enums.care import Grade
from residents.forms.care_rules import Shorten
from residents.models import CareCategory, CareTerm
from residents.rules import care as rules


@require_safe
def categories(request):
    """Whoever keeps them also sees what is not in use."""
    shorter: dict[int, int] = {}
    for category in CareTerm.objects.values_list("category", flat=True):
        shorter[category] = shorter.get(category, 0) + 1
    keeps = in_hat(request.user, MANAGE_RULES)
    rows = [_line(one, shorter.get(one.pk, 0)) for one in CareCategory.objects.all() if one.is_active or keeps]
    return render(request, "care/categories.html", {"rows": rows, "may_keep": keeps, "tab": "care"})


def _line(category: CareCategory, shorter: int) -> dict:
    marks = [] if category.is_active else [mark(_("Switched off"), "hold")]
    if category.check_locally:
        marks.append(mark(_("Check locally"), "due"))
    if shorter:
        said = ngettext("shorter in %(n)d area", "shorter in %(n)d areas", shorter)
        marks.append(mark(said % {"n": shorter}, "info"))
    return {
        "url": f"/care/categories/{category.code}/",
        "name": category.label,
        "basis": category.legal_basis,
        "purpose": category.purpose,
        "term": _("for %(time)s") % {"time": months(category.months)},
        "visits": _("every %(days)s days") % {"days": " / ".join(map(str, category.visit_days))},
        "marks": marks,
    }


def months(count: int) -> str:
    """Full years as years."""
    if count % 12:
        return ngettext("%(n)d month", "%(n)d months", count) % {"n": count}
    return ngettext("%(n)d year", "%(n)d years", count // 12) % {"n": count // 12}


@require_safe
def category(request, code):
    keeps = in_hat(request.user, MANAGE_RULES)
    rows = CareCategory.objects.all() if keeps else CareCategory.objects.filter(is_active=True)
    found = get_object_or_404(rows, code=code)
    terms = list(CareTerm.objects.filter(category=found).select_related("area").order_by("area__tree_id", "area__lft"))
    context = {
        "category": found,
        "facts": _facts(found),
        "terms": [{"area": one.area.short_name, "months": months(one.months), "reason": one.reason} for one in terms],
        "history": _history(found),
        "may_keep": keeps,
        "may_shorten": rules.shortens_in(request.user).exists(),
    }
    return render(request, "care/category.html", context)


def _facts(category: CareCategory) -> list[tuple]:
    longest = months(category.longest_months) if category.longest_months else _("as often as it is needed")
    facts = [
        (_("Legal basis"), category.legal_basis),
        (_("Purpose"), category.purpose),
        (_("Term"), months(category.months)),
        (_("With extensions at most"), longest),
    ]
    visits = [
        _("%(grade)s, every %(days)d days") % {"grade": grade.label, "days": category.interval(grade)}
        for grade in Grade
    ]
    return [
        *facts,
        (_("Visits"), format_html_join(mark_safe("<br>"), "{}", ((one,) for one in visits))),
        (_("A planned visit is closed by a visit"), category.closed_by),
        (
            _("Who sees a record"),
            _("The responsible person, cadres, officers and doctors of the team, and who may: %(may)s")
            % {"may": permissions.label(category.read_grant)},
        ),
        (_("Sensitivity"), category.get_sensitivity_display()),
        (
            _("At the end"),
            _("Closed by two persons and sealed for %(time)s, then anonymised by two persons; counts stay")
            % {"time": months(category.sealed_months)},
        ),
    ]


def _history(category: CareCategory) -> list[dict]:
    """Of the category itself, and of the shorter terms of areas."""
    terms = history.of(CareTerm).filter(category=category.pk)
    events = [
        *category.events.select_related("pgh_context").order_by("-pgh_id")[:50],
        *terms.select_related("pgh_context", "area").order_by("-pgh_id")[:50],
    ]
    return past.lines(events, _describe)


def _describe(event) -> str:
    if hasattr(event, "area_id"):
        return _("%(area)s: %(time)s") % {"area": event.area.short_name, "time": months(event.months)}
    if not event.is_active:
        return _("Not in use")
    return _("%(time)s; %(basis)s") % {"time": months(event.months), "basis": event.legal_basis}


@require_http_methods(["GET", "HEAD", "POST"])
def shorten(request, code):
    """For an area, and never longer than the rule says."""
    found = get_object_or_404(CareCategory.objects.filter(is_active=True), code=code)
    areas = rules.shortens_in(request.user)
    if not areas.exists():
        raise PermissionDenied
    form = Shorten(request.POST or None, areas=areas.order_by("tree_id", "lft"), most=found.months)
    done, _made = carried_out(form, lambda: actions.shorten_term(found, by=request.user, **form.cleaned_data))
    if done:
        messages.success(request, _("The term holds for records that are opened from now on."))
        return redirect("care:category", code=code)
    title = _("Shorten the term: %(name)s") % {"name": found.label}
    text = _("The rule says %(time)s. An area may have less, never more; open records keep their term.")
    text %= {"time": months(found.months)}
    return confirm(request, form, title, _("Save the term"), f"/care/categories/{found.code}/", text)
