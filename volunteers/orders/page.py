"""A service order as its page shows it: stepper, clock, record, and what is masked. No acts, no queries of its own."""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from cases.stepper import named
from grids.days import calendar as calendars, when, workdays
from grids.fields import masked
from grids.privacy import identity
from grids.templatetags import linli
from volunteers import workflow as order_workflow
from volunteers.enums.orders import Act, Channel, Step
from volunteers.models import ServiceOrder
from volunteers.workflow import OPEN

SHOWN = (Step.ORDERED, Step.OFFERED, Step.TAKEN, Step.STARTED, Step.DONE, Step.RATED)
SHOWN_OF_PAGE = (Step.RECEIVED, *SHOWN)
BEGINS = {Step.ORDERED: Act.ORDER, Step.OFFERED: Act.OFFER, Step.TAKEN: Act.TAKE, Step.STARTED: Act.START,
          Step.DONE: Act.FINISH, Step.RATED: Act.RATE}  # fmt: skip
BEGINS_OF_PAGE = BEGINS | {Step.RECEIVED: Act.ORDER, Step.ORDERED: Act.CHECK}
MASKS = {
    "name": identity.mask_name, "phone": identity.mask_phone, "place": identity.mask_address,
    "details": lambda text: f"{text[:2]}••••", "handed_over": lambda text: f"{text[:2]}••••",
}  # fmt: skip
SYSTEM = (Act.WARN, Act.LATE, Act.REDISPATCH)


def state(order: ServiceOrder, now: datetime) -> str:
    """ok, due, over or closed: the colour of the look."""
    if order.step not in OPEN:
        return "closed"
    if order.due_at and order.due_at < now:
        return "over"
    return "due" if order.warned else "ok"


def tag(order: ServiceOrder, now: datetime):
    if order.step == Step.CANCELLED:
        return linli.mark(Step.CANCELLED.label, drawing="ban")
    said = state(order, now)
    if said == "closed":
        return linli.mark(Step(order.step).label, "ok")
    return linli.tag(said, when.in_tag(order.due_at, now))


def steps(order: ServiceOrder, acts: list, now: datetime) -> list[dict]:
    """What components/steps.html shows: each step with when it was last entered."""
    entered = {act.act: act.at for act in acts}
    way, begins = _way(order), BEGINS if order.by_id else BEGINS_OF_PAGE
    here = way.index(order.step) if order.step in way else None
    shown = []
    for at, step in enumerate(way):
        entry = {"number": at + 1, "name": step.label, "lines": [], "tag": "", "state": "next"}
        began = entered.get(begins[step])
        if here is None:
            entry["state"] = "past" if began else "skip"
        elif at < here or order.step == Step.RATED:
            entry["state"] = "past"
        elif at == here:
            entry["state"], entry["tag"] = "now", tag(order, now) if order.step in OPEN else ""
        if began and entry["state"] in ("past", "now"):
            entry["lines"] = [when.stamp(began, now)]
        shown.append(entry)
    return shown


def _way(order: ServiceOrder) -> tuple[Step, ...]:
    """What came in by the public page is checked first."""
    return SHOWN if order.by_id else SHOWN_OF_PAGE


def heading(order: ServiceOrder) -> str:
    way = _way(order)
    if order.step not in way:
        return Step(order.step).label
    return _("Step %(number)d of %(count)d: %(name)s") % {
        "number": way.index(order.step) + 1, "count": len(way), "name": Step(order.step).label,
    }  # fmt: skip


def clock(order: ServiceOrder, now: datetime, why: str) -> dict | None:
    """The panel of the open step's promise. why: the address of "why this deadline?"."""
    if order.step not in OPEN or order.due_at is None:
        return None
    left, whole = order.due_at - now, max(order.due_at - order.step_at, timedelta(minutes=1))
    late = order.due_at < now
    used = min(1, max(0, (now - order.step_at) / whole))
    return {
        "state": state(order, now),
        "headline": when.left(order.due_at, now) if not late else _("%(time)s late") % {"time": when.took(-left)},
        "due": order.due_at,
        "segments": [{"kind": "used", "share": 100 * used}, {"kind": "left", "share": 100 * (1 - used)}],
        "text": _terms(order),
        "why": why,
    }  # fmt: skip


