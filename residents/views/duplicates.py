"""Entries that may be one person: the list of pairs, two side by side, and what was made one."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from grids.pages.keyset import Order
from grids.views.asked import carried_out
from grids.views.listing import paged
from residents import actions, duplicates, side_by_side
from residents.actions.start import EDIT
from residents.forms.duplicates import MergeForm, OtherForm
from residents.found import people
from residents.models import Merge, Resident
from residents.views.people import find

READ = "read_resident"
LATEST = Order("merged", "at", descending=True)


@never_cache
@require_safe
def listing(request):
    """The pairs in one's areas, the newest entry first."""
    _need(request)
    page = duplicates.pairs(request.user, request.GET.get("at", ""))
    context = {
        "rows": page.rows,
        "previous_url": page.previous and f"?at={page.previous}",
        "next_url": page.next and f"?at={page.next}",
        "tab": "open",
    }
    return render(request, "residents/duplicates.html", context)


@never_cache
@require_safe
def merged(request):
    """What was made one, the latest first; what nobody has touched since can be undone."""
    _need(request)
    rows = Merge.objects.visible_to(request.user).select_related("kept", "dropped", "by")
    return render(request, "residents/merged.html", paged(request, rows, LATEST) | {"tab": "merged"})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def beside(request, ref):
    """An entry that shows no sign of being the same person, or was said to be another: looked for by name."""
    one, home = find(request, ref)
    if not request.user.scope.may(EDIT, home) or one.anonymised_at:
        raise PermissionDenied
    form, rows = OtherForm(request.POST or None), None
    if form.is_bound and form.is_valid():
        rows = [each for each in people(request.user, form.cleaned_data["name"]) if each.pk != one.pk]
    context = {"one": one, "form": form, "found": rows}
    return render(request, "residents/beside.html", context, status=422 if form.errors else 200)


@never_cache
@require_safe
def compare(request, first, second):
    return _page(request, *_both(request, first, second))


@never_cache
@require_POST
def merge(request, first, second):
    one, other = _both(request, first, second)
    form = MergeForm(one, other, request.POST)
    try:
        done, _made = carried_out(form, lambda: actions.merge(by=request.user, **form.facts()))
    except actions.Stale:
        return _page(request, *_both(request, first, second), moved_on=True, status=409)
    if done:
        messages.success(request, _("The two entries are one now. It can be undone until one of them is changed."))
        return redirect("duplicates:merged")
    return _page(request, one, other, form, status=422)


@never_cache
@require_POST
def apart(request, first, second):
    one, other = _both(request, first, second)
    actions.tell_apart(one.pk, other.pk, by=request.user)
    messages.success(request, _("Remembered: these are two people."))
    return redirect("duplicates:list")


@never_cache
@require_POST
def undo(request, ref):
    """ref: of the entry that was merged into the other."""
    found = get_object_or_404(Merge.objects.visible_to(request.user), dropped__ref=ref, undone_at=None)
    try:
        actions.unmerge(found.pk, by=request.user)
    except actions.Stale:
        messages.error(request, _("One of the two was changed since: the merging can no longer be undone."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("They are two entries again, exactly as before."))
    return redirect("duplicates:merged")


def _need(request) -> None:
    if not request.user.scope.has(READ):
        raise PermissionDenied


def _both(request, first: str, second: str) -> tuple[Resident, Resident]:
    rows = Resident.objects.visible_to(request.user).filter(anonymised_at=None).select_related("subject", "guardian")
    found = {row.ref: row for row in rows.filter(ref__in=[first, second])}
    if len(found) != 2:
        raise Http404
    return found[first], found[second]


def _page(request, one, other, form=None, *, moved_on=False, status=200):
    facts = side_by_side.facts(one, other, request.user)
    may = all(any(request.user.scope.may(EDIT, home) for home in facts.kept_by(each)) for each in (one, other))
    context = {
        "one": one,
        "rows": facts.rows,
        "signs": duplicates.signs_of(one, other),
        "form": form or MergeForm(one, other),
        "may": may,
        "apart": duplicates.told_apart(one, other),
        "moved_on": moved_on,
        "merge_url": reverse("duplicates:merge", args=[one.ref, other.ref]),
        "apart_url": reverse("duplicates:apart", args=[one.ref, other.ref]),
    }
    return render(request, "residents/compare.html", context, status=status)
