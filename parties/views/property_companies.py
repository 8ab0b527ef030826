"""Property companies: the list, one with what it serves and its rating, and what is done with it."""

from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy, pgettext, pgettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from grids import why
from grids.forms.why import Why
from grids.views.asked import ask
from grids.views.listing import listed
from parties import rules
from parties.actions import property_companies as acts, rating
from parties.forms.property import CardForm, RegisterForm, ServeForm
from parties.models import PartyOrganization, PropertyCompany
from parties.models.property import branches
from parties.views.bodies_asking import BY_NAME, Act, perform, why_only


@never_cache
@require_safe
def index(request):
    """?ended=1 for those that are not in their street any more."""
    over = request.GET.get("ended") == "1"
    rows = PropertyCompany.objects.visible_to(request.user).filter(ended_on__isnull=not over).with_whether_red()
    rows = rows.annotate(areas=Count("services", filter=Q(services__until=None))).select_related("area")
    context = listed(request, rows, BY_NAME, ended="1" if over else "")
    context |= {"over": over, "may_keep": rules.in_hat(request.user, rules.KEEP), "tab": "property"}
    return render(request, "parties/bodies/companies.html", context)


@never_cache
@require_safe
def detail(request, ref):
    company = _find(request, ref)
    standing, may = company.ended_on is None, request.user.scope.may
    branch = branches().filter(organisation=company.organisation_id).first()
    seen = branch and PartyOrganization.objects.visible_to(request.user).filter(pk=branch.pk).exists()
    services = company.services.select_related("area").order_by("until", "-since", "-pk")
    context = {
        "company": company,
        "branch": branch,
        "branch_url": branch.get_absolute_url() if seen else "",
        "services": [
            {"row": row, "may_stop": standing and not row.until and may(rules.KEEP, row)} for row in services[:200]
        ],
        "results": company.results.select_related("period", "notice").order_by("-closed_at", "-pk")[:12],
        "periods": _open_periods(request.user, company) if standing else (),
        "may_keep": standing and may(rules.KEEP, company),
        "may_serve": standing and rules.in_hat(request.user, rules.KEEP),
    } | why.context(request.user, company)
    return render(request, "parties/bodies/company.html", context)


def _open_periods(user, company) -> list[dict]:
    """Periods in which this person may rate it, and whether they did."""
    if not rating.may_rate(user, company):
        return []
    periods = list(rating.open_periods(company))
    mine = set(company.cards.filter(rater=user, period__in=periods).values_list("period", flat=True))
    return [{"period": period, "is_rated": period.pk in mine} for period in periods]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    rules.need_in_hat(request.user, rules.KEEP)
    return ask(
        request,
        RegisterForm(request.POST or None, user=request.user),
        lambda form: acts.register(by=request.user, **form.cleaned_data),
        title=_("Enter a property company"),
        verb=_("Enter"),
        back=reverse("parties:property:companies"),
    )


ACTS = {
    "serve": Act(
        gettext_lazy("It serves another area"), gettext_lazy("Add"),
        lambda request, company: ServeForm(request.POST or None, user=request.user, street=company.area),
        lambda company, form, by: acts.serve(company.pk, by=by, **form.cleaned_data),
    ),
    "leave": Act(
        pgettext_lazy("of a property company", "It leaves the street"), gettext_lazy("End"), why_only,
        lambda company, form, by: acts.leave(company.pk, by=by, **form.cleaned_data),
    ),
}  # fmt: skip


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def act(request, ref, act):
    """Whether one may is asked of the company or, where it serves another area, of that area."""
    company = _find(request, ref)
    if act not in ACTS:
        raise Http404
    if act != "serve":
        rules.need(request.user, rules.KEEP, company)
    elif not rules.in_hat(request.user, rules.KEEP):
        raise PermissionDenied
    return perform(request, ACTS[act], company)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request, ref, pk):
    company = _find(request, ref)
    service = get_object_or_404(company.services.select_related("area"), pk=pk)
    rules.need(request.user, rules.KEEP, service)
    place = f"{service.area.short_name} {service.compound}".strip()
    return ask(
        request,
        Why(request.POST or None),
        lambda form: acts.stop(service.pk, by=request.user, **form.cleaned_data) and None,
        title=_("%(company)s serves %(place)s no more") % {"company": company, "place": place},
        verb=pgettext("a service", "End"),
        back=company.get_absolute_url(),
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def rate(request, ref, period):
    """One's own card, begun or corrected."""
    company = _find(request, ref)
    found = get_object_or_404(rating.open_periods(company), ref=period)
    if not rating.may_rate(request.user, company):
        raise PermissionDenied
    card = company.cards.filter(period=found, rater=request.user).first()
    form = CardForm(request.POST or None, criteria=rating.criteria(found), card=card)

    def carry_out(form):
        points, words = form.points(), form.cleaned_data["words"]
        rating.rate(found.pk, company.pk, points, by=request.user, words=words)

    return ask(
        request,
        form,
        carry_out,
        title=f"{company} · {found}",
        verb=_("Save"),
        back=company.get_absolute_url(),
        text=_("Your own card. It can be corrected until the period is closed."),
    )


def _find(request, ref: str) -> PropertyCompany:
    rows = PropertyCompany.objects.visible_to(request.user).select_related("area", "organisation")
    return get_object_or_404(rows, ref=ref)
