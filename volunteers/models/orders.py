"""Service orders: what somebody ordered, to whom it was offered, and who did it."""

import uuid

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from grids.fields import EncryptedField
from grids.models import Placed, Post, StoredFile, SubjectKey, new_ref
from grids.models.placed import BEGINS_IN_USE
from residents.models import Resident
from residents.models.dwelling import RegisterQuerySet
from volunteers.enums.orders import (
    Act,
    Channel,
    Difficulty,
    Means,
    Mode,
    OfferState,
    Praise,
    Span,
    Step,
)
from volunteers.models.people import Volunteer
from volunteers.models.service_menu import ServiceItem
from volunteers.models.team import Team
from volunteers.workflow import OPEN, OVER, UNTAKEN, WITH_TAKER

COLUMNS = ("district_id", "street_id", "community_id", "grid_id", "area")


class OrderQuerySet(RegisterQuerySet):
    def visible_to(self, user):
        """Those of one's areas; and those offered to oneself, or taken."""
        own = Offer.objects.filter(volunteer__user=user.pk, state__in=(OfferState.OPEN, OfferState.TAKEN))
        ids = list(own.values_list("order", flat=True))  # constants: PostgreSQL then reads both by their index
        return self.filter(user.scope.placed_q("read_volunteers") | Q(pk__in=ids))

    def open(self):
        return self.filter(step__in=OPEN)

    def overdue(self, now):
        return self.open().filter(due_at__lt=now)


