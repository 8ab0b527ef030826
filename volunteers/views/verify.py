"""Whether a certificate of service is good: for whoever holds the paper, without an account. Names are masked."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from residents.views.verify import by_code
from volunteers.actions import certificates as acts


@require_safe
@by_code
def show(request, code):
    row = acts.verified(code)
    if row is None:
        return render(request, "certificates/unknown.html", status=404)
    context = {
        "row": row,
        "valid": row.revoked_at is None,
        "name": "" if acts.is_nobody(row.volunteer) else row.masked_name,
        "day": timezone.localdate(row.at),
    }
    return render(request, "volunteers/certificate_verified.html", context)
