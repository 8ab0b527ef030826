import os
import sys

from celery import Celery
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
app = Celery("linli")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@app.on_configure.connect
def end_with_a_sentence(**_signal) -> None:
    """Where a value of the environment makes no sense, a worker or beat says which, as all that is started does."""
    try:
        settings.SECRET_KEY  # noqa: B018 -- the first one asked for loads them all
    except ImproperlyConfigured as error:
        sys.exit(str(error))
