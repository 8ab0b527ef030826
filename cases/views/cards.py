"""Cards that were wrong: contested by who got them, lifted or upheld by somebody else."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from cases import actions
from cases.enums import Act
from cases.views import detail

ACTS = {Act.CONTEST: actions.contest, Act.LIFT: actions.lift, Act.UPHOLD: actions.uphold}
DONE = {
    Act.CONTEST: _("Contested; somebody else decides on it."),
    Act.LIFT: _("The card is lifted; it counts in no score."),
    Act.UPHOLD: _("The card stands."),
}


@never_cache
@require_POST
def card(request, number, pk, act):
    case = detail.find(request, number)
    if act not in ACTS or not case.cards.filter(pk=pk).exists():
        raise Http404
    text = request.POST.get("text", "")
    try:
        ACTS[act](pk, by=request.user, text=text)
    except actions.NotNow as refused:
        messages.warning(request, str(refused))
        return redirect(f"{case.get_absolute_url()}#cards")
    except ValidationError as error:
        return detail.page(
            request, case, status=422, card_error={"pk": pk, "act": act, "text": text, "why": " ".join(error.messages)}
        )
    messages.success(request, DONE[act])
    return redirect(f"{case.get_absolute_url()}#cards")
