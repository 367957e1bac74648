"""Whether this process lives, and whether it is ready: its database answers and is migrated. What else is degraded stands below that."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from django.conf import settings
from django.core.cache import caches
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from consult.platform.faults import Fault, noted, since
from deploy.cache import Forgiving

LATELY: Final = 60.0  # seconds for which it is told that something was refused
LITTLE: Final = 50_000_000  # bytes: a draft with its pictures may need as much


@require_safe
def live(request: HttpRequest) -> HttpResponse:
    """200 as long as requests are answered at all."""
    return HttpResponse("live\n", content_type="text/plain")


@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """200 where the database answers and no migration waits, else 503. Each further line names a part that is degraded."""
    status, first = standing()
    return HttpResponse("\n".join([first, *degraded(), ""]), status=status, content_type="text/plain; charset=utf-8")


def standing() -> tuple[int, str]:
    """Of the database alone: nothing else takes a server out of the row."""
    try:
        executor = MigrationExecutor(connection)
        waiting = bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    except Error as error:
        fault = noted(error, where="/health/ready")
        return 503, f"no database ({fault.value})" if fault else "no database"
    return (503, "migrations wait") if waiting else (200, "ready")


def degraded() -> Iterator[str]:
    """A line a part."""
    if isinstance(kept := caches["default"], Forgiving) and not kept.answers():
        yield "redis: does not answer; live threads are told a second later, pages are made anew each time"
    ago = since(Fault.FULL)
    if ago is not None and ago < LATELY:
        yield f"disk: full; what was sent {ago:.0f} s ago was refused"
    for name, folder in folders().items():
        try:
            free = shutil.disk_usage(folder).free
        except OSError as error:
            yield f"disk: cannot be asked for {name} ({error.strerror})"
        else:
            if free < LITTLE:
                yield f"disk: {free // 1_000_000} MB left for {name}"


def folders() -> dict[str, Path]:
    """Where this process itself writes: files that people send, and SQLite's."""
    found = {"files": Path(settings.FILES_ROOT)}
    if connection.vendor == "sqlite":
        found["the database"] = Path(str(connection.settings_dict["NAME"])).parent
    return {name: folder for name, folder in found.items() if folder.is_dir()}
