"""Every setting of the site, from the environment; see docs/operations.md for the list of variables."""

import os
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP
from kombu import Exchange, Queue

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
# What is set in the environment wins, then .env, then the desk that `make run` runs in this clone just now.
for file in (BASE_DIR / ".env", BASE_DIR / "var" / "run.env"):
    if os.access(file, os.R_OK):
        env.read_env(file)

SAMPLE_SECRET_KEY = "sample-secret-key-for-development-and-tests-only"  # noqa: S105
DEBUG = env.bool("DEBUG", False)
# "local" is one person's machine behind `make run`; "production" is a newsroom, the default in the image.
ENVIRONMENT = env.str("NEWSROOM_ENV", "production")
SECRET_KEY = env.str("SECRET_KEY", SAMPLE_SECRET_KEY)
if ENVIRONMENT == "production" and SECRET_KEY in ("", SAMPLE_SECRET_KEY, "change-me"):
    raise ImproperlyConfigured(
        "SECRET_KEY is not set or still the sample: put a long random string in the environment (or .env) and start again. "
        "For a try-out on one machine use `make run`, which makes its own."
    )
SECURE = env.bool("SECURE", ENVIRONMENT == "production")

ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    "newsroom.admin_site.NewsroomAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django_htmx",
    "verify.apps.VerifyConfig",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"
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
                "django.template.context_processors.csp",
            ],
        },
    }
]

# Postgres and the broker. `make run` and `make test` set both to the embedded servers where they are not set already.
DATABASES = {"default": env.db("DATABASE_URL", "postgres://localhost/newsroom")}
DATABASES["default"].setdefault("OPTIONS", {}).setdefault("connect_timeout", 5)
DATABASES["default"].update(CONN_MAX_AGE=env.int("CONN_MAX_AGE", 60), CONN_HEALTH_CHECKS=True)
REDIS_URL = env.str("REDIS_URL", "redis://localhost:6379/0")

AUTH_USER_MODEL = "verify.Person"
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "desk"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]

LANGUAGE_CODE = "en"
TIME_ZONE = env.str("TIME_ZONE", "UTC")
USE_TZ = True
LOCALE_PATHS = [BASE_DIR / "locale"]

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = Path(env.str("STATIC_ROOT", str(BASE_DIR / "var" / "static")))
# Names with a hash may be kept for ever; they need a collectstatic run, which `make run` and the image do.
HASHED_STATIC = env.bool("HASHED_STATIC", ENVIRONMENT == "production")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if not HASHED_STATIC
        # Compressing takes seconds at every start, which pay off over a network only.
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if ENVIRONMENT == "production"
        else "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not HASHED_STATIC
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_NAME = env.str("SESSION_COOKIE_NAME", "newsroom_session")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", False)
SECURE_REDIRECT_EXEMPT = ["^health/"]  # asked from inside, over plain HTTP
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", 0)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.bool("BEHIND_PROXY", False) else None

# Uploads. The request body may hold several files, so its limit is above that of one file.
UPLOAD_MAX_BYTES = env.int("UPLOAD_MAX_BYTES", 10 * 1024 * 1024)
UPLOAD_MAX_FILES = env.int("UPLOAD_MAX_FILES", 20)
DATA_UPLOAD_MAX_MEMORY_SIZE = UPLOAD_MAX_BYTES + 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = UPLOAD_MAX_BYTES

# Two pairs of eyes: which decided claims a second person has to sign, and from which check-worthiness on one is high-risk.
SIGN_OFF = env.str("SIGN_OFF", "high-risk")
if SIGN_OFF not in ("none", "high-risk", "all"):
    raise ImproperlyConfigured(f"SIGN_OFF is {SIGN_OFF!r}: set it to none, high-risk or all.")
SIGN_OFF_WORTH = env.float("SIGN_OFF_WORTH", 0.7)
ASSIGNMENT_STALE_HOURS = env.float("ASSIGNMENT_STALE_HOURS", 24.0)

# Mail about what waits for people: smtp://user:password@host:25, smtp+tls:// or smtp+ssl://; empty: the desk sends none.
EMAIL_URL = env.str("EMAIL_URL", "")
MAILERS: dict[str, dict[str, object]] = {"default": {"BACKEND": "django.core.mail.backends.dummy.EmailBackend"}}
if not EMAIL_URL:
    # A desk without mail is a whole desk: nothing is addressed to anybody then, and the backend above is never asked.
    SILENCED_SYSTEM_CHECKS = ["mail.E001"]
