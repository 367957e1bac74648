"""/robots.txt: what search engines leave alone, and where the sitemap is."""

from typing import Final

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from frontend.machines.plain_answer import absolute, plain
from frontend.request_context import SignedRequest

CLOSED: Final = (  # the team's, one's own, forms, and what has endless addresses
    "/desk/",
    "/me/",
    "/sign-in/",
    "/sign-out/",
    "/language/",
    "/receipts/",
    "/search/",
    "/api/v1/",
    "/ws/",
    "/k/*/search/",
    "/k/*/letter/",
    "/k/*/confirm/",
    "/k/*/posts/*/report/",
    "/*?reply=",
    "/*?next=",
)


@require_safe
def robots(request: SignedRequest) -> HttpResponse:
    """The file (RFC 9309)."""
    rules = [f"Disallow: {path}" for path in CLOSED]
    lines = ["User-agent: *", *rules, "", f"Sitemap: {absolute(reverse('sitemap'))}", ""]
    return plain("\n".join(lines), "text/plain; charset=utf-8")
