"""Night watch: who keeps it in an area, which lines a night's crew has, its nights, and who asks whom to step in.

A night is an activity like others: its hours, conflicts and certification are the activity's. What is added here is
the line in which somebody stands.
"""

from datetime import date, datetime, timedelta

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from grids.days.when import SHANGHAI, day
from grids.models import Placed, new_ref
from grids.models.placed import BEGINS_IN_USE
from residents.models.dwelling import RegisterQuerySet
from volunteers.enums.watch import SwapState
from volunteers.models.activity import Activity, Participation
from volunteers.models.people import PLACE, Volunteer
from volunteers.models.team import Slot, seen_from_below

NEVER_DELETED = pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete)


class WatchQuerySet(RegisterQuerySet):
    def visible_to(self, user):
        """As teams: the community's watch is its grids' too."""
        return self.filter(seen_from_below(user))

    def kept(self):
        return self.filter(ended_on=None)


class Watch(Placed):
    """A community or a grid keeps it. Nights go on past midnight where they end before they begin."""

    ref = models.CharField(max_length=12, unique=True, default=new_ref, editable=False)
    name = models.CharField(pgettext_lazy("of a thing", "Name"), max_length=40)
    meets = models.CharField(_("Where they meet, and the round"), max_length=120)
    starts = models.TimeField(pgettext_lazy("time", "From"))
    ends = models.TimeField(pgettext_lazy("time", "Until"))
    since = models.DateField(_("Kept since"))
    ended_on = models.DateField(_("Ended on"), null=True, blank=True)

    objects = WatchQuerySet.as_manager()

    class Meta(Placed.Meta):
        verbose_name = _("Night watch")
        verbose_name_plural = _("Night watches")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["area", "name"],
                condition=Q(ended_on=None),
                name="watch_name_once",
                violation_error_message=_("This area has a night watch of this name already."),
            ),
            models.CheckConstraint(
                condition=~Q(starts=F("ends")),
                name="watch_lasts",
                violation_error_message=_("A night watch ends at another time than it begins."),
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("since")), name="watch_ends_after_it_began"
            ),
        ]
        triggers = [*Placed.Meta.triggers, BEGINS_IN_USE, NEVER_DELETED]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"/volunteers/watches/{self.ref}/"

    def hours_of(self, night: date) -> tuple[datetime, datetime]:
        """From when to when it is on the evening of this day."""
        last = night if self.ends > self.starts else night + timedelta(days=1)
        return datetime.combine(night, self.starts, SHANGHAI), datetime.combine(last, self.ends, SHANGHAI)


class WatchSlot(Slot):
    """A line of each night's crew, copied from a pattern: how many are wanted, and of which post."""

    watch = models.ForeignKey(Watch, models.PROTECT, related_name="slots")

    class Meta(Slot.Meta):
        verbose_name = _("Line of a night watch")
        constraints = [
            models.UniqueConstraint(fields=["watch", "label"], name="watch_slot_once"),
            models.CheckConstraint(condition=Q(wanted__gte=1) | Q(is_open=True), name="watch_slot_for_somebody"),
        ]


class WatchMemberQuerySet(models.QuerySet):
    def current(self):
        return self.filter(until=None)


class WatchMember(models.Model):
    """Somebody who takes turns in a line. The link is for whoever has no account: kept hashed, shown once."""

    watch = models.ForeignKey(Watch, models.PROTECT, related_name="members")
    slot = models.ForeignKey(WatchSlot, models.PROTECT, related_name="members", verbose_name=_("As"))
    volunteer = models.ForeignKey(Volunteer, models.PROTECT, related_name="watches")
    since = models.DateField(_("From"))
    until = models.DateField(pgettext_lazy("time", "Until"), null=True, blank=True)
    token_hash = models.CharField(max_length=64, blank=True, editable=False)
    link_until = models.DateTimeField(null=True, editable=False)

    objects = WatchMemberQuerySet.as_manager()

    class Meta:
        verbose_name = _("Member of a night watch")
        indexes = [models.Index(fields=["token_hash"], name="watch_link", condition=~Q(token_hash=""))]
        constraints = [
            models.UniqueConstraint(
                fields=["watch", "volunteer"],
                condition=Q(until=None),
                name="watch_member_once",
                violation_error_message=_("This person takes turns in this watch already."),
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="watch_member_leaves_after_joining"
            ),
            models.CheckConstraint(
                condition=Q(token_hash="", link_until=None) | (~Q(token_hash="") & Q(link_until__isnull=False)),
                name="watch_link_ends",
            ),
        ]
        triggers = [NEVER_DELETED]


class WatchNight(models.Model):
    """The evening of one day. alarm_at: when its crew is reminded."""

    watch = models.ForeignKey(Watch, models.PROTECT, related_name="nights")
    activity = models.OneToOneField(Activity, models.PROTECT, related_name="night")
    on = models.DateField(_("Evening of"))
    alarm_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = _("Night of a watch")
        constraints = [models.UniqueConstraint(fields=["watch", "on"], name="watch_night_once")]
        indexes = [models.Index(fields=["alarm_at"], name="watch_alarm", condition=Q(alarm_at__isnull=False))]
        triggers = [NEVER_DELETED]

    def __str__(self) -> str:
        return f"{self.watch} {day(self.on)}"

    def get_absolute_url(self) -> str:
        return f"{self.watch.get_absolute_url()}nights/{self.pk}/"


class Stand(models.Model):
    """In which line somebody stands on a night; while they are signed up for it, they fill it."""

    participation = models.OneToOneField(Participation, models.PROTECT, related_name="stand")
    slot = models.ForeignKey(WatchSlot, models.PROTECT, related_name="stands")

    class Meta:
        verbose_name = _("Place in a night watch")
        triggers = [NEVER_DELETED]


class SwapQuerySet(models.QuerySet):
    def standing(self, now: datetime):
        """Those that may still be answered: they lapse when the watch begins."""
        return self.filter(state=SwapState.OPEN, giver__activity__starts_at__gt=now)


class Swap(models.Model):
    """Who stands on a night asks another of their line to take their place."""

    giver = models.ForeignKey(Participation, models.PROTECT, related_name="swaps")
    taker = models.ForeignKey(Volunteer, models.PROTECT, related_name="swaps_asked")
    state = models.CharField(max_length=12, choices=SwapState, default=SwapState.OPEN)
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, editable=False)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
        editable=False,
        help_text="none: by link",
    )

    objects = SwapQuerySet.as_manager()

    class Meta:
        verbose_name = _("Swap in a night watch")
        constraints = [
            models.UniqueConstraint(
                fields=["giver", "taker"],
                condition=Q(state=SwapState.OPEN),
                name="swap_asked_once",
                violation_error_message=_("They have been asked already."),
            ),
            models.CheckConstraint(
                condition=Q(state=SwapState.OPEN, answered_at=None)
                | (~Q(state=SwapState.OPEN) & Q(answered_at__isnull=False)),
                name="swap_answered_once",
            ),
        ]
        triggers = [NEVER_DELETED]


for _model in (WatchSlot, WatchNight, Stand, Swap):
    pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), level=pghistory.Statement)(_model)
pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), exclude=["token_hash"], level=pghistory.Statement)(
    WatchMember
)
pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), exclude=PLACE)(Watch)
