"""What the list of homes is narrowed by, as its address says it: for the list, and for the sheet of the same rows."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from grids.figures import Figure, figures
from grids.models import Area
from residents.enums import DwellingKind, Tenure
from residents.forms.homes import EMPTY, Filters
from residents.homes import queries as home_queries
from residents.models import Dwelling, Household


@dataclass(slots=True)
class Asked:
    """form: as typed, to be shown again. names: what narrows the list, for a log; never what was searched for."""

    form: Filters
    area: Area | None = None
    figure: Figure | None = None
    where: Q = field(default_factory=Q)
    names: list[str] = field(default_factory=list)

    def narrow(self, where: Q, name) -> None:
        self.where &= where
        self.names.append(str(name))


def read(data, area: Area | None, now: datetime) -> Asked:
    """area: the one of the address, as it is called today."""
    shown = data.copy()
    shown["area"] = area.code if area else ""
    form = Filters(shown)
    form.is_valid()
    given = {name: value for name, value in form.cleaned_data.items() if value}
    asked = Asked(form, area)
    if area:
        asked.names.append(area.short_name)
    if words := given.get("q"):
        asked.narrow(home_queries.said(words), _("words"))
    if kind := given.get("kind"):
        asked.narrow(Q(kind=kind), DwellingKind(kind).label)
    if use := given.get("use"):
        is_use = use != EMPTY
        asked.narrow(
            Q(tenure=use) if is_use else home_queries.nobody_there(),
            Tenure(use).label if is_use else _("Nobody registered"),
        )
    asked.figure = _figure(data.get("figure", ""))
    if asked.figure:
        asked.narrow(home_queries.counted(asked.figure, now), asked.figure.label)
    return asked


def _figure(key: str) -> Figure | None:
    """Of homes or households, where somebody clicked its number."""
    found = figures.get(key)
    return found if found is not None and found.table.model in (Dwelling, Household) else None
