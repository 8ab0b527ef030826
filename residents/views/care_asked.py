"""The page of somebody who is asked to help: with what, and on which day. Not whom, not why: that is told by mouth."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from residents import actions
from residents.care import asked as care_asked
from residents.models import HelpAsked


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def asked(request, ref):
    rows = HelpAsked.objects.visible_to(request.user).select_related("care__responsible")
    one = get_object_or_404(rows, ref=ref)
    if request.method == "POST":
        actions.help_was_given(one.pk, by=request.user)
        messages.success(request, _("Thank you: it is recorded that you helped."))
        return redirect("care:list")
    context = {"said": care_asked.said(one, timezone.localdate()), "done": one.done_at, "who": one.care.responsible}
    return render(request, "care/asked.html", context)
