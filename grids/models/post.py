"""Who serves where, in which role, since when: the only source of scope."""

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _, pgettext_lazy
from guardian.models import UserObjectPermissionBase

from grids.enums import Kind
from grids.models.area import Area
from grids.models.checked import Checked
from grids.models.user import User
from grids.words import languages


class Named(Checked):
    """Data that staff name, in both languages."""

    code = models.SlugField(_("Code"), max_length=40, unique=True)
    name_zh = models.CharField(_("Chinese name"), max_length=40)
    name_en = models.CharField(_("English name"), max_length=60)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        return languages.chosen(self.name_zh, self.name_en)


@pghistory.track()
class Role(Named):
    """A named set of area permissions."""

    grants = ArrayField(models.CharField(max_length=40), default=list, verbose_name=pgettext_lazy("of a role", "May"))
    kind = models.CharField(_("Usual level"), max_length=12, choices=Kind, blank=True)
    is_head = models.BooleanField(_("Heads an area"), default=False, help_text="counts for the vacancy list")
    needs_department = models.BooleanField(default=False)
    order = models.PositiveSmallIntegerField(default=100)

    class Meta:
        verbose_name = _("Role")
        verbose_name_plural = _("Roles")
        ordering = ["order", "code"]


# Where a department serves is no column of its row: what came and what went stands in the context of this event.
AREAS_CHANGED = "areas_changed"


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.ManualEvent(AREAS_CHANGED))
class Department(Named):
    """派出所, 城建执法中队, 市场监督管理所, 消防 …: serves one or more areas."""

    areas = models.ManyToManyField(Area, related_name="departments", verbose_name=_("Areas"))
    is_active = models.BooleanField(default=True)

    class Meta:
        verbose_name = _("Department")
        verbose_name_plural = _("Departments")
        ordering = ["code"]


class PostQuerySet(models.QuerySet):
    def current(self, today):
        """Posts that count on `today`. A post ended today no longer counts."""
        return self.filter(Q(ended_on=None) | Q(ended_on__gt=today), started_on__lte=today)

    def not_over(self, today):
        """Those that count on `today` or will later. One that was taken back before it began ends as it begins."""
        return self.filter(Q(ended_on=None) | Q(ended_on__gt=today) & Q(ended_on__gt=F("started_on")))

    def over(self, today):
        return self.filter(Q(ended_on__lte=today) | Q(ended_on__lte=F("started_on")))

    def visible_to(self, user):
        """Who serves in the areas one may see, and one's own posts."""
        return self.filter(Q(user=user) | user.scope.area_q("read_area", "areas__")).distinct()


@pghistory.track()
class Post(models.Model):
    """A person in a role (for a department) over one or many areas, from–to."""

    user = models.ForeignKey(User, models.PROTECT, related_name="posts", verbose_name=_("Person"))
    role = models.ForeignKey(Role, models.PROTECT, related_name="posts", verbose_name=_("Role"))
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="posts", verbose_name=_("Department")
    )
    areas = models.ManyToManyField(Area, through="PostArea", related_name="posts", verbose_name=_("Areas"))
    started_on = models.DateField(_("From"))
    ended_on = models.DateField(_("Until"), null=True, blank=True)
    ended_reason = models.CharField(_("Reason"), max_length=200, blank=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = _("Post")
        verbose_name_plural = _("Posts")
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")),
                name="post_dates",
                violation_error_message=_("A post ends after it began."),
            ),
            models.UniqueConstraint(
                fields=["user", "role", "department"],
                condition=Q(ended_on=None),
                name="post_once",
                nulls_distinct=False,
                violation_error_message=_("This person holds this role already; add the areas to that post."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.role}"


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
    meta={"indexes": [models.Index(fields=["post"], name="post_area_past")]},
)
class PostArea(models.Model):
    """The areas of a post. Tree moves leave it alone: the area stays the same row."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="post_areas")
    area = models.ForeignKey(Area, models.PROTECT, related_name="post_areas")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "area"], name="post_area_once")]


class AreaGrant(UserObjectPermissionBase):
    """django-guardian's rows, derived from all current posts, so that admin and other tools see the same rights."""

    content_object = models.ForeignKey(Area, models.CASCADE)

    class Meta(UserObjectPermissionBase.Meta):
        abstract = False
