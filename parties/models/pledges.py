"""责任状: its wording by versions, a drive in which it is signed, and who signed when."""

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from grids.models import Organisation, Placed, Post, StoredFile, new_ref
from grids.models.placed import BEGINS_IN_USE
from parties.models.organization import PLACE, PartyOrganization
from parties.models.partner import LEVELS, NEVER_DELETED, HeldQuerySet


class PledgeText(Placed):
    """One version of the wording. A drive keeps the version it began with, so a change is a new version."""

    ref = models.CharField(max_length=12, unique=True, default=new_ref, editable=False)
    organization = models.ForeignKey(
        PartyOrganization, models.PROTECT, related_name="pledge_texts", verbose_name=_("Party organisation")
    )
    title = models.CharField(pgettext_lazy("of a pledge", "Title"), max_length=60)
    version = models.PositiveSmallIntegerField(pgettext_lazy("of a text", "Version"), default=1, editable=False)
    words = models.TextField(pgettext_lazy("of a pledge", "Text"), max_length=6000)
    is_latest = models.BooleanField(default=True, editable=False)
    made_at = models.DateTimeField(editable=False)

    objects = HeldQuerySet.as_manager()

    class Meta(Placed.Meta):
        verbose_name = _("Text of a pledge")
        verbose_name_plural = _("Texts of pledges")
        constraints = [
            models.UniqueConstraint(fields=["organization", "title", "version"], name="pledge_text_version_once"),
            models.UniqueConstraint(
                fields=["organization", "title"],
                condition=Q(is_latest=True),
                name="pledge_text_latest_once",
                violation_error_message=_("There is a text of this title already: write a new version of it."),
            ),
            models.CheckConstraint(condition=~Q(words=""), name="pledge_text_has_words"),
        ]
        indexes = [
            models.Index(fields=[level, "-made_at", "-id"], name=f"pledge_text_{level[:5]}") for level in LEVELS
        ]
        triggers = [
            *Placed.Meta.triggers,
            NEVER_DELETED,
            pgtrigger.ReadOnly(name="as_it_was_written", fields=["title", "version", "words"]),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"/parties/pledges/texts/{self.ref}/"


class DriveQuerySet(HeldQuerySet):
    def running(self, today):
        return self.filter(closed_on=None, ends_on__gte=today)


class PledgeDrive(Placed):
    """One text put before a list of signatories; what they sign is good until `ends_on`."""

    ref = models.CharField(max_length=12, unique=True, default=new_ref, editable=False)
    organization = models.ForeignKey(PartyOrganization, models.PROTECT, related_name="pledge_drives")
    text = models.ForeignKey(
        PledgeText, models.PROTECT, related_name="drives", verbose_name=pgettext_lazy("of a pledge", "Text")
    )
    title = models.CharField(pgettext_lazy("of a drive", "Name"), max_length=60)
    starts_on = models.DateField(pgettext_lazy("a pledge", "Good from"))
    ends_on = models.DateField(pgettext_lazy("a pledge", "Good until"))
    closed_on = models.DateField(null=True, editable=False)
    begun_at = models.DateTimeField(editable=False)
    alarm_at = models.DateTimeField(null=True, editable=False, help_text="when its keepers are told that it expires")

    objects = DriveQuerySet.as_manager()

    class Meta(Placed.Meta):
        verbose_name = _("Signing of a pledge")
        verbose_name_plural = _("Signings of pledges")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="pledge_drive_ends_after_it_began",
                violation_error_message=_("A pledge is good until a day after it begins."),
            ),
        ]
        indexes = [
            *(models.Index(fields=[level, "-begun_at", "-id"], name=f"drive_by_{level[:5]}") for level in LEVELS),
            models.Index(fields=["alarm_at"], name="drive_alarm", condition=Q(alarm_at__isnull=False)),
        ]
        triggers = [*Placed.Meta.triggers, BEGINS_IN_USE, NEVER_DELETED]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"/parties/pledges/{self.ref}/"


class PledgeQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(drive__in=PledgeDrive.objects.visible_to(user).values("pk"))

    def asked(self):
        return self.filter(struck_at=None)


class Pledge(models.Model):
    """One signatory of a drive: an organisation, or whoever holds a post; and, once signed, by whom and when."""

    drive = models.ForeignKey(PledgeDrive, models.PROTECT, related_name="pledges")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    signer = models.CharField(_("Signed by"), max_length=40, blank=True)
    signed_on = models.DateField(_("Signed on"), null=True)
    scan = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField()
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    struck_at = models.DateTimeField(null=True)

    objects = PledgeQuerySet.as_manager()

    class Meta:
        verbose_name = _("Signatory")
        verbose_name_plural = _("Signatories")
        constraints = [
            models.CheckConstraint(
                condition=Q(organisation__isnull=False, post=None) | Q(organisation=None, post__isnull=False),
                name="pledge_of_one",
            ),
            models.UniqueConstraint(
                fields=["drive", "organisation", "post"],
                condition=Q(struck_at=None),
                nulls_distinct=False,
                name="pledge_once",
                violation_error_message=_("It is on the list of signatories already."),
            ),
            models.CheckConstraint(
                condition=Q(signed_on=None, signer="", scan=None)
                | Q(signed_on__isnull=False, scan__isnull=False) & ~Q(signer=""),
                name="pledge_signed_with_scan",
                violation_error_message=_("Say who signed and when, and add the scan."),
            ),
        ]
        triggers = [NEVER_DELETED]

    def __str__(self) -> str:
        return self.organisation.name if self.organisation_id else f"{self.post.user.name} · {self.post.role.label}"


for kept in (PledgeText, PledgeDrive, Pledge):
    pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        exclude=[*PLACE, "alarm_at"] if kept is PledgeDrive else PLACE if issubclass(kept, Placed) else None,
        level=pghistory.Statement,
    )(kept)