class ServiceOrder(Placed):
    """What somebody ordered. For whom, where and what exactly is encrypted under that person's key.

    Only whoever took the order sees it, as long as it runs, and staff by a logged look; nothing says why they need it.
    """

    ref = models.CharField(max_length=12, unique=True, default=new_ref, editable=False)
    token = models.UUIDField(default=uuid.uuid4, unique=True, help_text="of the form: a second submit finds it")
    item = models.ForeignKey(ServiceItem, models.PROTECT, related_name="+", verbose_name=_("Service"))
    mode = models.CharField(pgettext_lazy("of a service", "How"), max_length=12, choices=Mode)
    channel = models.CharField(_("Ordered at"), max_length=8, choices=Channel)
    difficulty = models.CharField(_("Difficulty"), max_length=8, choices=Difficulty)
    span = models.CharField(_("How far it reaches"), max_length=12, choices=Span)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", help_text="none: from the public page"
    )
    for_another = models.BooleanField(_("Ordered for somebody else"), default=False)
    resident = models.ForeignKey(Resident, models.PROTECT, null=True, related_name="+", db_index=False)
    subject = models.ForeignKey(SubjectKey, models.PROTECT, related_name="+", db_index=False, editable=False)
    name = EncryptedField(pgettext_lazy("of a person", "Name"), max_length=40)
    phone = EncryptedField(_("Phone"), max_length=20)
    place = EncryptedField(_("Address"), max_length=160)
    details = EncryptedField(_("What exactly"), max_length=300)
    wanted_at = models.DateTimeField(_("When"), null=True, blank=True, help_text="none: as soon as somebody can")
    meet_at = models.CharField(_("Where to meet"), max_length=80, blank=True, help_text="of an appointment")
    every_days = models.PositiveSmallIntegerField(_("Every how many days"), null=True, blank=True)
    means = models.CharField(_("By which means"), max_length=8, choices=Means, blank=True, help_text="of one online")
    handed_over = EncryptedField(_("What is handed over"), max_length=100)

    step = models.CharField(max_length=12, choices=Step, default=Step.ORDERED)
    ordered_at = models.DateTimeField(_("Ordered"))
    step_at = models.DateTimeField(help_text="when this step began")
    due_at = models.DateTimeField(null=True, help_text="the promise of this step")
    provisional = models.BooleanField(
        default=False, editable=False, help_text="the promise touches a year whose notice is not out"
    )
    alarm_at = models.DateTimeField(null=True, help_text="when the sweep looks at it next")
    warned = models.BooleanField(default=False, help_text="in this step")
    was_late = models.BooleanField(default=False, help_text="in any step")
    redispatched = models.PositiveSmallIntegerField(default=0)
    dispatched_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    taker = models.ForeignKey(Volunteer, models.PROTECT, null=True, related_name="orders", verbose_name=_("Taken by"))
    taken_at = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    rating = models.PositiveSmallIntegerField(_("Rating"), null=True)
    reasons = ArrayField(models.CharField(max_length=12, choices=Praise), default=list, blank=True)
    rating_words = models.CharField(max_length=300, blank=True)
    case_number = models.CharField(max_length=24, blank=True, help_text="of the matter that a low rating opened")
    anonymised_at = models.DateTimeField(null=True, editable=False, help_text="by the rule of keeping")

    objects = OrderQuerySet.as_manager()

    class Meta(Placed.Meta):
        verbose_name = _("Service order")
        verbose_name_plural = _("Service orders")
        indexes = [
            *(models.Index(fields=[c, "-ordered_at", "-id"], name=f"order_{c[:4]}_new") for c in COLUMNS),
            *(
                models.Index(fields=[c, "due_at", "id"], name=f"order_{c[:4]}_due", condition=Q(step__in=OPEN))
                for c in COLUMNS
            ),
            models.Index(fields=["alarm_at"], name="order_alarm", condition=Q(alarm_at__isnull=False)),  # the sweep
            models.Index(fields=["id"], name="order_provisional", condition=Q(provisional=True)),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(step__in=Step.values), name="order_step_known"),
            models.CheckConstraint(
                condition=Q(step__in=WITH_TAKER, taker__isnull=False, taken_at__isnull=False)
                | Q(step__in=UNTAKEN, taker=None, taken_at=None)
                | Q(step=Step.CANCELLED),
                name="order_taken_by_one",
            ),
            models.CheckConstraint(
                condition=~Q(step__in=(Step.STARTED, Step.DONE, Step.RATED)) | Q(started_at__isnull=False),
                name="order_started",
            ),
            models.CheckConstraint(
                condition=Q(step__in=(Step.DONE, Step.RATED), done_at__isnull=False)
                | ~Q(step__in=(Step.DONE, Step.RATED)) & Q(done_at=None),
                name="order_done",
            ),
            models.CheckConstraint(
                condition=Q(step=Step.RATED, rating__isnull=False, rating__range=(1, 5))
                | ~Q(step=Step.RATED) & Q(rating=None),
                name="order_rated_1_to_5",
            ),
            models.CheckConstraint(
                condition=Q(step__in=OVER, ended_at__isnull=False, alarm_at=None, due_at=None)
                | ~Q(step__in=OVER) & Q(ended_at=None),
                name="order_ends_its_clock",
            ),
            models.CheckConstraint(
                condition=~Q(mode=Mode.APPOINTMENT) | Q(wanted_at__isnull=False) & ~Q(meet_at=""),
                name="order_appointment_says_when",
                violation_error_message=_("An appointment has a time and a place."),
            ),
            models.CheckConstraint(
                condition=~Q(mode=Mode.FOLLOW_UP) | Q(every_days__gte=1),
                name="order_follow_up_says_how_often",
                violation_error_message=_("Say every how many days somebody asks after them."),
            ),
            models.CheckConstraint(
                condition=Q(anonymised_at=None)
                | Q(resident=None, name=None, phone=None, place=None, details=None, handed_over=None),
                name="order_anonymised_says_nothing",
            ),
        ]
        triggers = [
            *Placed.Meta.triggers,
            BEGINS_IN_USE,
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return str(self.item)

    def get_absolute_url(self) -> str:
        return f"/volunteers/orders/{self.ref}/"


class Offer(models.Model):
    """An order put before one volunteer. Its token opens the page of a volunteer without an account."""

    order = models.ForeignKey(ServiceOrder, models.PROTECT, related_name="offers")
    volunteer = models.ForeignKey(Volunteer, models.PROTECT, related_name="offers")
    team = models.ForeignKey(Team, models.PROTECT, null=True, related_name="+", help_text="offered through it")
    at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=OfferState, default=OfferState.OPEN)
    answered_at = models.DateTimeField(null=True)
    token_hash = models.CharField(max_length=64, blank=True)
    link_until = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("Offer")
        constraints = [
            models.UniqueConstraint(fields=["order"], condition=Q(state="taken"), name="offer_taken_by_one"),
            models.UniqueConstraint(fields=["token_hash"], condition=~Q(token_hash=""), name="offer_link_once"),
            models.UniqueConstraint(
                fields=["order", "volunteer"], condition=Q(state__in=("open", "taken")), name="offer_stands_once"
            ),
            models.CheckConstraint(
                condition=Q(state="open", answered_at=None) | ~Q(state="open") & Q(answered_at__isnull=False),
                name="offer_answered",
            ),
        ]
        triggers = [pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete)]


class OrderLink(models.Model):
    """The way in of whom the order is for: kept hashed, expires, and can be issued anew."""

    order = models.ForeignKey(ServiceOrder, models.CASCADE, related_name="links")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False,
        help_text="none: whoever ordered by the public page",
    )  # fmt: skip
    token_hash = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)


class OrderAct(models.Model):
    """One line of an order's record: who (staff or volunteer), in which post, when, what and why. Append-only."""

    order = models.ForeignKey(ServiceOrder, models.PROTECT, related_name="acts", db_index=False)
    act = models.CharField(max_length=12, choices=Act)
    step = models.CharField(max_length=12, choices=Step, help_text="after it")
    at = models.DateTimeField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    volunteer = models.ForeignKey(Volunteer, models.PROTECT, null=True, related_name="+", db_index=False)
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    text = models.CharField(max_length=300, blank=True)
    data = models.JSONField(default=dict, blank=True, help_text="codes and ids only, never personal data")

    class Meta:
        verbose_name = _("Record")
        indexes = [models.Index(fields=["order", "id"], name="order_act_of")]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]


class OrderPhoto(models.Model):
    order = models.ForeignKey(ServiceOrder, models.PROTECT, related_name="photos")
    act = models.ForeignKey(OrderAct, models.PROTECT, related_name="photos")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("Photo")
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]
