"""What the members' part tells the ground and the registers of."""

from django.db.models import Exists, Q
from django.utils.translation import gettext_lazy as _

from grids import inbox, tasks, why
from grids.registry import Holds, register as offer
from parties import members_roll
from parties.actions import members_nightly, members_twice
from parties.models import CheckIn, ContactHousehold, PartyMember
from residents import along, page_lines, retention

LIE_IN_AREAS = (
    ("parties_checkin", _("check-ins of party members")),
    ("parties_contacthousehold", _("contact households")),
    ("parties_deployment", _("deployments of party members")),
    ("parties_memberhours", _("hours of party members")),
)


def register() -> None:
    offer(
        Holds(
            "check-ins", _("{count} check-ins of party members"), lambda area: CheckIn.objects.current().below(area)
        ),
        Holds(
            "contact households",
            _("{count} contact households"),
            lambda area: ContactHousehold.objects.current().below(area),
        ),
    )
    inbox.register(
        party_household=_("A household to keep in touch with was given to you"),
        party_member_twice=_("Two entries of a person were made one, and both are on a roll: end one membership"),
    )
    tasks.at_midnight("party members", members_nightly.follow_register)
    tasks.at_midnight("party members on two rolls", members_twice.tell)
    why.register("parties.checkin", why.Ways("read_members"))
    why.register("parties.deployment", why.Ways("read_members"))
    why.register("parties.contacthousehold", why.Ways("keep_members", _own, _whose))
    page_lines.register(members_roll.lines_of)
    along.register("party membership", PartyMember, "resident", stays=_on_a_roll_already)
    along.register("check-ins of party members", CheckIn, "resident", stays=_reported_already)
    # Membership follows the organisation: somebody who lives nowhere here any more may still be on its roll.
    retention.needed_by("party members", lambda: PartyMember.objects.current().values("resident"))


def _own(user, row: ContactHousehold):
    return [_("The household is yours to keep in touch with")] if row.member.user_id == user.pk else []


def _whose(row: ContactHousehold):
    member = row.member.user
    return [(member, _("The household is theirs to keep in touch with"))] if member and row.until is None else []


def _on_a_roll_already(old: int, new: int) -> Q:
    """Two entries of one person, both of them on a roll today: the second row stays, for its keeper to end."""
    return Q(left_on=None) & Q(Exists(PartyMember.objects.current().filter(resident=new)))


def _reported_already(old: int, new: int) -> Q:
    return Q(until=None) & Q(Exists(CheckIn.objects.current().filter(resident=new)))
