"""How property companies are rated: criteria, periods with their ranking, and what every company came to."""

from django import forms
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _, pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from grids import why
from grids.enums import Kind
from grids.pages.keyset import Order
from grids.views.asked import ask
from grids.views.listing import listed
from parties import rules
from parties.actions import rating
from parties.forms.property import CriterionForm, EndCriterionForm, PeriodForm
from parties.models import PropertyCompany, RatingCriterion, RatingPeriod, RatingResult

NEWEST = Order("start", "starts_on", descending=True)
CLOSED = Order("closed", "closed_at", descending=True)


@never_cache
@require_safe
def criteria(request):
    """In use or to come; those that hold no more at the end."""
    rows = RatingCriterion.objects.visible_to(request.user).select_related("area").order_by("area", "order", "pk")
    today, may = timezone.localdate(), request.user.scope.may
    lines = [{"row": row, "may_end": row.area and not row.until and may(rules.KEEP, row.area)} for row in rows[:200]]
    context = {
        "rows": [line for line in lines if line["row"].until is None or line["row"].until > today],
        "past": [line for line in lines if line["row"].until and line["row"].until <= today],
        "may_keep": _keeps_a_street(request.user),
        "tab": "property",
    }
    return render(request, "parties/bodies/criteria.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new_criterion(request):
    rules.need_in_hat(request.user, rules.KEEP)
    return ask(
        request,
        CriterionForm(request.POST or None, user=request.user),
        lambda form: rating.add_criterion(by=request.user, **form.cleaned_data) and None,
        title=_("Add a criterion"),
        verb=_("Add"),
        back=reverse("parties:property:criteria"),
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def end_criterion(request, code):
    rows = RatingCriterion.objects.visible_to(request.user).filter(area__isnull=False)
    found = get_object_or_404(rows.select_related("area"), code=code)
    rules.need(request.user, rules.KEEP, found.area)
    return ask(
        request,
        EndCriterionForm(request.POST or None),
        lambda form: rating.end_criterion(found.pk, by=request.user, **form.cleaned_data) and None,
        title=pgettext("an entry", "Retire") + f" · {found}",
        verb=pgettext("an entry", "Retire"),
        back=reverse("parties:property:criteria"),
    )


@never_cache
@require_safe
def periods(request):
    rows = RatingPeriod.objects.visible_to(request.user).select_related("area")
    context = listed(request, rows, NEWEST)
    context |= {"may_keep": _keeps_a_street(request.user), "tab": "property"}
    return render(request, "parties/bodies/periods.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new_period(request):
    rules.need_in_hat(request.user, rules.KEEP)
    return ask(
        request,
        PeriodForm(request.POST or None, user=request.user),
        lambda form: rating.open_period(by=request.user, **form.cleaned_data),
        title=_("Open a period of rating"),
        verb=pgettext("a period of rating", "Open"),
        back=reverse("parties:property:periods"),
    )


@never_cache
@require_safe
def period(request, ref):
    """Closed: the ranking. Open: how many cards each company has, and nobody's points."""
    found = _find(request, ref)
    context = {
        "period": found,
        "criteria": rating.criteria(found),
        "may_keep": request.user.scope.may(rules.KEEP, found),
        "is_over": timezone.localdate() > found.ends_on,
        "needed": rating.FEWEST_RATERS,
    } | (_ranking(found) if found.closed_at else _cards(request.user, found))
    return render(request, "parties/bodies/period.html", context | why.context(request.user, found))


def _ranking(period: RatingPeriod) -> dict:
    results = list(period.results.select_related("company", "notice").order_by("rank", "company__name"))
    worst = max((row.rank for row in results), default=1)
    return {
        "results": [{"row": row, "is_last": row.rank == worst > 1} for row in results],
        "mean": rating.mean(results),
    }


def _cards(user, period: RatingPeriod) -> dict:
    found = rating.scores(period)
    seen = PropertyCompany.objects.visible_to(user)
    rows = rating.companies(period).filter(pk__in=seen.values("pk")).order_by("name", "pk")
    companies = [{"company": row, "cards": found[row.pk].raters if row.pk in found else 0} for row in rows[:200]]
    return {"companies": companies, "ready": sum(line["cards"] >= rating.FEWEST_RATERS for line in companies)}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def close(request, ref):
    found = _find(request, ref)
    rules.need(request.user, rules.KEEP, found)
    return ask(
        request,
        forms.Form(request.POST if request.method == "POST" else None),
        lambda form: rating.close(found.pk, by=request.user) and None,
        title=_("Close and rank") + f" · {found}",
        verb=_("Close and rank"),
        back=found.get_absolute_url(),
        text=_("Nothing is rated in it any more, and the results stay as they are."),
    )


@never_cache
@require_safe
def results(request):
    """Every company of one's areas in every period that was closed."""
    rows = RatingResult.objects.visible_to(request.user).select_related("company__area", "period")
    return render(request, "parties/bodies/results.html", listed(request, rows, CLOSED) | {"tab": "property"})


def _keeps_a_street(user) -> bool:
    """Criteria and periods are a street's: below it nobody is offered to begin one."""
    return rules.in_hat(user, rules.KEEP) and any(
        reach.kind in (Kind.DISTRICT, Kind.STREET) for reach in user.scope.hat.reaches
    )


def _find(request, ref: str) -> RatingPeriod:
    return get_object_or_404(RatingPeriod.objects.visible_to(request.user).select_related("area"), ref=ref)
