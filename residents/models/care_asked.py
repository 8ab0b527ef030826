"""What a lay helper of the team is asked for: a thing and a day, and nothing of the record."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from grids.models import new_ref
from residents.enums.care import LAY, CareStatus, HelpWith
from residents.models.care import CareCase, CareHelper


class HelpAskedQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Whoever is asked, as long as they help there and serve anywhere; nobody else reads it here."""
        if not user.scope:
            return self.none()
        teams = CareHelper.objects.filter(user=user.pk, until=None, kind__in=LAY)
        return self.filter(user=user.pk, care__status=CareStatus.OPEN, care__in=teams.values("care"))

    def waiting(self):
        return self.filter(done_at=None)


class HelpAsked(models.Model):
    """No free text: what is typed would say more than is needed. The rest is said by whoever asks."""

    ref = models.CharField(max_length=12, unique=True, default=new_ref, editable=False)
    care = models.ForeignKey(CareCase, models.PROTECT, related_name="asked")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("Who helps"))
    help_with = models.CharField(_("Help with"), max_length=8, choices=HelpWith)
    on = models.DateField(_("Day"))
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    asked_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)

    objects = HelpAskedQuerySet.as_manager()

    class Meta:
        verbose_name = _("Help asked for")
        indexes = [models.Index(fields=["user", "on"], name="help_asked_waiting", condition=Q(done_at=None))]
        constraints = [
            models.UniqueConstraint(
                fields=["care", "user", "help_with", "on"],
                name="help_asked_once",
                violation_error_message=_("This is asked for already."),
            ),
            models.CheckConstraint(condition=Q(done_at=None) | Q(done_at__gte=F("asked_at")), name="help_done_after"),
        ]

    def get_absolute_url(self) -> str:
        return f"/care/asked/{self.ref}/"


pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())(HelpAsked)
