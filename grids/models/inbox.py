"""What people are told, and what leaves the house."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class NoticeQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(user=user)


class Notice(models.Model):
    """One line in somebody's inbox. `kind` names its text (grids.inbox); `params` fill it, without personal data."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=40)
    params = models.JSONField(default=dict)
    url = models.CharField(max_length=200, blank=True)
    once = models.CharField(max_length=80, blank=True, help_text="tells of one event only once")
    created_at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("Notice")
        indexes = [
            models.Index(fields=["user", "-id"], name="notice_newest"),  # the inbox page
            models.Index(fields=["user"], condition=Q(read_at=None), name="notice_unread"),  # the bell
        ]
        constraints = [models.UniqueConstraint(fields=["user", "once"], condition=~Q(once=""), name="notice_once")]


class Outbox(models.Model):
    """What leaves by e-mail: written in the transaction of the act, sent by the sweep, never raw personal data."""

    notice = models.OneToOneField(Notice, models.CASCADE, related_name="outbox")
    alarm_at = models.DateTimeField(null=True, help_text="the next try; empty once sent or given up")
    tries = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("Outgoing message")
        indexes = [models.Index(fields=["alarm_at"], condition=Q(alarm_at__isnull=False), name="outbox_due")]
