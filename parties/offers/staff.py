"""What pairs of staff and their trainings tell the ground of."""

from django.utils.translation import gettext_lazy as _

from grids import alarms, inbox, reference, why
from grids.registry import Holds, register as offer
from parties.actions import bodies_defaults, pairings
from parties.models import Pairing

LIE_IN_AREAS = (
    ("parties_pairing", _("pairs of staff")),
    ("parties_staffsession", _("trainings and forums of staff")),
)


def register() -> None:
    inbox.register(
        pairing_review_soon=_("Your pair is to be reviewed on {day}"),
        pairing_review_late=_("The review of a pair of staff of {day} is not written up"),
    )
    alarms.register(
        alarms.Alarm("pairing reviews", _("Reviews of pairs of staff"), pairings.due, pairings.remind, batch=500)
    )
    offer(Holds("pairs", _("{count} pairs of staff"), lambda area: Pairing.objects.standing().below(area)))
    reference.register("party bodies", bodies_defaults.load)
    why.register("parties.pairing", why.Ways("read_parties", named=_of_the_two))
    why.register("parties.staffsession", why.Ways("read_parties"))


def _of_the_two(user, pairing: Pairing):
    return [_("You are one of the two")] if user.pk in (pairing.elder_id, pairing.younger_id) else ()
