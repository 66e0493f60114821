"""One strict settings file for every installation; what differs comes from breachcomm.env."""

import os
from datetime import timedelta

from csp.constants import NONE, SELF

from . import env

BASE_DIR = env.BASE_DIR
CONFIG = env.read(os.environ)
DATA_DIR = env.data_dir(CONFIG)
RENDITIONS_DIR = DATA_DIR / "renditions"

DEBUG = False
SECRET_KEY = env.secret_key(CONFIG)
SECRET_KEY_FALLBACKS = CONFIG.secret_key_fallbacks
SITE_URL = CONFIG.url
ALLOWED_HOSTS = env.hosts(CONFIG)
# https reaches us through one proxy that ends the encryption and sets both X-Forwarded headers.
BEHIND_PROXY = CONFIG.https
ROOT_URLCONF = "breachcomm.urls"
WSGI_APPLICATION = "breachcomm.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "axes",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "django_htmx",
    "breachcomm.accounts",
    "breachcomm.audit",
    "incidents",
    "statements",
]
MIDDLEWARE = [
    "breachcomm.headers.HeadersMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "breachcomm.accounts.middleware.IdleTimeoutMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    # Last, so that it sees the sign-in view's answer before anybody else.
    "axes.middleware.AxesMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

# Database ------------------------------------------------------------------------------------
# IMMEDIATE is the lock on SQLite: without it four writers in ten fail with "database is locked".
# recursive_triggers, or INSERT OR REPLACE walks past the triggers that protect the record.
_SQLITE = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
    "PRAGMA recursive_triggers=ON; PRAGMA secure_delete=ON;",
}
_POSTGRESQL = {
    "connect_timeout": 5,
    "options": "-c statement_timeout=30000 -c lock_timeout=10000 "
    "-c idle_in_transaction_session_timeout=60000",
}
_DATABASE = CONFIG.database_url
_IS_POSTGRESQL = _DATABASE.engine == "postgresql"
DATABASES = {
    "default": {
        "ENGINE": f"django.db.backends.{_DATABASE.engine}",
        "NAME": _DATABASE.name,
        "USER": _DATABASE.user,
        "PASSWORD": _DATABASE.password,
        "HOST": _DATABASE.host,
        "PORT": _DATABASE.port,
        "ATOMIC_REQUESTS": False,
        "CONN_MAX_AGE": 60 if _IS_POSTGRESQL else 0,
        "CONN_HEALTH_CHECKS": _IS_POSTGRESQL,
        "OPTIONS": _POSTGRESQL if _IS_POSTGRESQL else _SQLITE,
    }
}
if _DATABASE.sslmode:
    _POSTGRESQL["sslmode"] = _DATABASE.sslmode

# People --------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
LOGIN_URL = "sign_in"
LOGIN_REDIRECT_URL = "home"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
_VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": f"{_VALIDATION}.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
    {"NAME": f"{_VALIDATION}.MinimumLengthValidator", "OPTIONS": {"min_length": 15}},
    {"NAME": f"{_VALIDATION}.CommonPasswordValidator"},
    {"NAME": f"{_VALIDATION}.NumericPasswordValidator"},
]

AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
# Guessing on while locked out must not keep the person out for ever.
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = True
AXES_USERNAME_FORM_FIELD = "username"
AXES_USERNAME_CALLABLE = "breachcomm.throttle.name"
AXES_CLIENT_IP_CALLABLE = "breachcomm.throttle.address"
AXES_LOCKOUT_CALLABLE = "breachcomm.throttle.locked_out"
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "password"]
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

# Sessions and forms --------------------------------------------------------------------------
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_NAME = "__Host-sid" if CONFIG.https else "sid"
SESSION_COOKIE_SECURE = CONFIG.https
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_IDLE_SECONDS = 30 * 60
SESSION_SAVE_EVERY_REQUEST = False
CSRF_USE_SESSIONS = True
CSRF_COOKIE_SECURE = CONFIG.https
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SIGNED_COOKIE_LEGACY_SALT_FALLBACK = False

