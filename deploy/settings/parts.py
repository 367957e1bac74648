"""From an address in the environment to the settings of one part: database, cache, channel layer, static files."""

import os
from pathlib import Path
from typing import Any

import dj_database_url

from consult.platform.faults import unreachable

ROOT = Path(__file__).resolve().parents[2]

WAIT = 5  # seconds that a request waits for a lock or a connection before the answer is 503

SQLITE: dict[str, Any] = {
    "transaction_mode": "IMMEDIATE",
    "timeout": WAIT,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA busy_timeout=5000; "
        "PRAGMA cache_size=-16000; PRAGMA temp_store=MEMORY"  # 16 MB a connection, where 2 are usual; sorting without files
    ),
}
POSTGRESQL: dict[str, Any] = {
    "pool": {
        "min_size": 1,
        "max_size": 20,
        "timeout": WAIT - 1,  # so that "it does not answer" is said within five seconds
        "reconnect_timeout": WAIT - 2,  # then whoever comes next has it tried anew; of its own it would double its pauses up to minutes
        "reconnect_failed": unreachable,
    },
    "options": f"-c lock_timeout={WAIT}s -c statement_timeout=60s "
    "-c cursor_tuple_fraction=1 -c work_mem=16MB",  # who reads through a cursor reads to its end; long sorts without files
}

PACKED = "whitenoise.storage.CompressedManifestStaticFilesStorage"
SENT = "deploy.file_storage.DurableFiles"
AS_THEY_LIE = "django.contrib.staticfiles.storage.StaticFilesStorage"


def named(name: str, default: str) -> str:
    """The environment variable, or what is taken where it is not set."""
    return os.environ.get(name) or default


def database(address: str) -> dict[str, Any]:
    """Settings of the database at `sqlite:////path` or `postgres://…`."""
    found: dict[str, Any] = dict(dj_database_url.parse(address))
    is_sqlite = found["ENGINE"].endswith("sqlite3")
    found["ENGINE"] = "deploy.sqlite3" if is_sqlite else found["ENGINE"]
    found["OPTIONS"] = {**found.get("OPTIONS", {}), **(SQLITE if is_sqlite else POSTGRESQL)}
    found["CONN_HEALTH_CHECKS"] = not is_sqlite  # a connection that a restart has cut is not handed out
    return found


def cache(redis: str) -> dict[str, Any]:
    """A cache that processes share where there is Redis, and one of the process's own elsewhere. Nothing true lives in it."""
    if redis:
        return {"BACKEND": "deploy.cache.Forgiving", "LOCATION": redis}
    return {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}


def channel_layer(redis: str) -> dict[str, Any]:
    """The bell between processes: Redis's publish and subscribe, or memory where one process serves all."""
    if redis:
        return {"BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer", "CONFIG": {"hosts": [redis]}}
    return {"BACKEND": "channels.layers.InMemoryChannelLayer"}


def storages(*, packed: bool, files: str) -> dict[str, Any]:
    """What people send, in a folder that nobody serves. And static files that are collected: packed, under names that change with what
    they hold; or as they lie."""
    folder = {"location": files, "file_permissions_mode": 0o600, "directory_permissions_mode": 0o700}
    return {"default": {"BACKEND": SENT, "OPTIONS": folder}, "staticfiles": {"BACKEND": PACKED if packed else AS_THEY_LIE}}
