"""How staff learn: an experienced and a young colleague as a pair, and trainings, lessons and forums.

It is counted how many came and how many are trained in a field; nobody is ranked.
"""

from datetime import date

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from grids.models import Area, Placed, new_ref
from grids.models.placed import BEGINS_IN_USE
from grids.models.post import Named
from parties.enums.staff import SessionKind
from parties.models.organization import PLACE
from residents.models.dwelling import RegisterQuerySet

NEVER_DELETED = pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete)
COLUMNS = ("district_id", "street_id", "community_id", "grid_id", "area")


class PairingQuerySet(RegisterQuerySet):
    def visible_to(self, user):
        """Those of one's areas, and one's own wherever they lie."""
        return self.filter(user.scope.placed_q("read_parties") | Q(elder=user) | Q(younger=user))

    def standing(self):
        return self.filter(concluded_on=None)


class Pairing(Placed):
    """结对帮带: it lies where the younger one serves. Its goals stand first, its outcome when it is concluded."""

    ref = models.CharField(max_length=12, unique=True, default=new_ref, editable=False)
    elder = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("Experienced colleague")
    )
    younger = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("Young colleague")
    )
    goals = models.CharField(pgettext_lazy("of a pair of staff", "Goals"), max_length=400)
    since = models.DateField(_("From"))
    until = models.DateField(pgettext_lazy("time", "Until"))
    concluded_on = models.DateField(_("Concluded on"), null=True, blank=True)
    outcome = models.CharField(pgettext_lazy("of a pair of staff", "Outcome"), max_length=400, blank=True)

    objects = PairingQuerySet.as_manager()

    class Meta(Placed.Meta):
        verbose_name = pgettext_lazy("of staff", "Pair")
        verbose_name_plural = pgettext_lazy("of staff", "Pairs")
        indexes = [models.Index(fields=[column, "-since", "-id"], name=f"pairing_{column[:4]}") for column in COLUMNS]
        constraints = [
            models.UniqueConstraint(
                fields=["elder", "younger"],
                condition=Q(concluded_on=None),
                name="pairing_once",
                violation_error_message=_("These two are a pair already."),
            ),
            models.CheckConstraint(
                condition=~Q(elder=F("younger")),
                name="pairing_of_two",
                violation_error_message=_("A pair is of two people."),
            ),
            models.CheckConstraint(
                condition=Q(until__gt=F("since")),
                name="pairing_lasts",
                violation_error_message=_("It ends after it began."),
            ),
            models.CheckConstraint(
                condition=Q(concluded_on=None, outcome="")
                | Q(concluded_on__isnull=False, concluded_on__gte=F("since")) & ~Q(outcome=""),
                name="pairing_concluded_with_outcome",
                violation_error_message=_("It is concluded after it began, with its outcome."),
            ),
        ]
        triggers = [*Placed.Meta.triggers, BEGINS_IN_USE, NEVER_DELETED]

    def __str__(self) -> str:
        return f"{self.elder} – {self.younger}"

    def get_absolute_url(self) -> str:
        return f"/parties/staff/pairs/{self.ref}/"


class ReviewQuerySet(models.QuerySet):
    def late(self, today: date):
        return self.filter(held_on=None, due_on__lt=today)


class PairingReview(models.Model):
    """A day on which a pair is looked at. alarm_at: when the two are reminded, then whoever keeps the list."""

    pairing = models.ForeignKey(Pairing, models.PROTECT, related_name="reviews")
    due_on = models.DateField(_("To be reviewed on"))
    alarm_at = models.DateTimeField(null=True, editable=False)
    held_on = models.DateField(_("Reviewed on"), null=True, blank=True)
    words = models.CharField(_("What was found"), max_length=400, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False, editable=False
    )

    objects = ReviewQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("of a pair of staff", "Review")
        ordering = ["due_on", "pk"]
        indexes = [models.Index(fields=["alarm_at"], name="pairing_alarm", condition=Q(alarm_at__isnull=False))]
        constraints = [
            models.UniqueConstraint(
                fields=["pairing", "due_on"],
                name="pairing_review_once_a_day",
                violation_error_message=_("A review is planned for this day already."),
            ),
            models.CheckConstraint(
                condition=Q(held_on=None, by=None, words="")
                | Q(held_on__isnull=False, by__isnull=False, alarm_at=None) & ~Q(words=""),
                name="pairing_review_held_in_words",
            ),
        ]
        triggers = [NEVER_DELETED]


class TopicQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The general ones, those of one's areas, and those of the areas that one's own lie in."""
        above = Q(pk__in=())
        for reach in user.scope.where("read_parties"):
            above |= Q(area__tree_id=reach.tree_id, area__lft__lt=reach.lft, area__rght__gt=reach.rght)
        return self.filter(Q(area=None) | above | user.scope.area_q("read_parties", "area__"))

    def fields(self):
        """The five of an all-round social worker."""
        return self.filter(area=None, is_on=True).order_by("order", "code")


class StaffTopic(Named):
    """What staff are trained in. Those of no area are the fields by which skills are counted."""

    code = models.SlugField(_("Code"), max_length=40, unique=True, default=new_ref)
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="+", editable=False)
    order = models.PositiveSmallIntegerField(default=100, editable=False)
    is_on = models.BooleanField(_("In use"), default=True, editable=False)

    objects = TopicQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("of staff", "Topic")
        verbose_name_plural = pgettext_lazy("of staff", "Topics")
        ordering = ["order", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["area", "name_zh"],
                condition=Q(is_on=True),
                nulls_distinct=False,
                name="staff_topic_name_once",
                violation_error_message=_("There is an entry of this name already."),
            )
        ]
        triggers = [NEVER_DELETED]


class Struck(models.Model):
    """It counts until it is struck, with a reason."""

    entered_at = models.DateTimeField(editable=False)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False, editable=False
    )
    struck_at = models.DateTimeField(null=True, editable=False)
    struck_why = models.CharField(max_length=200, blank=True, editable=False)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(struck_at=None, struck_why="") | Q(struck_at__isnull=False) & ~Q(struck_why=""),
                name="%(class)s_struck_with_reason",
            )
        ]


class SessionQuerySet(RegisterQuerySet):
    def visible_to(self, user):
        return self.filter(user.scope.placed_q("read_parties"))

    def standing(self):
        return self.filter(struck_at=None)


class StaffSession(Placed, Struck):
    """A training, a micro lesson or a micro forum; it lies in the area whose staff it was for."""

    ref = models.CharField(max_length=12, unique=True, default=new_ref, editable=False)
    kind = models.CharField(_("Kind"), max_length=12, choices=SessionKind)
    topic = models.ForeignKey(
        StaffTopic, models.PROTECT, related_name="+", verbose_name=pgettext_lazy("of staff", "Topic")
    )
    title = models.CharField(_("Title"), max_length=60)
    on = models.DateField(_("Day"))
    led_by = models.CharField(_("Who led it"), max_length=60)
    words = models.CharField(pgettext_lazy("of a session", "In words"), max_length=400, blank=True)

    objects = SessionQuerySet.as_manager()

    class Meta(Placed.Meta):
        verbose_name = _("Training or forum")
        verbose_name_plural = _("Trainings and forums")
        indexes = [
            models.Index(fields=[column, "-entered_at", "-id"], name=f"staff_session_{column[:4]}")
            for column in COLUMNS
        ]
        constraints = [*Struck.Meta.constraints]
        triggers = [*Placed.Meta.triggers, NEVER_DELETED]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"/parties/staff/sessions/{self.ref}/"


class PlaceQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(session__in=StaffSession.objects.visible_to(user).values("pk"))

    def standing(self):
        return self.filter(struck_at=None, session__struck_at=None)


class SessionPlace(Struck):
    """One colleague at one session: a person-time."""

    session = models.ForeignKey(StaffSession, models.PROTECT, related_name="places")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = PlaceQuerySet.as_manager()

    class Meta:
        verbose_name = _("Place at a training or forum")
        constraints = [
            *Struck.Meta.constraints,
            models.UniqueConstraint(
                fields=["session", "user"],
                condition=Q(struck_at=None),
                name="session_place_once",
                violation_error_message=_("This person is on the list already."),
            ),
        ]
        triggers = [NEVER_DELETED]


for _model in (PairingReview, StaffTopic, SessionPlace):
    pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), level=pghistory.Statement)(_model)
for _model in (Pairing, StaffSession):
    pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), exclude=PLACE, level=pghistory.Statement)(_model)
