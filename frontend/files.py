"""A file that somebody sent, as an answer: to be taken away, never shown as a page of ours, and never run by a browser."""

from typing import Final

from django.http import HttpResponse
from django.utils.http import content_disposition_header

POLICY: Final = "sandbox; default-src 'none'"


def taken_away(data: bytes, *, kind: str, name: str, tag: str) -> HttpResponse:
    """A file as an answer: with its type and name, and with the policy under which nothing in it does anything."""
    answer = HttpResponse(data, content_type=f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    answer["Content-Security-Policy"], answer["X-Content-Type-Options"] = POLICY, "nosniff"
    answer["ETag"], answer["Cache-Control"] = tag, "private, no-cache"
    return answer
