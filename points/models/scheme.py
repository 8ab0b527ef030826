"""A community's points: what they are called, whose passbooks are kept, and by which rules they are earned."""

from datetime import date

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from grids.models import Placed
from grids.models.post import Named
from points.enums import Holder, Per, Unit

PLACES = {"max_digits": 6, "decimal_places": 1}


class SchemeQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(user.scope.placed_q("read_points"))

    def over(self, row):
        """Those that keep passbooks of whoever lives where `row`, an area or something placed, lies."""
        above = [row.district_id, row.street_id, row.community_id, row.grid_id, getattr(row, "area_id", row.pk)]
        return self.filter(is_on=True, area__in=[pk for pk in above if pk])


class Scheme(Placed):
    """积分制 of an area: one for each unit, since points, hours and kindness are never exchanged."""

    unit = models.CharField(pgettext_lazy("of points", "Unit"), max_length=12, choices=Unit, default=Unit.POINTS)
    name = models.CharField(_("What the passbook is called"), max_length=40)
    holder = models.CharField(_("Passbooks"), max_length=12, choices=Holder, default=Holder.RESIDENT)
    notice_days = models.PositiveSmallIntegerField(
        _("Days of public notice"),
        default=0,
        help_text=_("0: none. Usual are seven, within which anybody may object."),
    )
    expires_months = models.PositiveSmallIntegerField(
        _("Months until points expire"), default=0, help_text=_("0: never. The oldest go first.")
    )
    # A term that gets stricter holds only once whoever holds points could be told: until that day the one before does.
    expires_from = models.DateField(null=True, editable=False, help_text="from when the months hold; none: they hold")
    expires_before = models.PositiveSmallIntegerField(default=0, editable=False, help_text="months until then")
    is_on = models.BooleanField(_("In use"), default=True)
    last_number = models.PositiveIntegerField(default=0, editable=False)

    objects = SchemeQuerySet.as_manager()

    class Meta(Placed.Meta):
        verbose_name = _("Scheme of points")
        constraints = [
            models.UniqueConstraint(
                fields=["area", "unit"],
                name="scheme_once",
                violation_error_message=_("This area has a scheme of this unit already."),
            ),
            models.CheckConstraint(
                condition=Q(notice_days__lte=60) & Q(expires_months__lte=120), name="scheme_within_reason"
            ),
            models.CheckConstraint(
                condition=Q(expires_from__isnull=False) | Q(expires_before=0), name="scheme_term_before_has_an_end"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def term(self, day: date) -> int:
        """Months after which points expire on that day; 0: they do not."""
        if not self.is_on:
            return 0
        waits = self.expires_from is not None and day < self.expires_from
        return self.expires_before if waits else self.expires_months


class RuleQuerySet(models.QuerySet):
    def in_force(self, day):
        return self.not_over(day).filter(valid_from__lte=day)

    def not_over(self, day):
        """In force that day, or later."""
        return self.filter(Q(valid_to=None) | Q(valid_to__gt=day))


class Rule(Named):
    """What is worth how much, from a day on. Without a scheme it holds everywhere; a scheme's own of the same code
    goes before it."""

    code = models.SlugField(_("Code"), max_length=40)
    scheme = models.ForeignKey(Scheme, models.PROTECT, null=True, blank=True, related_name="rules")
    unit = models.CharField(pgettext_lazy("of points", "Unit"), max_length=12, choices=Unit, default=Unit.POINTS)
    amount = models.DecimalField(_("Worth"), **PLACES)
    cap = models.DecimalField(_("At most"), null=True, blank=True, **PLACES)
    cap_per = models.CharField(_("within"), max_length=8, choices=Per, blank=True)
    basis = models.CharField(_("Basis"), max_length=200, blank=True)
    valid_from = models.DateField(_("Valid from"))
    valid_to = models.DateField(_("Valid until"), null=True, blank=True)

    objects = RuleQuerySet.as_manager()

    class Meta:
        verbose_name = _("Rule of points")
        verbose_name_plural = _("Rules of points")
        ordering = ["-amount", "code", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="rule_is_worth_something"),
            models.CheckConstraint(
                condition=Q(cap=None, cap_per="") | (Q(cap__isnull=False, cap__gte=F("amount")) & ~Q(cap_per="")),
                name="rule_cap_has_a_time",
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")), name="rule_ends_after_it_began"
            ),
            models.UniqueConstraint(
                fields=["code", "scheme", "valid_from"], nulls_distinct=False, name="rule_once_from_a_day"
            ),
        ]


pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    exclude=["district_id", "street_id", "community_id", "grid_id", "last_number"],
)(Scheme)
pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())(Rule)
