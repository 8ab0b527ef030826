import uuid

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from grids.privacy import identity


class SubjectKey(models.Model):
    """One person's data key, wrapped by FIELD_KEYS. Destroying it anonymises the person, also in history."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wrapped = models.BinaryField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)
    destroyed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(wrapped__isnull=False, destroyed_at=None) | Q(wrapped=None, destroyed_at__isnull=False),
                name="subject_key_or_destroyed",
            )
        ]

    @classmethod
    def issue(cls) -> "SubjectKey":
        _raw, wrapped = identity.new_key()
        return cls.objects.create(wrapped=wrapped)

    @cached_property
    def data_key(self) -> bytes:
        """Raises identity.KeyGone once the person has been anonymised."""
        if self.wrapped is None:
            raise identity.KeyGone
        return identity.unwrap(bytes(self.wrapped))


class RevealLog(models.Model):
    """Each showing of a masked value. Append-only; the record and its data owner see it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="reveals")
    post = models.ForeignKey("grids.Post", models.PROTECT, null=True, related_name="+")
    record_kind = models.CharField(max_length=40, help_text="model label, e.g. cases.case")
    record_key = models.CharField(max_length=40, help_text="what the record's address carries, e.g. a case number")
    field = models.CharField(max_length=30)
    reason = models.CharField(max_length=30)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("Reveal")
        indexes = [
            models.Index(fields=["record_kind", "record_key", "-at"], name="reveal_of_record"),  # shown on the record
            models.Index(fields=["user", "-at"], name="reveal_by_user"),  # the 30 minutes of a reason; the auditor
        ]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]
