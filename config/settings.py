"""One settings file, read from top to bottom; what differs between machines comes from the
environment. Every name is explained in `.env.example`."""

import json
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import environ
from celery.schedules import crontab
from django.utils.translation import gettext_lazy as _

from config.checks import DEVELOPMENT_SECRET
from config.databases import database
from config.proxy import trusted_proxies
from tools.processes import stand_ins

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
env.read_env(BASE_DIR / ".env", overwrite=False)

VAR_DIR = Path(env("VAR_DIR", default=str(BASE_DIR / "var")))
PRODUCTION = env.bool("PRODUCTION", default=False)
# in production's shape, but with sandbox partners and test money; a banner on every page says so
REHEARSAL = PRODUCTION and env.bool("REHEARSAL", default=False)
DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env("SECRET_KEY", default=DEVELOPMENT_SECRET)
IDENTITY_KEYS = env.list("IDENTITY_KEYS", default=[DEVELOPMENT_SECRET])
IDENTITY_HASH_KEY = env("IDENTITY_HASH_KEY", default=DEVELOPMENT_SECRET)
# R-ID-6 (M): numbers of Hong Kong, Macao and Taiwan residents' permits
IDENTITY_ALLOW_RESIDENCE_PERMITS = env.bool("IDENTITY_ALLOW_RESIDENCE_PERMITS", default=False)

PORT = env.int("PORT", default=8000)
SITE_URL = env("SITE_URL", default=f"http://127.0.0.1:{PORT}").rstrip("/")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["*"] if not PRODUCTION else [])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[SITE_URL])

# what the fake partners of `make run` are reached by; a running site has drawn secrets of its own
STAND_INS = {
    "STRIPE_API_BASE": f"http://127.0.0.1:{PORT + 420}",
    "STRIPE_SECRET_KEY": "sk_test_expo_stand_in",
    "STRIPE_WEBHOOK_SECRET": "whsec_expo_stand_in",
    "CLEARANCE_URL": f"http://127.0.0.1:{PORT + 430}",
    "CLEARANCE_SECRET": "expo-clearance-stand-in",
    **({} if PRODUCTION else stand_ins.read(VAR_DIR)),
}

# --- apps, lowest first --------------------------------------------------------------------
INSTALLED_APPS = [
    "core",
    "evidence",
    "accounts",
    "expo",
    "exhibitors",
    "catalog",
    "centers",
    "orders",
    "search",
    "clearance",
    "reports",
    "tools",
    "config",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "accounts.admin.apps.UsersConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "django_otp_webauthn",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "core.middleware.request_ids.RequestIdMiddleware",
    "core.system.metrics.MetricsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "core.middleware.security.ContentSecurityPolicyMiddleware",
    "core.middleware.security.RejectNullBytesMiddleware",
    "core.files.uploads.InterruptedUploadMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "core.middleware.rehearsal.RehearsalBannerMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "core.admin.access.AdminAccessMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "accounts.sign_in.middleware.SessionLimitsMiddleware",
    "accounts.sign_in.middleware.SecondFactorMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "axes.middleware.AxesMiddleware",
    "core.middleware.unreachable_stores.UnreachableStoreMiddleware",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
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
                "django.template.context_processors.i18n",
                "expo.context_processors.site",
                "accounts.context_processors.my_desk",
                "orders.context_processors.cart",
                "search.pages.center_filter.at_center",
            ],
        },
    }
]

