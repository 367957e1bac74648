"""What the pictures are taken of: the settings of one machine, the pages of errors, and mails that go nowhere."""

from deploy.settings.local import *  # noqa: F403

ROOT_URLCONF = "tests.sights.urls"
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
OWNER = "Kota Arunika"
SESSION_SAVE_EVERY_REQUEST = False
LOGGING = {"version": 1, "disable_existing_loggers": True}
