"""What ballots and deliberations tell the ground."""

from django.utils.translation import gettext_lazy as _

from grids import alarms, inbox, reference, tasks, why
from grids.registry import Holds, register as offer
from parties.actions import ballot_alarms, talks, weights
from parties.enums.ballots import ENDED, TalkState
from parties.models import Motion, Talk

LIE_IN_AREAS = (
    ("parties_motion", _("motions")),
    ("parties_talk", _("deliberations")),
)


def register() -> None:
    reference.register("weights", weights.load)
    inbox.register(
        ballot_may_open=_("The notice of “{name}” has lasted long enough: the ballot may be opened"),
        ballot_to_close=_("The time to vote on “{name}” is over: close the ballot and count"),
        talk_words=_("Residents wrote on “{name}”: review their words"),
        talk_to_settle=_("“{name}” takes no more words: settle it with a result"),
    )
    tasks.at_midnight("deliberations", talks.follow_up)
    alarms.register(
        alarms.Alarm("ballots", _("Ballots that wait"), ballot_alarms.due, ballot_alarms.look, 200),
    )
    offer(
        Holds(
            "motions",
            _("{count} motions under way"),
            lambda area: Motion.objects.exclude(state__in=ENDED).below(area),
        ),
        Holds(
            "deliberations",
            _("{count} deliberations under way"),
            lambda area: Talk.objects.filter(state=TalkState.OPEN).below(area),
        ),
    )
    why.register("parties.motion", why.Ways("read_parties"))
    why.register("parties.talk", why.Ways("read_parties"))
