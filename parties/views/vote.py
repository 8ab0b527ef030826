"""The page of one member, by their secret link: the notice, its receipt, their vote, the result. No account."""

from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from parties.actions import motions, voting
from parties.ballots import page as ballot_page
from parties.enums.ballots import MotionState
from parties.forms.motions import VoteForm
from parties.models import Invitation
from parties.views.public import private


@private
@require_http_methods(["GET", "HEAD", "POST"])
def vote(request, token):
    """What they chose is shown to nobody, themselves included: nothing here could prove a vote to somebody else."""
    invitation = motions.opened(token)
    if invitation is None:
        return render(request, "components/gone.html", status=404)
    if request.method != "POST":
        return _page(request, invitation, token)
    act = request.POST.get("act")
    if act == "read":
        motions.confirm_read(invitation.pk)
        return redirect("ballot:vote", token=token)
    if act != "vote":
        raise Http404
    form = VoteForm(request.POST)
    if not form.is_valid():
        return _page(request, invitation, token, form=form, status=422)
    try:
        voting.cast(invitation, form.cleaned_data["choice"])
    except ValidationError as error:
        return _page(request, invitation, token, said=error.messages[0], status=409)
    return redirect("ballot:vote", token=token)


def _page(request, invitation: Invitation, token: str, *, form=None, said: str = "", status: int = 200):
    motion, now = invitation.motion, timezone.now()
    elector = motion.electors.filter(member=invitation.member_id).first() if motion.electorate else None
    context = {
        "motion": motion,
        "invitation": invitation,
        "token": token,
        "elector": elector,
        "form": form,
        "ballot": form or VoteForm(),
        "said": said,
        "asks": ballot_page.asks(motion.rule),
        "is_open": motion.state == MotionState.OPEN and now < motion.closes_at,
        "may_vote": bool(elector and not elector.voted),
        "turnout": ballot_page.turnout(motion) if motion.decided_at else None,
        "needed": ballot_page.needed_votes(motion) if motion.has_result else None,
        "state": ballot_page.tag(motion),
    }
    return render(request, "parties/ballots/vote.html", context, status=status)
