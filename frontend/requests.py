"""What a request is once it has passed the middleware: it knows who is looking, when, and from where."""

from datetime import datetime

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from consult.accounts.viewer import Viewer


class SignedRequest(HttpRequest):
    """`deploy.middleware.signed` adds the three, django-htmx the last."""

    viewer: Viewer
    now: datetime
    address: str
    htmx: HtmxDetails