# --- data ----------------------------------------------------------------------------------
DATABASES = {"default": database(env, VAR_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env("REDIS_URL", default="")
LOCAL_CACHE = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "local"}
REDIS_CACHE = {
    "BACKEND": "core.redis_cache.PausingRedisCache",
    "LOCATION": REDIS_URL,
    "OPTIONS": {"socket_connect_timeout": 2, "socket_timeout": 2},  # seconds, instead of for ever
}
TABLE_CACHE = {
    "BACKEND": "core.database.counting_cache.CountingDatabaseCache",
    "LOCATION": "expo_cache",
    # Django's 300 seconds and 300 rows would forget tries that a rate limit has still to count
    "TIMEOUT": 2 * 60 * 60,
    "OPTIONS": {"MAX_ENTRIES": 200_000},
}
CACHES = {
    # Wagtail's own: read on every page, so never a query of the database
    "default": (
        {**REDIS_CACHE, "BACKEND": "core.redis_cache.OptionalRedisCache"}
        if REDIS_URL
        else {**LOCAL_CACHE, "LOCATION": "default"}
    ),
    # what all processes must count together: rate limits
    "shared": REDIS_CACHE if REDIS_URL else TABLE_CACHE,
    # per process: vocabularies and labels that may be a minute old
    "local": LOCAL_CACHE,
}
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30

# --- people --------------------------------------------------------------------------------
AUTH_USER_MODEL = "core.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",  # first: it stops what is to be slowed down
    "accounts.backends.EmailOrMobileBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},  # OWASP ASVS 2.1.1
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "accounts:sign_in"
LOGIN_REDIRECT_URL = LOGOUT_REDIRECT_URL = "/"
# people who work here sign in by a second factor; everybody may
TWO_FACTOR_REQUIRED = env.bool("TWO_FACTOR_REQUIRED", default=PRODUCTION)
OTP_TOTP_ISSUER = "E-Expo"
OTP_WEBAUTHN_HELPER_CLASS = "accounts.second_factor.passkeys.Helper"
OTP_WEBAUTHN_RP_ID_CALLABLE = "accounts.second_factor.passkeys.host_of"
OTP_WEBAUTHN_RP_NAME = "E-Expo"
OTP_WEBAUTHN_ALLOWED_ORIGINS = [
    origin
    for origin in (SITE_URL, "" if PRODUCTION else f"http://localhost:{PORT}")
    if origin.startswith(("https://", "http://localhost"))
] or ["https://localhost"]  # none of ours is a place for passkeys: then nobody is offered one
PASSWORD_RESET_TIMEOUT = 60 * 60 * 24
WAGTAIL_FRONTEND_LOGIN_URL = LOGIN_URL
WAGTAILADMIN_LOGIN_URL = LOGIN_URL

# --- languages and time ---------------------------------------------------------------------
LANGUAGE_CODE = "zh-hans"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("zh-hans", _("Simplified Chinese")), ("en", _("English"))]
LOCALE_PATHS = [
    BASE_DIR / "locale",
    BASE_DIR / "orders" / "payments" / "locale",
    BASE_DIR / "expo" / "admin" / "locale",  # what Wagtail has no Chinese for
]
USE_I18N = USE_TZ = True
TIME_ZONE = "Asia/Shanghai"
WAGTAIL_I18N_ENABLED = True

# --- Wagtail --------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = "E博会"
WAGTAILADMIN_PERMITTED_LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]  # those we speak
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAILIMAGES_IMAGE_MODEL = "core.ExpoImage"
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 8 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp", "gif"]
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "xlsx", "pptx", "csv", "txt", "zip"]
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
# a reviewer who corrects a text while approving has approved it; authors are locked out meanwhile
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = False
WAGTAIL_FINISH_WORKFLOW_ACTION = "exhibitors.review.publication.publish_approved"
WAGTAIL_USER_TIME_ZONES = ["Asia/Shanghai", "UTC"]
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False  # one's own password is changed at /accounts/ only
TAGGIT_CASE_INSENSITIVE = True

