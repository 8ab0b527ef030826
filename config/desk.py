"""The desk: what waits for one person, in the order of its urgency, ready to print; and the boxes other apps offer."""

from dataclasses import dataclass
from datetime import datetime

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cases import timing, waiting
from cases.enums import Step
from cases.models import Case
from grids import desk as boxes
from grids import figures, inbox, when
from grids.models import Area
from grids.periods import Period
from grids.templatetags import linli

SHOWN = 12  # rows of a group; the list has the rest
NOTICES = 5
GROUPS = {
    "over": (gettext_lazy("Overdue"), "triangle-alert", "over"),
    "today": (gettext_lazy("Due today"), "hourglass", "due"),
    "mine": (gettext_lazy("Waiting for me"), "inbox", ""),
    "check": (gettext_lazy("For me to check"), "user-check", ""),
}
# What a row's button says: the act that completes the open step.
VERBS = {
    Step.COLLECTION: gettext_lazy("Accept it"),
    Step.ASSIGNMENT: gettext_lazy("Assign it"),
    Step.HANDLING: gettext_lazy("Handle it"),
    Step.VERIFICATION: gettext_lazy("Check it"),
    Step.FOLLOW_UP: gettext_lazy("Follow it up"),
}


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
        "over": (work.over, _late(work.over, now)),
        "today": (work.today, _first(work.today, now)),
        "mine": (work.mine, _not_taken(work.mine)),
        "check": (work.check, ""),
    }
    groups = [_group(key, *drawn[key], user, now) for key in drawn]
    scope = user.scope
    return {
        "groups": groups,
        "work": work,
        "count": f"{work.count}+" if work.more else work.count,
        "may_report": bool(scope.hat and "report_case" in scope.hat.grants),
        "place": scope.hat.place if scope.hat else "",
        "notices": _notices(user, now),
        "figures": _figures(user, now),
        "boxes": [(box, render_to_string(box.template, found)) for box, found in boxes.for_user(user, now)],
        "now": now,
    }


def _group(key: str, cases: list[Case], hint: str, user, now: datetime) -> Group:
    label, icon, state = GROUPS[key]
    rows = SafeString("".join(_row(case, user, now) for case in cases[:SHOWN]))
    url = f"{reverse('cases:list')}?view={'verify' if key == 'check' else 'mine'}"
    return Group(key, str(label), icon, state, len(cases), hint, rows, url)


def _row(case: Case, user, now: datetime) -> SafeString:
    """One row: its tag, title, where and what, and one button. Only an overdue row's button is the strong one."""
    url, state = f"/cases/{case.number}/", timing.state(case, now)
    step = Step(case.step)
    meta = [case.place or case.area.short_name, case.category.label]
    meta.append(_("Step %(number)d %(name)s") % {"number": step.number, "name": step.label})
    verb = VERBS[step]
    if step == Step.HANDLING and case.taken_by_id != user.pk:
        verb = _("Take it")
    if case.paused_at:
        verb = _("Look at it")
    return format_html(
        '<li class="ll-row"><div class="ll-row__s">{}</div><div><a class="ll-row__t" href="{}">{}</a>'
        '<div class="ll-row__m ll-dots">{}{}</div></div>'
        '<a class="btn {}" href="{}">{}<span class="visually-hidden"> {}</span></a></li>',
        timing.tag(case, now),
        url,
        case.title,
        linli.seal(_("Supervised")) if case.is_supervised else "",
        format_html_join("", '<span class="ll-nb">{}</span>', ((part,) for part in meta)),
        "btn-primary" if state == "over" else "btn-second",
        url,
        verb,
        case.title,
    )


def _late(cases, now: datetime) -> str:
    return when.left(cases[0].due_at, now) if cases else ""


def _first(cases, now: datetime) -> str:
    return _("The first at %(moment)s") % {"moment": when.stamp(cases[0].due_at, now)} if cases else ""


def _not_taken(cases) -> str:
    count = sum(case.step == Step.HANDLING and case.taken_by_id is None for case in cases)
    return ngettext("%(count)d not taken yet", "%(count)d not taken yet", count) % {"count": count} if count else ""


def _notices(user, now: datetime) -> list[dict]:
    """The newest ones; what is unread says so."""
    rows = user.notices.order_by("-pk")[:NOTICES]
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
    """This month's numbers of the area of the hat worn (of its first, where it has several), linked to their rows."""
    hat = user.scope.hat
    if hat is None or not hat.reaches or "read_area" not in hat.grants:
        return None
    area = Area.objects.visible_to(user).filter(pk=hat.reaches[0].area_id).first()
    if area is None:
        return None
    found = figures.of(area, user, Period.named("month", timezone.localdate(now)), now).values()
    shown = [value for value in found if isinstance(value, figures.Value) and value.figure.tile and value.url]
    return {"area": area, "values": sorted(shown, key=lambda value: value.figure.tile)} if shown else None
