"""The numbers of partners, the three lists, their claims and pledges."""

from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from grids.clicked import address
from grids.enums import Kind as Level
from grids.figures import Figure, Rate, Section, Table, always, register
from parties.enums.partners import ClaimState, EntryState, ListKind
from parties.models import Contribution, ListClaim, ListEntry, Partner, Pledge
from parties.models.lists import PUBLISHED

GRANT = "read_parties"
TOGETHER = Section(_("Partners and the three lists"), lowest=Level.COMMUNITY)
PARTNERS = Table(model=Partner, grant=GRANT, list_url=address("parties:partners:list"))
ENTRIES = Table(model=ListEntry, grant=GRANT, list_url=address("parties:partners:entries"))
CLAIMS = Table(
    model=ListClaim, grant=GRANT, list_url=address("parties:partners:claims"), place="entry__", own="entry__area_id"
)
GIFTS = Table(
    model=Contribution,
    grant=GRANT,
    list_url=address("parties:partners:contributions"),
    place="partner__",
    own="partner__area_id",
)
PLEDGES = Table(
    model=Pledge, grant=GRANT, list_url=address("parties:partners:signatories"), place="drive__", own="drive__area_id"
)
UNIT, ENTRY = pgettext_lazy("unit of measure", "units"), pgettext_lazy("unit of measure", "entries")
CLAIM, GIFT = (
    pgettext_lazy("unit of measure of the lists", "claims"),
    pgettext_lazy("unit of measure", "contributions"),
)
PLEDGE = pgettext_lazy("unit of measure", "pledges")
STOOD = ~Q(state=ClaimState.GIVEN_UP)


def in_force(now) -> Q:
    today = timezone.localdate(now)
    return Q(ended_on=None, agreed_on__lte=today, ends_on__gte=today)


def asked_for(now) -> Q:
    return Q(struck_at=None, drive__closed_on=None, drive__ends_on__gte=timezone.localdate(now))


register(
    Figure(
        "partners.partners", _("Partner units"), UNIT,
        _("Units with an agreement in force today, once for each party organisation that they have one with."),
        PARTNERS, in_force, tile=1, section=TOGETHER,
    ),
    Figure(
        "partners.claims", _("Claims"), CLAIM,
        _("Claims of needs, resources and projects made on these days, without those given up."),
        CLAIMS, lambda now: STOOD, "claimed_at", section=TOGETHER,
    ),
    Figure(
        "partners.claims_fulfilled", _("Claims fulfilled"), CLAIM,
        _("Of the claims made on these days, those that are fulfilled by now, with evidence."),
        CLAIMS, lambda now: Q(state=ClaimState.FULFILLED), "claimed_at", section=TOGETHER,
    ),
    Rate(
        "partners.claims_rate", _("Claims fulfilled"),
        _("Of the claims made on these days, the share that is fulfilled by now."),
        "partners.claims_fulfilled", "partners.claims", good="up", tile=2, section=TOGETHER,
    ),
    Figure(
        "partners.contributions", _("Contributions of partners"), GIFT,
        _("What partners gave on these days: each fulfilled claim once, and what was written down beside the lists."),
        GIFTS, lambda now: Q(struck_at=None), "on", tile=3, section=TOGETHER,
    ),
    Figure(
        "partners.carried", _("Needs carried on"), ENTRY,
        _("Needs that were carried on to a later quarter, by the day of the last time."),
        ENTRIES, lambda now: Q(quarter__gt=F("first_quarter")), "carried_at", good="down", tile=4, section=TOGETHER,
    ),
    Figure(
        "partners.pledges", _("Pledges to be signed"), PLEDGE,
        _("Signatories of the signings that are open and whose pledge is good today."), PLEDGES, asked_for,
        section=TOGETHER,
    ),
    Figure(
        "partners.pledges_signed", _("Pledges signed"), PLEDGE,
        _("Those of them who have signed."), PLEDGES, lambda now: asked_for(now) & Q(signed_on__isnull=False),
        section=TOGETHER,
    ),
    Rate(
        "partners.pledges_rate", _("Pledges signed"),
        _("Of the signatories of open signings, the share who have signed."),
        "partners.pledges_signed", "partners.pledges", good="up", tile=5, section=TOGETHER,
    ),
)  # fmt: skip

# Each list by where its entries stand, as they are now.
WORDS = {
    (ListKind.NEED, EntryState.OPEN): _("Needs that wait for a claim"),
    (ListKind.NEED, EntryState.CLAIMED): _("Needs claimed"),
    (ListKind.NEED, EntryState.FULFILLED): _("Needs fulfilled"),
    (ListKind.RESOURCE, EntryState.OPEN): _("Resources that wait for a claim"),
    (ListKind.RESOURCE, EntryState.CLAIMED): _("Resources claimed"),
    (ListKind.RESOURCE, EntryState.FULFILLED): _("Resources used"),
    (ListKind.PROJECT, EntryState.OPEN): _("Projects that wait for somebody to join"),
    (ListKind.PROJECT, EntryState.CLAIMED): _("Projects joined"),
    (ListKind.PROJECT, EntryState.FULFILLED): _("Projects done"),
}
register(
    Figure(
        "partners.published", _("Entries of the three lists"), ENTRY,
        _("Entries published on these days, of all three lists."),
        ENTRIES, lambda now: Q(state__in=PUBLISHED), "published_at", tile=6, section=TOGETHER,
    ),
    *(
        Figure(
            f"partners.{kind}_{state}", label, ENTRY,
            _("Published entries of this list that stand so now, of whichever quarter."),
            ENTRIES, always(Q(kind=kind, state=state)),
        )
        for (kind, state), label in WORDS.items()
    ),
)  # fmt: skip