# --- files ----------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = Path(env("STATIC_ROOT", default=str(VAR_DIR / "static")))
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "core.files.css_bundle.CssBundleFinder",
]
MEDIA_URL = "/media/"
MEDIA_ROOT = Path(env("MEDIA_ROOT", default=str(VAR_DIR / "media")))
PRIVATE_ROOT = Path(env("PRIVATE_ROOT", default=str(VAR_DIR / "private")))  # served to nobody
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION or env.bool("COLLECT_HASHED", default=False)  # while an image is built
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not PRODUCTION  # no collectstatic before `make run`
WHITENOISE_MAX_AGE = 60 * 60 * 24 * 30 if PRODUCTION else 60
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4000
UPLOAD_MAX_BYTES = 64 * 1024 * 1024  # all files of one request
FILE_UPLOAD_HANDLERS = [
    "core.files.uploads.UploadSizeLimit",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# --- security -------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "frame-src": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}
ADMIN_CONTENT_SECURITY_POLICY = {  # Wagtail's admin has inline scripts of its own, the site none
    "script-src": ["'self'", "'unsafe-inline'", "'unsafe-eval'"],
    "style-src": ["'self'", "'unsafe-inline'"],
    "img-src": ["'self'", "data:", "blob:"],
    "frame-ancestors": ["'self'"],  # previews stand in a frame of the editor
}
X_FRAME_OPTIONS = "DENY"  # but for previews in the admin, which say so themselves
# mailto: or https: address for /.well-known/security.txt
SECURITY_CONTACT = env("SECURITY_CONTACT", default="")
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
HTTPS = env.bool("HTTPS", default=PRODUCTION)
if HTTPS:  # a browser takes it from this host alone, by TLS alone (OWASP ASVS 3.4.4)
    SESSION_COOKIE_NAME = "__Host-session"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$", r"^metrics$"]
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", default=31_536_000 if HTTPS else 0)
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
BEHIND_PROXY = env.bool("BEHIND_PROXY", default=False)
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
RATE_LIMITS = {  # scope: (tries, seconds)
    # by network, or, of a browser that has signed in by the login before, by that login; beyond it
    # such a link as below. Other pages that ask for a password or code: by person and network
    "sign_in": (20, 300),
    "documents": (20, 300),  # passwords of documents and pages
    # by the address typed, from all networks, in browsers that never signed in by it; beyond that
    # such a browser needs a link sent to the address
    "sign_in_account": (50, 3600),
    "try_again": (2, 3600),  # such links to one account
    "try_again_network": (60, 3600),  # such links from one network, to all accounts
    "mail_to_address": (5, 3600),  # e-mails that anybody can have sent there: sign-up, reset
    "confirm": (10, 900),  # by account: signing in again before sensitive acts
    "passkey": (60, 300),
    "sign_up": (10, 3600),
    "password_reset": (5, 3600),
    "cart": (120, 60),
    "checkout": (60, 300),
    "order": (120, 60),
    "suggest": (240, 60),
    "scan": (30, 60),
    "saved": (60, 300),
    "token": (120, 60),
    "counter": (60, 60),
    "invite": (40, 3600),
    "apply": (20, 3600),
    "evidence": (20, 300),
    "verify_bundle": (10, 300),
    "enquiry": (10, 3600),
    "enquiry_address": (5, 3600),  # by the address typed, from any network
    "payment_data": (600, 60),  # customs asks in bursts
}
RATE_LIMITS_ON = env.bool("RATE_LIMITS_ON", default=True)
PROXY = env("PROXY", default="")  # compose.yaml names it: tls or plain
TRUSTED_PROXIES = trusted_proxies(env("TRUSTED_PROXIES", default=""), PROXY)
# wrong passwords, by the pair of login and network: accounts/sign_in/pacing.py
AXES_ENABLED = RATE_LIMITS_ON
AXES_HANDLER = "axes.handlers.cache.AxesCacheHandler"  # no table of who tried to sign in whence
AXES_CACHE = "shared"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_FORM_FIELD = "username"
AXES_USERNAME_CALLABLE = "accounts.sign_in.pacing.login_of"
AXES_CLIENT_IP_CALLABLE = "accounts.sign_in.pacing.counted_network"
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_LOCKOUT_CALLABLE = "accounts.sign_in.pacing.challenge"
AXES_VERBOSE = False

# --- logs, for the operator (never personal data) ---------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "text": {
            "format": "{asctime} {levelname} {name} [{request_id}]: {message}",
            "style": "{",
        },
        "json": {
            "()": "core.system.logs.LineFormatter",
            "format": "{asctime}{levelname}{name}{message}{request_id}",
            "style": "{",
            "rename_fields": {"asctime": "timestamp", "levelname": "level", "name": "logger"},
            "json_ensure_ascii": False,
        },
    },
    "filters": {
        "request id": {"()": "core.system.logs.RequestIdFilter"},
        "expected errors": {  # /readyz says itself what is missing
            "()": "django.utils.log.CallbackFilter",
            "callback": lambda record: getattr(record, "status_code", 0) != 503,
        },
    },
    "handlers": {
        "terminal": {
            "class": "logging.StreamHandler",
            "formatter": "json" if env("LOG_FORMAT", default="text") == "json" else "text",
            "filters": ["expected errors", "request id"],
        },
    },
    "root": {"handlers": ["terminal"], "level": env("LOG_LEVEL", default="WARNING")},
    "loggers": {
        "django": {"handlers": [], "propagate": True},
        # a missing page is no error of ours
        "django.request": {"level": "ERROR"},
        "fontTools": {"level": "ERROR"},
        "axes": {"level": "ERROR"},  # its warnings name who tried to sign in
    },
}

