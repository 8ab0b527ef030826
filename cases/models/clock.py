"""Time limits, and the clock of each step: stored promises, never a countdown."""

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from cases.enums import Act, Card, CountsFrom, PauseReason, Source, Step, Urgency
from cases.models.case import Case
from cases.models.category import Category
from grids.days.workdays import Unit
from grids.enums import Kind
from grids.models import Area, Checked, Post


class Timed(Checked):
    """The terms of a limit, as a rule states them and as an open step keeps them."""

    amount = models.PositiveIntegerField(_("Limit"))
    unit = models.CharField(_("Kind of time"), max_length=16, choices=Unit)
    rolls = models.BooleanField(_("Rolls to a working day"), default=False)
    warn_percent = models.PositiveSmallIntegerField(_("Warn at % used"), default=80)
    every_amount = models.PositiveIntegerField(_("Hand up every"), default=1)
    every_unit = models.CharField(max_length=16, choices=Unit, default=Unit.WORKING_DAYS)
    statutory = models.BooleanField(_("Statutory"), default=False, help_text="cannot be lengthened or paused")
    max_extension = models.PositiveIntegerField(
        _("Longest extension"),
        null=True,
        blank=True,
        help_text="in the limit's own kind of time; empty: half the limit",
    )

    class Meta:
        abstract = True


class TimeLimitQuerySet(models.QuerySet):
    def visible_to(self, user):
        """General rules are everybody's; an area's rule is for those who serve in it, below it or above it."""
        found = Q(area=None)
        for hat in user.scope.hats:
            for reach in hat.reaches:
                found |= Q(area__tree_id=reach.tree_id, area__lft__lte=reach.rght, area__rght__gte=reach.lft)
        return self.filter(found)

    def general(self):
        return self.filter(area=None)

    def in_force(self, today):
        return self.filter(Q(valid_to=None) | Q(valid_to__gt=today), valid_from__lte=today)

    def not_over(self, today):
        """In force, or beginning later."""
        return self.filter(Q(valid_to=None) | Q(valid_to__gt=today))


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.ManualEvent("taken_back"))
class TimeLimit(Timed):
    """A rule: category × step × urgency × level × area. An area's rule may only shorten. Effective-dated."""

    step = models.CharField(_("Step"), max_length=12, choices=Step)
    category = models.ForeignKey(
        Category, models.PROTECT, null=True, blank=True, related_name="limits", verbose_name=_("Category")
    )
    urgency = models.CharField(_("Urgency"), max_length=12, choices=Urgency, blank=True)
    source = models.CharField(_("Source"), max_length=12, choices=Source, blank=True)
    level = models.CharField(_("Level"), max_length=12, choices=Kind, blank=True)
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Area"))
    counts_from = models.CharField(_("Counts from"), max_length=8, choices=CountsFrom, default=CountsFrom.STEP)
    basis = models.CharField(_("Basis"), max_length=200, blank=True)
    check_locally = models.BooleanField(_("Check locally"), default=False)
    valid_from = models.DateField(_("Valid from"))
    valid_to = models.DateField(_("Valid until"), null=True, blank=True)

    objects = TimeLimitQuerySet.as_manager()

    class Meta:
        verbose_name = _("Time limit")
        verbose_name_plural = _("Time limits")
        ordering = ["step", "category", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gte=1, every_amount__gte=1), name="time_limit_positive"),
            models.CheckConstraint(condition=Q(warn_percent__range=(1, 99)), name="time_limit_warns"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")),
                name="time_limit_dates",
                violation_error_message=_("A rule ends after it began."),
            ),
            models.UniqueConstraint(
                fields=["step", "category", "urgency", "source", "level", "area", "valid_from"],
                nulls_distinct=False,
                name="time_limit_once",
                violation_error_message=_("There is a rule for exactly this from this day already."),
            ),
        ]

    @cached_property
    def is_narrow(self) -> bool:
        """Of a lower category; of a rule that speaks of a matter, read with it (cases/limits.py)."""
        return self.category is not None and self.category.parent_id is not None


