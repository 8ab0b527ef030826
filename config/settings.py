"""One settings file. Production is the default; what differs between machines is read from the environment."""

import gc
from pathlib import Path

import pghistory
from celery.schedules import crontab
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from config import env

# What is loaded stays: to look through it for garbage again and again was a fifth of each start.
gc.set_threshold(50_000, 20, 100)

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(env.text("VAR_DIR", str(BASE_DIR / "var")))

DEBUG = env.flag("DEBUG")
SECRET_KEY = env.secret_key()
FIELD_KEYS = env.keys("FIELD_KEYS")
INDEX_KEY = env.keys("INDEX_KEY")[0]
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", "localhost,127.0.0.1")
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS")
SITE_URL = env.site()
SITE_NAME = env.text("SITE_NAME", "")
TILE_URL, TILE_HOST = env.tiles()
TILE_CREDIT = env.text("TILE_CREDIT", "")  # whose map it is and its 审图号, written on it
INSECURE_HTTP = env.flag("INSECURE_HTTP")  # cookies without TLS, for `make run` on one machine

INSTALLED_APPS = [
    "grids.adminsite.PortalAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django.forms",
    "mptt",
    "guardian",
    "pgtrigger",
    "pghistory",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "django_htmx",
    "grids",
    "residents",
    "points",
    "parties",
    "cases",
    "volunteers",
    "config.apps.ConfigConfig",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "grids.middleware.LoginRequired",
    "grids.middleware.SignedIn",
    "grids.middleware.NoNulls",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "csp.middleware.CSPMiddleware",
    "axes.middleware.AxesMiddleware",
    "grids.middleware.OnlyButtons",
    "grids.middleware.Unsent",  # the last: it asks the view itself
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,  # the cached loader is on whenever DEBUG is off
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "grids.pages.context.portal",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "grids.templatetags.linli",
                "grids.templatetags.drafts",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

DATABASES = {
    "default": env.database()
    | {
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "ATOMIC_REQUESTS": False,  # transactions open in actions, never in views
    }
}

REDIS_URL = env.redis()
CACHES = {
    "default": {
        "BACKEND": "config.cache.Cache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "linli",
    }
}

AUTH_USER_MODEL = "grids.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "grids.backends.StaffBackend",
    "guardian.backends.ObjectPermissionBackend",
]
GUARDIAN_GET_CONTENT_TYPE = "guardian.ctypes.get_default_content_type"
ANONYMOUS_USER_NAME = None  # nobody unnamed holds a permission
GUARDIAN_RAISE_403 = True
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "grids.people.passwords.LongEnough", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "accounts:login"
LOGIN_REDIRECT_URL = "desk"
LOGOUT_REDIRECT_URL = "accounts:login"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_USERNAME_CALLABLE = "grids.backends.account_tried"  # one account has one count, by whatever name it is called
AXES_HANDLER = "grids.people.lockout.Handler"  # counts besides, more slowly, by the account alone
AXES_ENABLE_ACCESS_FAILURE_LOG = True  # what it counts; kept for an hour
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # whoever goes on trying waits no longer for it
AXES_LOCKOUT_CALLABLE = "grids.people.lockout.locked_out"
AXES_CLIENT_IP_CALLABLE = "grids.backends.client_address"
PROXY_COUNT = env.number("PROXY_COUNT", 0)  # proxies before the portal, whose word on who asks is taken
AXES_ENABLE_ADMIN = False
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
SESSION_COOKIE_AGE = 12 * 3600  # one working day; "seven days on this phone" is asked for at sign-in
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not INSECURE_HTTP
SESSION_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "config.views.csrf_failure"
SECURE_SSL_REDIRECT = not INSECURE_HTTP
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 0 if INSECURE_HTTP else 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = not INSECURE_HTTP
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:", "blob:", *([TILE_HOST] if TILE_HOST else [])],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

USE_TZ, TIME_ZONE = True, "Asia/Shanghai"
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Chinese")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = "config.formats"
LANGUAGE_COOKIE_SECURE = not INSECURE_HTTP

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
NODE = BASE_DIR / "node_modules"
STATICFILES_DIRS = [
    BASE_DIR / "static",
    ("echarts", NODE / "echarts" / "dist"),
    ("leaflet", NODE / "leaflet" / "dist"),
]
STATICFILES_DIRS = [
    entry for entry in STATICFILES_DIRS if Path(entry if isinstance(entry, Path) else entry[1]).is_dir()
]
STORAGES = {
    "default": {"BACKEND": "config.storage.FileStorage", "OPTIONS": {"location": VAR_DIR / "files"}},
    "staticfiles": {"BACKEND": "config.storage.StaticStorage"},
}
MEDIA_URL = ""  # files are served by their record's view after visible_to, never by address
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 2**20
FILE_UPLOAD_PERMISSIONS = 0o600

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AREA_CODE_SCHEME = "grids.areas.codes.OfficialScheme"
OFFICE_HOURS = env.office_hours()

PGHISTORY_APPEND_ONLY = True
# History is read by the row that it is of. Who reads it by what a row points at names an index (decision 0035).
PGHISTORY_FOREIGN_KEY_FIELD = pghistory.ForeignKey(db_index=False)
PGHISTORY_CONTEXT_FIELD = pghistory.ContextForeignKey(db_index=False)
PGHISTORY_OBJ_FIELD = pghistory.ObjForeignKey(db_index=True)

EMAIL = env.email()
globals().update(EMAIL)
DEFAULT_FROM_EMAIL = env.text("EMAIL_FROM", "linli@localhost")

# Celery: beat drives sweeps; truth stays in PostgreSQL, so a lost broker costs nothing.
CELERY_BROKER_URL = REDIS_URL.replace("unix://", "redis+socket://", 1).replace("?db=", "?virtual_host=")
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_TIME_LIMIT = 95  # seconds; below the visibility timeout, so that no task runs twice
CELERY_TASK_SOFT_TIME_LIMIT = 90
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 120,
    "unacked_restore_interval": 5,
    "unacked_restore_throttle": 1,
    "global_keyprefix": "linli:",
}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = TIME_ZONE
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BEAT_SCHEDULER = "config.beat:Scheduler"
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "run" / "beat-schedule")
CELERY_BEAT_SCHEDULE = {
    "sweep": {"task": "grids.sweep", "schedule": 60.0, "options": {"expires": 55}},
    "heartbeat": {"task": "grids.heartbeat", "schedule": 30.0, "options": {"expires": 25}},
    "tallies": {"task": "grids.tallies", "schedule": 60.0, "options": {"expires": 55}},
    "midnight": {"task": "grids.midnight", "schedule": crontab(hour=0, minute=1)},
    "seal": {"task": "grids.seal", "schedule": 60.0, "options": {"expires": 55}},
    "check_tree": {"task": "grids.check_tree", "schedule": crontab(hour=3, minute=10)},
    "verify_audit": {"task": "grids.verify_audit", "schedule": crontab(hour=3, minute=40)},
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {"axes": {"level": "WARNING"}, "django.request": {"level": "ERROR"}},
}
