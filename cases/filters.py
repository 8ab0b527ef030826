"""What a list of matters is narrowed by. All of it stands in the address; what makes no sense there is left out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from urllib.parse import urlencode

from django.db.models import Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy as _

from cases import search, waiting
from cases.enums import Source, Status, Step, Urgency
from cases.listing import CategoryLine
from cases.queries import DUE_FIRST, NEWEST, Branches, Place
from grids.days.periods import Period
from grids.days.when import day_of, is_near, midnight
from grids.enums import Kind
from grids.figures import Figure, figures
from grids.models import Area
from grids.pages.keyset import Order

DAY = timedelta(days=1)
OPEN = Q(status=Status.OPEN)
CHECK = OPEN & Q(step=Step.VERIFICATION)
# In the order of the form; a chip each.
FREE = ("q", "area", "category", "step", "status", "source", "urgency", "from", "to", "supervised", "by", "figure")


@dataclass(frozen=True, slots=True)
class Saved:
    """A filter that everybody has as a tab. It asks for open matters only, where it can be read by promise."""

    label: str | Promise
    where: Callable[..., Q]  # (user, now) -> which matters
    is_open: bool = True
    order: Order = NEWEST
    is_counted: bool = False  # its tab says how many: of what calls for somebody to act, not of all there is
    branches: Callable[..., Branches] | None = None  # user -> instead of the scope's, where they are fewer rows


SAVED: dict[str, Saved] = {
    "mine": Saved(
        _("Waiting for me"), lambda user, now: OPEN, order=DUE_FIRST, is_counted=True, branches=waiting.branches
    ),
    "today": Saved(_("Due today"), lambda user, now: OPEN & _due_today(now), order=DUE_FIRST, is_counted=True),
    "overdue": Saved(
        _("Overdue"), lambda user, now: OPEN & Q(due_at__lt=now, paused_at=None), order=DUE_FIRST, is_counted=True
    ),
    "supervised": Saved(_("Supervised"), lambda user, now: OPEN & Q(is_supervised=True), is_counted=True),
    "verify": Saved(
        _("For me to check"), lambda user, now: CHECK, order=DUE_FIRST, is_counted=True, branches=waiting.to_verify
    ),
    "settled": Saved(_("Settled this month"), lambda user, now: _settled(now), is_open=False),
    "open": Saved(_("All open"), lambda user, now: OPEN),
    "all": Saved(_("All"), lambda user, now: Q(), is_open=False),
}
USUAL = "open"


def _due_today(now: datetime) -> Q:
    start = midnight(timezone.localdate(now))
    return Q(due_at__gte=start, due_at__lt=start + DAY, paused_at=None)


def _settled(now: datetime) -> Q:
    return Q(status=Status.CLOSED, ended_at__gte=midnight(timezone.localdate(now).replace(day=1)))


@dataclass(frozen=True, slots=True)
class Chip:
    label: str
    remove: str  # the address without it


@dataclass
class Filters:
    """What an address asks for, as far as it makes sense. `ignored` names the rest, one sentence each."""

    view: str = USUAL
    values: dict[str, str] = field(default_factory=dict)  # name -> as it stands in the address
    shown: dict[str, str] = field(default_factory=dict)  # name -> as a chip says it
    ignored: list[str] = field(default_factory=list)
    area: Area | None = None
    figure: Figure | None = None
    period: Period | None = None
    order: Order = NEWEST
    words: list[str] = field(default_factory=list)
    where: Q = field(default_factory=Q)

    @property
    def is_open(self) -> bool:
        return SAVED[self.view].is_open or self.values.get("status") == Status.OPEN

    @property
    def place(self) -> Place | None:
        return Place.of(self.area) if self.area else None

    def query(self, *without: str, **changed: str) -> str:
        """The address of this list, changed; the page in it is not kept."""
        values = {"view": self.view} | self.values | changed
        if "order" not in changed and self.order != SAVED[self.view].order:
            values["order"] = self.order.name
        return "?" + urlencode({name: value for name, value in values.items() if value and name not in without})

    @property
    def chips(self) -> list[Chip]:
        together = {"figure": ("figure", "from", "to")} if self.figure else {}
        return [
            Chip(self.shown[name], self.query(*together.get(name, (name,)))) for name in FREE if name in self.shown
        ]

    @property
    def cleared(self) -> str:
        return f"?view={self.view}"


def read(get, user, categories: dict[int, CategoryLine], now: datetime) -> Filters:
    """Never fails: people type addresses, keep old ones, follow links of others. One query at most."""
    found = Filters()
    asked = {name: text for name in FREE if (text := get.get(name, "").strip().replace("\x00", ""))}
    if search.number_in(asked.get("q", "")):  # a whole number finds its matter, whatever else is asked for
        asked, get = {"q": asked["q"]}, {}
    view = get.get("view", "")
    if view and view not in SAVED:
        found.ignored.append(gettext("There is no saved filter “%(name)s”.") % {"name": view[:40]})
    found.view = view if view in SAVED else ("all" if asked else USUAL)
    for name, text in asked.items():
        READERS.get(name, _choice)(found, name, text[:80], user, categories)
    _days(found, asked)
    _figure(found, asked.get("figure", ""), now)
    found.where &= SAVED[found.view].where(user, now)
    order = get.get("order", "")
    found.order = SAVED[found.view].order if found.is_open or SAVED[found.view].order == NEWEST else NEWEST
    if order == NEWEST.name:
        found.order = NEWEST
    elif order == DUE_FIRST.name and found.is_open:
        found.order = DUE_FIRST
    return found


def _keep(found: Filters, name: str, text: str, shown: str, where: Q) -> None:
    found.values[name], found.shown[name] = text, shown
    found.where &= where


def _leave(found: Filters, name: str, text: str) -> None:
    words = {"name": LABELS[name], "value": text}
    found.ignored.append(gettext("“%(value)s” is not known as %(name)s and was left out.") % words)


def _choice(found: Filters, name: str, text: str, user, categories) -> None:
    choices = CHOICES[name]
    if text not in choices.values:
        return _leave(found, name, text)
    label = choices(text).label
    shown = f"{choices(text).number} {label}" if name == "step" else str(label)
    return _keep(found, name, text, shown, Q(**{name: text}))


def _search(found: Filters, name: str, text: str, user, categories) -> None:
    if number := search.number_in(text):
        _keep(found, name, text, f"“{text}”", Q(number=number))
    elif words := search.words(text):
        if len(text.split()) > len(words):
            found.ignored.append(gettext("Only the first %(count)d words are looked for.") % {"count": len(words)})
        found.words = words
        _keep(found, name, text, f"“{text}”", search.matching(words))


def _area(found: Filters, name: str, text: str, user, categories) -> None:
    area = Area.objects.visible_to(user).called(text).first()
    if area is None:
        found.ignored.append(gettext("The area %(code)s is not among yours and was left out.") % {"code": text})
        return
    found.area = area
    _keep(
        found,
        name,
        area.code,
        area.short_name,
        Q(area=area.pk) if area.kind == Kind.UNIT else Q(**{f"{area.kind}_id": area.pk}),
    )


def _category(found: Filters, name: str, text: str, user, categories) -> None:
    chosen = next((one for one in categories.values() if one.code == text), None)
    if chosen is None:
        return _leave(found, name, text)
    ids = [one.pk for one in categories.values() if chosen.pk in (one.pk, one.parent_id)]
    return _keep(found, name, text, chosen.label, Q(category__in=ids))


def _supervised(found: Filters, name: str, text: str, user, categories) -> None:
    _keep(found, name, "1", gettext("Supervised"), Q(is_supervised=True))


def _by_me(found: Filters, name: str, text: str, user, categories) -> None:
    if text != "me":
        return _leave(found, name, text)
    return _keep(found, name, text, gettext("Reported by me"), Q(reporter_user=user.pk))


def _later(found: Filters, name: str, text: str, user, categories) -> None:
    """Read together, once all the rest is known: days and the figure that may give them another meaning."""


def _days(found: Filters, asked: dict[str, str]) -> None:
    start, end = _day(found, asked.get("from", "")), _day(found, asked.get("to", ""))
    if start and end and start > end:
        start, end = end, start
    if "figure" in asked:
        if start and end:
            found.period = Period.between(start, end)
            found.values |= {"from": start.isoformat(), "to": end.isoformat()}
        return
    today = timezone.localdate()
    if start:
        shown = gettext("From %(day)s") % {"day": day_of(start, today)}
        _keep(found, "from", start.isoformat(), shown, Q(reported_at__gte=midnight(start)))
    if end:
        shown = gettext("Until %(day)s") % {"day": day_of(end, today)}
        _keep(found, "to", end.isoformat(), shown, Q(reported_at__lt=midnight(end + DAY)))


def _day(found: Filters, text: str) -> date | None:
    try:
        day = date.fromisoformat(text[:10]) if text else None
    except ValueError:
        day = date.max
    if day and not is_near(day):
        found.ignored.append(gettext("“%(value)s” is no day of ours and was left out.") % {"value": text[:20]})
        return None
    return day


def _figure(found: Filters, key: str, now: datetime) -> None:
    """The rows that a shown number counted; its days are those of the number, not of the report."""
    if not key:
        return
    figure = figures.get(key)
    if figure is None or not key.startswith("cases.") or (figure.when and not found.period):
        found.ignored.append(gettext("There is no figure “%(key)s”.") % {"key": key[:40]})
        return
    today = timezone.localdate(now)
    found.figure, found.period = figure, found.period or Period.between(today, today)
    shown = str(figure.label)
    if figure.when:
        shown += f" {day_of(found.period.start, today)} – {day_of(found.period.end, today)}"
    _keep(found, "figure", key, shown, figure.within(found.period.start, found.period.end, now))


CHOICES = {"step": Step, "status": Status, "source": Source, "urgency": Urgency}
READERS: dict[str, Callable] = {
    "q": _search,
    "area": _area,
    "category": _category,
    "supervised": _supervised,
    "by": _by_me,
    "from": _later,
    "to": _later,
    "figure": _later,
}
LABELS = {
    "q": _("Words"),
    "area": _("Area"),
    "category": _("Category"),
    "step": _("Step"),
    "status": _("Status"),
    "source": _("Source"),
    "urgency": _("Urgency"),
    "by": _("Reporter"),
}
