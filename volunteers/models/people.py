"""Who volunteers: somebody of the register, somebody who serves, or somebody of whom only name and phone are known.

Nothing here says why somebody joined: a person under care who does is a volunteer like any other.
"""

from datetime import date

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext, gettext_lazy as _, pgettext_lazy

from grids.fields import EncryptedField
from grids.models import Placed, SubjectKey, new_ref
from grids.models.placed import BEGINS_IN_USE
from residents.models import Resident
from residents.models.dwelling import RegisterQuerySet
from residents.models.resident import GROWN_UP
from residents.retention import years_before
from volunteers.models.listed import Listed

PLACE = ["district_id", "street_id", "community_id", "grid_id"]


class Strikable(models.Model):
    """A line that counts until it is struck, with a reason."""

    struck_at = models.DateTimeField(null=True, editable=False)
    struck_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False, editable=False
    )
    struck_why = models.CharField(max_length=200, blank=True, editable=False)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(struck_at=None, struck_by=None, struck_why="")
                | Q(struck_at__isnull=False, struck_by__isnull=False) & ~Q(struck_why=""),
                name="%(class)s_struck_with_reason",
            )
        ]


class Skill(Listed):
    """What a volunteer is good at: by it orders find their people."""

    order = models.PositiveSmallIntegerField(default=100, editable=False)

    class Meta(Listed.Meta):
        verbose_name = _("Skill")
        verbose_name_plural = _("Skills")
        ordering = ["order", "code"]


class Star(Listed):
    """A level that certified hours reach. Who had reached it when it was retired has reached it."""

    hours = models.PositiveIntegerField(_("From so many hours"))
    retired_at = models.DateTimeField(null=True, editable=False)

    class Meta(Listed.Meta):
        verbose_name = _("Star level")
        verbose_name_plural = _("Star levels")
        ordering = ["hours"]
        constraints = [
            *Listed.Meta.constraints,
            models.UniqueConstraint(
                fields=["area", "hours"],
                condition=Q(is_on=True),
                nulls_distinct=False,
                name="star_hours_once",
                violation_error_message=_("There is a level of so many hours already."),
            ),
            models.CheckConstraint(
                condition=Q(is_on=True, retired_at=None) | Q(is_on=False, retired_at__isnull=False),
                name="star_retired_on_a_day",
            ),
        ]

    @property
    def is_counted(self) -> bool:
        return True


# By the register, also by an entry that was made one with theirs. They leave the night after.
DIED = Q(resident__died_on__isnull=False) | Q(resident__merged_into__died_on__isnull=False)


class VolunteerQuerySet(RegisterQuerySet):
    def visible_to(self, user):
        """Those of one's areas: where they live, or where they were taken in."""
        return self.filter(user.scope.placed_q("read_volunteers"))

    def active(self):
        return self.filter(left_on=None)

    def serving(self):
        """Who can be asked or put down for something: not who died today and leaves tonight."""
        return self.active().exclude(DIED)

    def minors(self, today: date):
        """Under 18, as far as the register knows their birthday: they volunteer, and are not sent out alone."""
        return self.filter(resident__born_on__gt=years_before(today, GROWN_UP))

    def with_names(self):
        return self.select_related("resident", "user")

    def named(self, name: str, *, part: bool = False):
        """By the whole name, or by a part of it."""
        how = "__contains" if part else ""
        return self.filter(
            Q(**{f"resident__name{how}": name}) | Q(**{f"user__name{how}": name}) | Q(**{f"name{how}": name})
        )


class Volunteer(Placed):
    """One row a person, in however many teams. It lies where the person lives, else where they were taken in."""

    ref = models.CharField(max_length=12, unique=True, default=new_ref, editable=False)
    resident = models.ForeignKey(
        Resident, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("Resident")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", help_text="who serves here"
    )
    subject = models.OneToOneField(SubjectKey, models.PROTECT, null=True, related_name="+", editable=False)
    name = models.CharField(
        pgettext_lazy("of a person", "Name"), max_length=40, blank=True, help_text="of somebody from outside only"
    )
    phone = EncryptedField(_("Phone"), max_length=20)  # likewise: a resident's and a user's stand with themselves
    phone_index = models.CharField(max_length=64, blank=True, editable=False)
    skills = models.ManyToManyField(Skill, related_name="volunteers", verbose_name=_("Skills"), blank=True)
    since = models.DateField(_("Volunteer since"))
    left_on = models.DateField(_("Left on"), null=True, blank=True)
    anonymised_at = models.DateTimeField(
        null=True, editable=False, help_text="by the rule of keeping, or the night after their entry was"
    )
    joined_at = models.DateTimeField(
        db_default=Now(), editable=False, help_text="when they were taken in the first time"
    )

    objects = VolunteerQuerySet.as_manager()

    class Meta(Placed.Meta):
        verbose_name = _("Volunteer")
        verbose_name_plural = _("Volunteers")
        indexes = [
            models.Index(fields=[column, "-joined_at", "-id"], name=f"volunteer_{column[:4]}_new")
            for column in ("district_id", "street_id", "community_id", "grid_id", "area")
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(resident=None, user=None, subject__isnull=False, anonymised_at=None) & ~Q(name="")
                | Q(
                    resident=None, user=None, subject__isnull=False, anonymised_at__isnull=False, left_on__isnull=False
                )
                & Q(name="", phone=None, phone_index="")
                | Q(subject=None, name="", phone=None, phone_index="")
                & (Q(resident__isnull=False) | Q(user__isnull=False)),
                name="volunteer_is_somebody",
                violation_error_message=_("Name the person, or choose them from the register."),
            ),
            models.UniqueConstraint(
                fields=["resident"],
                name="volunteer_of_resident_once",
                violation_error_message=_("This person is a volunteer already."),
            ),
            models.UniqueConstraint(
                fields=["user"],
                name="volunteer_of_user_once",
                violation_error_message=_("This person is a volunteer already."),
            ),
            models.UniqueConstraint(
                fields=["phone_index", "name"],
                condition=~Q(phone_index=""),
                name="volunteer_from_outside_once",
                violation_error_message=_("Somebody of this name and phone is a volunteer already."),
            ),
            models.CheckConstraint(
                condition=Q(left_on=None) | Q(left_on__gte=F("since")),
                name="volunteer_leaves_after_joining",
                violation_error_message=_("Nobody leaves before they joined."),
            ),
        ]
        triggers = [
            *Placed.Meta.triggers,
            BEGINS_IN_USE,
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return gettext("Anonymised") if self.anonymised_at else self.name or str(self.resident or self.user)

    def get_absolute_url(self) -> str:
        return f"/volunteers/people/{self.ref}/"


for _model in (Skill, Star):
    pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())(_model)
pghistory.track(
    pghistory.InsertEvent(), pghistory.UpdateEvent(), exclude=[*PLACE, "phone_index"], level=pghistory.Statement
)(Volunteer)
