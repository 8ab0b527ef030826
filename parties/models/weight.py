"""What each weight of a matter asks for: how long the notice, which quorum, which majority; from which day on."""

from datetime import date, timedelta

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from grids.models.checked import Checked
from parties.enums.ballots import Base, Weight


class WeightQuerySet(models.QuerySet):
    def in_force(self, on: date):
        """The rule of each weight on that day: the one that began last."""
        return self.filter(valid_from__lte=on).order_by("weight", "-valid_from").distinct("weight")


class WeightRule(Checked):
    """One version of the rule of one weight. A change is a new row; what was put on notice keeps its own.

    A share is reached when more than part/whole are there, or exactly as many where that is enough.
    """

    weight = models.CharField(_("Weight"), max_length=12, choices=Weight)
    valid_from = models.DateField(_("In force from"))
    notice_hours = models.PositiveSmallIntegerField(_("Notice in hours"))
    quorum_part = models.PositiveSmallIntegerField(_("Quorum: part"), default=1)
    quorum_whole = models.PositiveSmallIntegerField(_("Quorum: of"), default=2)
    quorum_is_enough = models.BooleanField(_("Exactly this share makes a quorum"), default=False)
    pass_part = models.PositiveSmallIntegerField(_("Majority: part"), default=1)
    pass_whole = models.PositiveSmallIntegerField(_("Majority: of"), default=2)
    pass_is_enough = models.BooleanField(_("Exactly this share is a majority"), default=False)
    pass_base = models.CharField(
        pgettext_lazy("of a majority", "Counted of"), max_length=8, choices=Base, default=Base.ALL
    )
    basis = models.CharField(_("Source"), max_length=200)
    check_locally = models.BooleanField(_("Check locally"), default=False)

    objects = WeightQuerySet.as_manager()

    class Meta:
        verbose_name = _("Rule of a weight")
        verbose_name_plural = _("Rules of weights")
        ordering = ["weight", "-valid_from"]
        constraints = [
            models.UniqueConstraint(
                fields=["weight", "valid_from"],
                name="weight_rule_one_a_day",
                violation_error_message=_("A rule begins on this day already. Choose another day."),
            ),
            models.CheckConstraint(
                condition=Q(quorum_part__gte=1, quorum_whole__gte=F("quorum_part")),
                name="weight_rule_quorum_is_a_share",
                violation_error_message=_("The quorum is a share: 1 of 2, 2 of 3."),
            ),
            models.CheckConstraint(
                condition=Q(pass_part__gte=1, pass_whole__gte=F("pass_part")),
                name="weight_rule_majority_is_a_share",
                violation_error_message=_("The majority is a share: 1 of 2, 2 of 3."),
            ),
            models.CheckConstraint(
                condition=Q(quorum_part__lt=F("quorum_whole")) | Q(quorum_is_enough=True),
                name="weight_rule_quorum_can_be_reached",
                violation_error_message=_("More than all is never reached."),
            ),
            models.CheckConstraint(
                condition=Q(pass_part__lt=F("pass_whole")) | Q(pass_is_enough=True),
                name="weight_rule_majority_can_be_reached",
                violation_error_message=_("More than all is never reached."),
            ),
        ]
        triggers = [pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete)]

    @property
    def notice(self) -> timedelta:
        return timedelta(hours=self.notice_hours)


pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), level=pghistory.Statement)(WeightRule)