else:
    _mail = environ.Env.email_url_config(EMAIL_URL)
    _names = {"host": "HOST", "port": "PORT", "username": "HOST_USER", "password": "HOST_PASSWORD"}
    _names |= {"use_tls": "USE_TLS", "use_ssl": "USE_SSL"}
    _given = {option: _mail.get(f"EMAIL_{name}") for option, name in _names.items()}
    _options = {option: value for option, value in _given.items() if value}
    MAILERS = {"default": {"BACKEND": _mail["EMAIL_BACKEND"], "OPTIONS": _options | {"timeout": 20}}}
DEFAULT_FROM_EMAIL = env.str("MAIL_FROM", "newsroom@localhost")
MAIL_DIGEST_HOUR = env.int("MAIL_DIGEST_HOUR", 7)
# What the links in a mail begin with.
DESK_URL = env.str("DESK_URL", "") or f"{'https' if SECURE else 'http'}://{(ALLOWED_HOSTS or ['localhost'])[0]}"

# The guarded fetcher.
FETCH_ALLOW = env.list("FETCH_ALLOW", default=[])
FETCH_TIMEOUT = env.float("FETCH_TIMEOUT", 20.0)
FETCH_CONCURRENCY = env.int("FETCH_CONCURRENCY", 64)
FETCH_PER_HOST = env.int("FETCH_PER_HOST", 4)
FETCH_RATE_PER_HOST = env.float("FETCH_RATE_PER_HOST", 20.0)

# Keeping copies. An authority's time on each (RFC 3161), believed by the certificates in a PEM file (else by Mozilla's); and a
# web archive that is asked for its copy of a page, and to make one. Both are off while empty, and are reached by the guarded fetcher.
TIMESTAMP_URL = env.str("TIMESTAMP_URL", "")
TIMESTAMP_CA = env.str("TIMESTAMP_CA", "")
WAYBACK_URL = env.str("WAYBACK_URL", "")
WAYBACK_SAVE_URL = env.str("WAYBACK_SAVE_URL", "") or (f"{WAYBACK_URL.rstrip('/')}/save/" if WAYBACK_URL else "")

# Conclusions from many looks at one link, and how long a person's word stands instead of the program's.
DEAD_AFTER_FAILURES = env.int("DEAD_AFTER_FAILURES", 3)
DEAD_AFTER_DAYS = env.float("DEAD_AFTER_DAYS", 3.0)
OVERRULING_DAYS = env.float("OVERRULING_DAYS", 30.0)

# Jobs. Delivered at least once, done at most once: the attempt is counted in Postgres and three are the end (DOMAIN).
JOB_ATTEMPTS = 3
JOB_PENDING_TOO_LONG = env.float("JOB_PENDING_TOO_LONG", 30.0)
# The same address in Celery's words: it knows sockets under another scheme than redis-py.
CELERY_BROKER_URL = REDIS_URL.replace("unix://", "redis+socket://", 1)
# One queue for each kind of worker, so that ten thousand links keep no article waiting; newsroom/celery.py says who loads what.
# "checks": links somebody waits for; "later": the rest of a crowd, due links and whatever else has time; both kinds sweep.
CELERY_TASK_QUEUES = [Queue(name, Exchange(name), routing_key=name) for name in ("splits", "checks", "later", "sweeps")]
CELERY_TASK_DEFAULT_QUEUE = "later"
CELERY_TASK_ROUTES = {
    "verify.split_revision": {"queue": "splits"},
    "verify.check_links": {"queue": "checks"},
    "verify.keep_links": {"queue": "checks"},
    "verify.note_revision": {"queue": "checks"},
    "verify.sweep": {"queue": "sweeps"},
    "verify.recheck_links": {"queue": "sweeps"},
    "verify.remind_stale": {"queue": "sweeps"},
    "verify.find_mail": {"queue": "sweeps"},
}
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_ACKS_ON_FAILURE_OR_TIMEOUT = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_CONCURRENCY = env.int("WORKER_CONCURRENCY", 2)
CELERY_TASK_SOFT_TIME_LIMIT = 270
CELERY_TASK_TIME_LIMIT = 300
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
# A web request never waits longer than this for the broker; what could not be rung is found by the sweeper.
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 600,
    "socket_timeout": 3,
    "socket_connect_timeout": 1,
    "max_retries": 0,  # of the connection within one ring; a worker goes on trying by itself
    "global_keyprefix": env.str("BROKER_PREFIX", "newsroom:"),
}
SWEEP_EVERY = env.float("SWEEP_EVERY", 20.0)
CELERY_BEAT_SCHEDULE = {
    name: {"task": f"verify.{name}", "schedule": SWEEP_EVERY, "options": {"expires": SWEEP_EVERY}}
    for name in ("sweep", "recheck_links", "remind_stale", "find_mail")
}

LOGGING_CONFIG = "newsroom.logging.configure"
LOGGING = {"level": env.str("LOG_LEVEL", "INFO")}
