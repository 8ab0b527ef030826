"""Showing one masked value for a minute, with a reason; and the auditor's list of who looked."""

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from grids import pulse
from grids.actions import reveal as acts
from grids.actions.reveal import Reason
from grids.fields import EncryptedField, masked
from grids.forms.accounts import RevealForm
from grids.permissions import READ_LOGS, REVEAL, need
from grids.privacy import seals
from grids.views.asked import carried_out

A_PAGE = 50


@never_cache
def reveal_view(request, row, field: str, back: str, *, key: str, mask, only: frozenset | None = None, lock: str = ""):
    """For another app's view, after visible_to: asks for the reason, then shows `row.field` for a minute.

    only: the reasons that are good enough for this record, and lock: the sentence that says why; None: all.
    back: the address to return to. key: what the record's address carries. mask: how the value looks masked.
    With htmx the answer is a fragment to swap in; without any script it is a page that leads back after a minute.
    Raises Http404 for a field that is not encrypted or empty, PermissionDenied where the hat may not reveal.
    """
    found = {part.name: part for part in row._meta.fields if isinstance(part, EncryptedField)}.get(field)
    hidden = masked(row, field, mask) if found else ""
    if not hidden:
        raise Http404
    need(request.user, REVEAL, row)
    kind = row._meta.label_lower
    standing = acts.standing_reason(kind, key, by=request.user, now=timezone.now())
    form = RevealForm(request.POST if request.method == "POST" else None, initial={"reason": standing})
    if only is not None:
        standing = standing if standing in only else ""
        form.fields["reason"].choices = [one for one in form.fields["reason"].choices if one[0] in only]
    if standing:
        form.fields["reason"].required = False
    context = {"form": form, "name": found.verbose_name, "mask": hidden, "back": back, "seconds": acts.SECONDS}
    context["standing"] = Reason(standing).label if standing else ""
    context["action"], context["lock"] = request.path, lock
    done, value = carried_out(
        form,
        lambda: acts.reveal(kind, key, field, form.cleaned_data["reason"], by=request.user, row=row, only=only),
    )
    if done:
        return _shown(request, context | {"value": value})
    context["looks"] = acts.of_record(kind, key)[:5]
    context["in_place"] = bool(request.htmx)
    template = "components/reveal_form.html" if request.htmx else "accounts/reveal.html"
    return render(request, template, context, status=422 if form.is_bound else 200)


@require_safe
def reveals(request):
    """Every look, newest first; many in a short time and those at night are marked."""
    if not request.user.scope.has(READ_LOGS):
        raise PermissionDenied
    marked = request.GET.get("marked") == "1"
    logs = acts.for_auditor(request.user, only_marked=marked)
    before = request.GET.get("before", "")
    if before.isdecimal():
        logs = logs.filter(pk__lt=before)
    rows = list(logs[: A_PAGE + 1])
    more, rows = len(rows) > A_PAGE, rows[:A_PAGE]
    for row in rows:
        row.why = Reason(row.reason).label if row.reason in Reason else row.reason
        model = apps.get_model(row.record_kind)
        row.of = model._meta.verbose_name
        row.what = acts.WITHOUT_FIELD.get(row.field) or model._meta.get_field(row.field).verbose_name
    next_url = f"?before={rows[-1].pk}{'&marked=1' if marked else ''}" if more else ""
    context = {"rows": rows, "marked": marked, "next_url": next_url, "sealed": _sealed()}
    return render(request, "accounts/reveals.html", context)


def _sealed() -> dict:
    """How far the logs are sealed, and whether the chain fitted when it was last walked."""
    return {
        "newest": seals.newest(),
        "waiting": seals.unsealed(),
        "checked": pulse.sign(pulse.AUDIT),
    }


def _shown(request, context):
    if request.htmx:
        return render(request, "components/revealed.html", context)
    answer = render(request, "accounts/reveal.html", context)
    answer["Refresh"] = f"{acts.SECONDS}; url={context['back']}"  # hides it where no script runs
    return answer
