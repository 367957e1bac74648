"""All addresses, and beside them the pages of what goes wrong, which cannot be brought about by asking kindly."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.urls import path

from consult.errors import BadInput, NotPossible
from consult.platform.faults import Fault
from deploy.urls import handler400, handler403, handler404, handler500
from deploy.urls import urlpatterns as ours
from frontend import errors

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


def error(request: HttpRequest, kind: str) -> HttpResponse:
    """The page for an error, made as it is made when the error happens."""
    if kind == "429":
        return errors.refusal_page(request, NotPossible("limit.reached", retry_after=240, minutes=4))
    if kind == "409":
        return errors.refusal_page(request, NotPossible("once.other_request"))
    if kind == "400":
        return errors.refusal_page(request, BadInput("input.required", field="text"))
    return MADE[kind](request)


MADE: Final[Mapping[str, Callable[[HttpRequest], HttpResponse]]] = {
    "500": errors.server_error,
    "503": partial(errors.unavailable, fault=Fault.BUSY),
    "503-away": partial(errors.unavailable, fault=Fault.AWAY),
    "503-full": partial(errors.unavailable, fault=Fault.FULL),
    "csrf": errors.csrf_failure,
}


urlpatterns = [*ours, path("errors/<slug:kind>/", error)]
