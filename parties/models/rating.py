"""Property companies are rated, period by period, by more than one person; the last of a street gets a notice.

Companies are ranked, which are legal persons; nobody who is a person ever is.
"""

from datetime import date

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from grids.days.workdays import Unit
from grids.models import Area, Placed, new_ref
from grids.models.post import Named
from parties.enums.bodies import AnswerKind, Decision
from parties.models.organization import PLACE
from parties.models.property import PropertyCompany
from parties.models.staff import COLUMNS, NEVER_DELETED
from residents.models.dwelling import RegisterQuerySet

FULL = 100  # what a company is rated that reaches every point there is


class CriterionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The general ones and those of one's areas."""
        return self.filter(Q(area=None) | user.scope.area_q("read_parties", "area__"))

    def holding(self, area_id: int, on: date):
        """A street's own where it has any on that day, else the general ones."""
        on_that_day = self.filter(Q(until=None) | Q(until__gt=on), since__lte=on)
        own = on_that_day.filter(area=area_id)
        return own if own.exists() else on_that_day.filter(area=None)


class RatingCriterion(Named):
    """It holds from a day to a day: a period is rated by those that held on its first day, for good."""

    code = models.SlugField(_("Code"), max_length=40, unique=True, default=new_ref)
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="+", editable=False)
    most = models.PositiveSmallIntegerField(_("Most points"))
    since = models.DateField(_("Holds from"))
    until = models.DateField(_("Holds no more from"), null=True, blank=True)
    order = models.PositiveSmallIntegerField(default=100, editable=False)

    objects = CriterionQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("of a rating", "Criterion")
        verbose_name_plural = pgettext_lazy("of a rating", "Criteria")
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["area", "name_zh"],
                condition=Q(until=None),
                nulls_distinct=False,
                name="rating_criterion_once",
                violation_error_message=_("There is an entry of this name already."),
            ),
            models.CheckConstraint(condition=Q(most__gte=1, most__lte=100), name="rating_criterion_has_points"),
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=F("since")), name="rating_criterion_lasts"),
        ]
        triggers = [NEVER_DELETED]


class PeriodQuerySet(RegisterQuerySet):
    def visible_to(self, user):
        return self.filter(user.scope.placed_q("read_parties"))

    def open(self):
        return self.filter(closed_at=None)


class RatingPeriod(Placed):
    """It lies in the street whose companies are rated. Closed, it has its results, and nothing is rated any more."""

    ref = models.CharField(max_length=12, unique=True, default=new_ref, editable=False)
    name = models.CharField(pgettext_lazy("of a thing", "Name"), max_length=40)
    starts_on = models.DateField(_("From"))
    ends_on = models.DateField(pgettext_lazy("time", "Until"))
    closed_at = models.DateTimeField(null=True, editable=False)

    objects = PeriodQuerySet.as_manager()

    class Meta(Placed.Meta):
        verbose_name = _("Period of rating")
        verbose_name_plural = _("Periods of rating")
        indexes = [
            models.Index(fields=[column, "-starts_on", "-id"], name=f"rating_period_{column[:4]}")
            for column in COLUMNS
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["area", "name"],
                name="rating_period_once",
                violation_error_message=_("There is an entry of this name already."),
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")),
                name="rating_period_lasts",
                violation_error_message=_("It ends after it began."),
            ),
        ]
        triggers = [*Placed.Meta.triggers, NEVER_DELETED]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"/parties/property/periods/{self.ref}/"


