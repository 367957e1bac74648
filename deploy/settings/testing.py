"""What the suite runs on: the database of the environment, mail in memory."""

from deploy.settings.local import *  # noqa: F403
from deploy.settings.local import DATABASES, LOGGING
from deploy.settings.parts import ROOT

EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
LOGGING["root"]["level"] = "ERROR"  # type: ignore[index]

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": str(ROOT / "build" / "test.sqlite3")}  # a file, so that threads share it
