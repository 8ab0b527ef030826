"""Categories: the two levels as everybody sees them; added, corrected and switched by whoever keeps the rules."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cases.actions import categories as acts
from cases.forms.limits import CorrectCategoryForm, NewCategoryForm, SwitchForm
from cases.models import Category
from grids import past
from grids.forms.refused import take_up


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
        "may_keep": acts.may_keep(request.user),
        "tab": "categories",
    }
    return render(request, "limits/categories.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    _need(request)
    form = NewCategoryForm(request.POST or None, initial={"parent": _parent(request)})
    if form.is_bound and form.is_valid():
        data = dict(form.cleaned_data)
        try:
            made = acts.add(data.pop("parent"), by=request.user, **data)
        except ValidationError as error:
            take_up(form, error)
        else:
            messages.success(request, _("Added: %(name)s") % {"name": made.label})
            return redirect("limits:category", code=made.code)
    return render(
        request,
        "limits/category_form.html",
        {"form": form, "title": _("New category")},
        status=422 if form.is_bound else 200,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def category(request, code):
    """One category with its history; its keeper corrects it here."""
    category = get_object_or_404(Category.objects.select_related("parent"), code=code)
    may_keep = acts.may_keep(request.user)
    if request.method == "POST" and not may_keep:
        raise PermissionDenied
    form = CorrectCategoryForm(request.POST or None, initial={name: getattr(category, name) for name in acts.FACTS})
    if form.is_bound and form.is_valid():
        data = dict(form.cleaned_data)
        try:
            acts.correct(category.pk, by=request.user, why=data.pop("why"), **data)
        except ValidationError as error:
            take_up(form, error)
        else:
            messages.success(request, _("The category is corrected."))
            return redirect("limits:category", code=code)
    context = {
        "category": category,
        "form": form if may_keep else None,
        "history": _history(category),
        "children": category.children.all(),
        "tab": "categories",
    }
    return render(request, "limits/category.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def switch(request, code, state):
    _need(request)
    category = get_object_or_404(Category, code=code)
    on = state == "on"
    form = SwitchForm(request.POST or None)
    if form.is_bound and form.is_valid():
        try:
            acts.switch(category.pk, on=on, by=request.user, why=form.cleaned_data["why"])
        except ValidationError as error:
            take_up(form, error)
        else:
            said = (
                _("New matters may be %(name)s again.")
                if on
                else _("%(name)s is not offered for new matters any more.")
            )
            messages.success(request, said % {"name": category.label})
            return redirect("limits:categories")
    title = _("Switch on: %(name)s") if on else _("Switch off: %(name)s")
    context = {
        "form": form,
        "title": title % {"name": category.label},
        "text": _("Those below it go with it. Matters that are open keep their category."),
        "verb": _("Put back into use") if on else _("Take out of use"),
        "back_url": reverse("limits:category", args=[code]),
        "action": "",
    }
    return render(request, "components/confirm.html", context, status=422 if form.is_bound else 200)


def _need(request) -> None:
    if not acts.may_keep(request.user):
        raise PermissionDenied


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