METRICS_TOKEN = env("METRICS_TOKEN", default="")  # opens /metrics; without one it is no page

# --- mail -----------------------------------------------------------------------------------
EMAIL_CONFIG = env.email_url("EMAIL_URL", default="consolemail://")
EMAIL_BACKEND = EMAIL_CONFIG["EMAIL_BACKEND"]
if EMAIL_BACKEND == "django.core.mail.backends.console.EmailBackend":
    EMAIL_BACKEND = "core.mail.console_backend.EmailBackend"  # the same, legible
EMAIL_HOST = EMAIL_CONFIG["EMAIL_HOST"]
EMAIL_PORT = EMAIL_CONFIG["EMAIL_PORT"]
EMAIL_HOST_USER = EMAIL_CONFIG["EMAIL_HOST_USER"]
EMAIL_HOST_PASSWORD = EMAIL_CONFIG["EMAIL_HOST_PASSWORD"]
EMAIL_USE_TLS = EMAIL_CONFIG.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = EMAIL_CONFIG.get("EMAIL_USE_SSL", False)
EMAIL_FILE_PATH = EMAIL_CONFIG["EMAIL_FILE_PATH"]
EMAIL_TIMEOUT = env.int("EMAIL_TIMEOUT", default=15)  # seconds: a server that hangs holds no worker
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env("MAIL_FROM", default="E-Expo <no-reply@expo.test>")
# where replies to e-mails go, which the consents and the complaints page promise somebody reads
SUPPORT_EMAIL = env("SUPPORT_EMAIL", default="service@expo.test")

# --- tasks ----------------------------------------------------------------------------------
CELERY_BROKER_URL = env("CELERY_BROKER_URL", default="filesystem://")
if CELERY_BROKER_URL == "filesystem://":  # kombu misses a host's name, though files have none
    CELERY_BROKER_URL = "filesystem://localhost//"
CELERY_BROKER_TRANSPORT_OPTIONS = (
    {
        "data_folder_in": str(VAR_DIR / "broker" / "queue"),
        "data_folder_out": str(VAR_DIR / "broker" / "queue"),
        "control_folder": str(VAR_DIR / "broker" / "control"),
        "polling_interval": 0.2,
    }
    if CELERY_BROKER_URL.startswith("filesystem")
    else {}
)
CELERY_IMPORTS = ["catalog.importing.tasks"]
# several sites may share a broker, each with a queue of its own
CELERY_TASK_DEFAULT_QUEUE = env("CELERY_QUEUE", default="expo")
CELERY_ACCEPT_CONTENT = ["json"]  # never pickle: who can write to a queue must not run code
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_SOFT_TIME_LIMIT = 300
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_REDIRECT_STDOUTS = False  # an email shown in the terminal is no warning
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "celerybeat-schedule")
CELERY_TASK_ALWAYS_EAGER = env.bool("CELERY_TASK_ALWAYS_EAGER", default=False)
NIGHTLY = crontab(minute="20", hour="3")
# each of these is the guarantee that a row is processed; what enqueues it on commit is only faster
SECONDS_BETWEEN_RUNS = {
    "core.heartbeat": 5,
    "accounts.send_emails": 30,
    "orders.poll_payments": 20,
    "orders.execute_refunds": 15,
    "orders.expire_overdue": 20,
    "orders.ready_pickups": 30,
    "orders.send_emails": 30,
    "orders.count_sales": 600,
    "exhibitors.send_emails": 30,
    "expo.publish_scheduled": 30,
    "search.drain": 3,
    "search.rebuild_where_due": 60,
    "search.notify_saved_searches": 600,
    "search.send_news": 30,
    "clearance.process_pending": 3,
    "catalog.process_pending_imports": 60,
}
CELERY_BEAT_SCHEDULE = {
    # `expires`: while no worker runs, the queue holds one of each and not a thousand
    **{
        task: {"task": task, "schedule": seconds, "options": {"expires": seconds}}
        for task, seconds in SECONDS_BETWEEN_RUNS.items()
    },
    "returns": {"task": "orders.close_lost_returns", "schedule": 3600, "options": {"expires": 600}},
    "payments listed": {"task": "orders.reconcile_payments", "schedule": NIGHTLY},
    "evidence stamped": {"task": "evidence.stamp_head", "schedule": crontab(minute=5)},
    "evidence verified": {"task": "evidence.verify", "schedule": crontab(hour=2, minute=50)},
    "outdated": {"task": "accounts.forget_outdated", "schedule": crontab(hour=4, minute=40)},
    "search notes": {"task": "search.forget_notes", "schedule": crontab(hour=4, minute=10)},
    "search rebuild": {"task": "search.rebuild", "schedule": NIGHTLY},
    # does nothing once yesterday is done
    "reconciliation": {"task": "clearance.reconcile_yesterday", "schedule": crontab(minute=40)},
}

