"""An answer to a program: the same for everybody, so that whoever stands between may keep it for a while."""

from typing import Final

from django.conf import settings
from django.http import HttpResponse

HOUR: Final = 60 * 60  # seconds


def absolute(path: str) -> str:
    """The whole address of a path of ours."""
    return f"{settings.PUBLIC_ADDRESS.rstrip('/')}{path}"


def plain(content: str | bytes, kind: str, *, seconds: int = HOUR) -> HttpResponse:
    """The answer, which may be kept for so long."""
    answer = HttpResponse(content, content_type=kind)
    answer["Cache-Control"] = f"public, max-age={seconds}"
    return answer