class CaseStep(Timed):
    """One passage through one step, with the terms it got when it opened: later rules do not touch it."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="steps", db_index=False)
    step = models.CharField(max_length=12, choices=Step)
    entered_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=12, choices=Act, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", help_text="who completed it"
    )
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    skipped = models.BooleanField(default=False, help_text="the channel has no such step: came in by hotline")
    amount = models.PositiveIntegerField(null=True)
    unit = models.CharField(max_length=16, choices=Unit, blank=True)
    rule = models.ForeignKey(TimeLimit, models.PROTECT, null=True, related_name="+")
    counts_at = models.DateTimeField(null=True, help_text="the moment from which the limit counts")
    extension = models.PositiveIntegerField(default=0, help_text="granted, in the limit's own kind of time")
    promised_at = models.DateTimeField(null=True, help_text="the first promise, kept whatever is granted later")
    due_at = models.DateTimeField(null=True)
    provisional = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["case", "id"], name="case_step_of")]
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(left_at=None), name="case_one_open_step"),
            models.CheckConstraint(
                condition=Q(left_at=None) | Q(left_at__gte=F("entered_at")), name="case_step_times"
            ),
        ]
        triggers = [pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete)]

    @cached_property
    def pauses_read(self) -> list["ClockPause"]:
        """Read once; a page that knows there are none says so by setting it."""
        return list(self.pauses.all())


class ClockPause(models.Model):
    """A stretch of time that a step's clock does not count."""

    step = models.ForeignKey(CaseStep, models.PROTECT, related_name="pauses")
    reason = models.CharField(max_length=12, choices=PauseReason)
    text = models.CharField(max_length=200, blank=True)
    paused_at = models.DateTimeField()
    until = models.DateTimeField(help_text="the latest end; the sweep resumes it then")
    resumed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["step"], condition=Q(resumed_at=None), name="clock_paused_once"),
            models.CheckConstraint(
                condition=Q(resumed_at=None) | Q(resumed_at__gte=F("paused_at")), name="clock_pause_times"
            ),
        ]


class Escalation(models.Model):
    """A card: yellow before the promise, red after it, then one for each further interval, a level higher each."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="cards")
    step = models.ForeignKey(CaseStep, models.PROTECT, related_name="cards")
    level = models.PositiveSmallIntegerField(help_text="1 yellow, 2 red, 3 and more: handed up")
    card = models.CharField(max_length=8, choices=Card)
    due_at = models.DateTimeField(help_text="when it was due, however late the sweep came")
    made_at = models.DateTimeField()
    told = models.CharField(max_length=12, choices=Kind, blank=True, help_text="the level it was handed up to")
    contested_at = models.DateTimeField(null=True)
    contested_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    contest_reason = models.CharField(max_length=500, blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    withdrawn = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("Card")
        constraints = [
            # By when it fell due as well: a lengthened promise is warned of again.
            models.UniqueConstraint(fields=["step", "level", "due_at"], name="escalation_once"),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("contested_by")),
                name="card_decided_by_another",
                violation_error_message=_("Another person decides on this."),
            ),
        ]

    @property
    def is_decided(self) -> bool:
        """Also where it was lifted along with an earlier one, and so by nobody."""
        return self.withdrawn or self.decided_at is not None


class Extension(models.Model):
    """More time, asked for and decided by another person."""

    step = models.ForeignKey(CaseStep, models.PROTECT, related_name="extensions")
    amount = models.PositiveIntegerField(help_text="in the limit's own kind of time")
    reason = models.CharField(max_length=500)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    granted = models.BooleanField(null=True)

    class Meta:
        verbose_name = _("Extension")
        constraints = [
            models.UniqueConstraint(fields=["step"], condition=Q(decided_at=None), name="extension_asked_once"),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("asked_by")),
                name="extension_decided_by_another",
                violation_error_message=_("Another person decides on this."),
            ),
        ]
