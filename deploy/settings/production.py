"""A place that others reach. It refuses to start without secret key, hosts, address, database and mail server."""

import os

from django.core.exceptions import ImproperlyConfigured

from deploy.settings.base import *  # noqa: F403
from deploy.settings.base import FILES_ROOT, TRUSTED_PROXIES
from deploy.settings.parts import ROOT, named, storages

REQUIRED = ("SECRET_KEY", "ALLOWED_HOSTS", "PUBLIC_ADDRESS", "DATABASE_URL", "EMAIL_HOST", "DEFAULT_FROM_EMAIL")

missing = [name for name in REQUIRED if not os.environ.get(name)]
if missing:
    raise ImproperlyConfigured(f"Production needs these environment variables: {', '.join(missing)}")

SECRET_KEY = os.environ["SECRET_KEY"]
SECRET_KEY_FALLBACKS = named("SECRET_KEY_FALLBACKS", "").split()  # former keys, while sessions and codes of theirs are about
ALLOWED_HOSTS = os.environ["ALLOWED_HOSTS"].split()
CSRF_TRUSTED_ORIGINS = [os.environ["PUBLIC_ADDRESS"]]

EMAIL_HOST = os.environ["EMAIL_HOST"]
EMAIL_PORT = int(named("EMAIL_PORT", "587"))
EMAIL_HOST_USER = named("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = named("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = named("EMAIL_USE_TLS", "1") == "1"
DEFAULT_FROM_EMAIL = os.environ["DEFAULT_FROM_EMAIL"]

SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None  # who claims it has to be named
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SECURE_REDIRECT_EXEMPT = [r"^health/"]
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_NAME = "__Host-csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True

STATIC_ROOT = named("STATIC_ROOT", str(ROOT / "staticfiles"))
STORAGES = storages(packed=True, files=FILES_ROOT)