# --- evidence -------------------------------------------------------------------------------
TSA_URL = env("TSA_URL", default="")  # an outside authority of RFC 3161 timestamps
TSA_CERTIFICATES = env("TSA_CERTIFICATES", default="")  # PEM file that its answers are checked by
# SHA-256 of the certificates that stamps are believed by, older authorities' included
TSA_FINGERPRINTS = env.list("TSA_FINGERPRINTS", default=[])
TIMESTAMP_AUTHORITY = (
    "evidence.timestamps.http.HttpAuthority"
    if TSA_URL
    else "evidence.timestamps.local.LocalAuthority"
)
# the second chain of stamps: best on another disk or machine than the database
EVIDENCE_STAMP_LOG = Path(env("EVIDENCE_STAMP_LOG", default="") or VAR_DIR / "evidence/stamps.log")
STAMP_LOG = "evidence.timestamps.stamp_log.FileStampLog"
EVIDENCE_UPLOAD_MAX_BYTES = 16 * 1024 * 1024  # a bundle that somebody has checked on the site

# --- search ---------------------------------------------------------------------------------
ELASTICSEARCH_URL = env("ELASTICSEARCH_URL", default="")
SEARCH_INDEX_PREFIX = env("SEARCH_INDEX_PREFIX", default="expo")
SEARCH_DIR = Path(env("SEARCH_DIR", default=str(VAR_DIR / "search")))
SEARCH_ENGINE = (
    "search.engines.elastic.ElasticEngine"
    if ELASTICSEARCH_URL
    else "search.engines.embedded.EmbeddedEngine"
)
SEARCH_FALLBACKS = (  # kept up to date beside the engine above, used when that one fails
    ["search.engines.embedded.EmbeddedEngine"]
    if env.bool("SEARCH_WARM_FALLBACK", default=False)
    else []
)
SEARCH_REPLICAS = env.int("SEARCH_REPLICAS", default=0)
SEARCH_NUDGE = env.bool("SEARCH_NUDGE", default=True)  # index at once after a commit
# searches without results and slow ones, without personal data: search/monitoring
SEARCH_NOTES = env.bool("SEARCH_NOTES", default=True)
SEARCH_NOTES_SECONDS = 5  # how long a process collects before it writes
SEARCH_NOTES_DAYS = env.int("SEARCH_NOTES_DAYS", default=90)  # deleted after, if not seen again
SEARCH_SLOW_MS = env.int("SEARCH_SLOW_MS", default=200)

