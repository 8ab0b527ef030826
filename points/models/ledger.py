"""The ledger: passbooks, movements and their entries. Append-only; the database keeps the sums and the balances."""

from decimal import Decimal

import pgtrigger
from django.conf import settings
from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from grids.models import Placed, Post, new_ref
from grids.models.placed import BEGINS_IN_USE
from points.enums import Kind, Purpose
from points.models.scheme import Scheme
from residents.models import Household, Resident
from residents.models.dwelling import RegisterQuerySet

PLACES = {"max_digits": 10, "decimal_places": 1}  # one decimal place, as on paper
NOTHING = Decimal("0.0")


class AccountQuerySet(RegisterQuerySet):
    def visible_to(self, user):
        """Passbooks in the areas where one may look into them, and one's own."""
        return self.filter(user.scope.placed_q("read_points") | Q(user=user.pk))

    def passbooks(self):
        """Those in use: without the accounts of the schemes themselves, and those joined into another."""
        return self.filter(purpose="", joined_into=None)

    def with_holders(self):
        return self.select_related("scheme", "resident", "household__dwelling", "user")


# A scheme's own accounts lie with it, hold no area, and are opened when they are first needed: also once its area has
# been retired and its passbooks are taken over, or what is in them expires.
PASSBOOKS_IN_USE = pgtrigger.Trigger(
    name=BEGINS_IN_USE.name, when=BEGINS_IN_USE.when, operation=BEGINS_IN_USE.operation, func=BEGINS_IN_USE.func,
    condition=pgtrigger.Q(new__purpose=""),
)  # fmt: skip


