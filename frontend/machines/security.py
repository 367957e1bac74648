"""/.well-known/security.txt: whom to tell of a hole (RFC 9116)."""

import re
from datetime import UTC, datetime, time, timedelta
from typing import Final

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from frontend.machines.plain_answer import absolute, plain
from frontend.request_context import SignedRequest

HOLDS: Final = timedelta(days=180)  # RFC 9116 wants less than a year
ADDRESS: Final = re.compile(r"https://[^\s,;<>\[\]()]*[^\s,;<>\[\]().]|[^\s@<>\[\]();,:]+@[^\s@<>\[\]();,]+\.[^\s@<>\[\]();,.]+")


@require_safe
def security(request: SignedRequest) -> HttpResponse:
    """The file. It says that it holds for half a year from today, every day anew."""
    expires = datetime.combine(request.now.astimezone(UTC).date() + HOLDS, time(), UTC)
    lines = [
        *(f"Contact: {contact}" for contact in contacts()),
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: id, en",
        f"Canonical: {absolute(request.path)}",
        "",
    ]
    return plain("\n".join(lines), "text/plain; charset=utf-8")


def contacts() -> list[str]:
    """Where to write to, the best first: what is set for this or else for the service; else the page that says whom to ask."""
    found = ADDRESS.findall(settings.SECURITY_CONTACT) or ADDRESS.findall(settings.CONTACT)
    return [one if one.startswith("https://") else f"mailto:{one}" for one in found] or [absolute(reverse("privacy"))]