# --- orders and payment -----------------------------------------------------------------------
PICKUP_CODE_HOURS = env.int("PICKUP_CODE_HOURS", default=24)  # then the buyer asks for a new one
ORDER_PAYMENT_MINUTES = env.int("ORDER_PAYMENT_MINUTES", default=30)
PAYMENT_GATEWAY = env("PAYMENT_GATEWAY", default="orders.payments.stripe.StripeGateway")
STRIPE_API_BASE = env(
    "STRIPE_API_BASE",
    default="https://api.stripe.com" if PRODUCTION else STAND_INS["STRIPE_API_BASE"],
)
STRIPE_SECRET_KEY = env(
    "STRIPE_SECRET_KEY", default="" if PRODUCTION else STAND_INS["STRIPE_SECRET_KEY"]
)
STRIPE_PUBLISHABLE_KEY = env("STRIPE_PUBLISHABLE_KEY", default="")
STRIPE_WEBHOOK_SECRET = env(  # without one no webhook is believed
    "STRIPE_WEBHOOK_SECRET", default="" if PRODUCTION else STAND_INS["STRIPE_WEBHOOK_SECRET"]
)
STRIPE_API_VERSION = "2026-10-28.endive"  # what the SDK in requirements.txt was written for
STRIPE_PAYMENT_METHODS = env.list("STRIPE_PAYMENT_METHODS", default=["card"])
STRIPE_IS_FAKE = urlsplit(STRIPE_API_BASE).hostname != "api.stripe.com"
# localstripe rejects some options (method types, description, reasons): off where it is used
STRIPE_FULL_OPTIONS = env.bool("STRIPE_FULL_OPTIONS", default=not STRIPE_IS_FAKE)
STRIPE_RETRIES = env.int("STRIPE_RETRIES", default=2)
STRIPE_TIMEOUT = (5, env.int("STRIPE_TIMEOUT", default=20))  # seconds to connect, to answer
PAYMENT_GATEWAYS = [  # whose older attempts and refunds this site can still deal with
    "orders.payments.stripe.StripeGateway",
    "orders.payments.manual.ManualGateway",
    "orders.payments.receiving.ReceivingGateway",  # exports: on the exhibitor's own account
]
BANK_ACCOUNT = {  # where a bank transfer goes, shown on the payment page
    "holder": env("BANK_ACCOUNT_HOLDER", default=""),
    "bank": env("BANK_NAME", default=""),
    "number": env("BANK_ACCOUNT_NUMBER", default=""),
}
# a parcel that goes back: how many days after the request it is expected at least, whatever is left
# of customs' 45, and how many days after that the return closes by itself
RETURN_PARCEL_DAYS = env.int("RETURN_PARCEL_DAYS", default=15)
RETURN_CLOSE_DAYS = env.int("RETURN_CLOSE_DAYS", default=15)
EXPORT_PAYMENT_DAYS = env.int("EXPORT_PAYMENT_DAYS", default=90)  # money from abroad takes time
WEBHOOK_MAX_BYTES = 256 * 1024
PAYMENT_POLL_MINUTES = env.int("PAYMENT_POLL_MINUTES", default=1)

