"""A category of care is added or corrected by the keepers of the rules."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from grids.permissions import MANAGE_RULES, need_in_hat
from grids.views.asked import carried_out, confirm
from residents import actions
from residents.forms.care_categories import CategoryForm
from residents.models import CareCategory


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request, code=None):
    need_in_hat(request.user, MANAGE_RULES)
    found = get_object_or_404(CareCategory, code=code) if code else None
    form = CategoryForm.of(found, request.POST or None)
    done, made = carried_out(form, lambda: actions.keep_category(code, by=request.user, **form.facts()))
    if done:
        said = _("%(name)s is kept. Records that are open keep their basis and their term.")
        messages.success(request, said % {"name": made.label})
        return redirect("care:category", code=made.code)
    title = _("Correct: %(name)s") % {"name": found.label} if found else _("New category of care")
    back = reverse("care:category", args=[code]) if code else reverse("care:categories")
    text = _("Nobody is listed without a legal basis, a purpose and a term. Belief and petitions are never kept.")
    return confirm(request, form, title, _("Save"), back, text)
