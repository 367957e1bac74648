"""What a request is once it has passed the middleware: it knows who is looking, when, and from where."""

from datetime import datetime

from django.http import HttpRequest

from consult.accounts.viewer import Viewer


class SignedRequest(HttpRequest):
    """`deploy.middleware.signed` adds the three."""

    viewer: Viewer
    now: datetime
    address: str
