"""The record of a matter, newest first, as components/timeline.html shows it. Fixed number of queries."""

from datetime import datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _, pgettext_lazy

from cases import corrections
from cases.clock import limit_words
from cases.enums import Act, Card, PauseReason, Resolved
from cases.models import Case, CaseAct, CasePhoto, CaseStep, Category
from cases.stepper import post_label
from cases.workflow import MOVES, street_decides
from grids.areas.names import short
from grids.days import when
from grids.models import AreaCode, Department, Post, User

# What was done, as a record says it; the enum's labels are what buttons say.
DONE = {
    Act.REPORT: pgettext_lazy("record", "reported"),
    Act.SETTLE: pgettext_lazy("record", "settled on the spot"),
    Act.ACCEPT: pgettext_lazy("record", "accepted"),
    Act.REFUSE: pgettext_lazy("record", "refused"),
    Act.MERGE: pgettext_lazy("record", "merged into another matter"),
    Act.ASSIGN: pgettext_lazy("record", "assigned"),
    Act.TAKE: pgettext_lazy("record", "took it"),
    Act.RETURN: pgettext_lazy("record", "sent back"),
    Act.TRANSFER: pgettext_lazy("record", "passed on"),
    Act.ESCALATE: pgettext_lazy("record", "handed up"),
    Act.BRING_BACK: pgettext_lazy("record", "brought back"),
    Act.EXTEND: pgettext_lazy("record", "asked for more time"),
    Act.GRANT: pgettext_lazy("record", "granted more time"),
    Act.DENY: pgettext_lazy("record", "denied more time"),
    Act.PAUSE: pgettext_lazy("record", "suspended the clock"),
    Act.RESUME: pgettext_lazy("record", "let the clock run again"),
    Act.FINISH: pgettext_lazy("record", "submitted the result"),
    Act.PASS: pgettext_lazy("record", "checked it: passed"),
    Act.FAIL: pgettext_lazy("record", "checked it: not passed"),
    Act.RATE: pgettext_lazy("record", "rated"),
    Act.CLOSE: pgettext_lazy("record", "closed"),
    Act.REOPEN: pgettext_lazy("record", "reopened"),
    Act.RESTORE: pgettext_lazy("record", "took it up again"),
    Act.SUPERVISE: pgettext_lazy("record", "supervised"),
    Act.ANSWER: pgettext_lazy("record", "answered the supervision"),
    Act.WITHDRAW: pgettext_lazy("record", "withdrew it"),
    Act.CONTEST: pgettext_lazy("record", "contested a card"),
    Act.LIFT: pgettext_lazy("record", "lifted a card"),
    Act.UPHOLD: pgettext_lazy("record", "upheld a card"),
    Act.NOTE: pgettext_lazy("record", "added progress"),
    Act.JOIN: pgettext_lazy("record", "added to the team"),
    Act.LEAVE: pgettext_lazy("record", "took out of the team"),
}


# Decided, or left behind with its step.
ENDS_A_REQUEST = {Act.GRANT, Act.DENY} | {act for act, move in MOVES.items() if move.to or move.ends}


def timeline(
    case: Case, acts: list[CaseAct], photos: dict, steps: list[CaseStep], cards: list, now: datetime
) -> list[dict]:
    """Acts of people, and what the clock did by itself. acts: with their people read; photos: of photos_of()."""
    names = Names(case, acts)
    entries = [_act(act, photos.get(act.pk, ()), names, now) for act in acts]
    entries += [_card(card, case) for card in cards]
    entries += [_ran_on(pause) for step in steps for pause in step.pauses_read if _by_itself(pause, acts)]
    return sorted(entries, key=lambda entry: (entry["at"], entry["order"]), reverse=True)


def acts_of(case: Case) -> list[CaseAct]:
    """With the ids of their photos, in one query; who did them reads facts.read_people()."""
    photos = CasePhoto.objects.filter(act=OuterRef("pk")).order_by("pk").values("pk")
    return list(case.acts.order_by("pk").annotate(photo_ids=ArraySubquery(photos)))


