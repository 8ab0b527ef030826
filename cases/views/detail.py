"""The page of one matter, and "why this deadline?"."""

from django.db.models import prefetch_related_objects
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cases import clock, facts, panel, rules, standing, stepper, timeline, timing, waiting
from cases.actions.supervise import may_decide_card
from cases.enums import Act, Card, Step
from cases.forms.acts import FORMS, ActForm
from cases.models import Case, CaseStep, Escalation
from cases.people import Directory
from grids import why
from grids.actions import drafts
from grids.areas import kinds
from grids.privacy import identity
from grids.views.reveal import reveal_view

MASKS = {"reporter_name": identity.mask_name, "reporter_phone": identity.mask_phone}


def find(request, number: str) -> Case:
    """The matter with what its page names, for whoever may see it; else 404, as if there were none."""
    found = Case.objects.visible_to(request.user).select_related("category__parent", "area", "reporter_subject")
    found = found.annotate(own_words=kinds.own_words("district_id"), named=kinds.named("street_id", "community_id"))
    case = get_object_or_404(found, number=number)
    case.levels = kinds.said(case.own_words, case.named)
    return case


def find_bare(request, number: str) -> Case:
    """The same for an act, which shows no page where all goes well: the matter, its category and its area."""
    return get_object_or_404(Case.objects.visible_to(request.user).select_related("category"), number=number)


@never_cache
@require_safe
def detail(request, number):
    return page(request, find(request, number), opened=request.GET.get("act", ""))


def page(
    request, case: Case, *, bound: ActForm | None = None, opened: str = "", since=None, status: int = 200, **more
):
    """The whole page. bound: a form that came back. since: the acts others did meanwhile, for the sentence on top."""
    user, now = request.user, timezone.now()
    steps, acts = list(case.steps.order_by("pk")), timeline.acts_of(case)
    cards = _cards(case, steps)
    directory = Directory()
    facts.read_people(case, steps, acts, cards, directory)
    open_step = next((step for step in steps if step.left_at is None), None)
    if any(act.act == Act.PAUSE for act in acts):
        prefetch_related_objects(steps, "pauses")  # in one query, however many steps
    else:
        for step in steps:
            step.pauses_read = []
    supervised = any(act.act == Act.SUPERVISE for act in acts)
    if supervised:
        facts.read_supervisions(case)
    photos = timeline.photos_of(case, acts)
    before, after = _photos(acts, photos, Act.REPORT), _photos(acts, photos, Act.FINISH, Act.SETTLE)
    # All of the report's photos stand beside its words until there is a result: not a second time in the record.
    told = photos if after else {pk: some for pk, some in photos.items() if some is not before}
    waiting_on = timeline.pending(acts)
    held = standing.held(case, open_step, now)
    paused_for = held.reason if held else ""
    asked = timeline.last(acts, Act.EXTEND) if "extension" in waiting_on else None
    without = standing.not_offered(case, user, open_step, waiting_on, asked, directory)
    form = bound or _drafted(request, case)
    given = panel.panel(user, case, waiting_on, bound=form, opened=opened, without=without)
    decides = given.main is not None and given.main.act == Act.GRANT
    waits = facts.waits_for(case)
    supervisions = facts.supervisions(case, now) if supervised else []
    given_cards = [_card(card, case, user) for card in cards if card.card != Card.YELLOW]
    why_url = reverse("cases:why", args=[case.number])
    context = {
        "case": case,
        "tag": timing.tag(case, now, paused_for),
        "crumbs": facts.crumbs(case, user),
        "steps": stepper.stepper(case, steps, waits, now, paused_for),
        "steps_heading": stepper.heading(case),
        "clock": clock.panel(case, open_step, now, why_url, held),
        "panel": given,
        "asked_for": timeline.entry(case, asked, now) if asked else None,
        "standing": standing.said(case, held, None if decides else asked),
        "waits_for": waits,
        "entries": timeline.timeline(case, acts, told, steps, cards, now),
        "content": facts.content(case),
        "people": facts.people(case, steps),
        "reporter": facts.reporter(case, user),
        "supervisions": supervisions,
        "seal": _seal(supervisions),
        "cards": given_cards,
        "card_waits": any(card["may_decide"] for card in given_cards),
        "before": before,
        "after": after,
        "form": bound,
        "since": since,
        "merged_url": _merged_url(case, user),
        "may_give_link": rules.may_give_link(user, case),
        "came_in_by": stepper.came_in_by(case),
        "other_hat": panel.other_hat(user, case, given),
    }
    return render(request, "cases/detail.html", context | why.context(user, case) | more, status=status)


