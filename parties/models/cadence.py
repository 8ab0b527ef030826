"""How often organisations of a kind meet: rules as data, each with the days from and to which it holds."""

import pghistory
import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from grids.models import Area, own_code
from grids.models.post import Named
from parties.enums import OrgKind
from parties.enums.meetings import Every, MeetingKind
from parties.meetings.rhythm import Pattern

LEVELS = ("area_id", "grid_id", "community_id", "street_id", "district_id")  # the nearest first


class CadenceQuerySet(models.QuerySet):
    def visible_to(self, user):
        """What holds everywhere, in one's areas, and in the areas that these lie in."""
        return self.filter(user.scope.holding_q("read_parties"))

    def on(self, day):
        """Those that hold on this day or later."""
        return self.filter(Q(valid_to=None) | Q(valid_to__gt=day))


class Cadence(Named):
    """A version of a rule; the next one has the same code. valid_to is the first day on which it holds no more.

    Of several rules of one kind that speak of an organisation, that of the nearest area holds; others all hold.
    """

    code = models.SlugField(_("Code"), max_length=40, default=own_code, editable=False)
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="+", editable=False)
    kind = models.CharField(_("Kind"), max_length=12, choices=MeetingKind)
    org_kinds = ArrayField(
        models.CharField(max_length=12, choices=OrgKind), verbose_name=_("For organisations of these kinds")
    )
    every = models.PositiveSmallIntegerField(pgettext_lazy("of a meeting", "How often"), choices=Every)
    month = models.PositiveSmallIntegerField(_("In which month of the period"), default=1)
    day = models.PositiveSmallIntegerField(_("Day of the month"), default=31)
    is_fixed = models.BooleanField(_("On that day, not just by it"), default=False)
    rolls = models.BooleanField(_("Moves on from a rest day to the next working day"), default=True)
    minutes = models.PositiveSmallIntegerField(_("Planned minutes"), default=60)
    source = models.CharField(pgettext_lazy("of a rule", "Source"), max_length=120, blank=True)
    valid_from = models.DateField(_("Holds from"))
    valid_to = models.DateField(_("Holds no more from"), null=True, blank=True, editable=False)

    objects = CadenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("Rule of meetings")
        verbose_name_plural = _("Rules of meetings")
        ordering = ["kind", "valid_from", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["code"],
                condition=Q(valid_to=None),
                name="cadence_one_version",
                violation_error_message=_("This rule was changed meanwhile."),
            ),
            models.UniqueConstraint(
                fields=["area", "kind"],
                condition=Q(valid_to=None, area__isnull=False) & ~Q(kind=MeetingKind.OTHER),
                name="cadence_one_of_a_kind",
                violation_error_message=_("This place has a rule of this kind already: change that one."),
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="cadence_ends_after_it_began",
                violation_error_message=_("It ends after it began."),
            ),
            models.CheckConstraint(
                condition=Q(every__in=Every.values, month__gte=1, month__lte=F("every"), day__gte=1, day__lte=31),
                name="cadence_day_of_the_period",
                violation_error_message=_("This month is not in the period."),
            ),
            models.CheckConstraint(
                condition=Q(minutes__gte=5, minutes__lte=600),
                name="cadence_minutes",
                violation_error_message=_("A meeting takes 5 to 600 minutes."),
            ),
            models.CheckConstraint(
                condition=Q(org_kinds__len__gte=1),
                name="cadence_speaks_of_somebody",
                violation_error_message=_("Choose at least one kind of organisation."),
            ),
        ]
        triggers = [pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return self.label

    def get_absolute_url(self) -> str:
        return f"/parties/meetings/rules/{self.code}/"

    @property
    def pattern(self) -> Pattern:
        return Pattern(self.every, self.month, self.day, self.rolls)

    @property
    def slot(self) -> str:
        """What a meeting of it takes up in its period: one of a kind, but as many others as there are rules."""
        return self.code if self.kind == MeetingKind.OTHER else self.kind

    def holds_on(self, day) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)

    def nearness(self, organization) -> int | None:
        """0 for the organisation's own area, more the further above; None where it does not speak of it."""
        if organization.kind not in self.org_kinds:
            return None
        if self.area_id is None:
            return len(LEVELS)
        return next((at for at, level in enumerate(LEVELS) if getattr(organization, level) == self.area_id), None)


pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), level=pghistory.Statement)(Cadence)
