"""Pages that say the same to everybody: help and the privacy notice."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from frontend.answers import page
from frontend.requests import SignedRequest


@require_safe
def help_page(request: SignedRequest) -> HttpResponse:
    """How it works, in a few paragraphs."""
    return page(request, "help.html", {})


@require_safe
def privacy(request: SignedRequest) -> HttpResponse:
    """What is kept about people, what for, and until when."""
    return page(request, "privacy.html", {})
