"""Who was asked on a motion: receipts, links, ballots on paper. Whole names for whom may read members."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from grids.pages import qr
from grids.pages.keyset import Order
from grids.views.asked import confirm
from grids.views.listing import paged
from parties import rules
from parties.actions import motions as acts, voting
from parties.ballots import page as ballot_page
from parties.enums.ballots import MotionState
from parties.models import Invitation, Motion
from parties.views.motions import LINKED, find

BY_NAME = Order("name", "reading", text=True)


@never_cache
@require_safe
def people(request, ref):
    motion = find(request, ref)
    view = request.GET.get("view", "all")
    view = view if view in ballot_page.VIEWS else "all"
    context = paged(request, ballot_page.invited(motion, view), BY_NAME, view=view)
    in_full = ballot_page.names_in_full(request.user, motion)
    may_hold = _holds(request.user, motion)
    context |= {
        "motion": motion,
        "rows": [{"one": row, "name": ballot_page.name(row, in_full=in_full)} for row in context["rows"]],
        "views": ballot_page.VIEWS.items(),
        "view": view,
        "in_full": in_full,
        "may_link": may_hold and motion.state in LINKED,
        "may_paper": may_hold and motion.state == MotionState.OPEN,
        "was_opened": motion.electorate is not None,
    }
    return render(request, "parties/ballots/people.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def links(request, ref):
    """The next who have none yet: shown once, on a page that prints."""
    motion = find(request, ref)
    _need(request.user, motion)
    if motion.state not in LINKED:
        return redirect(motion)
    if request.method == "POST":
        return _shown(request, motion, acts.give_links(motion.pk, by=request.user))
    left = motion.invitations.filter(token_hash="").count()
    title, back = _("Links to hand out") + f" · {motion}", reverse("parties:ballots:people", args=[motion.ref])
    text = _("%(left)d members have no link yet. The next %(most)d links are shown once, to be printed and cut.")
    text %= {"left": left, "most": min(left, acts.LINKS_AT_ONCE)}
    return confirm(request, None, title, _("Show the links"), back, text)


@never_cache
@require_POST
def link(request, ref, invited):
    """A new link for one member; the older one ends."""
    motion, one = _one(request, ref, invited)
    try:
        given = acts.give_links(motion.pk, by=request.user, only=one.ref)
    except ValidationError as error:
        return _refused(request, motion, error)
    return _shown(request, motion, given)


@never_cache
@require_POST
def paper(request, ref, invited):
    """They take a ballot on paper, or (back) give it back."""
    motion, one = _one(request, ref, invited)
    try:
        voting.note_paper(one, by=request.user, given="back" not in request.POST)
    except ValidationError as error:
        return _refused(request, motion, error)
    return redirect("parties:ballots:people", ref=motion.ref)


def _refused(request, motion: Motion, error: ValidationError):
    messages.error(request, error.messages[0])
    return redirect("parties:ballots:people", ref=motion.ref)


def _shown(request, motion: Motion, given: list[tuple[Invitation, str]]):
    slips = []
    for row, token in given:
        slips.append({"one": row, "name": str(row.member.resident), **qr.drawn("ballot:vote", token, scale=3)})
    left = motion.invitations.filter(token_hash="").count()
    return render(request, "parties/ballots/slips.html", {"motion": motion, "slips": slips, "left": left})


def _one(request, ref: str, invited: str) -> tuple[Motion, Invitation]:
    motion = find(request, ref)
    one = get_object_or_404(motion.invitations, ref=invited)
    _need(request.user, motion)
    return motion, one


def _holds(user, motion: Motion) -> bool:
    return user.scope.may(rules.HOLD, motion) and user.scope.may(rules.READ_MEMBERS, motion)


def _need(user, motion: Motion) -> None:
    rules.need(user, rules.HOLD, motion)
    rules.need(user, rules.READ_MEMBERS, motion)
