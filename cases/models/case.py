"""The matter itself."""

import uuid

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Concat
from django.utils.translation import gettext_lazy as _

from cases import points
from cases.enums import ReporterKind, Resolved, Source, Status, Step, Urgency
from cases.models.category import Category
from grids.enums import Kind
from grids.fields import EncryptedField
from grids.models import Area, Department, Placed, Post, SubjectKey
from grids.models.area import ANCESTORS
from grids.models.placed import BEGINS_IN_USE

SPACE = Value(" ")


class CaseQuerySet(models.QuerySet):
    def visible_to(self, user):
        """In the areas one may read cases in; assigned to oneself or one's department; reported by oneself.

        A confidential matter also needs its named team.
        """
        scope = user.scope
        mine = Q(reporter_user=user.pk) | Q(taken_by=user.pk) | Q(to_post__in=scope.post_ids)
        if scope.department_ids:
            mine |= Q(to_department__in=scope.department_ids)
        team = Q(is_confidential=False) | Q(pk__in=CaseTeam.objects.filter(user=user.pk).values("case"))
        return self.filter((scope.placed_q("read_case") & team) | mine)

    def open(self):
        return self.filter(status=Status.OPEN)

    def below(self, area):
        """In `area` or below it, by the ancestor columns."""
        return self.filter(Q(area=area) if area.kind == Kind.UNIT else Q(**{f"{area.kind}_id": area.pk}))

    def waiting_on(self, post):
        """Open matters assigned to the post itself, or claimed by its holder through its areas or department."""
        areas = post.areas.values("pk")
        there = Q(to_area__in=areas)  # or to an area below them: whoever serves above may take it too
        for column in ("area", *ANCESTORS):
            there |= Q(**{f"{column}__in": areas})
        claimed = Q(to_area__isnull=False) & there
        if post.department_id:
            claimed |= Q(to_department=post.department_id)
        return self.open().filter(Q(to_post=post) | (Q(taken_by=post.user_id) & claimed))

    def overdue(self, now):
        return self.open().filter(due_at__lt=now, paused_at=None)

    def alarms(self, now):
        """Open matters whose alarm has come, the longest late first. Uses case_alarm."""
        return self.filter(alarm_at__lte=now).order_by("alarm_at")


