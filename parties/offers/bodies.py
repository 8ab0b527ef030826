"""What property companies, owners' committees and social organisations tell the ground of."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from grids import alarms, inbox, why
from grids.areas.along import Called, Once
from grids.registry import Holds, Promises, register as offer
from parties.actions import committees, last_place
from parties.models import CommitteeMember, OwnersCommittee, PropertyCompany, PropertyService, SocialBody
from residents import along

LIE_IN_AREAS = (
    ("parties_propertycompany", _("property companies")),
    ("parties_ratingperiod", _("periods of rating")),
    ("parties_lastplacenotice", _("last-place notices")),
)
ONCE = (
    (Once("parties_propertyservice", "company_id", "compound"), _("areas of property companies")),
    (Called("parties_ownerscommittee", standing="dissolved_on IS NULL", longest=60), _("owners' committees")),
    (Called("parties_socialbody", standing="dissolved_on IS NULL", longest=80), _("social organisations")),
)


def register() -> None:
    inbox.register(
        last_place_answered=_("A company answered its last-place notice; it is to be decided: {company}"),
        last_place_unanswered=_("A last-place notice was not answered in time; it is to be decided: {company}"),
        committee_term_ends=_("The term of an owners' committee ends on {day}: {committee}"),
        committee_term_over=_("The term of an owners' committee is over since {day}: {committee}"),
    )
    alarms.register(
        alarms.Alarm("last-place notices", _("Answers to last-place notices"), last_place.due, last_place.look),
        alarms.Alarm("owners' committees", _("Terms of owners' committees"), committees.due, committees.remind),
    )
    offer(
        Holds(
            "property companies",
            _("{count} property companies"),
            lambda area: PropertyCompany.objects.standing().below(area),
        ),
        Holds(
            "property services",
            _("{count} areas of property companies"),
            lambda area: PropertyService.objects.current().below(area),
        ),
        Holds(
            "owners' committees",
            _("{count} owners' committees"),
            lambda area: OwnersCommittee.objects.standing().below(area),
        ),
        Holds(
            "social bodies", _("{count} social organisations"), lambda area: SocialBody.objects.standing().below(area)
        ),
        Promises(
            "last-place notices",
            _("{count} provisional deadlines of last-place notices"),
            last_place.provisional,
            "parties:property:notices",
            last_place.recompute,
        ),
    )
    why.register("parties.propertycompany", why.Ways("read_parties", named=_serves))
    for name in ("ratingperiod", "lastplacenotice", "ownerscommittee", "socialbody"):
        why.register(f"parties.{name}", why.Ways("read_parties"))
    along.register("owners' committees", CommitteeMember, "resident", stays=_both_in_one)


def _serves(user, company: PropertyCompany):
    """Where it serves, or served, an area of one's own."""
    rows = PropertyService.objects.visible_to(user).filter(company=company).select_related("area").order_by("-pk")
    return [_("It serves %(area)s") % {"area": row.area.short_name} for row in rows[:3]]


def _both_in_one(old: int, new: int) -> Q:
    """Two entries of one person, both in the same committee: each keeps its own line."""
    return Q(until=None, committee__in=CommitteeMember.objects.current().filter(resident=new).values("committee"))
