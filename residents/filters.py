"""What the list of residents is narrowed by. It stands in the address; what looks like a full number never does."""

import re
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlencode

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy

from grids.figures import Figure, figures
from grids.models import Area
from residents import catalogue, search
from residents.conditions import BANDS, STALE, STATES, band_name, in_ledger, of_age, rests_on, to_confirm
from residents.enums import Ledger, Sex
from residents.models import Membership

VIEWS = {"": gettext_lazy("Everybody"), **dict(Ledger.choices), STALE: gettext_lazy("To be confirmed")}
LIKE_A_NUMBER = re.compile(r"\d(?:[\s.-]?\d){6,}")  # a number of a person or a phone, with whatever stands around it
LONGEST = 40


@dataclass(slots=True)
class Asked:
    """A list as its address asks for it. ignored: sentences on what made no sense there."""

    view: str = ""
    area: Area | None = None
    text: str = ""
    values: dict[str, str] = field(default_factory=dict)
    where: Q = field(default_factory=Q)
    names: list[str] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)
    figure: Figure | None = None  # whose rows these are, for whoever clicked its number
    off: set[str] = field(default_factory=set)  # what the field catalogue has out of use: neither shown nor asked for
    had_number: bool = False  # the words were a full number: whoever reads them leads the browser to another address

    def query(self, **more: str) -> str:
        asked = {"view": self.view} | self.values | more
        return "?" + urlencode({name: value for name, value in asked.items() if value})


def views(off: set[str]) -> dict:
    return {view: label for view, label in VIEWS.items() if not rests_on(view) & off}


def read(data, user, now: datetime) -> Asked:
    """data: the address's parameters. Whatever is unknown, out of use, foreign or a full number is left out."""
    today, off = timezone.localdate(now), catalogue.off()
    asked = Asked(view=data.get("view", "") if data.get("view") in views(off) else "", off=off)
    asked.where = to_confirm(now) if asked.view == STALE else in_ledger(asked.view, today)
    if asked.view:
        asked.names.append(str(VIEWS[asked.view]))
    if code := data.get("area", ""):
        _in_area(asked, code, user)
    if (sex := data.get("sex", "")) in Sex.values and catalogue.SEX not in off:
        _narrow(asked, "sex", sex, Q(resident__sex=sex), Sex(sex).label)
    if (age := data.get("age", "")) in BANDS and not catalogue.AGE & off:
        _narrow(asked, "age", age, of_age(age, today), band_name(age))
    if (state := data.get("state", "")) in STATES:
        _narrow(asked, "state", state, STATES[state][1], STATES[state][0])
    figure = figures.get(data.get("figure", ""))
    if figure is not None and figure.table.model is Membership:
        asked.figure = figure
        _narrow(asked, "figure", figure.key, figure.where(now), figure.label)
    if text := " ".join(data.get("q", "").replace("\x00", "").split())[:LONGEST]:
        _say(asked, text)
    return asked


def _say(asked: Asked, text: str) -> None:
    if LIKE_A_NUMBER.search(text):
        asked.had_number = True
        return
    asked.text = asked.values["q"] = text
    asked.names.append(
        _("words")
    )  # the log of exports keeps the names of filters; those of requests: deploy/nginx.conf


def _narrow(asked: Asked, name: str, value: str, where: Q, label) -> None:
    asked.values[name], asked.where = value, asked.where & where
    asked.names.append(str(label))


def _in_area(asked: Asked, code: str, user) -> None:
    area = Area.objects.visible_to(user).called(code).first()
    if area is None or not user.scope.reaches("read_resident", area):
        asked.ignored.append(_("The area %(code)s is not among yours and was left out.") % {"code": code})
        return
    asked.area, asked.values["area"] = area, area.code
    asked.names.append(area.short_name)


def found(asked: Asked) -> list[Q]:
    """The conditions one of which a row must meet besides `where`: the ways in which the words are found."""
    return search.ways(asked.text) if asked.text else [Q()]
