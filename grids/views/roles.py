"""Roles as a table of what each may do, changed by the security administrator; and where departments serve."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from grids import past, permissions
from grids.actions import roles as acts
from grids.forms.accounts import WhyForm
from grids.forms.posts import DepartmentForm, GrantsForm
from grids.models import Department, Role
from grids.views.asked import carried_out, confirm

SHOWN = 50  # lines of what was changed in roles


@require_safe
def roles(request):
    """Everybody may know what each role may do."""
    labels = {grant.codename: grant.label for grant in permissions.all_grants()}
    rows = [(role, [labels[name] for name in labels if name in role.grants]) for role in Role.objects.all()]
    context = {
        "rows": rows,
        "tab": "roles",
        "fixed": acts.ADMINISTRATORS,
        "may_change": permissions.in_hat(request.user, permissions.MANAGE_ROLES),
    }
    if request.user.scope.has(permissions.MANAGE_ROLES, permissions.READ_LOGS):
        context["entries"] = past.of_roles()[:SHOWN]
    return render(request, "posts/roles.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def role(request, code):
    permissions.need_in_hat(request.user, permissions.MANAGE_ROLES)
    role = get_object_or_404(Role.objects.exclude(code__in=acts.ADMINISTRATORS), code=code)
    form = GrantsForm(request.POST or None, initial={"grants": role.grants})
    done, _made = carried_out(form, lambda: acts.change_grants(role, by=request.user, **form.cleaned_data))
    if done:
        messages.success(request, _("The role is changed; it holds from everybody's next page on."))
        return redirect("posts:roles")
    return render(request, "posts/role.html", {"form": form, "role": role}, status=422 if form.is_bound else 200)


@require_safe
def departments(request):
    rows = Department.objects.filter(is_active=True).prefetch_related("areas")
    may = permissions.in_hat(request.user, permissions.APPOINT)
    closed = Department.objects.filter(is_active=False).prefetch_related("areas") if may else ()
    context = {
        "rows": rows,
        "tab": "departments",
        "may_change": may,
        "closed": [(one, acts.answers_for(request.user, one)) for one in closed],
    }
    return render(request, "posts/departments.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def department(request, code=None):
    """Set up a department or change where it serves."""
    permissions.need_in_hat(request.user, permissions.APPOINT)
    department = get_object_or_404(Department, code=code) if code else None
    held = list(department.areas.values_list("pk", flat=True)) if department else []
    named = {"name_zh": department.name_zh, "name_en": department.name_en} if department else {}
    form = DepartmentForm.of(request, initial={"areas": held, **named}, chosen=held, department=department)

    def keep():
        said = {name: form.cleaned_data[name] for name in ("name_zh", "name_en", "areas")}
        acts.keep_department(department, code=code or form.cleaned_data["code"], by=request.user, **said)

    done, _made = carried_out(form, keep)
    if done:
        messages.success(request, _("The department serves where you said."))
        return redirect("posts:departments")
    context = {"form": form, "department": department, "entries": past.of_department(department) if department else ()}
    context["may_close"] = department and department.is_active and acts.answers_for(request.user, department)
    return render(request, "posts/department.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def switch_department(request, code, state):
    department, on = get_object_or_404(Department, code=code), state == "on"
    if not acts.answers_for(request.user, department):
        raise PermissionDenied
    form = WhyForm(request.POST or None)
    done, _made = carried_out(
        form, lambda: acts.switch_department(department, on=on, by=request.user, **form.cleaned_data)
    )
    if done:
        said = _("%(name)s is open again.") if on else _("%(name)s is closed.")
        messages.success(request, said % {"name": department.label})
        return redirect("posts:departments")
    title = (_("Open %(name)s again") if on else _("Close %(name)s")) % {"name": department.label}
    verb = _("Open again") if on else _("Close the department")
    text = "" if on else _("Nobody is appointed for it and nothing is assigned to it any more. What was, stays.")
    return confirm(request, form, title, verb, reverse("posts:departments"), text)
