"""志愿服务记录证明: who records certifies. Numbered by issuer and year, made of certified hours, checked by all."""

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Count, F, IntegerField, OuterRef, Q, Subquery, Sum
from django.utils.translation import gettext_lazy as _

from grids.enums import Kind
from grids.models import Area, Placed, Post, new_ref
from residents.models.certificate import PaperCounter, committee
from residents.models.dwelling import RegisterQuerySet
from volunteers.models.activity import Participation
from volunteers.models.people import PLACE, Volunteer


class ServiceCertificateCounter(PaperCounter):
    issuer = models.ForeignKey(Area, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("Counter of volunteers' certificates")
        constraints = [models.UniqueConstraint(fields=["issuer", "year"], name="service_counter_once")]


class ServiceCertificateQuerySet(RegisterQuerySet):
    def visible_to(self, user):
        return self.filter(user.scope.placed_q("read_volunteers"))

    def valid(self):
        return self.filter(revoked_at=None)

    def with_sums(self):
        """hours, and times: how many activities. They are nowhere kept but in the lines."""
        lines = CertifiedHours.objects.filter(certificate=OuterRef("pk")).order_by().values("certificate")
        hours = Subquery(lines.annotate(n=Sum("hours")).values("n"))
        times = Subquery(lines.annotate(n=Count("pk")).values("n"), output_field=IntegerField())
        return self.annotate(hours=hours, times=times)


class ServiceCertificate(Placed):
    """A paper that was issued. It lies where the hours are recorded: nobody else issues it."""

    ref = models.CharField(max_length=12, unique=True, default=new_ref, editable=False)
    volunteer = models.ForeignKey(Volunteer, models.PROTECT, related_name="certificates", editable=False)
    masked_name = models.CharField(max_length=40, editable=False, help_text="what the public page says")
    issuer = models.ForeignKey(Area, models.PROTECT, related_name="+", editable=False)
    year = models.PositiveSmallIntegerField(editable=False)
    serial = models.PositiveIntegerField(editable=False)
    since = models.DateField(_("From"))
    until = models.DateField(_("Until"))
    at = models.DateTimeField(editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False, editable=False)
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+", db_index=False, editable=False)
    revoked_at = models.DateTimeField(null=True, editable=False)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False, editable=False
    )
    revoked_why = models.CharField(max_length=200, blank=True, editable=False)

    objects = ServiceCertificateQuerySet.as_manager()

    class Meta(Placed.Meta):
        verbose_name = _("Volunteer's certificate")
        verbose_name_plural = _("Volunteers' certificates")
        indexes = [
            models.Index(fields=[column, "-at", "-id"], name=f"service_paper_{column[:4]}_new")
            for column in ("district_id", "street_id", "community_id", "grid_id", "area")
        ]
        constraints = [
            models.UniqueConstraint(fields=["issuer", "year", "serial"], name="service_paper_number_once"),
            models.CheckConstraint(
                condition=Q(until__gte=F("since")),
                name="service_paper_days_in_order",
                violation_error_message=_("The last day comes before the first."),
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoked_why="")
                | Q(revoked_at__gte=F("at"), revoked_by__isnull=False) & ~Q(revoked_why=""),
                name="service_paper_revoked_with_reason",
            ),
        ]
        triggers = [*Placed.Meta.triggers, pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        """As Chinese offices write it: the year in 〔〕, the number without zeros in front."""
        return f"{self.issuer.short_name}志证〔{self.year}〕{self.serial}号"

    @property
    def office(self) -> str:
        return committee(self.issuer) if self.issuer.kind == Kind.COMMUNITY else self.issuer.name

    def get_absolute_url(self) -> str:
        return f"/volunteers/certificates/{self.ref}/"


class CertifiedHours(models.Model):
    """A line of a certificate: certified hours that its issuer recorded. The database looks at each."""

    certificate = models.ForeignKey(ServiceCertificate, models.PROTECT, related_name="lines")
    place = models.ForeignKey(Participation, models.PROTECT, related_name="lines")
    hours = models.DecimalField(max_digits=4, decimal_places=1)

    class Meta:
        verbose_name = _("Line of a volunteer's certificate")
        constraints = [models.UniqueConstraint(fields=["certificate", "place"], name="certified_hours_once")]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="recorded_by_the_issuer",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="""
                    IF NOT EXISTS (
                        SELECT 1 FROM volunteers_participation p
                        JOIN volunteers_activity a ON a.id = p.activity_id
                        JOIN volunteers_servicecertificate c ON c.id = NEW.certificate_id
                        WHERE p.id = NEW.place_id AND p.volunteer_id = c.volunteer_id AND p.hours = NEW.hours
                        AND p.came_at IS NOT NULL AND p.struck_at IS NULL AND a.state = 'certified'
                        AND c.issuer_id = COALESCE(a.community_id, a.area_id)
                    ) THEN RAISE EXCEPTION 'These hours are not certified where the certificate is issued'; END IF;
                    RETURN NEW;
                """,
            ),
        ]


class ServiceCertificateCode(models.Model):
    """The check code of one printed copy, hashed: the code stands on the paper and nowhere else."""

    certificate = models.ForeignKey(ServiceCertificate, models.PROTECT, related_name="codes")
    code_hash = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)

    class Meta:
        verbose_name = _("Check code")


pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), exclude=PLACE)(ServiceCertificate)
