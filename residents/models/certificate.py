"""What a residents' committee certifies, and what it may not: kinds as data, papers numbered by community and year."""

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from grids.fields import EncryptedField
from grids.models import Area, Placed, Post, SubjectKey, new_ref
from grids.models.post import Named
from residents.models.resident import Resident


class CertificateKind(Named):
    """One kind. What may not be issued says why, and which office does it."""

    may_issue = models.BooleanField(_("The committee issues it"), default=False)
    basis = models.CharField(_("Legal basis"), max_length=200, blank=True)
    reason = models.CharField(_("Why not"), max_length=200, blank=True)
    office = models.CharField(_("Right office"), max_length=80, blank=True)
    body = models.TextField(_("Wording"), blank=True, help_text=_("{name} {sex} {born} {number} {address} {purpose}"))
    check_locally = models.BooleanField(_("Check locally"), default=True)
    is_on = models.BooleanField(_("In use"), default=True)
    order = models.PositiveSmallIntegerField(default=100, editable=False)

    class Meta:
        verbose_name = _("Kind of certificate")
        verbose_name_plural = _("Kinds of certificates")
        ordering = ["order", "code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(may_issue=False) | (~Q(basis="") & ~Q(body="")), name="certificate_issued_by_right"
            ),
            models.CheckConstraint(
                condition=Q(may_issue=True) | (~Q(reason="") & ~Q(office="")), name="certificate_refused_with_office"
            ),
        ]


def committee(community: Area) -> str:
    """镇海社区居民委员会; the area may be called that already, shortened, or be a village."""
    name = community.short_name
    return f"{name}{'村民' if name.endswith('村') else '居民'}委员会"


class PaperCounter(models.Model):
    """The last number that somebody gave a paper in a year. Locked meanwhile: no gap, no number twice."""

    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True


class CertificateCounter(PaperCounter):
    community = models.ForeignKey(Area, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("Counter of certificates")
        constraints = [models.UniqueConstraint(fields=["community", "year"], name="certificate_counter_once")]


class CertificateQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(user.scope.placed_q("issue_certificate"))


class Certificate(Placed):
    """A paper that was issued. It lies where the person was when it was.

    What it says of the person is sealed with it, under the key of the entry for which it was issued: of a merged entry
    too, whose key ends with the one that it was merged into. Papers from before that was kept have neither.
    """

    ref = models.CharField(max_length=12, unique=True, default=new_ref, editable=False)
    kind = models.ForeignKey(CertificateKind, models.PROTECT, related_name="+", verbose_name=_("Kind"))
    resident = models.ForeignKey(Resident, models.PROTECT, related_name="certificates", editable=False)
    masked_name = models.CharField(max_length=40, editable=False, help_text="what the public page says")
    issuer = models.ForeignKey(Area, models.PROTECT, related_name="+", editable=False)
    year = models.PositiveSmallIntegerField(editable=False)
    serial = models.PositiveIntegerField(editable=False)
    purpose = models.CharField(_("What it is for"), max_length=100)
    wording = models.TextField(editable=False, help_text="of the kind when it was issued; no word of the person")
    subject = models.ForeignKey(
        SubjectKey, models.PROTECT, null=True, related_name="+", db_index=False, editable=False
    )
    facts = EncryptedField(help_text="JSON: what it says of the person, by name (residents.certified)")
    at = models.DateTimeField(editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+", editable=False)
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False, editable=False
    )
    withdrawn_why = models.CharField(max_length=200, blank=True, editable=False)

    objects = CertificateQuerySet.as_manager()

    class Meta(Placed.Meta):
        verbose_name = _("Certificate")
        verbose_name_plural = _("Certificates")
        indexes = [models.Index(fields=["-at", "-id"], name="certificate_newest")]
        constraints = [
            models.UniqueConstraint(fields=["issuer", "year", "serial"], name="certificate_number_once"),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | (~Q(withdrawn_why="") & Q(withdrawn_at__gte=F("at"))),
                name="certificate_withdrawn_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(facts=None, subject=None) | Q(facts__isnull=False, subject__isnull=False),
                name="certificate_sealed_with_key",
            ),
        ]
        triggers = [
            *Placed.Meta.triggers,
            pgtrigger.Protect(
                name="sealed_once",
                operation=pgtrigger.UpdateOf("facts", "subject_id"),
                condition=pgtrigger.Condition(
                    "OLD.facts IS DISTINCT FROM NEW.facts OR OLD.subject_id IS DISTINCT FROM NEW.subject_id"
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        """As Chinese offices write it: the year in 〔〕, the number without zeros in front."""
        return f"{self.issuer.short_name}证〔{self.year}〕{self.serial}号"

    @property
    def committee(self) -> str:
        return committee(self.issuer)

    def get_absolute_url(self) -> str:
        return f"/residents/certificates/{self.ref}/"


class CertificateCode(models.Model):
    """The check code of one printed copy, hashed: the code stands on the paper and nowhere else."""

    certificate = models.ForeignKey(Certificate, models.PROTECT, related_name="codes")
    code_hash = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)

    class Meta:
        verbose_name = _("Check code")


pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())(CertificateKind)
pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    exclude=["district_id", "street_id", "community_id", "grid_id", "wording", "subject", "facts"],
    meta={"indexes": [models.Index(fields=["resident"], name="certificate_past")]},
)(Certificate)
