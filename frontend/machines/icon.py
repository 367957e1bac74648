"""/favicon.ico, which browsers and feed readers ask for that read no page first. It is static/mark.svg at 16, 32 and 48 pixels."""

from pathlib import Path
from typing import Final

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from frontend.machines.plain_answer import plain
from frontend.request_context import SignedRequest

ICON: Final = Path(__file__).with_name("favicon.ico").read_bytes()
DAY: Final = 24 * 60 * 60  # seconds


@require_safe
def icon(request: SignedRequest) -> HttpResponse:
    """The file."""
    return plain(ICON, "image/x-icon", seconds=DAY)
