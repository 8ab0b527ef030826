"""Social organisations: the list, one with the stages it went through, and what is done with it."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy, pgettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from grids import past, why
from grids.views.asked import ask
from grids.views.listing import listed
from parties import rules
from parties.actions import social_bodies as acts
from parties.enums.bodies import Stage
from parties.forms.bodies import BodyForm, NewBodyForm, StageForm
from parties.models import SocialBody
from parties.views.bodies_asking import BY_NAME, Act, keep, why_only


@never_cache
@require_safe
def index(request):
    """?stage= for those in one stage, ?past=1 for those that were dissolved."""
    stage, past = request.GET.get("stage", ""), request.GET.get("past") == "1"
    rows = SocialBody.objects.visible_to(request.user).filter(dissolved_on__isnull=not past).select_related("area")
    rows = rows.filter(stage=stage) if stage in Stage else rows
    context = listed(request, rows, BY_NAME, stage=stage if stage in Stage else "", past="1" if past else "")
    context |= {
        "past": past,
        "stages": Stage.choices,
        "stage": stage,
        "may_keep": rules.in_hat(request.user, rules.KEEP),
        "tab": "bodies",
    }
    return render(request, "parties/bodies/social_bodies.html", context)


@never_cache
@require_safe
def detail(request, ref):
    body = _find(request, ref)
    stages = list(Stage)
    context = {
        "body": body,
        "stages": [{"label": each.label, "is_now": each == body.stage} for each in stages],
        "past": _past(body),
        "may_keep": body.dissolved_on is None and request.user.scope.may(rules.KEEP, body),
    } | why.context(request.user, body)
    return render(request, "parties/bodies/social_body.html", context)


def _past(body: SocialBody) -> list[dict]:
    """Each time it came to a stage, and its end."""
    return past.changes(body.events.select_related("pgh_context").order_by("pgh_id"), _told)


def _told(event, before) -> str:
    if before is None:
        return _("Entered, in the stage: %(stage)s") % {"stage": Stage(event.stage).label}
    if event.stage != before.stage:
        return _("Stage: %(stage)s") % {"stage": Stage(event.stage).label}
    return _("Dissolved") if event.dissolved_on and not before.dissolved_on else ""


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    rules.need_in_hat(request.user, rules.KEEP)
    return ask(
        request,
        NewBodyForm(request.POST or None, user=request.user),
        lambda form: acts.enter(by=request.user, **form.cleaned_data),
        title=_("Enter a social organisation"),
        verb=_("Enter"),
        back=reverse("parties:bodies:list"),
    )


ACTS = {
    "edit": Act(
        gettext_lazy("Change the social organisation"), gettext_lazy("Save"),
        lambda request, body: BodyForm(request.POST or None, user=request.user, body=body),
        lambda body, form, by: acts.change(body.pk, by=by, **form.cleaned_data),
    ),
    "stage": Act(
        gettext_lazy("Lead to another stage"), gettext_lazy("Save"),
        lambda request, body: StageForm(request.POST or None, body=body),
        lambda body, form, by: acts.lead(body.pk, by=by, **form.cleaned_data),
    ),
    "dissolve": Act(
        pgettext_lazy("a social organisation", "Dissolve"), pgettext_lazy("a social organisation", "Dissolve"),
        why_only,
        lambda body, form, by: acts.dissolve(body.pk, by=by, **form.cleaned_data),
    ),
}  # fmt: skip


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def act(request, ref, act):
    return keep(request, ACTS, act, _find(request, ref))


def _find(request, ref: str) -> SocialBody:
    return get_object_or_404(
        SocialBody.objects.visible_to(request.user).select_related("area", "organisation"), ref=ref
    )
