"""What a volunteer record says besides activities: training, commendations, and the community's word on a year.

Nothing is deleted: a line that was wrong is struck with a reason, and history keeps what it said.
"""

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from grids.models import Placed, new_ref
from residents.models.dwelling import RegisterQuerySet
from volunteers.enums.records import Grade, Level
from volunteers.models.people import PLACE, Strikable, Volunteer
from volunteers.models.team import seen_from_below

NEVER_DELETED = pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete)


class Entered(Strikable):
    """A line of the record: who wrote it down, and when."""

    entered_at = models.DateTimeField(editable=False)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False, editable=False
    )

    class Meta(Strikable.Meta):
        abstract = True


class TrainingQuerySet(RegisterQuerySet):
    def visible_to(self, user):
        """As activities: the community's trainings are its grids' too."""
        return self.filter(seen_from_below(user))

    def standing(self):
        return self.filter(struck_at=None)


class Training(Placed, Entered):
    """One lesson, for however many. It lies in the area it was for."""

    ref = models.CharField(max_length=12, unique=True, default=new_ref, editable=False)
    subject = models.CharField(_("What was taught"), max_length=60)
    on = models.DateField(_("Day"))
    hours = models.DecimalField(_("Hours of training"), max_digits=4, decimal_places=1)
    given_by = models.CharField(_("Who gave it"), max_length=60)

    objects = TrainingQuerySet.as_manager()

    class Meta(Placed.Meta):
        verbose_name = _("Training")
        verbose_name_plural = _("Trainings")
        indexes = [
            models.Index(fields=[column, "-entered_at", "-id"], name=f"training_{column[:4]}_new")
            for column in ("district_id", "street_id", "community_id", "grid_id", "area")
        ]
        constraints = [
            *Strikable.Meta.constraints,
            models.CheckConstraint(
                condition=Q(hours__gt=0, hours__lte=100),
                name="training_lasts",
                violation_error_message=_("A training lasts more than no hours, and 100 at most."),
            ),
        ]
        triggers = [*Placed.Meta.triggers, NEVER_DELETED]

    def __str__(self) -> str:
        return self.subject

    def get_absolute_url(self) -> str:
        return f"/volunteers/trainings/{self.ref}/"


class LineQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of one's own volunteers."""
        return self.filter(volunteer__in=Volunteer.objects.visible_to(user).values("pk"))

    def standing(self):
        return self.filter(struck_at=None)


class TrainedQuerySet(LineQuerySet):
    def visible_to(self, user):
        """Those of the trainings one sees; whose names one may know, roster.said tells."""
        return self.filter(training__in=Training.objects.visible_to(user).values("pk"))

    def standing(self):
        return self.filter(struck_at=None, training__struck_at=None)


class Trained(Entered):
    """One person in one training."""

    training = models.ForeignKey(Training, models.PROTECT, related_name="people")
    volunteer = models.ForeignKey(Volunteer, models.PROTECT, related_name="trained")

    objects = TrainedQuerySet.as_manager()

    class Meta:
        verbose_name = _("Place in a training")
        constraints = [
            *Strikable.Meta.constraints,
            models.UniqueConstraint(
                fields=["training", "volunteer"],
                condition=Q(struck_at=None),
                name="trained_once",
                violation_error_message=_("This person is on the list already."),
            ),
        ]
        triggers = [NEVER_DELETED]


class Commendation(Entered):
    volunteer = models.ForeignKey(Volunteer, models.PROTECT, related_name="commendations")
    title = models.CharField(_("Commended as"), max_length=60)
    level = models.CharField(pgettext_lazy("of a commendation", "Level"), max_length=12, choices=Level)
    given_by = models.CharField(_("Given by"), max_length=60)
    on = models.DateField(_("Day"))

    objects = LineQuerySet.as_manager()

    class Meta:
        verbose_name = _("Commendation")
        verbose_name_plural = _("Commendations")
        constraints = [*Strikable.Meta.constraints]
        triggers = [NEVER_DELETED]

    def __str__(self) -> str:
        return self.title


class Review(Entered):
    """The community's word on a year of service, once a year."""

    volunteer = models.ForeignKey(Volunteer, models.PROTECT, related_name="reviews")
    year = models.PositiveSmallIntegerField(_("Year"))
    grade = models.CharField(pgettext_lazy("of a volunteer", "Rating"), max_length=12, choices=Grade)
    words = models.CharField(_("In words"), max_length=200, blank=True)

    objects = LineQuerySet.as_manager()

    class Meta:
        verbose_name = _("Rating of a year")
        verbose_name_plural = _("Ratings of years")
        constraints = [
            *Strikable.Meta.constraints,
            models.UniqueConstraint(
                fields=["volunteer", "year"],
                condition=Q(struck_at=None),
                name="review_once_a_year",
                violation_error_message=_("This year is rated already: correct that rating."),
            ),
        ]
        triggers = [NEVER_DELETED]


for _model in (Training, Trained, Commendation, Review):
    pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        exclude=PLACE if _model is Training else [],
        level=pghistory.Statement,
    )(_model)
