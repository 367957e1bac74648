"""What holds everywhere. Parts are chosen by environment variables: DATABASE_URL, REDIS_URL, PUBLIC_ADDRESS."""

from django.utils.translation import gettext_lazy as _

from deploy.settings.parts import ROOT, cache, channel_layer, database, named, storages

DEMONSTRATION = False  # whether the command `demo` may load it
PUBLIC_ADDRESS = named("PUBLIC_ADDRESS", "http://127.0.0.1:8000")
OWNER = named("OWNER", "")  # whose service this is, as the head of each page says it
CONTACT = named("CONTACT", "")  # whom to write to about the service itself: an address, or a line of text
SECURITY_CONTACT = named("SECURITY_CONTACT", "")  # whom to tell of a hole: addresses of mail or https; else CONTACT
TRUSTED_PROXIES = tuple(named("TRUSTED_PROXIES", "").split())  # whose X-Forwarded-For counts

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "deploy.static_finders.Collected",
    "django.forms",
    "channels",
    "rest_framework",
    "drf_spectacular",
    "allauth",
    "allauth.account",
    "django_tasks",
    "django_tasks_db",
    "django_htmx",
    "consult",
    "api",
    "frontend",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # above WhiteNoise: files that were not collected and packed beforehand are packed here
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "deploy.middleware.faults",
    "deploy.middleware.Sessions",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "frontend.languages.Switching",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "deploy.middleware.signed",
    "django_htmx.middleware.HtmxMiddleware",
    "frontend.errors.RefusalPages",
]

ROOT_URLCONF = "deploy.urls"
ASGI_APPLICATION = "deploy.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "frontend" / "templates", ROOT / "consult" / "reports" / "render" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
            ],
            "libraries": {"reporting": "consult.reports.render.template_filters"},
        },
    }
]

FORM_RENDERER = "frontend.forms.Renderer"

DATABASES = {"default": database(named("DATABASE_URL", f"sqlite:///{ROOT / 'rembuk.sqlite3'}"))}
CACHES = {"default": cache(named("REDIS_URL", ""))}
CHANNEL_LAYERS = {"default": channel_layer(named("REDIS_URL", ""))}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "quick"]}}
EMAIL_TIMEOUT = 10  # seconds that a worker waits for a mail server that says nothing

LANGUAGE_CODE = "id"
LANGUAGES = [("id", _("Indonesian")), ("en", _("English"))]
LOCALE_PATHS = [ROOT / "frontend" / "locale"]
TIME_ZONE = "Asia/Jakarta"  # WIB, what people read; instants are stored and sent in UTC
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT: str | None = named("STATIC_ROOT", "") or None  # where they are collected; else they are served from where they lie
FILES_ROOT = named("FILES_ROOT", str(ROOT / "media"))  # what people send: attachments and supporting documents
STORAGES = storages(packed=STATIC_ROOT is not None, files=FILES_ROOT)
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "frontend.fonts.FontFinder",
]
FONTS = ROOT / "build" / "fonts"

SESSION_ENGINE = "consult.accounts.sessions"

AUTH_USER_MODEL = "consult.Account"
AUTHENTICATION_BACKENDS = ["frontend.accounts.sign_in.CodeBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "frontend.accounts.sign_in.Adapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_REQUIRED = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = True
ACCOUNT_RATE_LIMITS = False  # consult.platform.limits counts instead: one atomic UPSERT
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = True

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "frontend.errors.csrf_failure"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}

DATA_UPLOAD_MAX_MEMORY_SIZE = 1_300_000  # bytes of a request that is no file: 300,000 letters of a pasted draft, whatever they are
DATA_UPLOAD_MAX_NUMBER_FIELDS = 200

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["api.authentication.SessionCookie", "api.authentication.PersonalToken"],
    "DEFAULT_PERMISSION_CLASSES": [],  # every action and query asks access.py itself
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["api.request_bodies.StrictJSONParser"],
    "DEFAULT_SCHEMA_CLASS": "api.openapi.Described",
    "EXCEPTION_HANDLER": "api.problems.answer",
    "UNAUTHENTICATED_USER": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Rembuk",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "COMPONENT_SPLIT_REQUEST": True,
    "ENUM_NAME_OVERRIDES": {
        "KindEnum": "api.discussion.posts_json.KINDS",
        "StatusEnum": "api.discussion.posts_json.STATUSES",
        "PollKindEnum": "api.polls.polls_json.KINDS",
        "RevisionKindEnum": "api.documents.drafts.KINDS",
    },
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {"receipts": {"()": "deploy.log_filter.WithoutReceipts"}, "one line": {"()": "deploy.log_filter.InOneLine"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": named("LOG_LEVEL", "INFO")},
    "loggers": {
        "django.request": {"filters": ["receipts"]},
        "django.security.DisallowedHost": {"filters": ["one line"]},
        "consult.platform.faults": {"filters": ["receipts"]},
        "django.channels.server": {"level": "WARNING"},
        "daphne": {"level": "WARNING"},
        "fontTools": {"level": "WARNING"},
    },
}
