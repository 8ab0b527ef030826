"""The desk: what waits for one person, in the order of its urgency, ready to print; and the boxes other apps offer."""

from dataclasses import dataclass
from datetime import datetime

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _, gettext_lazy, ngettext

from cases import listing, timing, waiting
from cases.enums import Act, Step
from cases.panel import LABELS
from cases.queries import Line
from grids import figures, inbox
from grids.areas import level as area_level
from grids.days import when
from grids.days.periods import Period
from grids.models import Notice
from grids.pages import desk as boxes, navigation
from grids.templatetags import linli

SHOWN = 12  # rows of a group; the list has the rest
NOTICES = 5
OTHERS = 11  # areas of the hat that are named beside the one whose numbers stand here; then their count
GROUPS = {
    "answer": (gettext_lazy("Supervisions to answer"), "stamp", "over"),
    "over": (gettext_lazy("Overdue"), "triangle-alert", "over"),
    "today": (gettext_lazy("Due today"), "hourglass", "due"),
    "mine": (gettext_lazy("More to do"), "inbox", ""),  # beside those above, unlike the list's own tab
    "check": (gettext_lazy("For me to check"), "user-check", ""),
}
MATTERS = ("read_case", "report_case", "handle_case")  # without any of them, as an administrator: no empty list
# What a row's button says: the act that completes the open step.
VERBS = {
    Step.COLLECTION: gettext_lazy("Accept it"),
    Step.ASSIGNMENT: gettext_lazy("Assign it"),
    Step.HANDLING: gettext_lazy("Handle it"),
    Step.VERIFICATION: gettext_lazy("Check it"),
    Step.FOLLOW_UP: gettext_lazy("Follow it up"),
}


# As in the list: a template for each of four dozen rows took longer than to find them.
ROW = (
    '<li class="ll-row"><div class="ll-row__s">{tag}</div><div><a class="ll-row__t" href="{url}">{title}</a>'
    '<div class="ll-row__m ll-dots">{seal}{meta}</div></div>'
    '<a class="btn {button}" href="{act_url}">{verb}<span class="visually-hidden"> {title}</span></a></li>'
)


@dataclass(frozen=True, slots=True)
class Group:
    """One kind of urgency: its rows, printed, and how many there are in all."""

    key: str
    label: str
    icon: str
    state: str
    count: int
    hint: str
    rows: SafeString
    url: str

    @property
    def more(self) -> int:
        return max(0, self.count - SHOWN)


def context(user, now: datetime) -> dict:
    """Everything the desk's template writes. The number of queries does not grow with the rows."""
    work = waiting.work_of(user, now)
    drawn = {
        "answer": (work.answer, ""),
        "over": (work.over, _late(work.over, now)),
        "today": (work.today, _first(work.today, now)),
        "mine": (work.mine, _not_taken(work.mine)),
        "check": (work.check, ""),
    }
    draw = Rows(user, now, work, [line for lines, _hint in drawn.values() for line in lines[:SHOWN]])
    groups = [_group(key, *drawn[key], draw) for key in drawn]
    scope = user.scope
    return {
        "groups": groups,
        "work": work,
        "count": f"{work.count}+" if work.more else work.count,
        "has_matters": bool(work.count) or scope.has(*MATTERS),
        "places": [item for item in navigation.for_user(scope) if item.group not in ("", "work")],
        "may_report": bool(scope.hat and "report_case" in scope.hat.grants),
        "place": scope.hat.place if scope.hat else "",
        "notices": _notices(user, now),
        "figures": _figures(user, now),
        "boxes": [(box, render_to_string(box.template, found)) for box, found in boxes.for_user(user, now)],
        "now": now,
    }


def _group(key: str, lines: list[Line], hint: str, draw: "Rows") -> Group:
    label, icon, state = GROUPS[key]
    rows = SafeString("".join(draw.row(line) for line in lines[:SHOWN]))
    url = f"{reverse('cases:list')}?view={'verify' if key == 'check' else 'mine'}"
    return Group(key, str(label), icon, state, len(lines), hint, rows, url)


