"""What a request is once it has passed the middleware: it knows who is looking, when, and from where. And what its address asks."""

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from consult.accounts.viewer import Viewer


class SignedRequest(HttpRequest):
    """`deploy.middleware.signed` adds the first three, django-htmx the fourth; the last is there where the language was switched."""

    viewer: Viewer
    now: datetime
    address: str
    htmx: HtmxDetails
    switched_to: str


def in_query(request: HttpRequest, name: str) -> int:
    """A number in the address; 0 where none stands there, or one that counts nothing of ours."""
    return number_in(request.GET.get(name, ""))


def id_in_query(request: HttpRequest, name: str) -> UUID | None:
    """An id in the address; None where none stands there."""
    return id_in(request.GET.get(name, ""))


def id_in(given: str) -> UUID | None:
    """The id that a text is; None where it is none."""
    try:
        return UUID(given)
    except ValueError:
        return None


def number_in(given: str) -> int:
    """The number that a text is; 0 where it is none, or counts nothing of ours."""
    return int(given) if given.isascii() and given.isdigit() and len(given) < 10 else 0
