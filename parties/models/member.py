"""Who belongs to which party organisation. A member is always somebody of the register; nothing of them is copied.

Political membership is sensitive: rows are read with read_members only, by whoever keeps the organisation's area.
"""

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from grids.models import Placed, new_ref
from grids.models.placed import BEGINS_IN_USE
from parties.enums import MemberKind
from parties.enums.members import Leaving
from parties.models.organization import PLACE, PartyOrganization
from residents.models import Resident
from residents.models.dwelling import RegisterQuerySet


class MemberQuerySet(RegisterQuerySet):
    def visible_to(self, user):
        return self.filter(user.scope.placed_q("read_members"))

    def current(self):
        return self.filter(left_on=None)

    def living(self):
        """Also on the day of a death, before the night takes them off the roll."""
        return self.filter(resident__died_on=None)


class PartyMember(Placed):
    """One row a person and organisation; one current row a person. It lies where the organisation lies.

    Somebody not linked to an organisation yet (kind unlinked) lies in the area that found them.
    """

    ref = models.CharField(max_length=12, unique=True, default=new_ref, editable=False)
    resident = models.ForeignKey(Resident, models.PROTECT, related_name="+", verbose_name=_("Resident"))
    organization = models.ForeignKey(
        PartyOrganization, models.PROTECT, null=True, blank=True, related_name="members",
        verbose_name=_("Party organisation"),
    )  # fmt: skip
    kind = models.CharField(_("Kind"), max_length=12, choices=MemberKind)
    since = models.DateField(pgettext_lazy("of a party member", "In this organisation since"))
    left_on = models.DateField(pgettext_lazy("of a party member", "Left on"), null=True, blank=True)
    left_for = models.CharField(
        pgettext_lazy("of a party member", "Why they left"), max_length=12, choices=Leaving, blank=True
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("Their own account"),
    )  # fmt: skip
    is_shown = models.BooleanField(
        _("Shows that they are a member"), default=False, help_text="they agreed to it: the card of service says so"
    )

    objects = MemberQuerySet.as_manager()

    class Meta(Placed.Meta):
        verbose_name = _("Party member")
        verbose_name_plural = _("Party members")
        ordering = ["-since", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["resident"],
                condition=Q(left_on=None),
                name="party_member_once",
                violation_error_message=_("This person is on the roll of party members already."),
            ),
            models.CheckConstraint(
                condition=Q(organization=None, kind=MemberKind.UNLINKED)
                | Q(organization__isnull=False) & ~Q(kind=MemberKind.UNLINKED),
                name="party_member_linked_or_not",
                violation_error_message=_("Somebody not yet linked has no organisation; everybody else has one."),
            ),
            models.CheckConstraint(
                condition=Q(left_on=None) | Q(left_on__gte=F("since")),
                name="party_member_leaves_after_joining",
                violation_error_message=_("Nobody leaves before they joined."),
            ),
            models.CheckConstraint(
                condition=Q(left_for="") | Q(left_on__isnull=False),
                name="party_member_leaves_for_something",
                violation_error_message=_("Why somebody left is said once they have left."),
            ),
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(left_on=None, user__isnull=False),
                name="party_member_one_account",
                violation_error_message=_("This account is another member's."),
            ),
        ]
        indexes = [
            models.Index(
                fields=[column, "-since", "-id"],
                name=f"party_member_of_{column[:4]}",
                condition=Q(left_on=None),
            )
            for column in ("district_id", "street_id", "community_id", "grid_id", "area", "organization")
        ]
        triggers = [
            *Placed.Meta.triggers,
            BEGINS_IN_USE,
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return str(self.resident)

    def get_absolute_url(self) -> str:
        return f"/parties/members/{self.ref}/"


pghistory.track(
    pghistory.InsertEvent(), pghistory.UpdateEvent(), exclude=PLACE, level=pghistory.Statement
)(PartyMember)  # fmt: skip
