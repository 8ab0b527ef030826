from django.db import models

from cases.models.case import Case


class ReporterLink(models.Model):
    """The reporter's way in without an account: the token is kept hashed, expires, and can be issued anew."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="links")
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    last_seen_at = models.DateTimeField(null=True)
