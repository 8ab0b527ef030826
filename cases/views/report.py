"""Reporting a matter, also settled on the spot."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cases import actions, intake_hints, urgencies
from cases.enums import ReporterKind, Source, Urgency
from cases.forms.photos import take_in
from cases.forms.report import HowUrgent, Report
from cases.models import Case, Category
from grids.actions import drafts
from grids.models import Area
from grids.pages import qr
from grids.permissions import in_hat
from grids.views.asked import carried_out

# In the action the words on the settling are the text, and the matter's own words are `what`.
FIELDS = {"what": "text", "text": "settled"}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report(request):
    user, now = request.user, timezone.now()
    if request.htmx and request.method == "GET":
        return _how_urgent(request)
    offers = intake_hints.Offers(user, now)
    if not offers:
        raise PermissionDenied
    if request.method != "POST":
        initial = drafts.initial(request)
        return _page(request, Report(offers, initial=initial, settles=bool(request.GET.get("settle"))))
    settles = "settle" in request.POST
    form = Report(offers, request.POST, take_in(request), settles=settles)
    done, case = carried_out(form, lambda: _save(form, user, settles))
    if not done:
        return _page(request, form, 422)
    drafts.went_in(request)
    if not case.just_reported:
        messages.info(request, _("This form had been sent already: here is its matter."))
        return redirect(case)
    return _saved(request, case, form, settles)


def _save(form: Report, user, settles: bool) -> Case:
    facts, text, said = form.facts(), form.cleaned_data["text"], form.cleaned_data
    settled = {"text": said["settled"], "no_photo_reason": said["no_photo_reason"]} if settles else None
    if again := intake_hints.twin(user, facts, text, settled, timezone.now()):
        return again
    if settled:
        return _settle(by=user, what=text, **settled, **facts)
    return actions.report(by=user, text=text, **facts)


def _settle(**facts) -> Case:
    try:
        return actions.settle(**facts)
    except ValidationError as error:
        if not hasattr(error, "error_dict"):
            raise
        errors = {FIELDS.get(name, name): said for name, said in error.error_dict.items()}
        raise ValidationError(errors) from None


def _saved(request, case: Case, form: Report, settles: bool):
    """To the matter; or, for a resident's, to the page that shows their link this once."""
    similar = intake_hints.similar(request.user, case.area, case.category, case.reported_at, leave_out=case.pk)
    if case.reporter_kind == ReporterKind.RESIDENT or (
        case.reporter_kind == ReporterKind.ANONYMOUS and case.source == Source.RESIDENT
    ):
        link = qr.drawn("reporter:show", actions.issue_link(case))
        return render(request, "cases/link.html", {"case": case, "similar": similar, "is_new": True} | link)
    messages.success(
        request, _("Settled; another person checks it.") if settles else _("Reported; it waits to be accepted.")
    )
    if similar:
        numbers = " · ".join(f"{other.number} {other.title}" for other in similar)
        messages.warning(request, _("Open matters of this kind in the same place: %(matters)s") % {"matters": numbers})
    return redirect(case)


def _page(request, form: Report, status: int = 200):
    form.offer()
    form.fields["urgency"].choices = _limits(request, lambda name: form[name].value())
    may_settle = in_hat(request.user, "settle_case")
    context = {"form": form, "may_settle": may_settle, "similar": _similar(request, form)}
    return render(request, "cases/report.html", context, status=status)


def _how_urgent(request):
    """The urgencies again, with the limits of the category, area and source that stand in the form now.

    And what is open of this kind there already, above the words: before they are written.
    """
    form = HowUrgent(initial={"urgency": request.GET.get("urgency", Urgency.NORMAL)})
    category, area = _chosen(request, request.GET.get)
    form.fields["urgency"].choices = urgencies.choices(category, area, request.GET.get("source", ""), timezone.now())
    similar = intake_hints.similar(request.user, area, category, timezone.now()) if category and area else []
    context = {"similar": similar, "swapped": True}
    return HttpResponse(form["urgency"].as_field_group() + render_to_string("cases/similar.html", context, request))


def _limits(request, chosen) -> list[tuple[str, str]]:
    """chosen(name): what the form says now. What is wrong or foreign there counts as not chosen yet."""
    category, area = _chosen(request, chosen)
    return urgencies.choices(category, area, chosen("source") or "", timezone.now())


def _chosen(request, chosen) -> tuple[Category | None, Area | None]:
    code = chosen("category") or chosen("chip") or ""
    category = Category.objects.filter(code=code, is_active=True).select_related("parent").first() if code else None
    return category, Area.objects.visible_to(request.user).called(chosen("area") or "").unretired().first()


def _similar(request, form: Report):
    """While the form is being corrected, what is open there already; one query, only when both are known."""
    data = getattr(form, "cleaned_data", {})
    if not (form.is_bound and data.get("area") and data.get("category")):
        return []
    return intake_hints.similar(request.user, data["area"], data["category"], timezone.now())