@never_cache
@require_safe
def next_one(request):
    """Opens the next thing to do; the desk, where nothing is left."""
    after = Case.objects.visible_to(request.user).filter(number=request.GET.get("after", "")).first()
    found = waiting.next_for(request.user, after.pk if after else 0)
    return redirect("cases:detail", found.number) if found else redirect("desk")


def _drafted(request, case: Case) -> ActForm | None:
    """The form whose text was saved when the session ended, unbound, with what had been typed."""
    if request.method != "GET":
        return None
    initial = drafts.initial(request)
    act = initial.get("act")
    if act not in FORMS:
        return None
    return FORMS[act](act, case, request.user, initial=initial | {"seen": case.version})


def _seal(supervisions: list[dict]) -> str:
    """Of the instruction whose answer is due first; once all are answered, of the last one."""
    waiting = [each for each in supervisions if each["row"].answered_at is None]
    shown = min(waiting, key=lambda each: each["row"].answer_by) if waiting else next(iter(supervisions), None)
    return shown["seal"] if shown else ""


def _photos(acts, photos: dict, *kinds: Act) -> list[dict]:
    """The photos of the report, or of the last result: side by side on the page."""
    of_kind = [photos[act.pk] for act in acts if act.act in kinds and act.pk in photos]
    return of_kind[-1] if of_kind else []


def _cards(case: Case, steps: list[CaseStep]) -> list[Escalation]:
    """With their steps, which the page has."""
    passages, cards = {step.pk: step for step in steps}, list(case.cards.order_by("due_at"))
    for card in cards:
        card.step = passages[card.step_id]
    return cards


def _card(card, case: Case, user) -> dict:
    """A red card or one handed up, and what this person may do about it."""
    handles = case.taken_by_id == user.pk or case.handled_by_id == user.pk
    answers = handles or user.scope.may("handle_case", case) or user.scope.may("assign_case", case)
    return {
        "row": card,
        "step": Step(card.step.step).label,
        "told": case.levels.get(card.told, ""),
        "may_contest": answers and card.contested_at is None and not card.withdrawn,
        "may_decide": may_decide_card(user, card, case),
    }


def _merged_url(case: Case, user) -> str:
    if case.merged_into_id is None:
        return ""
    seen = Case.objects.visible_to(user).filter(pk=case.merged_into_id).exists()
    return case.merged_into.get_absolute_url() if seen else ""


@never_cache
@require_safe
def why_deadline(request, number):
    """Every day on the way to the deadline of the open step, or of the last one that had a limit."""
    case, now = find(request, number), timezone.now()
    timed = case.steps.exclude(due_at=None).select_related("rule__category", "rule__area").prefetch_related("pauses")
    step = timed.order_by("left_at", "-pk").first() if not case.is_open else timed.filter(left_at=None).first()
    if step is None:
        raise Http404
    found = clock.explain(case, step, now)
    title = _("Why this deadline?")
    return render(
        request, "cases/why.html", {"case": case, "title": title, "why": found, "name": Step(step.step).label}
    )


def reveal(request, number, field):
    """The reporter's name or phone, for a minute, with a reason."""
    if field not in MASKS:
        raise Http404
    case = find(request, number)
    return reveal_view(request, case, field, case.get_absolute_url(), key=case.number, mask=MASKS[field])
