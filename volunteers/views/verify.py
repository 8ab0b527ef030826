"""Whether a certificate of service is good: for whoever holds the paper, without an account. Names are masked."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from residents.views.verify import MINUTE, private, too_many
from volunteers.actions import certificates as acts


@login_not_required
@never_cache
@require_safe
def show(request, code):
    if too_many(request, code):
        answer = render(request, "certificates/later.html", status=429)
        answer["Retry-After"] = str(MINUTE)
        return private(answer)
    row = acts.verified(code)
    if row is None:
        return private(render(request, "certificates/unknown.html", status=404))
    context = {
        "row": row,
        "valid": row.revoked_at is None,
        "name": "" if acts.is_nobody(row.volunteer) else row.masked_name,
        "day": timezone.localdate(row.at),
    }
    return private(render(request, "volunteers/certificate_verified.html", context))
