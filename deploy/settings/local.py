"""One machine, no secrets: what `make run` uses."""

from deploy.settings.base import *  # noqa: F403
from deploy.settings.base import STATIC_ROOT
from deploy.settings.parts import named

SECRET_KEY = named("SECRET_KEY", "for one machine only, never for a place that others reach")
ALLOWED_HOSTS = named("ALLOWED_HOSTS", "127.0.0.1 localhost [::1]").split()
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
DEFAULT_FROM_EMAIL = named("DEFAULT_FROM_EMAIL", "Rembuk <rembuk@localhost>")
DEMONSTRATION = True
WHITENOISE_USE_FINDERS = STATIC_ROOT is None  # no collected static files needed