# A findings form with every field filled to its limit is about 1 MB; a VERIS record up to 2 MB.
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
DATA_UPLOAD_MAX_NUMBER_FILES = 20
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o600

# Headers -------------------------------------------------------------------------------------
SECURE_SSL_REDIRECT = CONFIG.https
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 31_536_000 if CONFIG.https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = CONFIG.https
SECURE_HSTS_PRELOAD = CONFIG.https
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
SECURE_CONTENT_TYPE_NOSNIFF = True
# Not "no-referrer": Django's check of forms over https wants to see where they come from.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
    }
}

# Static files --------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles" if CONFIG.https else None
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "breachcomm.vendored.PackageFinder",
]
# Embedded, files come straight from where they lie; in production from what collectstatic made.
WHITENOISE_USE_FINDERS = not CONFIG.https
_FINGERPRINTED = "whitenoise.storage.CompressedManifestStaticFilesStorage"
_PLAIN = "django.contrib.staticfiles.storage.StaticFilesStorage"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": _FINGERPRINTED if CONFIG.https else _PLAIN},
}

# Language and time ---------------------------------------------------------------------------
LANGUAGE_CODE = "en-gb"
USE_I18N = False
USE_TZ = True
TIME_ZONE = CONFIG.time_zone

# Worker --------------------------------------------------------------------------------------
# The database row is the queue of record; a message is a wake-up call that may be lost. Callers
# therefore treat publishing as best effort, and publishing gives up fast.
QUEUE_DIR = DATA_DIR / "queue"
_REDIS = {
    # Above four times the hard limit, or a slow task runs twice.
    "visibility_timeout": 150,
    "unacked_restore_interval": 1,
    "unacked_restore_throttle": 1,
    "socket_connect_timeout": 2,
    "socket_timeout": 2,
    "max_retries": 1,
    "interval_start": 0,
    "interval_step": 0.1,
    "interval_max": 0.1,
}
_FOLDERS = {
    "data_folder_in": str(QUEUE_DIR / "messages"),
    "data_folder_out": str(QUEUE_DIR / "messages"),
    "control_folder": str(QUEUE_DIR / "control"),
    "polling_interval": 0.1,
}
CELERY_BROKER_URL = CONFIG.redis_url or "filesystem://localhost"
CELERY_BROKER_TRANSPORT_OPTIONS = _REDIS if CONFIG.redis_url else _FOLDERS
CELERY_BROKER_CONNECTION_TIMEOUT = 2
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_TASK_PUBLISH_RETRY = False
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_SERIALIZER = "json"
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_SOFT_TIME_LIMIT = 25
CELERY_TASK_TIME_LIMIT = 30
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
# The message comes again, the finished job does not run again.
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = False
CELERY_WORKER_ENABLE_REMOTE_CONTROL = False
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 10
CELERY_WORKER_HIJACK_ROOT_LOGGER = False

# Log -----------------------------------------------------------------------------------------
# To standard output, without what people typed or who they are: acts belong on the record.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "breachcomm.logs.Line",
            "format": "%(asctime)s %(levelname)s %(name)s: %(message)s",
        }
    },
    "handlers": {
        "stdout": {
            "class": "logging.StreamHandler",
            "stream": "ext://sys.stdout",
            "formatter": "line",
        }
    },
    "root": {"handlers": ["stdout"], "level": CONFIG.log_level},
    "loggers": {
        "django": {"handlers": [], "level": CONFIG.log_level, "propagate": True},
        # A page that is not there is the visitor's affair, and its address may name an incident.
        "django.request": {"level": "ERROR"},
        # Anybody can send any Host header; it is refused with 400, which is enough.
        "django.security.DisallowedHost": {"level": "CRITICAL"},
        "axes": {"level": "ERROR"},
        "fontTools": {"level": "ERROR"},
        "weasyprint": {"level": "ERROR"},
    },
}