class Case(Placed):
    """A matter on its way through the seven steps. Everything here changes only in cases.actions."""

    number = models.CharField(_("Number"), max_length=24, unique=True)
    token = models.UUIDField(
        default=uuid.uuid4, unique=True, help_text="of the form that reported it: a second submit finds it"
    )
    version = models.PositiveIntegerField(
        default=1, help_text="grows with each act; a form posts the one its reader saw"
    )
    source = models.CharField(_("Source"), max_length=12, choices=Source)
    category = models.ForeignKey(Category, models.PROTECT, related_name="+", verbose_name=_("Category"))
    urgency = models.CharField(_("Urgency"), max_length=12, choices=Urgency, default=Urgency.NORMAL)
    title = models.CharField(_("Title"), max_length=80)
    text = models.TextField(_("What it is"), max_length=2000, blank=True)
    place = models.CharField(_("Place"), max_length=120, blank=True)
    lng = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    lat = models.DecimalField(max_digits=8, decimal_places=6, null=True, blank=True)
    occurred_at = models.DateTimeField(_("Happened at"))
    reported_at = models.DateTimeField(_("Reported at"))
    people_affected = models.PositiveIntegerField(_("People affected"), null=True, blank=True)
    is_collective = models.BooleanField(_("Collective"), default=False)
    is_confidential = models.BooleanField(_("Confidential"), default=False)

    reporter_kind = models.CharField(max_length=12, choices=ReporterKind)
    reporter_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    reporter_subject = models.ForeignKey(SubjectKey, models.PROTECT, null=True, related_name="+", db_index=False)
    reporter_name = EncryptedField(_("Reporter"), subject="reporter_subject", max_length=40)
    reporter_phone = EncryptedField(_("Phone"), subject="reporter_subject", max_length=20)
    reporter_index = models.CharField(max_length=64, blank=True, help_text="blind index of the reporter's phone")

    status = models.CharField(max_length=12, choices=Status, default=Status.OPEN)
    step = models.CharField(max_length=12, choices=Step, default=Step.COLLECTION)
    level = models.CharField(max_length=12, choices=Kind, help_text="the lowest level that may decide on it now")
    due_at = models.DateTimeField(null=True, help_text="the promise of the open step")
    provisional = models.BooleanField(
        default=False, help_text="the promise touches a year whose holidays are not out yet"
    )
    alarm_at = models.DateTimeField(null=True, help_text="when the sweep looks at it next")
    alarm_level = models.PositiveSmallIntegerField(default=0, help_text="cards given in the open step")
    alarm_told = models.CharField(
        max_length=12, choices=Kind, blank=True, default="", help_text="the highest level those cards handed it up to"
    )
    paused_at = models.DateTimeField(null=True)
    was_late = models.BooleanField(default=False, help_text="holds a red card that stands; counted in every score")
    to_post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+", db_index=False)
    to_area = models.ForeignKey(Area, models.PROTECT, null=True, related_name="+", db_index=False)
    to_department = models.ForeignKey(Department, models.PROTECT, null=True, related_name="+", db_index=False)
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    returns = models.PositiveSmallIntegerField(default=0)
    reopened = models.PositiveSmallIntegerField(default=0)
    reopened_at = models.DateTimeField(null=True, help_text="a rating from before it is not one of this round")
    is_supervised = models.BooleanField(default=False, help_text="has a supervision still unanswered or standing")
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="merged", db_index=False)
    accepted_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True, help_text="handling finished and verified: procedural completion")
    ended_at = models.DateTimeField(null=True)
    settled_level = models.CharField(max_length=12, choices=Kind, blank=True)
    quantity = models.PositiveIntegerField(null=True, blank=True, help_text="e.g. 300 charging points")
    quantity_unit = models.CharField(max_length=20, blank=True)
    resolved = models.CharField(max_length=8, choices=Resolved, blank=True)
    rating = models.PositiveSmallIntegerField(null=True)
    rating_words = models.CharField(max_length=500, blank=True)
    rated_at = models.DateTimeField(null=True)
    search = models.GeneratedField(
        expression=Concat("title", SPACE, "place", SPACE, "number", SPACE, "text", output_field=models.TextField()),
        output_field=models.TextField(),
        db_persist=True,
        help_text="what the list's search reads",
    )

    objects = CaseQuerySet.as_manager()
    levels: dict = dict(Kind.choices)  # a page that names levels puts its district's own words here
    written: dict  # what the row held when an act locked it (cases/actions/start.py)
    just_reported = False  # True on what actions.report made; a form's second submit gets the matter of the first

    class Meta(Placed.Meta):
        verbose_name = _("Matter")
        verbose_name_plural = _("Matters")
        indexes = [
            # The list of an area, newest first, with a twin for what is open and one by promise.
            *(
                models.Index(fields=[column, "-reported_at", "-id"], name=f"case_{column[:4]}_new")
                for column in ("district_id", "street_id", "community_id", "grid_id", "area")
            ),
            *(
                models.Index(
                    fields=[column, "-reported_at", "-id"], name=f"case_{column[:4]}_open", condition=Q(status="open")
                )
                for column in ("district_id", "street_id", "community_id", "grid_id", "area")
            ),
            *(
                models.Index(
                    fields=[column, "due_at", "id"], name=f"case_{column[:4]}_due", condition=Q(status="open")
                )
                for column in ("district_id", "street_id", "community_id", "grid_id", "area")
            ),
            # What was closed in a month: the saved filter, and the rows of a clicked number.
            *(
                models.Index(fields=[column, "-ended_at"], name=f"case_{column[:4]}_end", condition=Q(status="closed"))
                for column in ("district_id", "street_id", "community_id", "grid_id")
            ),
            models.Index(fields=["taken_by", "due_at", "id"], name="case_taken", condition=Q(status="open")),
            models.Index(fields=["to_post", "due_at", "id"], name="case_post", condition=Q(status="open")),
            models.Index(fields=["to_area", "due_at", "id"], name="case_to_area", condition=Q(status="open")),
            models.Index(fields=["to_department", "-reported_at", "-id"], name="case_dept_new"),
            models.Index(fields=["to_department", "due_at", "id"], name="case_dept_due", condition=Q(status="open")),
            models.Index(fields=["taken_by", "-reported_at", "-id"], name="case_taken_new"),
            models.Index(fields=["to_post", "-reported_at", "-id"], name="case_post_new"),
            models.Index(fields=["reporter_user", "-reported_at", "-id"], name="case_reporter"),
            # The few a street has to check, among thousands that are open.
            models.Index(
                fields=["street_id", "due_at", "id"],
                name="case_verify",
                condition=Q(status="open", step="verification"),
            ),
            models.Index(fields=["alarm_at"], name="case_alarm", condition=Q(alarm_at__isnull=False)),  # the sweep
            models.Index(fields=["id"], name="case_provisional", condition=Q(provisional=True, status="open")),
            models.Index(fields=["id"], name="case_confidential", condition=Q(is_confidential=True)),  # counted live
        ]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=Status.values), name="case_status_known"),
            models.CheckConstraint(condition=Q(step__in=Step.values[2:]), name="case_step_known"),
            models.CheckConstraint(
                condition=Q(status=Status.OPEN, ended_at=None)
                | (~Q(status=Status.OPEN) & Q(ended_at__isnull=False, alarm_at=None, paused_at=None)),
                name="case_ended_once",
                violation_error_message=_("An ended matter has a time of ending and no running clock."),
            ),
            models.CheckConstraint(
                condition=Q(status=Status.MERGED, merged_into__isnull=False)
                | (~Q(status=Status.MERGED) & Q(merged_into=None)),
                name="case_merged_into",
            ),
            models.CheckConstraint(condition=~Q(merged_into=F("id")), name="case_not_into_itself"),
            models.CheckConstraint(
                condition=Q(to_post=None, to_area=None)
                | Q(to_post=None, to_department=None)
                | Q(to_area=None, to_department=None),
                name="case_one_addressee",
                violation_error_message=_("A matter is assigned to one post, one area or one department."),
            ),
            models.CheckConstraint(
                condition=~Q(status=Status.OPEN, step__in=(Step.HANDLING, Step.VERIFICATION))
                | Q(to_post__isnull=False)
                | Q(to_area__isnull=False)
                | Q(to_department__isnull=False),
                name="case_handled_by_someone",
                violation_error_message=_("A matter in handling is assigned to somebody."),
            ),
            models.CheckConstraint(
                condition=Q(paused_at=None) | Q(alarm_at__isnull=False),
                name="case_paused_has_limit",
                violation_error_message=_("A pause has an end by which somebody looks again."),
            ),
            models.CheckConstraint(
                condition=Q(reporter_kind=ReporterKind.STAFF, reporter_user__isnull=False)
                | Q(reporter_kind=ReporterKind.RESIDENT, reporter_subject__isnull=False)
                | Q(reporter_kind=ReporterKind.ANONYMOUS, reporter_subject=None),
                name="case_reporter_kind",
            ),
            models.CheckConstraint(
                condition=Q(lng=None, lat=None)
                | Q(
                    lng__isnull=False,
                    lat__isnull=False,
                    lng__range=(points.WEST, points.EAST),
                    lat__range=(points.SOUTH, points.NORTH),
                ),
                name="case_point_in_china",
                violation_error_message=_("A point has longitude and latitude, and lies in China."),
            ),
            models.CheckConstraint(condition=Q(rating=None) | Q(rating__range=(1, 5)), name="case_rating_1_to_5"),
            models.CheckConstraint(condition=Q(reopened__lte=1), name="case_reopened_once"),
        ]
        triggers = [
            *Placed.Meta.triggers,
            BEGINS_IN_USE,
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    def get_absolute_url(self) -> str:
        return f"/cases/{self.number}/"  # a stable address; reverse() would cost a list of 50 two milliseconds

    @property
    def is_open(self) -> bool:
        return self.status == Status.OPEN

    @property
    def is_rated(self) -> bool:
        """In this round: what was said before a matter was reopened says nothing of its new result."""
        return self.rated_at is not None and (self.reopened_at is None or self.rated_at > self.reopened_at)


class CaseCounter(models.Model):
    """The last number given out in a district on a day; the row is locked while the next one is taken."""

    district_code = models.CharField(max_length=24)
    day = models.DateField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["district_code", "day"], name="case_counter_once")]


class CaseTeam(models.Model):
    """Who may see a confidential matter besides the one who handles it. Who left it stands in the record."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="team")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("Team")
        constraints = [models.UniqueConstraint(fields=["case", "user"], name="case_team_once")]
