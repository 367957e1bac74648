"""What the suite runs on: the database of the environment, mail in memory."""

import re

from deploy.settings.local import *  # noqa: F403
from deploy.settings.local import DATABASES, INSTALLED_APPS, LOGGING, STATIC_ROOT
from deploy.settings.parts import ROOT, cache, channel_layer, named, storages

EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STATIC_FILES = "django.contrib.staticfiles"  # the name by which pytest-django knows that there is somebody who finds them
INSTALLED_APPS = [STATIC_FILES if app == "deploy.static_finders.Collected" else app for app in INSTALLED_APPS]
STORAGES = storages(
    packed=STATIC_ROOT is not None,
    files=str(ROOT / "build" / "files" / f"{named('TEST_DATABASE', 'test')}-{named('PYTEST_XDIST_WORKER', 'gw0')}"),
)
LOGGING["root"]["level"] = "ERROR"  # type: ignore[index]

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    (ROOT / "build").mkdir(exist_ok=True)
    DATABASES["default"]["TEST"] = {
        "NAME": str(ROOT / "build" / f"{named('TEST_DATABASE', 'test')}.sqlite3")
    }  # a file, so that threads share it

if redis := named("REDIS_URL", ""):  # a database of its own for each process of the suite, so that one does not empty another's
    process = named("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
    redis = re.sub(r"/\d+$", f"/{int(process) + 1}", redis)
    CACHES = {"default": cache(redis)}
    CHANNEL_LAYERS = {"default": channel_layer(redis)}
