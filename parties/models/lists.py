"""三个清单: what a community needs, what its partners can give, what they do together; and who claims it."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from grids.models import Placed, StoredFile, new_ref
from grids.models.placed import BEGINS_IN_USE
from parties.enums.partners import ClaimState, EntryState, Grade, ListKind
from parties.models.organization import PLACE, PartyOrganization
from parties.models.partner import LEVELS, NEVER_DELETED, HeldQuerySet, JointMeeting, Partner, first_of_quarter

PUBLISHED = (EntryState.OPEN, EntryState.CLAIMED, EntryState.FULFILLED)
UNMET = (EntryState.OPEN, EntryState.CLAIMED)


class ListEntryQuerySet(HeldQuerySet):
    def of_quarter(self, quarter):
        """Also those that were carried on to a later one: they stood in its lists."""
        return self.filter(first_quarter__lte=quarter, quarter__gte=quarter)

    def unmet_needs(self):
        return self.filter(kind=ListKind.NEED, state__in=UNMET)


class ListEntry(Placed):
    """One line of one list. Its owner is a partner, or the community itself where `owner` is empty.

    A need that is carried on keeps its row, its claims and its history: it stands in the lists of every quarter from
    `first_quarter` to `quarter`.
    """

    ref = models.CharField(max_length=12, unique=True, default=new_ref, editable=False)
    organization = models.ForeignKey(
        PartyOrganization, models.PROTECT, related_name="list_entries", verbose_name=_("Party organisation")
    )
    kind = models.CharField(_("List"), max_length=8, choices=ListKind)
    title = models.CharField(pgettext_lazy("of a list's entry", "What"), max_length=80)
    details = models.CharField(_("Details"), max_length=500, blank=True)
    owner = models.ForeignKey(
        Partner,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="entries",
        verbose_name=pgettext_lazy("of a list's entry", "Whose"),
    )
    places = models.PositiveSmallIntegerField(pgettext_lazy("of a list's entry", "How many may claim it"), default=1)
    first_quarter = models.DateField(editable=False)
    quarter = models.DateField(_("Quarter"))
    state = models.CharField(max_length=10, choices=EntryState, default=EntryState.DRAFT, editable=False)
    entered_at = models.DateTimeField(editable=False)
    published_at = models.DateTimeField(null=True, editable=False)
    carried_at = models.DateTimeField(null=True, editable=False, help_text="the last time")

    objects = ListEntryQuerySet.as_manager()

    class Meta(Placed.Meta):
        verbose_name = _("Entry of a list")
        verbose_name_plural = _("Entries of the lists")
        ordering = ["-entered_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=ListKind.values), name="entry_list_known"),
            models.CheckConstraint(condition=Q(state__in=EntryState.values), name="entry_state_known"),
            models.CheckConstraint(
                condition=Q(kind=ListKind.NEED, owner=None)
                | Q(kind=ListKind.RESOURCE, owner__isnull=False)
                | Q(kind=ListKind.PROJECT),
                name="entry_owned_by_its_side",
                violation_error_message=_("A need is the community's own, a resource a partner's."),
            ),
            models.CheckConstraint(
                condition=Q(places__gte=1),
                name="entry_for_one_at_least",
                violation_error_message=_("One at least may claim it."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=PUBLISHED, published_at__isnull=False)
                | Q(state=EntryState.DRAFT, published_at=None)
                | Q(state=EntryState.WITHDRAWN),
                name="entry_published",
            ),
            first_of_quarter("entry_quarter"),
            models.CheckConstraint(
                condition=Q(quarter=F("first_quarter"), carried_at=None)
                | Q(quarter__gt=F("first_quarter"), carried_at__isnull=False, kind=ListKind.NEED),
                name="entry_carried_on",
            ),
        ]
        indexes = [
            *(models.Index(fields=[level, "-entered_at", "-id"], name=f"entry_by_{level[:5]}") for level in LEVELS),
            models.Index(fields=["organization", "quarter", "first_quarter"], name="entry_of_quarter"),
            models.Index(
                fields=["quarter"], name="entry_unmet", condition=Q(kind=ListKind.NEED, state__in=UNMET)
            ),  # the nightly proposal
        ]
        triggers = [*Placed.Meta.triggers, BEGINS_IN_USE, NEVER_DELETED]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"/parties/lists/{self.ref}/"

    @property
    def owner_name(self) -> str:
        return self.owner.organisation.name if self.owner_id else self.organization.name


class ListClaimQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(entry__in=ListEntry.objects.visible_to(user).values("pk"))

    def standing(self):
        return self.exclude(state=ClaimState.GIVEN_UP)


class ListClaim(models.Model):
    """A partner claims it, or the community where `partner` is empty; whoever claims says when it is done, and the
    owner of the entry says how well."""

    entry = models.ForeignKey(ListEntry, models.PROTECT, related_name="claims")
    partner = models.ForeignKey(Partner, models.PROTECT, null=True, related_name="claims")
    meeting = models.ForeignKey(JointMeeting, models.PROTECT, null=True, related_name="claims")
    promise = models.CharField(_("What is promised"), max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=ClaimState, default=ClaimState.CLAIMED)
    claimed_at = models.DateTimeField()
    outcome = models.CharField(pgettext_lazy("of a claim", "What was done"), max_length=300, blank=True)
    evidence = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    fulfilled_at = models.DateTimeField(null=True)
    grade = models.CharField(_("Evaluation"), max_length=4, choices=Grade, blank=True)
    remark = models.CharField(_("In words"), max_length=200, blank=True)
    evaluated_at = models.DateTimeField(null=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = ListClaimQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("of a list's entry", "Claim")
        verbose_name_plural = pgettext_lazy("of the lists", "Claims")
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "partner"],
                condition=~Q(state=ClaimState.GIVEN_UP),
                nulls_distinct=False,
                name="list_claim_once",
                violation_error_message=_("It has claimed this already."),
            ),
            models.CheckConstraint(condition=Q(state__in=ClaimState.values), name="list_claim_state_known"),
            models.CheckConstraint(
                condition=Q(state=ClaimState.FULFILLED, fulfilled_at__isnull=False, evidence__isnull=False)
                & ~Q(outcome="")
                | ~Q(state=ClaimState.FULFILLED) & Q(fulfilled_at=None),
                name="list_claim_fulfilled_with_evidence",
                violation_error_message=_("Add a photo or a file that shows it."),
            ),
            models.CheckConstraint(
                condition=Q(grade="", evaluated_at=None)
                | Q(grade__in=Grade.values, evaluated_at__isnull=False, state=ClaimState.FULFILLED),
                name="list_claim_evaluated_when_fulfilled",
            ),
        ]
        indexes = [models.Index(fields=["-claimed_at", "-id"], name="list_claim_new")]
        triggers = [NEVER_DELETED]

    def __str__(self) -> str:
        return self.entry.title

    @property
    def claimant_name(self) -> str:
        return self.partner.organisation.name if self.partner_id else self.entry.organization.name

    @property
    def giver(self) -> Partner:
        """Whose contribution it is: the partner that claims, else the one whose resource or project is claimed."""
        return self.partner or self.entry.owner


pghistory.track(
    pghistory.InsertEvent(), pghistory.UpdateEvent(), exclude=PLACE, level=pghistory.Statement
)(ListEntry)  # fmt: skip
pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    level=pghistory.Statement,
    meta={"indexes": [models.Index(fields=["entry"], name="list_claim_past")]},
)(ListClaim)
