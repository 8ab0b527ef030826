"""What must not be so when the portal serves real people. `manage.py check --deploy` asks."""

from django.conf import settings
from django.core.checks import Error, Tags, Warning, register
from django.db import DatabaseError

from grids.models import User


@register(Tags.security, deploy=True)
def no_demo_accounts(app_configs, **kwargs):
    """Everybody knows the password of the demo accounts, and they owe no second factor."""
    try:
        there = list(User.objects.filter(is_demo=True).values_list("username", flat=True)[:3])
    except DatabaseError as error:
        return [Warning(f"The database did not say whether it holds demo accounts: {error}", id="grids.W001")]
    if not there:
        return []
    return [
        Error(
            f"This database holds demo accounts: {', '.join(there)} …",
            hint="Start from an empty one.",
            id="grids.E001",
        )
    ]


@register(Tags.security, deploy=True)
def keys_apart(app_configs, **kwargs):
    """One secret in two places is one theft."""
    if settings.INDEX_KEY in settings.FIELD_KEYS:
        return [Error("INDEX_KEY is one of FIELD_KEYS; use a key of its own.", id="grids.E002")]
    return []
