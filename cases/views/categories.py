"""Categories: the two levels as everybody sees them; added, corrected and switched by whoever keeps the rules."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.actions import categories as acts
from cases.forms.limits import CorrectCategoryForm, NewCategoryForm
from cases.models import Category
from grids import past
from grids.forms.why import Why
from grids.permissions import MANAGE_RULES, in_hat, need_in_hat
from grids.views.asked import carried_out, confirm


@require_safe
def index(request):
    children: dict[int, list] = {}
    tops = []
    for category in Category.objects.order_by("order", "code"):
        if category.parent_id:
            children.setdefault(category.parent_id, []).append(category)
        else:
            tops.append(category)
    context = {
        "tops": [(top, children.get(top.pk, [])) for top in tops],
        "may_keep": in_hat(request.user, MANAGE_RULES),
        "tab": "categories",
    }
    return render(request, "limits/categories.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    need_in_hat(request.user, MANAGE_RULES)
    form = NewCategoryForm(request.POST or None, initial={"parent": _parent(request)})
    done, made = carried_out(form, lambda: acts.add(by=request.user, **form.cleaned_data))
    if done:
        messages.success(request, _("Added: %(name)s") % {"name": made.label})
        return redirect("limits:category", code=made.code)
    context = {"form": form, "title": _("New category")}
    return render(request, "limits/category_form.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def category(request, code):
    """One category with its history; its keeper corrects it here."""
    category = get_object_or_404(Category.objects.select_related("parent"), code=code)
    if request.method == "POST":
        need_in_hat(request.user, MANAGE_RULES)
    form = CorrectCategoryForm(request.POST or None, initial={name: getattr(category, name) for name in acts.FACTS})
    done, _made = carried_out(form, lambda: acts.correct(category.pk, by=request.user, **form.cleaned_data))
    if done:
        messages.success(request, _("The category is corrected."))
        return redirect("limits:category", code=code)
    context = {
        "category": category,
        "form": form if in_hat(request.user, MANAGE_RULES) else None,
        "history": _history(category),
        "children": category.children.all(),
    }
    return render(request, "limits/category.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def switch(request, code, state):
    need_in_hat(request.user, MANAGE_RULES)
    category = get_object_or_404(Category, code=code)
    on = state == "on"
    form = Why(request.POST or None)
    done, _made = carried_out(form, lambda: acts.switch(category.pk, on=on, by=request.user, **form.cleaned_data))
    if done:
        again, off = _("New matters may be %(name)s again."), _("%(name)s is not offered for new matters any more.")
        messages.success(request, (again if on else off) % {"name": category.label})
        return redirect("limits:categories")
    title = (_("Switch on: %(name)s") if on else _("Switch off: %(name)s")) % {"name": category.label}
    verb, back = _("Put back into use") if on else _("Take out of use"), reverse("limits:category", args=[code])
    text = _("Those below it go with it. Matters that are open keep their category.")
    return confirm(request, form, title, verb, back, text)


def _parent(request) -> int | None:
    tops = Category.objects.filter(parent=None).values_list("code", "pk")
    return dict(tops).get(request.GET.get("under", ""))


def _history(category: Category) -> list[dict]:
    def describe(event, earlier) -> str:
        if earlier is None:
            return _("Added")
        if event.is_active != earlier.is_active:
            return _("Switched on") if event.is_active else _("Switched off")
        if (event.name_zh, event.name_en) != (earlier.name_zh, earlier.name_en):
            return _("Renamed from %(name)s") % {"name": earlier.name_zh}
        return _("Corrected")

    return past.changes(category.events.select_related("pgh_context").order_by("pgh_id"), describe)