class Rows:
    """Draws rows; what all of them need is read once: two queries."""

    def __init__(self, user, now: datetime, work: waiting.Work, lines: list[Line]):
        self.user, self.now, self.answers, self.requests = user, now, work.answers, work.requests
        self.areas = listing.area_names(line for line in lines if not line.place)
        self.categories = listing.categories() if lines else {}
        self.seal = linli.seal(_("Supervised"))
        self.steps: dict[str, str] = {}

    def row(self, line: Line) -> str:
        """Its tag, title, where and what, and one button. Only an overdue row's button is the strong one.

        Where a supervision wants an answer, that is the act, with its own deadline beside the seal.
        """
        answer_by = self.answers.get(line.id)
        is_late = timing.state(line, self.now) == "over" or (answer_by is not None and answer_by < self.now)
        url = f"/cases/{line.number}/"
        meta = (
            _("Answer by %(moment)s") % {"moment": when.deadline(answer_by, self.now)} if answer_by else "",
            line.place or self.areas[line.area_id],
            self.categories[line.category_id].label,
            self._step(line.step),
        )
        return ROW.format(
            tag=timing.tag(line, self.now),
            url=url,
            act_url=f"{url}?act={Act.ANSWER}#act-{Act.ANSWER}" if answer_by else url,
            title=escape(line.title),
            seal=self.seal if line.is_supervised else "",
            meta="".join(f'<span class="ll-nb">{escape(part)}</span>' for part in meta if part),
            button="btn-primary" if is_late else "btn-second",
            verb=escape(self._verb(line)),
        )

    def _step(self, step: str) -> str:
        if step not in self.steps:
            self.steps[step] = _("Step %(number)d %(name)s") % {"number": Step(step).number, "name": Step(step).label}
        return self.steps[step]

    def _verb(self, line: Line) -> str:
        if line.id in self.answers:
            return str(LABELS[Act.ANSWER])
        if line.paused_at:
            return _("Look at it")
        if line.id in self.requests:
            return _("Decide on more time")
        if line.step == Step.HANDLING and line.taken_by_id != self.user.pk:
            return _("Take it")
        return str(VERBS[Step(line.step)])


def _late(lines: list[Line], now: datetime) -> str:
    return when.left(lines[0].due_at, now) if lines else ""


def _first(lines: list[Line], now: datetime) -> str:
    return _("The first at %(moment)s") % {"moment": when.stamp(lines[0].due_at, now)} if lines else ""


def _not_taken(lines: list[Line]) -> str:
    count = sum(line.step == Step.HANDLING and line.taken_by_id is None for line in lines)
    return ngettext("%(count)d not taken yet", "%(count)d not taken yet", count) % {"count": count} if count else ""


NEWEST = f"""
SELECT id, kind, params, created_at, read_at FROM grids_notice WHERE user_id = %s ORDER BY id DESC LIMIT {NOTICES}
"""


def _notices(user, now: datetime) -> list[dict]:
    """The newest ones; what is unread says so."""
    rows = Notice.objects.raw(NEWEST, [user.pk])  # on every desk: the ORM took longer to write it than to be answered
    return [
        {
            "text": inbox.text_of(row),
            "open": reverse("inbox:open", args=[row.pk]),
            "at": when.stamp(row.created_at, now),
            "iso": row.created_at.isoformat(),
            "is_new": row.read_at is None,
        }
        for row in rows
    ]


def _figures(user, now: datetime) -> dict | None:
    """This month's numbers of the area of the hat worn, linked to their rows; of its first, and the way to others.

    Of a section of its own as many as it says: of the population the first two.
    """
    hat = user.scope.hat
    if hat is None or not hat.reaches or "read_area" not in hat.grants:
        return None
    own = area_level.of_ids(user, [reach.area_id for reach in hat.reaches[: OTHERS + 1]])
    if not own:
        return None
    area, *others = own
    tiles = [
        figure
        for figure in figures.figures.values()
        if figure.tile and (not figure.section or figure.tile <= figure.section.desk)
    ]
    tiles.sort(key=lambda figure: (figure.section is not None, figure.tile))
    keys = [figure.key for figure in tiles]
    values = figures.of(area, user, Period.named("month", timezone.localdate(now)), now, keys)
    shown = [values[key] for key in keys if key in values and values[key].url]
    more = len(hat.reaches) - len(own)
    return {"area": area, "values": shown, "others": others, "more": more} if shown else None
