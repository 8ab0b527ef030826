"""结对帮带: the list of pairs, one with its reviews, and what is done with it."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy, pgettext, pgettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from grids import why
from grids.pages.keyset import Order
from grids.views.asked import ask
from grids.views.listing import listed
from parties import rules
from parties.actions import pairings as acts
from parties.forms.staff import ConcludeForm, PairForm, ReviewDayForm, ReviewForm
from parties.models import Pairing
from parties.views.bodies_asking import Act, keep

NEWEST = Order("since", "since", descending=True)


@never_cache
@require_safe
def index(request):
    """?concluded=1 for those that are over."""
    over = request.GET.get("concluded") == "1"
    rows = Pairing.objects.visible_to(request.user).filter(concluded_on__isnull=not over)
    context = listed(request, rows.select_related("area", "elder", "younger"), NEWEST, concluded="1" if over else "")
    context |= {"over": over, "may_keep": rules.in_hat(request.user, rules.KEEP), "tab": "staff", "sub": "pairs"}
    return render(request, "parties/staff/pairs.html", context)


@never_cache
@require_safe
def detail(request, ref):
    pairing = _find(request, ref)
    standing = pairing.concluded_on is None
    context = {
        "pairing": pairing,
        "reviews": list(pairing.reviews.select_related("by")),
        "today": timezone.localdate(),
        "may_keep": standing and request.user.scope.may(rules.KEEP, pairing),
        "may_review": standing and acts.may_review(request.user, pairing),
    } | why.context(request.user, pairing)
    return render(request, "parties/staff/pair.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    rules.need_in_hat(request.user, rules.KEEP)
    return ask(
        request,
        PairForm(request.POST or None, user=request.user),
        lambda form: acts.pair(by=request.user, **form.cleaned_data),
        title=_("Pair two colleagues"),
        verb=pgettext("two colleagues", "Pair"),
        back=reverse("parties:staff:pairs"),
    )


ACTS = {
    "plan": Act(
        gettext_lazy("Plan a review"), pgettext_lazy("a review", "Plan"),
        lambda request, pairing: ReviewDayForm(request.POST or None),
        lambda pairing, form, by: acts.plan(pairing.pk, by=by, **form.cleaned_data),
    ),
    "conclude": Act(
        pgettext_lazy("of a pair of staff", "Conclude"), pgettext_lazy("of a pair of staff", "Conclude"),
        lambda request, pairing: ConcludeForm(request.POST or None),
        lambda pairing, form, by: acts.conclude(pairing.pk, by=by, **form.cleaned_data),
    ),
}  # fmt: skip


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def act(request, ref, act):
    return keep(request, ACTS, act, _find(request, ref))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def review(request, ref, pk):
    pairing = _find(request, ref)
    found = get_object_or_404(pairing.reviews, pk=pk)
    if not acts.may_review(request.user, pairing):
        raise PermissionDenied
    return ask(
        request,
        ReviewForm(request.POST or None),
        lambda form: acts.review(pairing.pk, found.pk, by=request.user, **form.cleaned_data) and None,
        title=_("Write the review up") + f" · {pairing}",
        verb=_("Save"),
        back=pairing.get_absolute_url(),
    )


def _find(request, ref: str) -> Pairing:
    rows = Pairing.objects.visible_to(request.user).select_related("area", "elder", "younger")
    return get_object_or_404(rows, ref=ref)
