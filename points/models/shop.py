"""The points shop (积分超市): items with a stock, and what was exchanged for points."""

import uuid

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from grids.models import Placed, StoredFile, new_ref
from points import opening
from points.enums import RedemptionState, StockKind
from points.models.ledger import PLACES, Account, Movement
from points.models.scheme import Scheme


class ItemQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(user.scope.placed_q("read_points"))


class ShopQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(scheme__in=Scheme.objects.visible_to(user))


class Shop(models.Model):
    """Where and when a scheme's points are exchanged. Outside its hours the desk is asked twice, and not refused."""

    scheme = models.OneToOneField(Scheme, models.PROTECT, related_name="shop")
    place = models.CharField(_("Where"), max_length=80)
    hours = models.JSONField(_("Opening times"), default=list, blank=True, help_text="lines of points.opening")
    opening = models.CharField(_("Note on the opening times"), max_length=80, blank=True)
    reserve_days = models.PositiveSmallIntegerField(_("Days a reserved item is kept"), default=7)

    objects = ShopQuerySet.as_manager()

    class Meta:
        verbose_name = _("Points shop")
        constraints = [
            models.CheckConstraint(condition=Q(reserve_days__range=(1, 60)), name="shop_keeps_for_a_while"),
            models.CheckConstraint(
                condition=~Q(hours=[]) | ~Q(opening=""),
                name="shop_says_when",
                violation_error_message=_("Say when the shop is open."),
            ),
        ]

    def says_when(self) -> list[str]:
        """Its hours a line each, then its note."""
        return [*opening.said(self.hours), *filter(None, [self.opening])]


class Item(Placed):
    """What can be had for points. Its stock is what its movements say; nobody types it."""

    ref = models.CharField(max_length=12, unique=True, default=new_ref, editable=False)
    shop = models.ForeignKey(Shop, models.PROTECT, related_name="items")
    name = models.CharField(_("Item"), max_length=40)
    pack = models.CharField(_("Pack"), max_length=40, blank=True, help_text=_("900 ml, a box of ten …"))
    price = models.DecimalField(_("Price"), **PLACES)
    photo = models.ForeignKey(StoredFile, models.PROTECT, null=True, blank=True, related_name="+")
    stock = models.PositiveIntegerField(default=0, editable=False)
    is_on = models.BooleanField(_("On offer"), default=True)

    objects = ItemQuerySet.as_manager()

    class Meta(Placed.Meta):
        verbose_name = _("Item of the shop")
        ordering = ["shop", "price", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(price__gt=0), name="item_has_a_price"),
            models.UniqueConstraint(
                fields=["shop", "name", "pack"],
                condition=Q(is_on=True),
                name="item_once",
                violation_error_message=_("The shop has this item already."),
            ),
        ]
        triggers = [
            *Placed.Meta.triggers,
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Trigger(
                name="stock_by_movements",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("stock"),
                condition=pgtrigger.Condition("OLD.stock IS DISTINCT FROM NEW.stock AND pg_trigger_depth() = 0"),
                func="RAISE EXCEPTION 'pgtrigger: Cannot change a stock but by a movement of stock';",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.pack}".strip()

    def reserved(self) -> int:
        """Pieces that are out of the stock, and lie in the shop until they are fetched."""
        waiting = self.redemptions.filter(state=RedemptionState.RESERVED)
        return waiting.aggregate(n=models.Sum("quantity", default=0))["n"]

    def get_absolute_url(self) -> str:
        return f"/points/shop/items/{self.ref}/"


class Stock(models.Model):
    """One change of an item's stock, with what there was after it."""

    item = models.ForeignKey(Item, models.PROTECT, related_name="movements", db_index=False)
    kind = models.CharField(max_length=12, choices=StockKind)
    amount = models.IntegerField()
    after = models.PositiveIntegerField()
    source = models.CharField(max_length=40, help_text="the exchange, the delivery note, the stock-taking")
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
        help_text="of what an exchange took, the exchange says it",
    )
    words = models.CharField(max_length=120, blank=True)

    class Meta:
        verbose_name = _("Movement of stock")
        indexes = [models.Index(fields=["item", "-id"], name="stock_of_item")]
        constraints = [
            models.CheckConstraint(condition=~Q(amount=0), name="stock_not_nothing"),
            models.UniqueConstraint(fields=["item", "kind", "source"], name="stock_source_once"),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            # The row of the item is locked here: fifty who want the last one come one after the other.
            pgtrigger.Trigger(
                name="keep_stock",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="""
                    UPDATE points_item SET stock = stock + NEW.amount WHERE id = NEW.item_id
                    RETURNING stock INTO NEW.after;
                    RETURN NEW;
                """,
            ),
        ]


class RedemptionQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(user.scope.placed_q("read_points"))

    def sent_with(self, token: uuid.UUID):
        """The one of this form: its token is the source of the movement, which no two have."""
        return self.filter(movement__source_kind="redemption", movement__source_id=str(token))


class Redemption(Placed):
    """An exchange: points and stock are taken at once; the item is handed over against a code, or comes back.

    Each moment has its own fields, which stay: what was handed over in one month and returned in the next counts in
    both.
    """

    ref = models.CharField(max_length=12, unique=True, default=new_ref, editable=False)
    account = models.ForeignKey(Account, models.PROTECT, related_name="redemptions")
    item = models.ForeignKey(Item, models.PROTECT, related_name="redemptions", db_index=False)
    quantity = models.PositiveSmallIntegerField()
    price = models.DecimalField(help_text="of one, when it was exchanged", **PLACES)
    state = models.CharField(max_length=12, choices=RedemptionState, default=RedemptionState.RESERVED)
    code_hash = models.CharField(max_length=64, help_text="never looked for: it is checked beside the number")
    at = models.DateTimeField()
    alarm_at = models.DateTimeField(null=True, help_text="until when it is kept")
    handed_at = models.DateTimeField(null=True, help_text="unknown of what was returned before this was kept")
    handed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    back_at = models.DateTimeField(
        null=True, help_text="when it was cancelled or returned: points and stock went back"
    )
    back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
        help_text="nobody, where it was not fetched in time",
    )
    why = models.CharField(max_length=200, blank=True)
    movement = models.OneToOneField(Movement, models.PROTECT, related_name="redemption")

    objects = RedemptionQuerySet.as_manager()

    class Meta(Placed.Meta):
        verbose_name = _("Exchange")
        indexes = [
            models.Index(fields=["alarm_at"], name="redemption_alarm", condition=Q(alarm_at__isnull=False)),
            models.Index(fields=["community_id", "-at", "-id"], name="redemption_new"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(quantity__gte=1), name="redemption_of_something"),
            models.CheckConstraint(
                condition=Q(state=RedemptionState.RESERVED, alarm_at__isnull=False, handed_at=None, back_at=None)
                | Q(state=RedemptionState.HANDED, alarm_at=None, handed_at__isnull=False, back_at=None)
                | Q(state=RedemptionState.CANCELLED, alarm_at=None, handed_at=None, back_at__isnull=False)
                | Q(state=RedemptionState.RETURNED, alarm_at=None, back_at__isnull=False),
                name="redemption_state",
            ),
            models.CheckConstraint(
                condition=Q(handed_at=None, handed_by=None) | Q(handed_at__isnull=False, handed_by__isnull=False),
                name="redemption_handed_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=(RedemptionState.CANCELLED, RedemptionState.RETURNED)) | ~Q(why=""),
                name="redemption_back_with_reason",
            ),
            models.CheckConstraint(
                condition=(Q(handed_at=None) | Q(handed_at__gte=F("at")))
                & (Q(back_at=None) | Q(back_at__gte=Coalesce("handed_at", "at"))),
                name="redemption_times",
            ),
        ]
        triggers = [
            *Placed.Meta.triggers,
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="moments_stay",
                operation=pgtrigger.UpdateOf("handed_at", "handed_by_id", "back_at", "back_by_id"),
                condition=pgtrigger.Condition(
                    "OLD.handed_at IS NOT NULL"
                    " AND (OLD.handed_at, OLD.handed_by_id) IS DISTINCT FROM (NEW.handed_at, NEW.handed_by_id)"
                    " OR OLD.back_at IS NOT NULL"
                    " AND (OLD.back_at, OLD.back_by_id) IS DISTINCT FROM (NEW.back_at, NEW.back_by_id)"
                ),
            ),
        ]

    @property
    def cost(self):
        return self.price * self.quantity

    @property
    def by(self):
        """Who stood at the desk, as the movement of the points says."""
        return self.movement.by


PLACE = ["district_id", "street_id", "community_id", "grid_id"]
UNTOLD = [*PLACE, "stock"]
# Asked about when one of them is written, and not for each exchange, which writes the stock alone.
TOLD = pgtrigger.UpdateOf(*(field.column for field in Item._meta.concrete_fields if field.column not in UNTOLD))
CHANGED = pghistory.UpdateEvent(operation=TOLD, trigger_name="update_update")
pghistory.track(pghistory.InsertEvent(), CHANGED, exclude=UNTOLD)(Item)
pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())(Shop)