class Scorecard(models.Model):
    """What one person gave one company for one period; theirs to correct until the period is closed."""

    period = models.ForeignKey(RatingPeriod, models.PROTECT, related_name="cards")
    company = models.ForeignKey(PropertyCompany, models.PROTECT, related_name="cards")
    rater = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    words = models.CharField(_("In words"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("Scorecard")
        constraints = [
            models.UniqueConstraint(fields=["period", "company", "rater"], name="scorecard_once_a_rater"),
        ]
        triggers = [NEVER_DELETED]


class ScoreLine(models.Model):
    card = models.ForeignKey(Scorecard, models.PROTECT, related_name="lines")
    criterion = models.ForeignKey(RatingCriterion, models.PROTECT, related_name="+")
    points = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("Line of a scorecard")
        constraints = [models.UniqueConstraint(fields=["card", "criterion"], name="score_line_once")]
        triggers = [NEVER_DELETED]


class ResultQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(company__in=PropertyCompany.objects.visible_to(user).values("pk"))


class RatingResult(models.Model):
    """What a company came to when the period was closed, as a share of all points, in hundredths; never changed."""

    period = models.ForeignKey(RatingPeriod, models.PROTECT, related_name="results")
    company = models.ForeignKey(PropertyCompany, models.PROTECT, related_name="results")
    score = models.DecimalField(max_digits=4, decimal_places=1)
    raters = models.PositiveSmallIntegerField()
    rank = models.PositiveSmallIntegerField()
    closed_at = models.DateTimeField()

    objects = ResultQuerySet.as_manager()

    class Meta:
        verbose_name = _("Result of a rating")
        indexes = [models.Index(fields=["-closed_at", "-id"], name="rating_result_new")]
        constraints = [
            models.UniqueConstraint(fields=["period", "company"], name="rating_result_once"),
            models.CheckConstraint(condition=Q(score__gte=0, score__lte=FULL), name="rating_result_score"),
        ]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]


class NoticeQuerySet(RegisterQuerySet):
    def visible_to(self, user):
        return self.filter(user.scope.placed_q("read_parties"))

    def open(self):
        return self.filter(decision="")


class LastPlaceNotice(Placed):
    """末位淘汰: the last company of a period may answer or appeal until due_at; then another person decides.

    amount, unit and served_at say why the deadline is what it is. alarm_at: when the sweep tells that it passed.
    """

    ref = models.CharField(max_length=12, unique=True, default=new_ref, editable=False)
    result = models.OneToOneField(RatingResult, models.PROTECT, related_name="notice")
    why = models.CharField(_("Reason"), max_length=400)
    served_at = models.DateTimeField(editable=False)
    served_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    amount = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=16, choices=Unit)
    due_at = models.DateTimeField()
    provisional = models.BooleanField(default=False)
    alarm_at = models.DateTimeField(null=True, editable=False)
    answer_kind = models.CharField(max_length=8, choices=AnswerKind, blank=True)
    answer = models.CharField(max_length=2000, blank=True)
    answered_at = models.DateTimeField(null=True, editable=False)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False, editable=False,
        help_text="who took the company's words down",
    )  # fmt: skip
    decision = models.CharField(
        pgettext_lazy("on a last-place notice", "Decision"), max_length=12, choices=Decision, blank=True
    )
    decided_at = models.DateTimeField(null=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False, editable=False
    )
    decision_why = models.CharField(max_length=400, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta(Placed.Meta):
        verbose_name = _("Last-place notice")
        verbose_name_plural = _("Last-place notices")
        indexes = [
            models.Index(fields=["alarm_at"], name="last_place_alarm", condition=Q(alarm_at__isnull=False)),
            models.Index(fields=["due_at"], name="last_place_open", condition=Q(decision="")),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at=None, answered_by=None, answer="", answer_kind="")
                | Q(answered_at__isnull=False, answered_by__isnull=False, answer_kind__in=AnswerKind.values)
                & ~Q(answer=""),
                name="last_place_answered_in_words",
            ),
            models.CheckConstraint(
                condition=Q(decision="", decided_at=None, decided_by=None, decision_why="")
                | Q(decision__in=Decision.values, decided_at__isnull=False, decided_by__isnull=False, alarm_at=None)
                & ~Q(decision_why="")
                & ~Q(decided_by=F("served_by"))
                & (Q(answered_by=None) | ~Q(decided_by=F("answered_by"))),
                name="last_place_decided_by_another",
                violation_error_message=_("Whoever served the notice or took the answer down does not decide."),
            ),
        ]
        triggers = [*Placed.Meta.triggers, NEVER_DELETED]

    def __str__(self) -> str:
        return str(self.result.company)

    def get_absolute_url(self) -> str:
        return f"/parties/property/notices/{self.ref}/"


for _model in (RatingCriterion, Scorecard, ScoreLine):
    pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), level=pghistory.Statement)(_model)
for _model in (RatingPeriod, LastPlaceNotice):
    pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), exclude=PLACE, level=pghistory.Statement)(_model)
