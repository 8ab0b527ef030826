"""The numbers of party organisations: coverage of each level, organisations by kind, officers, terms."""

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from grids.clicked import address
from grids.enums import Kind as Level
from grids.figures import Figure, Rate, Section, Table, Where, always, register
from grids.models import Area, Post
from parties import coverage
from parties.enums import OrgKind
from parties.models import Officer, PartyOrganization, Term
from parties.models.officers import held_by
from parties.organizations import ladder
from parties.organizations.officers import IN_THE_GRIDS

GRANT = "read_parties"
PARTY = Section(_("Party building"), lowest=Level.GRID)
AREAS = Table(model=Area, grant=GRANT, list_url=address("parties:coverage"), own="pk")
ORGANIZATIONS = Table(model=PartyOrganization, grant=GRANT, list_url=address("parties:list"))
OFFICERS = Table(
    model=Officer,
    grant=GRANT,
    list_url=address("parties:officers"),
    place="organization__",
    own="organization__area_id",
)
ORGANIZATION = pgettext_lazy("unit of measure", "organisations")
PERSON = pgettext_lazy("unit of measure", "people")


KEYS = {Level.COMMUNITY: "communities", Level.GRID: "grids", Level.UNIT: "units"}


def rate(level: str) -> str:
    """The key of the share of a level's areas that are covered."""
    return f"parties.{level}_coverage"


WORDS = {
    Level.COMMUNITY: (
        _("Communities"), _("Communities covered"), _("Coverage of communities"),
        pgettext_lazy("unit of measure", "communities"),
    ),
    Level.GRID: (
        _("Grids"), _("Grids covered"), _("Coverage of grids"), pgettext_lazy("unit of measure", "grids"),
    ),
    Level.UNIT: (
        _("Units"), _("Units covered"), _("Coverage of units"), pgettext_lazy("unit of measure", "units"),
    ),
}  # fmt: skip


def _areas_covered(level: Level) -> Where:
    return lambda now: Q(kind=level, valid_to=None) & coverage.covered(level)


# Of communities it stands on the page of coverage only: below a street it would say nothing.
for _place, (_level, (_all, _covered, _share, _unit)) in enumerate(WORDS.items()):
    register(
        Figure(
            f"parties.{KEYS[_level]}", _all, _unit, _("Areas of this level that are not retired."), AREAS,
            always(Q(kind=_level, valid_to=None)),
        ),
        Figure(
            f"parties.{KEYS[_level]}_covered", _covered, _unit,
            _("Those that an organisation covers of a kind that the rule of 1+1 names for this level."), AREAS,
            _areas_covered(_level),
            good="up",
        ),
        Rate(
            rate(_level), _share, _("Areas of this level that the rule of 1+1 finds covered, of all there are."),
            f"parties.{KEYS[_level]}_covered", f"parties.{KEYS[_level]}", good="up", tile=_place, section=PARTY,
        ),
    )  # fmt: skip

register(
    Figure(
        "parties.organizations", _("Party organisations"), ORGANIZATION,
        _("Those that are not dissolved, from the street's committee down to the model household."),
        ORGANIZATIONS, lambda now: Q(dissolved_on=None), tile=3, section=PARTY,
    ),
    Figure(
        "parties.terms_over", _("Terms that ended"), ORGANIZATION,
        _("Organisations whose term is over, and nobody was elected since."), ORGANIZATIONS,
        lambda now: Q(dissolved_on=None, pk__in=_over(now)), good="down", tile=4, section=PARTY,
    ),
    Figure(
        "parties.officers", _("Officers of party organisations"), PERSON,
        _("Offices held today: secretaries, deputies, committee members, leaders of groups, part-time members."),
        OFFICERS, lambda now: Q(until=None, organization__dissolved_on=None), tile=5, section=PARTY,
    ),
    Figure(
        "parties.dual", _("Two duties on one post"), PERSON,
        _("Officers who serve in a unit or a grid today as well."), OFFICERS,
        lambda now: Q(until=None, organization__dissolved_on=None) & held_by(_in_the_grids(now)),
        tile=6, section=PARTY,
    ),
    *(
        Figure(
            f"parties.{key}", label, ORGANIZATION, definition, ORGANIZATIONS,
            always(Q(dissolved_on=None, kind__in=kinds)), tile=place, section=PARTY,
        )
        for place, (key, label, definition, kinds) in enumerate(
            (
                ("committees", _("Party committees"),
                 _("Working committees, big committees and community committees."), ladder.COMMITTEES),
                ("branches", _("Party branches"), _("Branches of every kind, general branches among them."),
                 ladder.BRANCHES),
                ("groups", _("Party groups"), _("Party groups and building groups."), ladder.GROUPS),
                ("households", _("Model households"), _("Model households of party members."), (OrgKind.HOUSEHOLD,)),
            ), 7,
        )
    ),
)  # fmt: skip


def _over(now):
    return Term.objects.running().filter(ends_on__lt=timezone.localdate(now)).values("organization")


def _in_the_grids(now):
    posts = Post.objects.current(timezone.localdate(now)).filter(role__kind__in=IN_THE_GRIDS)
    return posts.values("user")
