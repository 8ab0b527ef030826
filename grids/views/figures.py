"""What each number counts, in words: the definitions that all pages, lists and reports share."""

from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from grids import figures


@require_safe
def index(request):
    """Definitions are no data: whoever has an account may read them."""
    counts = [
        {
            "label": figure.label,
            "unit": figure.unit,
            "definition": figure.definition,
            "counted": gettext("by day") if figure.when else gettext("as it stands now"),
        }
        for figure in figures.figures.values()
    ]
    rates = [
        {
            "label": rate.label,
            "definition": rate.definition,
            "part": figures.figures[rate.part].label,
            "whole": figures.figures[rate.whole].label,
        }
        for rate in figures.rates.values()
    ]
    return render(request, "figures/list.html", {"counts": counts, "rates": rates})