def photos_of(case: Case, acts: list[CaseAct]) -> dict[int, list[dict]]:
    """By act: what components/photos.html shows. acts: of acts_of()."""
    return {act.pk: [_photo(case, pk, act.at) for pk in act.photo_ids] for act in acts if act.photo_ids}


def _photo(case: Case, pk: int, at: datetime) -> dict:
    url = reverse("cases:photo", args=[case.number, pk])
    return {"url": url, "thumb": f"{url}?s=1", "caption": "", "at": at}


def pending(acts: list[CaseAct]) -> frozenset[str]:
    """What waits for a decision or an answer, read off the record, as cases.actions.start.pending asks the tables.

    The page has the record anyway; a test holds the two against each other.
    """
    asked, before, unanswered = False, False, 0
    for act in acts:
        if act.act == Act.EXTEND:
            asked = True
        elif act.act in ENDS_A_REQUEST:
            asked, before = False, asked
        elif act.act == Act.RESTORE:  # the step goes on, and what waited in it
            asked = before
        unanswered += (act.act == Act.SUPERVISE) - (act.act == Act.ANSWER)
    return frozenset(name for name, waits in (("extension", asked), ("supervision", unanswered > 0)) if waits)


def last(acts: list[CaseAct], kind: Act) -> CaseAct | None:
    return next((act for act in reversed(acts) if act.act == kind), None)


def entry(case: Case, act: CaseAct, now: datetime) -> dict:
    """One act as the record tells it. act: of acts_of()."""
    return _act(act, (), Names(case, [act]), now)


class Names:
    """The names behind the ids and codes that the record keeps."""

    def __init__(self, case: Case, acts: list[CaseAct]):
        data = [act.data for act in acts]
        self.levels = case.levels
        known_post = [case.to_post] if case.to_post_id else []
        posts = {found["post"] for found in data if "post" in found} - {case.to_post_id}
        areas = {found["area"] for found in data if "area" in found}
        departments = {found["department"] for found in data if "department" in found}
        held = Post.objects.filter(pk__in=posts).select_related("user", "role", "department") if posts else ()
        self.posts = {post.pk: f"{post.user} {post_label(post)}" for post in (*known_post, *held)}
        called = AreaCode.objects.filter(code__in=areas).values_list("code", "area__name") if areas else ()
        self.areas = {code: short(name) for code, name in called}
        known = Department.objects.filter(code__in=departments) if departments else ()
        named = {found["person"] for found in data if "person" in found}
        self.people = dict(User.objects.filter(pk__in=named).values_list("pk", "name")) if named else {}
        self.departments = {department.code: department.label for department in known}
        codes = {code for found in data for code in found.get("corrected", {}).get("category", ())}
        corrected = Category.objects.filter(code__in=codes) if codes else ()
        self.categories = {category.code: category.label for category in corrected}

    def level(self, data: dict) -> str:
        return str(self.levels[data["level"]]) if "level" in data else ""

    def target(self, data: dict) -> str:
        if "post" in data:
            return self.posts.get(data["post"], "")
        return self.areas.get(data["area"], "") if "area" in data else self.departments.get(data.get("department"), "")


def _act(act: CaseAct, photos, names: Names, now: datetime) -> dict:
    line = f"{post_label(act.post)} · {what(act)}" if act.post else what(act)
    detail = _detail(act, names, now)
    return {
        "at": act.at,
        "order": act.pk,
        "who": str(act.user)
        if act.user
        else (_("The reporter") if act.data.get("by_link") or act.act == Act.REOPEN else ""),
        "what": _("%(what)s: %(detail)s") % {"what": line, "detail": detail} if detail else line,
        "text": "" if act.act == Act.REPORT else act.text,  # it stands above, as what the matter is
        "kind": "sup"
        if act.act == Act.SUPERVISE
        else ("sys" if act.user is None and not act.data.get("by_link") else ""),
        "photos": photos,
        "seal": seal_words(names.level(act.data)) if act.act == Act.SUPERVISE and "level" in act.data else "",
    }


def what(act: CaseAct) -> str:
    """What was done, as the record says it: past, not as a command."""
    if "handover" in act.data:
        return _("work handed over as a post ended")
    if "moved" in act.data:
        return _("passed on as the area was moved")
    if "merged" in act.data:
        return _("another matter was merged into this one")
    if "parted" in act.data:
        return _("a matter that was merged into this one goes on by itself")
    return str(DONE.get(act.act, act.get_act_display()))


