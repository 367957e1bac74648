"""What every page about one consultation says of it."""

from typing import Any

from django.utils.translation import get_language

from consult.consultations.models import Consultation
from consult.consultations.queries import text_in


def frame(row: Consultation) -> dict[str, Any]:
    """The consultation, and its text in the language of the page."""
    return {"row": row, "text": text_in(row, get_language() or "id")}