# --- clearance --------------------------------------------------------------------------------
CLEARANCE_EXPORT_DECLARATION = "B"  # statisticsFlag: A simplified, B summed up by month (R-DOC-6)
# tradeMode of goods that come back, by the mode they went out by (202205 without a schema only)
CLEARANCE_EXPORT_RETURN_MODES = {"9610": "9661", "1210": "1261", "1239": "1261"}
CEB_VERSION = env("CEB_VERSION", default="202205")  # whose schema customs checks by; or 2018-113
CLEARANCE_TRANSPORT = env("CLEARANCE_TRANSPORT", default="clearance.transports.http.HttpTransport")
# the sandbox and its fake partners are no default in production: see config/checks.py
CLEARANCE_URL = env("CLEARANCE_URL", default="" if PRODUCTION else STAND_INS["CLEARANCE_URL"])
CLEARANCE_DROP_DIR = Path(env("CLEARANCE_DROP_DIR", default=str(VAR_DIR / "clearance")))
CLEARANCE_AMQP = {  # used by clearance.transports.amqp.AmqpTransport and listen_for_receipts
    "url": env("CLEARANCE_AMQP_URL", default=""),  # amqps:// for TLS
    "exchange": env("CLEARANCE_AMQP_EXCHANGE", default=""),
    "out": env("CLEARANCE_AMQP_OUT", default="ceb.to-customs"),
    "in": env("CLEARANCE_AMQP_IN", default="ceb.receipts"),
    "ca": env("CLEARANCE_AMQP_CA", default=""),
    "certificate": env("CLEARANCE_AMQP_CERTIFICATE", default=""),
    "key": env("CLEARANCE_AMQP_KEY", default=""),
}
CLEARANCE_SECRET = env(  # both directions
    "CLEARANCE_SECRET",
    default="expo-clearance-stand-in" if PRODUCTION else STAND_INS["CLEARANCE_SECRET"],
)
CLEARANCE_TIMEOUT = env.float("CLEARANCE_TIMEOUT", default=10)
CLEARANCE_ENVELOPE = env("CLEARANCE_ENVELOPE", default="bare")  # or dxp: the exchange's DxpMsg
CLEARANCE_SIGNING = {  # our own documents; without a key they go unsigned
    "key": env("CLEARANCE_SIGNING_KEY", default=""),  # PEM (RSA, SM2) or PKCS#12 (RSA)
    "certificate": env("CLEARANCE_SIGNING_CERTIFICATE", default=""),  # PEM, for a PEM key
    "password": env("CLEARANCE_SIGNING_PASSWORD", default=""),
    # algorithm URIs, where a platform wants others than the specification
    "canonicalization": env("CLEARANCE_SIGNING_CANONICALIZATION", default=""),
    "signature": env("CLEARANCE_SIGNING_METHOD", default=""),
    "digest": env("CLEARANCE_SIGNING_DIGEST", default=""),
    "transform": env("CLEARANCE_SIGNING_TRANSFORM", default=""),
}
PAYMENT_DATA = {  # customs asks for payments' original data (announcement 179); off without a URL
    "url": env("PAYMENT_DATA_URL", default=""),  # …/ceb2grab/grab/realTimeDataUpload
    "certificate": env("PAYMENT_DATA_CERTIFICATE", default=""),  # its number, if not the key's
    "account": env("PAYMENT_DATA_ACCOUNT", default=BANK_ACCOUNT["number"]),  # of the payee
    "name": env("PAYMENT_DATA_NAME", default=BANK_ACCOUNT["holder"]),
    "code": env("PAYMENT_DATA_CODE", default=""),  # unified social credit code
    "verifier": env("PAYMENT_DATA_VERIFIER", default="3"),  # 1 UnionPay, 2 NetsUnion, 3 other
    "pay_type": env("PAYMENT_DATA_PAY_TYPE", default="2"),  # 1 app, 2 PC, 3 scan, 4 other
}
# customs' own: with any named, a receipt must be signed with one of them
CLEARANCE_CERTIFICATES = env.list("CLEARANCE_CERTIFICATES", default=[])
CLEARANCE_BATCH_RECORDS = env.int("CLEARANCE_BATCH_RECORDS", default=20)  # 1 to 100 in one message
# sent and unanswered for so long, a document is a discrepancy
CLEARANCE_RECEIPT_HOURS = env.int("CLEARANCE_RECEIPT_HOURS", default=4)
CLEARANCE_CONNECTIONS = env.int("CLEARANCE_CONNECTIONS", default=4)  # side by side, of one worker
CLEARANCE_LEASE_SECONDS = env.int("CLEARANCE_LEASE_SECONDS", default=30)
PARTNERS = "" if PRODUCTION else "clearance.partners"
CLEARANCE_PARTNERS = {
    "payment": env(
        "PAYMENT_FIRM", default=PARTNERS and f"{PARTNERS}.payment_firm.SandboxPaymentFirm"
    ),
    "logistics": env(
        "LOGISTICS_FIRM", default=PARTNERS and f"{PARTNERS}.logistics.SandboxLogistics"
    ),
    "agent": env("CUSTOMS_AGENT", default=PARTNERS and f"{PARTNERS}.agent.SandboxAgent"),
    "operator": env("SITE_OPERATOR", default=PARTNERS and f"{PARTNERS}.operator.SandboxOperator"),
}
# keys that a zone may name as its certificate, beside the usual one: {"name": {"key": file, …}}
CLEARANCE_KEYS = json.loads(env("CLEARANCE_KEYS", default="") or "{}")  # empty in .env.example
# how our own documents reach customs, by the name that a zone may give as its transport
CLEARANCE_TRANSPORTS = {
    "http": "clearance.transports.http.HttpTransport",
    "amqp": "clearance.transports.amqp.AmqpTransport",
    "folder": "clearance.transports.file_drop.FileDropTransport",
}
CLEARANCE_PLATFORM = {  # this site as customs knows it: R-DOC-1
    "code": env("PLATFORM_CUSTOMS_CODE", default="4101W00001"),
    "name": env("PLATFORM_NAME", default="郑州E贸易博览会平台"),
    "dxp_id": env("PLATFORM_DXP_ID", default="DXPENT0000000001"),
}

# --- display centers ---------------------------------------------------------------------------
CENTER_REMEMBERED_HOURS = env.int("CENTER_REMEMBERED_HOURS", default=24)  # after a shelf's QR code