class Account(Placed):
    """A passbook (存折) of a person, a household or somebody who serves; or, with a purpose, the scheme's own."""

    ref = models.CharField(max_length=12, unique=True, default=new_ref, editable=False)
    # Scheme and holder need no index: the unique constraints begin with them. Each entry opens all a passbook has.
    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="accounts", db_index=False)
    number = models.PositiveIntegerField(null=True, help_text="within the scheme; none for the scheme's own")
    resident = models.ForeignKey(Resident, models.PROTECT, null=True, related_name="+", db_index=False)
    household = models.ForeignKey(Household, models.PROTECT, null=True, related_name="+", db_index=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
        help_text="who serves and is no resident",
    )
    purpose = models.CharField(max_length=12, choices=Purpose, blank=True)
    joined_into = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="joined", db_index=False, help_text="where its points are now"
    )
    balance = models.DecimalField(_("Balance"), default=NOTHING, **PLACES)
    lines = models.PositiveIntegerField(default=0, editable=False, help_text="how many entries it has")
    opened_at = models.DateTimeField(auto_now_add=True)
    expires_soon = models.BooleanField(default=False, editable=False, help_text="looked at each night")

    objects = AccountQuerySet.as_manager()

    class Meta(Placed.Meta):
        verbose_name = _("Passbook")
        verbose_name_plural = _("Passbooks")
        indexes = [
            models.Index(
                fields=[column, "-opened_at", "-id"], name=f"account_{column[:4]}_new", condition=Q(purpose="")
            )
            for column in ("district_id", "street_id", "community_id", "area")
        ] + [
            models.Index(fields=["joined_into"], name="account_joined", condition=Q(joined_into__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(balance__gte=0),
                name="account_never_negative",
                violation_error_message=_("The passbook does not hold so much."),
            ),
            models.CheckConstraint(
                condition=Q(joined_into=None) | (Q(purpose="", balance=0) & ~Q(joined_into=F("id"))),
                name="account_joined_is_empty",
                violation_error_message=_("This passbook was joined into another one."),
            ),
            models.CheckConstraint(
                condition=Q(purpose="", number__isnull=False) | (~Q(purpose="") & Q(number=None, balance=0)),
                name="account_of_scheme_keeps_no_balance",
            ),
            models.CheckConstraint(
                condition=Q(resident__isnull=False, household=None, user=None, purpose="")
                | Q(resident=None, household__isnull=False, user=None, purpose="")
                | Q(resident=None, household=None, user__isnull=False, purpose="")
                | (Q(resident=None, household=None, user=None) & ~Q(purpose="")),
                name="account_of_one_holder",
            ),
            models.UniqueConstraint(fields=["scheme", "number"], name="account_number_once"),
            models.UniqueConstraint(fields=["resident", "scheme"], name="account_of_resident_once"),
            models.UniqueConstraint(fields=["household", "scheme"], name="account_of_household_once"),
            models.UniqueConstraint(fields=["user", "scheme"], name="account_of_user_once"),
            models.UniqueConstraint(
                fields=["scheme", "purpose"], condition=~Q(purpose=""), name="account_of_scheme_once"
            ),
        ]
        triggers = [
            *Placed.Meta.triggers,
            PASSBOOKS_IN_USE,
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
            # Only the ledger's own trigger may touch a balance: nobody types one.
            pgtrigger.Trigger(
                name="balance_by_entries",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("balance"),
                condition=pgtrigger.Condition("OLD.balance IS DISTINCT FROM NEW.balance AND pg_trigger_depth() = 0"),
                func="RAISE EXCEPTION 'pgtrigger: Cannot change a balance but by an entry';",
            ),
        ]

    def __str__(self) -> str:
        return f"No. {self.number:04d}" if self.number else self.get_purpose_display()

    @property
    def holder(self) -> str:
        """Whose it is: a name, or where the household lives."""
        if self.resident_id:
            return self.resident.name
        return str(self.user) if self.user_id else self.household.dwelling.address

    def get_absolute_url(self) -> str:
        return f"/points/{self.ref}/"


class PassbookCode(models.Model):
    """The check code of one printed passbook, hashed: the code stands on the paper and nowhere else."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="codes")
    code_hash = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)

    class Meta:
        verbose_name = _("Check code")


class Movement(models.Model):
    """One event that moves points: two entries or more that sum to zero. No source makes two movements."""

    kind = models.CharField(max_length=12, choices=Kind)
    source_kind = models.CharField(max_length=20)
    source_id = models.CharField(max_length=40)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False)
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+", db_index=False)
    words = models.CharField(max_length=120)
    reverses = models.OneToOneField("self", models.PROTECT, null=True, related_name="reversed_by")

    class Meta:
        verbose_name = _("Movement of points")
        constraints = [
            models.UniqueConstraint(fields=["source_kind", "source_id"], name="movement_source_once"),
            models.CheckConstraint(
                condition=(Q(kind=Kind.REVERSAL) & Q(reverses__isnull=False))
                | (~Q(kind=Kind.REVERSAL) & Q(reverses=None)),
                name="movement_reverses",
            ),
            models.CheckConstraint(condition=~Q(reverses=F("id")), name="movement_not_of_itself"),
        ]
        # A month's statement, the figures of a day. Rows come in the order of time, and each exchange writes one.
        indexes = [BrinIndex(fields=["at"], name="movement_at", pages_per_range=16, autosummarize=True)]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="has_two_sides",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                timing=pgtrigger.Deferred,
                func="""
                    IF (SELECT count(*) < 2 FROM points_entry e WHERE e.movement_id = NEW.id) THEN
                        RAISE EXCEPTION 'movement % has not two sides', NEW.id USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NULL;
                """,
            ),
        ]


class EntryQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Lines of the passbooks in one's areas; the schemes' own accounts say the same the other way round."""
        found = Q(pk__in=())
        for column, ids in user.scope.branches("read_points"):
            found |= Q(**{f"account__{column}__in": ids})
        return self.filter(found, account__purpose="")


class Entry(models.Model):
    """One side of a movement, with the passbook's balance after it. It is the only thing that changes a balance."""

    movement = models.ForeignKey(Movement, models.PROTECT, related_name="entries", db_index=False)
    account = models.ForeignKey(Account, models.PROTECT, related_name="entries", db_index=False)
    amount = models.DecimalField(**PLACES)
    # Both are what the passbook says once its row is locked: ids are given out before, in another order.
    line = models.PositiveIntegerField(null=True, help_text="of the passbook; not kept for the accounts of a scheme")
    balance = models.DecimalField(null=True, help_text="after it; not kept for the accounts of a scheme", **PLACES)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("Entry")
        verbose_name_plural = _("Entries")
        constraints = [
            models.CheckConstraint(condition=~Q(amount=0), name="entry_not_nothing"),
            models.UniqueConstraint(fields=["movement", "account"], name="entry_once_for_an_account"),
            models.UniqueConstraint(
                fields=["account", "line"], name="entry_line_once"
            ),  # also the pages of a passbook
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            # The row of the passbook is locked here: two who spend at once come one after the other.
            pgtrigger.Trigger(
                name="keep_balance",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="""
                    UPDATE points_account SET balance = balance + NEW.amount, lines = lines + 1
                    WHERE id = NEW.account_id AND purpose = ''
                    RETURNING balance, lines INTO NEW.balance, NEW.line;
                    RETURN NEW;
                """,
            ),
            # Looked at when the transaction ends, whoever wrote the entries.
            pgtrigger.Trigger(
                name="keep_sum",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                timing=pgtrigger.Deferred,
                func="""
                    IF (SELECT sum(e.amount) <> 0 FROM points_entry e WHERE e.movement_id = NEW.movement_id) THEN
                        RAISE EXCEPTION 'movement % does not sum to zero', NEW.movement_id
                        USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NULL;
                """,
            ),
        ]
