"""The product's settings, and beside the product the unit page; each answer says what it cost."""

from config.settings import *  # noqa: F403
from config.settings import BASE_DIR, MIDDLEWARE, STORAGES, TEMPLATES

ROOT_URLCONF = "bench.unit"
MIDDLEWARE = ["bench.unit.Cost", *MIDDLEWARE]
TEMPLATES[0]["DIRS"] = [BASE_DIR / "templates", BASE_DIR / "bench" / "templates"]
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
LOGGING = {"version": 1, "disable_existing_loggers": True}
