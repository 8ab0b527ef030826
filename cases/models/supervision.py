from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cases.models.case import Case
from grids.enums import Kind
from grids.models import Post


class SupervisionQuerySet(models.QuerySet):
    def for_answer_of(self, user):
        """Unanswered, what is due first on top. Nobody answers themselves, unless the matter is in their own hands."""
        others = ~Q(by=user.pk) | Q(case__taken_by=user.pk)
        return self.filter(others, answered_at=None).order_by("answer_by", "pk")


class Supervision(models.Model):
    """督办: an instruction that must be answered by a time."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="supervisions")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    level = models.CharField(max_length=12, choices=Kind)
    instruction = models.CharField(_("Instruction"), max_length=500)
    made_at = models.DateTimeField()
    answer_by = models.DateTimeField(_("Answer by"))
    alarm_at = models.DateTimeField(null=True)
    reminded = models.PositiveSmallIntegerField(default=0)
    answer = models.CharField(_("Answer"), max_length=1000, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = SupervisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("Supervision")
        indexes = [
            models.Index(fields=["case", "-id"], name="supervision_of"),
            models.Index(fields=["alarm_at"], condition=Q(alarm_at__isnull=False), name="supervision_alarm"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at=None, answer="")
                | (Q(answered_at__isnull=False, alarm_at=None) & ~Q(answer="")),
                name="supervision_answered",
            )
        ]

    @property
    def came_late(self) -> bool:
        """Answered, but after the time by which it had to be."""
        return self.answered_at is not None and self.answered_at > self.answer_by