def _detail(act: CaseAct, names: Names, now: datetime) -> str:
    data = act.data
    return (
        _DETAILS[act.act](data, names, now)
        if act.act in _DETAILS
        else str(data.get("merged") or data.get("parted", ""))
    )


def _finished(data: dict, names, now) -> str:
    parts = [f"{data['quantity']} {data.get('unit', '')}".strip()] if "quantity" in data else []
    if "no_photo" in data:
        parts.append(_("no photo: %(why)s") % {"why": data["no_photo"]})
    return " · ".join(parts)


def _moment(text: str, now: datetime) -> str:
    at = parse_datetime(text)
    return when.deadline(at, now) if at else ""


def _sent_back(data: dict, names: Names) -> str:
    if street_decides(data.get("returns", 0), data.get("level", "")):
        return _("sent back %(count)d times, the %(level)s decides") % {
            "count": data["returns"],
            "level": names.level(data),
        }
    return _("time %(count)d") % {"count": data["returns"]} if data.get("returns", 0) > 1 else ""


def _rating(data: dict, names, now) -> str:
    return _("%(stars)d of 5, %(resolved)s") % {"stars": data["rating"], "resolved": Resolved(data["resolved"]).label}


_DETAILS = {
    Act.ACCEPT: lambda data, names, now: " · ".join(corrections.said(data.get("corrected", {}), names.categories)),
    Act.ASSIGN: lambda data, names, now: names.target(data),
    Act.TRANSFER: lambda data, names, now: names.target(data),
    Act.ESCALATE: lambda data, names, now: names.level(data),
    Act.BRING_BACK: lambda data, names, now: names.level(data),
    Act.RETURN: lambda data, names, now: _sent_back(data, names),
    Act.EXTEND: lambda data, names, now: limit_words(data["amount"], data["unit"]),
    Act.GRANT: lambda data, names, now: limit_words(data["amount"], data["unit"]),
    Act.PAUSE: lambda data, names, now: (
        _("%(reason)s, at the latest until %(moment)s")
        % {"reason": PauseReason(data["reason"]).label, "moment": _moment(data["until"], now)}
    ),
    Act.FINISH: _finished,
    Act.SETTLE: _finished,
    Act.RATE: _rating,
    Act.CLOSE: lambda data, names, now: str(Resolved(data["resolved"]).label) if data.get("resolved") else "",
    Act.SUPERVISE: lambda data, names, now: _("answer by %(moment)s") % {"moment": _moment(data["answer_by"], now)},
    Act.ANSWER: lambda data, names, now: seal_words(names.level(data)) if "level" in data else "",
    Act.JOIN: lambda data, names, now: names.people.get(data["person"], ""),
    Act.LEAVE: lambda data, names, now: names.people.get(data["person"], ""),
    Act.MERGE: lambda data, names, now: data.get("into", ""),
}


def seal_words(level: str) -> str:
    """街道督办: the level that supervises, by its name, for the seal."""
    return _("Supervised: %(level)s") % {"level": level}


def _card(card, case: Case) -> dict:
    words = {
        Card.YELLOW: _("Yellow card: due soon"),
        Card.RED: _("Red card: overdue"),
        Card.UP: _("Still overdue, handed up to: %(level)s") % {"level": case.levels.get(card.told, "")},
    }[card.card]
    return _by_clock(card.due_at, _("%(card)s (lifted)") % {"card": words} if card.withdrawn else words)


def _ran_on(pause) -> dict:
    return _by_clock(pause.resumed_at, _("The suspension reached its end; the clock runs again"))


def _by_clock(at: datetime, words: str) -> dict:
    return {"at": at, "order": 0, "who": "", "what": words, "text": "", "kind": "sys", "photos": (), "seal": ""}


def _by_itself(pause, acts: list[CaseAct]) -> bool:
    """Resumed by the sweep at its latest end, not by somebody's act."""
    return (
        pause.resumed_at is not None
        and pause.resumed_at == pause.until
        and not any(act.act == Act.RESUME and act.at >= pause.resumed_at for act in acts)
    )
