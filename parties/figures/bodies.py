"""The numbers of property companies, owners' committees and social organisations."""

from datetime import timedelta

from django.db.models import Exists, F, OuterRef, Q, Value
from django.utils import timezone
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from grids.clicked import address
from grids.enums import Kind as Level
from grids.figures import Figure, Rate, Section, Table, register
from parties.enums.bodies import Stage
from parties.figures.staff import GRANT
from parties.models import OwnersCommittee, PropertyCompany, RatingResult, SocialBody
from parties.models.property import branches
from parties.models.rating import FULL

BODIES = Section(_("Property companies and social organisations"), lowest=Level.COMMUNITY)
COMPANIES = Table(model=PropertyCompany, grant=GRANT, list_url=address("parties:property:companies"))
RESULTS = Table(
    model=RatingResult, grant=GRANT, list_url=address("parties:property:results"), place="company__",
    own="company__area_id",
)  # fmt: skip
COMMITTEES = Table(model=OwnersCommittee, grant=GRANT, list_url=address("parties:committees:list"))
SOCIAL = Table(model=SocialBody, grant=GRANT, list_url=address("parties:bodies:list"))
COMPANY, POINTS = pgettext_lazy("unit of measure", "companies"), pgettext_lazy("unit of measure", "points")
COMMITTEE = pgettext_lazy("unit of measure", "committees")
ORGANISATION = pgettext_lazy("unit of measure", "organisations")
A_YEAR = timedelta(days=366)


def _rated(now) -> Q:
    results = RatingResult.objects.filter(company=OuterRef("pk"), closed_at__gt=now - A_YEAR)
    return Q(Exists(results), ended_on=None)


def _in_stage(stage: Stage):
    return lambda now: Q(dissolved_on=None, stage=stage)


register(
    Figure(
        "parties.property_companies", _("Property companies"), COMPANY,
        _("Property companies that work in the street today, each once."),
        COMPANIES, lambda now: Q(ended_on=None), section=BODIES,
    ),
    Figure(
        "parties.property_with_branch", _("Property companies with a party branch"), COMPANY,
        _("Property companies of today whose organisation has a party branch of its own."),
        COMPANIES,
        lambda now: Q(Exists(branches().filter(organisation=OuterRef("organisation"))), ended_on=None),
        good="up", section=BODIES,
    ),
    Figure(
        "parties.property_rated", _("Property companies rated"), COMPANY,
        _("Property companies of today with a result of a period that was closed within the last year."),
        COMPANIES, _rated, good="up", section=BODIES,
    ),
    Figure(
        "parties.property_points", _("Points of property companies"), POINTS,
        _("What the results of the periods closed on these days add up to, each out of 100."),
        RESULTS, lambda now: Q(), "closed_at", section=BODIES, adds=F("score"),
    ),
    Figure(
        "parties.property_most_points", _("Points that were possible"), POINTS,
        _("100 for each result of the periods closed on these days."),
        RESULTS, lambda now: Q(), "closed_at", section=BODIES, adds=Value(FULL),
    ),
    Rate(
        "parties.property_branch_rate", _("Property companies with a party branch"),
        _("Of the property companies of today, those with a party branch."),
        "parties.property_with_branch", "parties.property_companies", good="up", tile=1, section=BODIES,
    ),
    Rate(
        "parties.property_rated_rate", _("Property companies rated"),
        _("Of the property companies of today, those rated within the last year."),
        "parties.property_rated", "parties.property_companies", good="up", tile=2, section=BODIES,
    ),
    Rate(
        "parties.property_score", _("Average rating of property companies"),
        _("Points reached of all that were possible, in the periods closed on these days."),
        "parties.property_points", "parties.property_most_points", good="up", tile=3, section=BODIES,
    ),
    Figure(
        "parties.owners_committees", _("Owners' committees"), COMMITTEE,
        _("Owners' committees that are not dissolved."),
        COMMITTEES, lambda now: Q(dissolved_on=None), section=BODIES,
    ),
    Figure(
        "parties.committees_in_term", _("Owners' committees within their term"), COMMITTEE,
        _("Owners' committees whose term has begun and is not over today."),
        COMMITTEES,
        lambda now: Q(
            dissolved_on=None, term_starts_on__lte=timezone.localdate(now), term_ends_on__gte=timezone.localdate(now)
        ),
        good="up", section=BODIES,
    ),
    Rate(
        "parties.committees_in_term_rate", _("Owners' committees within their term"),
        _("Of the owners' committees, those within their term today."),
        "parties.committees_in_term", "parties.owners_committees", good="up", tile=4, section=BODIES,
    ),
    Figure(
        "parties.social_bodies", _("Social organisations"), ORGANISATION,
        _("Social organisations, registered or filed, that are not dissolved."),
        SOCIAL, lambda now: Q(dissolved_on=None), tile=5, section=BODIES,
    ),
    Figure(
        "parties.social_hatching", _("In incubation"), ORGANISATION,
        _("Social organisations in the first stage today."),
        SOCIAL, _in_stage(Stage.HATCHING), tile=6, section=BODIES,
    ),
    Figure(
        "parties.social_nurturing", _("In nurturing"), ORGANISATION,
        _("Social organisations in the second stage today."),
        SOCIAL, _in_stage(Stage.NURTURING), tile=7, section=BODIES,
    ),
    Figure(
        "parties.social_guiding", _("Under guidance"), ORGANISATION,
        _("Social organisations in the third stage today."),
        SOCIAL, _in_stage(Stage.GUIDING), tile=8, section=BODIES,
    ),
    Figure(
        "parties.social_oversight", _("Under oversight"), ORGANISATION,
        _("Social organisations in the last stage today."),
        SOCIAL, _in_stage(Stage.OVERSIGHT), tile=9, section=BODIES,
    ),
)  # fmt: skip
