import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _, pgettext_lazy

# What is taken out of the calendar again.
REMOVED = "removed"


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.ManualEvent(REMOVED))
class CalendarYear(models.Model):
    """A year whose State Council notice is in. A year without a row is provisional: Monday to Friday."""

    year = models.PositiveSmallIntegerField(_("Year"), primary_key=True)
    source = models.CharField(_("Source"), max_length=200)
    imported_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("Calendar year")
        ordering = ["-year"]

    def __str__(self) -> str:
        return str(self.year)


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.ManualEvent(REMOVED))
class CalendarDay(models.Model):
    """A day that is not what its weekday says: a holiday, or a make-up working day."""

    day = models.DateField(_("Day"), primary_key=True)
    works = models.BooleanField(_("Working day"))
    name = models.CharField(pgettext_lazy("of a thing", "Name"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("Calendar day")
        ordering = ["day"]
