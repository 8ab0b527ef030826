"""One's own saved filters: the free filters of the list under a name, as one more tab."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cases import filters, listing
from cases.actions import saved as acts
from cases.forms.saved import SavedFilterForm
from cases.models import SavedFilter
from grids.views.asked import carried_out


@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    """GET: the list's own address is this page's. POST: it comes along as `query`, and is read anew all the same."""
    sent = request.method == "POST"
    given = QueryDict(request.POST.get("query", "").removeprefix("?")) if sent else request.GET
    asked = filters.read(given, request.user, listing.categories(), timezone.now())
    form = SavedFilterForm(request.POST or None, instance=SavedFilter(user=request.user))
    done, made = carried_out(form, lambda: _keep(asked, request.user, **form.cleaned_data))
    if done:
        messages.success(request, _("Saved as “%(name)s”.") % {"name": made.name})
        return redirect(reverse("cases:list") + made.query)
    context = {"form": form, "asked": asked, "title": _("Save these filters"), "back": asked.query()}
    return render(request, "cases/saved_form.html", context, status=422 if sent else 200)


def _keep(asked: filters.Filters, by, name: str) -> SavedFilter:
    if not asked.chips:
        raise ValidationError(_("Nothing is filtered here, so there is nothing to save."))
    return acts.save(name, asked.query(), by=by)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, pk):
    saved = get_object_or_404(SavedFilter.objects.visible_to(request.user), pk=pk)
    asked = filters.read(QueryDict(saved.query[1:]), request.user, listing.categories(), timezone.now())
    form = SavedFilterForm(request.POST or None, instance=saved)
    title = _("Saved filter “%(name)s”") % {"name": saved.name}
    done, made = carried_out(form, lambda: acts.rename(pk, by=request.user, **form.cleaned_data))
    if done:
        messages.success(request, _("It is called “%(name)s” now.") % {"name": made.name})
        return redirect(reverse("cases:list") + made.query)
    context = {"form": form, "asked": asked, "title": title, "back": saved.query, "pk": pk}
    return render(request, "cases/saved_form.html", context, status=422 if request.method == "POST" else 200)


@require_POST
def delete(request, pk):
    saved = get_object_or_404(SavedFilter.objects.visible_to(request.user), pk=pk)
    acts.delete(pk, by=request.user)
    messages.success(request, _("“%(name)s” is deleted.") % {"name": saved.name})
    return redirect("cases:list")
