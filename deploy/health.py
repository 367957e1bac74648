"""Whether this process lives, and whether it is ready: its database answers and is migrated."""

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe


@require_safe
def live(request: HttpRequest) -> HttpResponse:
    """200 as long as requests are answered at all."""
    return HttpResponse("live\n", content_type="text/plain")


@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """200 where the database answers and no migration waits, else 503."""
    try:
        executor = MigrationExecutor(connection)
        waiting = bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    except DatabaseError:
        return HttpResponse("no database\n", status=503, content_type="text/plain")
    if waiting:
        return HttpResponse("migrations wait\n", status=503, content_type="text/plain")
    return HttpResponse("ready\n", content_type="text/plain")