def _own_hours(order: ServiceOrder) -> bool:
    """True where the service says the limit of this step itself."""
    if order.step in order_workflow.UNDER_WAY:
        return bool(order.item.serve_hours)
    return order.step in order_workflow.UNTAKEN and bool(order.item.answer_hours)


def _terms(order: ServiceOrder) -> str:
    if _own_hours(order):
        return _("The service's own time limit")
    said = {"difficulty": order.get_difficulty_display(), "span": order.get_span_display()}
    return _("Difficulty: %(difficulty)s; reach: %(span)s.") % said


def why(order: ServiceOrder, now: datetime) -> dict | None:
    """Every day on the way to the promise of the step it stands at, and what made it; None where there is none."""
    step = Step(order.step)
    found = order_workflow.limit(step, order) if order.due_at else None
    if found is None:
        return None
    start, calendar = order_workflow.counts_from(step, order.step_at, order.wanted_at), calendars.current()
    by_service = _own_hours(order)
    by_reach = step in order_workflow.HOURS and not by_service
    facts = [
        (_("Counted from"), when.deadline(start, now)),
        (_("Limit"), f"{found.amount} {found.unit.label}"),
        (_("Difficulty"), by_reach and order.get_difficulty_display()),
        (_("How far it reaches"), by_reach and order.get_span_display()),
        (_("Rule"), _("The service's own time limit") if by_service else _("The same for every service")),
        (_("Deadline now"), when.deadline(order.due_at, now)),
        (_("Due soon from"), _("%(share)d %% of the limit used") % {"share": 100 * order_workflow.WARNED_AT}),
    ]
    return {
        "lines": workdays.explain(start, found, calendar),
        "facts": [(label, said) for label, said in facts if said],
        "provisional": workdays.due(start, found, calendar).provisional,
    }


def timeline(acts: list, photos: dict[int, list], may_name: bool) -> list[dict]:
    """Newest first. A volunteer is named to whoever may see volunteers there."""
    return [
        {
            "at": act.at,
            "who": _who(act, may_name),
            "what": act.get_act_display(),
            "text": _text(act, may_name),
            "kind": "sys" if act.act in SYSTEM else "",
            "photos": photos.get(act.pk, ()),
        }
        for act in reversed(acts)
    ]


def _who(act, may_name: bool) -> str:
    """A volunteer by their account, by their link, or through staff whom they told; else staff, or whoever ordered."""
    if act.volunteer_id and act.act != Act.LINK:
        return _volunteer(act, may_name)
    if act.user_id:
        return named(act.user, act.post)
    if "after" in act.data or act.act == Act.OFFER:
        return ""
    if act.act in (Act.ORDER, Act.LINK):
        return str(Channel.PAGE.label)
    return "" if act.act in SYSTEM else _("By link")


def _volunteer(act, may_name: bool) -> str:
    name = _name(act.volunteer, may_name)
    if act.user_id is None:
        return name if act.act == Act.LEAVE else _("%(name)s, by link") % {"name": name}
    if act.user_id == act.volunteer.user_id:
        return name
    return _("%(name)s, entered by %(staff)s") % {"name": name, "staff": named(act.user, act.post)}


def _name(volunteer, may_name: bool) -> str:
    return str(volunteer) if may_name else identity.mask_name(str(volunteer))


def _text(act, may_name: bool) -> str:
    if act.act == Act.RESCHEDULE:
        to = when.deadline(datetime.fromisoformat(act.data["to"]), timezone.now())
        return _("To %(moment)s: %(why)s") % {"moment": to, "why": act.text}
    if "after" in act.data:
        return _("It comes again, as agreed")
    if act.act != Act.LINK:
        return act.text or act.data.get("no_photo", "")
    return _name(act.volunteer, may_name) if act.volunteer_id else _("To whom the order is for")


def hidden(order: ServiceOrder, url: str) -> list[dict]:
    """For whom, where and what: each masked, with the address that reveals it ("" where one may not)."""
    return [
        {"label": order._meta.get_field(part).verbose_name, "mask": shown, "url": f"{url}{part}/" if url else ""}
        for part, mask in MASKS.items()
        if (shown := masked(order, part, mask))
    ]
