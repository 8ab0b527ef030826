"""Activities: planned, published, held, certified; who signed up, who came, and for how long."""

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from grids.models import Placed, StoredFile, new_ref
from grids.models.placed import BEGINS_IN_USE
from residents.models.dwelling import RegisterQuerySet
from volunteers.enums import ActivityState, Mode, PlaceState, Repeats
from volunteers.models.listed import Listed
from volunteers.models.people import PLACE, Strikable, Volunteer
from volunteers.models.team import Team, seen_from_below

WORKER = {"on_delete": models.PROTECT, "null": True, "related_name": "+", "db_index": False, "editable": False}


class Topic(Listed):
    order = models.PositiveSmallIntegerField(default=100, editable=False)

    class Meta(Listed.Meta):
        verbose_name = _("Topic")
        verbose_name_plural = _("Topics")
        ordering = ["order", "code"]

    def successor(self) -> "Topic":
        return Topic(area=self.area, order=self.order)

    @property
    def is_counted(self) -> bool:
        return Activity.objects.filter(topic=self).exists()


class ActivityQuerySet(RegisterQuerySet):
    def visible_to(self, user):
        """As teams: the community's activities are its grids' too."""
        return self.filter(seen_from_below(user))

    def going_on(self):
        """Those in which people are taken up: nobody can be in two of them at the same time."""
        return self.exclude(state=ActivityState.CANCELLED)


class Activity(Placed):
    """It lies in the area it is for. Places are counted while its row is locked, and nowhere kept."""

    ref = models.CharField(max_length=12, unique=True, default=new_ref, editable=False)
    team = models.ForeignKey(
        Team,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="activities",
        verbose_name=pgettext_lazy("of volunteers", "Team"),
    )
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="+", verbose_name=_("Topic"))
    title = models.CharField(_("Title"), max_length=60)
    about = models.TextField(pgettext_lazy("activity", "What happens"), max_length=500, blank=True)
    mode = models.CharField(_("Where"), max_length=8, choices=Mode, default=Mode.OFFLINE)
    place = models.CharField(_("Place or link"), max_length=120)
    starts_at = models.DateTimeField(_("Begins"))
    ends_at = models.DateTimeField(_("Ends"))
    capacity = models.PositiveSmallIntegerField(
        _("Places"), null=True, blank=True, help_text=_("Empty: as many as come.")
    )
    repeats = models.CharField(_("Repeats"), max_length=8, choices=Repeats, blank=True)
    repeats_until = models.DateField(_("Repeats until"), null=True, blank=True)
    follows = models.OneToOneField("self", models.PROTECT, null=True, related_name="next", editable=False)
    state = models.CharField(max_length=12, choices=ActivityState, default=ActivityState.PLANNED, editable=False)
    audience = models.PositiveIntegerField(_("Audience"), null=True, blank=True)
    materials = models.CharField(_("Materials handed out"), max_length=200, blank=True)
    outcome = models.TextField(_("Outcome"), max_length=1000, blank=True)
    planned_by = models.ForeignKey(settings.AUTH_USER_MODEL, **WORKER)
    held_by = models.ForeignKey(settings.AUTH_USER_MODEL, **WORKER)  # who wrote down hours and outcome
    certified_by = models.ForeignKey(settings.AUTH_USER_MODEL, **WORKER)
    certified_at = models.DateTimeField(null=True, editable=False)
    why = models.CharField(max_length=200, blank=True, editable=False, help_text="it was cancelled")

    objects = ActivityQuerySet.as_manager()

    class Meta(Placed.Meta):
        verbose_name = _("Activity")
        verbose_name_plural = _("Activities")
        indexes = [
            models.Index(fields=[column, "-starts_at", "-id"], name=f"activity_{column[:4]}_new")
            for column in ("district_id", "street_id", "community_id", "grid_id", "area")
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="activity_ends_after_it_began",
                violation_error_message=_("An activity ends after it began."),
            ),
            models.CheckConstraint(
                condition=Q(capacity=None) | Q(capacity__gte=1),
                name="activity_for_somebody",
                violation_error_message=_("There is one place at least."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=(ActivityState.HELD, ActivityState.CERTIFIED))
                | (Q(held_by__isnull=False, audience__isnull=False) & ~Q(outcome="")),
                name="activity_held_with_outcome",
                violation_error_message=_("Say in words and numbers what came of it; a photo alone does not."),
            ),
            models.CheckConstraint(
                condition=Q(state=ActivityState.CERTIFIED, certified_by__isnull=False, certified_at__isnull=False)
                | (~Q(state=ActivityState.CERTIFIED) & Q(certified_by=None, certified_at=None)),
                name="activity_certified_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(certified_by=None) | ~Q(certified_by=F("held_by")),
                name="activity_certified_by_another",
                violation_error_message=_("Another person certifies this."),
            ),
            models.CheckConstraint(
                condition=~Q(state=ActivityState.CANCELLED) | ~Q(why=""), name="activity_cancelled_with_reason"
            ),
        ]
        triggers = [
            *Placed.Meta.triggers,
            BEGINS_IN_USE,
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"/volunteers/activities/{self.ref}/"


class ActivityPhoto(models.Model):
    """Beside the outcome in words, never in its place."""

    activity = models.ForeignKey(Activity, models.PROTECT, related_name="photos")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("Photo")
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]


class ParticipationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of the activities one sees; whose names one may know, roster.said tells."""
        return self.filter(activity__in=Activity.objects.visible_to(user).values("pk"))

    def certified(self):
        """Hours that were reversed since then count no more."""
        return self.filter(activity__state=ActivityState.CERTIFIED, came_at__isnull=False, struck_at=None)

    def taking_part(self):
        return self.filter(state=PlaceState.SIGNED)

    def came(self):
        return self.filter(state=PlaceState.SIGNED, came_at__isnull=False)

    def in_line(self):
        return self.filter(state=PlaceState.WAITING).order_by("signed_at", "pk")


class Participation(Strikable):
    """One person in one activity. Hours are what counts for them, from the times or as they were corrected.

    Struck: the hours were certified, and reversed since.
    """

    activity = models.ForeignKey(Activity, models.PROTECT, related_name="places")
    volunteer = models.ForeignKey(Volunteer, models.PROTECT, related_name="places")
    state = models.CharField(max_length=12, choices=PlaceState, default=PlaceState.SIGNED)
    signed_at = models.DateTimeField()
    came_at = models.DateTimeField(_("Came"), null=True, blank=True)
    left_at = models.DateTimeField(pgettext_lazy("of an activity", "Left"), null=True, blank=True)
    hours = models.DecimalField(_("Hours"), max_digits=4, decimal_places=1, null=True, blank=True)

    objects = ParticipationQuerySet.as_manager()

    class Meta:
        verbose_name = _("Place in an activity")
        indexes = [models.Index(fields=["volunteer", "activity"], name="place_of_volunteer")]
        constraints = [
            *Strikable.Meta.constraints,
            models.UniqueConstraint(fields=["activity", "volunteer"], name="place_once"),
            models.CheckConstraint(
                condition=Q(came_at=None) | Q(state=PlaceState.SIGNED), name="place_came_who_signed_up"
            ),
            models.CheckConstraint(
                condition=Q(left_at=None) | Q(left_at__gte=F("came_at")), name="place_left_after_coming"
            ),
            models.CheckConstraint(
                condition=Q(hours=None) | Q(came_at__isnull=False, hours__gt=0, hours__lte=24),
                name="place_hours_of_who_came",
                violation_error_message=_("Hours are of those who came: more than none, and 24 at most."),
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Trigger(
                name="revoked_before_reversed",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("struck_at"),
                condition=pgtrigger.Condition("NEW.struck_at IS NOT NULL"),
                func="""
                    IF EXISTS (
                        SELECT 1 FROM volunteers_certifiedhours l
                        JOIN volunteers_servicecertificate c ON c.id = l.certificate_id
                        WHERE l.place_id = NEW.id AND c.revoked_at IS NULL
                    ) THEN RAISE EXCEPTION 'A certificate stands on these hours'; END IF;
                    RETURN NEW;
                """,
            ),
        ]


pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())(Topic)
pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), exclude=PLACE)(Activity)
pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), level=pghistory.Statement)(Participation)
