"""The burden meter: what offices asked of one's communities in a year, and what the register spared."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from grids.database.rowids import row_id
from residents import burden
from residents.actions.tables import FILL
from residents.enums import TableState


@require_safe
def year(request):
    if not request.user.scope.has(FILL):
        raise PermissionDenied
    today = timezone.localdate()
    years = burden.years(request.user, today)
    asked = row_id(request.GET.get("year", "")) or today.year
    chosen = asked if asked in years else today.year
    senders = burden.of_year(request.user, chosen)
    total = burden.together(senders)
    context = {
        "year": chosen,
        "years": years,
        "rows": [_line(one, chosen) for one in senders],
        "figures": [
            {"label": _("Tables asked for"), "value": total.requests, "url": _rows(chosen)},
            {"label": _("Sent back"), "value": total.returned, "url": _rows(chosen, state=TableState.RETURNED)},
        ],
        "total": total,
        "tab": "burden",
    }
    return render(request, "burden/year.html", context)


def _rows(year: int, **more: str) -> str:
    return f"{reverse('tables:list')}?{urlencode({'year': year} | more)}"


def _line(one: burden.Sender, year: int) -> dict:
    return {
        "name": one.name,
        "url": _rows(year, sender=one.name),
        "requests": one.requests,
        "returned": f"{one.returned}/{one.requests}",
        "known": f"{one.known}/{one.columns}",
        "twice": f"{one.twice}/{one.columns}",
        "cells": one.cells,
    }
