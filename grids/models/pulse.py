from django.db import models


class Pulse(models.Model):
    """When a part of the portal last showed life: worker, sweep, tree check. /healthz reads it."""

    name = models.CharField(max_length=20, primary_key=True)
    at = models.DateTimeField()
    ok = models.BooleanField(default=True)
    note = models.CharField(max_length=200, blank=True)
