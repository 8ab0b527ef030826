"""How a matter stands, in plain words, for whoever reported it: no names of staff, only posts and departments."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy

from cases.enums import Act, Status, Step
from cases.models import Case, CasePhoto
from cases.stepper import post_label

# What each act means for the reporter. Acts between the staff are not told.
TOLD = {
    Act.REPORT: gettext_lazy("You reported it"),
    Act.SETTLE: gettext_lazy("Settled on the spot"),
    Act.ACCEPT: gettext_lazy("Accepted; it will be handled"),
    Act.REFUSE: gettext_lazy("Not accepted"),
    Act.MERGE: gettext_lazy("Put together with another report of the same matter"),
    Act.ASSIGN: gettext_lazy("Given to those who will handle it"),
    Act.PAUSE: gettext_lazy("Has to wait for a while"),
    Act.RESUME: gettext_lazy("Goes on"),
    Act.FINISH: gettext_lazy("Handled; now it is being checked"),
    Act.PASS: gettext_lazy("Checked and found done"),
    Act.FAIL: gettext_lazy("Checked and found not done yet; it is handled again"),
    Act.RATE: gettext_lazy("You rated it"),
    Act.CLOSE: gettext_lazy("The matter was closed"),
    Act.REOPEN: gettext_lazy("Opened again"),
    Act.RESTORE: gettext_lazy("Taken up again; it goes on"),
    Act.WITHDRAW: gettext_lazy("The report was taken back"),
}
NOW = {
    Step.COLLECTION: gettext_lazy("Your report is in and is being looked at."),
    Step.ASSIGNMENT: gettext_lazy("Accepted. It is being decided who handles it."),
    Step.HANDLING: gettext_lazy("It is being handled."),
    Step.VERIFICATION: gettext_lazy("It has been handled and is being checked."),
    Step.FOLLOW_UP: gettext_lazy("It has been handled. Please tell us whether it is really fixed."),
}
WITH_PHOTOS = (Act.REPORT, Act.FINISH, Act.SETTLE)
WITH_WORDS = (Act.REFUSE, Act.FINISH, Act.SETTLE)


@dataclass(frozen=True, slots=True)
class Progress:
    state: str  # of the look's tag
    sentence: str
    entries: list[dict]
    due_at: datetime | None


def progress(case: Case, token: str) -> Progress:
    """Of the matter itself, or of the one it was merged into."""
    shown = case
    while shown.status == Status.MERGED:  # what it was merged into may have been merged later
        shown = shown.merged_into
    photos = _photos(case, token)
    acts = case.acts.filter(act__in=TOLD).select_related("post__role", "post__department").order_by("-pk")
    entries = [_entry(act, photos) for act in acts]
    if shown is not case:
        later = shown.acts.filter(act__in=set(TOLD) - {Act.REPORT, Act.RATE}, at__gte=case.ended_at).order_by("-pk")
        later = later.select_related("post__role", "post__department")
        entries = [_entry(act, {}, words=not shown.is_confidential) for act in later] + entries
    # While the clock stands the promise moves: no day is named that will not be kept.
    due_at = shown.due_at if shown.step == Step.HANDLING and not shown.paused_at else None
    return Progress(_state(shown), _sentence(shown), entries, due_at)


def _entry(act, photos, *, words: bool = True) -> dict:
    own = act.act in (Act.REPORT, Act.RATE)
    return {
        "at": act.at,
        "who": "" if own else post_label(act.post),
        "what": TOLD[act.act],
        "text": act.text if words and act.act in WITH_WORDS else "",
        "kind": "",
        "photos": photos.get(act.pk, ()),
    }


def _photos(case: Case, token: str) -> dict[int, list[dict]]:
    found: dict[int, list[dict]] = {}
    rows = CasePhoto.objects.filter(case=case, act__act__in=WITH_PHOTOS).order_by("pk")
    for pk, act in rows.values_list("pk", "act_id"):
        url = reverse("reporter:photo", args=[token, pk])
        found.setdefault(act, []).append({"url": url, "thumb": f"{url}?s=1"})
    return found


def _state(case: Case) -> str:
    if not case.is_open:
        return "closed"
    return "hold" if case.paused_at else "ok"


def _sentence(case: Case) -> str:
    if case.status == Status.REFUSED:
        return _("Your report was not accepted. The reason stands below.")
    if case.status == Status.WITHDRAWN:
        return _("The report was withdrawn.")
    if case.status == Status.CLOSED:
        return _("The matter is closed.")
    if case.reopened and case.step == Step.ASSIGNMENT:
        return _("It was opened again. It is being decided who handles it.")
    if case.paused_at:
        return _("It has to wait for a while; the reason is being worked on.")
    return str(NOW[Step(case.step)])
