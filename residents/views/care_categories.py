"""A category of care is added or corrected by the keepers of the rules."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from grids.forms.refused import take_up
from residents import actions
from residents.actions.fields import may_keep
from residents.forms.care_categories import CategoryForm
from residents.models import CareCategory


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, code=None):
    if not may_keep(request.user):
        raise PermissionDenied
    found = get_object_or_404(CareCategory, code=code) if code else None
    form = CategoryForm.of(found, request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            made = actions.keep_category(code, by=request.user, **form.facts())
        except ValidationError as error:
            take_up(form, error)
        else:
            messages.success(
                request,
                _("%(name)s is kept. Records that are open keep their basis and their term.") % {"name": made.label},
            )
            return redirect("care:category", code=made.code)
    context = {
        "form": form,
        "title": _("Correct: %(name)s") % {"name": found.label} if found else _("New category of care"),
        "text": _(
            "Nobody is listed without a legal basis, a purpose and a term. Belief and petitions are never kept."
        ),
        "verb": _("Save"),
        "back_url": reverse("care:category", args=[code]) if code else reverse("care:categories"),
        "action": "",
    }
    return render(request, "components/confirm.html", context, status=422 if form.is_bound else 200)
