"""The register of institutions, firms and shops."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from grids.actions import organisations as acts
from grids.areas import crumbs
from grids.enums import OrganisationKind
from grids.forms.organisations import OrganisationForm
from grids.models import Area, Organisation
from grids.permissions import EDIT_ORGANISATION, in_hat, need_in_hat
from grids.views.areas import get_or_post
from grids.views.asked import carried_out
from grids.views.listing import asked_area

A_PAGE = 50
LONGEST = 80  # characters of a search


@require_safe
def organisations(request):
    """By name, filtered by ?q (name, initials or credit code), ?kind and ?area; keyset by reading and id."""
    q, kind = request.GET.get("q", "").strip()[:LONGEST], request.GET.get("kind", "")
    seen = Area.objects.visible_to(request.user)
    area = asked_area(request)
    rows = Organisation.objects.visible_to(request.user).select_related("area")
    if q:
        letters = q.lower()
        reading = Q(initials__startswith=letters) | Q(pinyin__startswith=letters) if q.isascii() else Q()
        rows = rows.filter(Q(name__icontains=q) | Q(uscc=q.upper()) | reading)
    if kind in OrganisationKind.values:
        rows = rows.filter(kind=kind)
    if area:
        rows = rows.filter(area__in=seen.within(area))
    if "closed" not in request.GET:
        rows = rows.filter(closed_on=None)
    after = get_object_or_404(rows, pk=int(request.GET["after"])) if request.GET.get("after", "").isdecimal() else None
    if after:
        rows = rows.filter(Q(pinyin__gt=after.pinyin) | Q(pinyin=after.pinyin, pk__gt=after.pk))
    found = list(rows.order_by("pinyin", "pk")[: A_PAGE + 1])
    kinds = dict(OrganisationKind.choices)
    linked = set(seen.filter(pk__in=[row.area_id for row in found]).values_list("pk", flat=True))
    shown = [
        {
            "row": row,
            "kind": kinds[row.kind],
            "place": row.area and row.area.short_name,
            "linked": row.area_id in linked,
        }
        for row in found[:A_PAGE]
    ]
    query = request.GET.copy()
    query["after"] = str(found[A_PAGE - 1].pk) if len(found) > A_PAGE else ""
    context = {
        "rows": shown,
        "q": q,
        "kind": kind,
        "kinds": OrganisationKind.choices,
        "area": area,
        "next_url": f"?{query.urlencode()}" if query["after"] else "",
        "may_add": in_hat(request.user, EDIT_ORGANISATION),
    }
    return render(request, "organisations/list.html", context)


@require_safe
def detail(request, pk):
    organisation = _organisation(request, pk)
    seen = Area.objects.visible_to(request.user)
    areas = seen.filter(organisation=organisation).order_by("code")
    count = areas.count()
    context = {
        "crumbs": crumbs.of(request.user, *filter(None, [organisation.area])),
        "organisation": organisation,
        "place": seen.filter(pk=organisation.area_id).first(),
        "areas": areas[:A_PAGE],
        "more": max(0, count - A_PAGE),
        "may_edit": bool(organisation.area and request.user.scope.may(EDIT_ORGANISATION, organisation.area)),
    }
    return render(request, "organisations/detail.html", context)


@get_or_post
def add(request):
    need_in_hat(request.user, EDIT_ORGANISATION)
    form = OrganisationForm(request.POST or None, user=request.user, initial={"area": request.GET.get("area", "")})
    done, made = carried_out(form, lambda: acts.register(by=request.user, **form.cleaned_data))
    if done:
        messages.success(request, _("%(name)s is in the register.") % {"name": made.name})
        return redirect(made)
    return _form(request, form, _("Add an organisation"), _("Add"))


@get_or_post
def edit(request, pk):
    organisation = _organisation(request, pk)
    if not (organisation.area and request.user.scope.may(EDIT_ORGANISATION, organisation.area)):
        raise PermissionDenied
    before = {name: getattr(organisation, name) for name in acts.FACTS} | {"area": organisation.area.code}
    form = OrganisationForm(request.POST or None, user=request.user, initial=before)
    done, _made = carried_out(form, lambda: acts.correct(organisation, by=request.user, **form.cleaned_data))
    if done:
        messages.success(request, _("%(name)s is changed.") % {"name": form.cleaned_data["name"]})
        return redirect(organisation)
    return _form(request, form, _("Edit %(name)s") % {"name": organisation.name}, _("Save"), organisation)


def _form(request, form, title, verb, organisation=None):
    context = {"form": form, "title": title, "verb": verb, "organisation": organisation}
    return render(request, "organisations/form.html", context, status=422 if form.is_bound else 200)


def _organisation(request, pk) -> Organisation:
    return get_object_or_404(Organisation.objects.visible_to(request.user).select_related("area"), pk=pk)
