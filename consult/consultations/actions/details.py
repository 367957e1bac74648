"""What is said of a consultation, and how it is written into its rows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import cast

from django.db.models import CharField, Model

from consult.consultations.models import Consultation, ConsultationText
from consult.consultations.rules import Moderation
from consult.errors import BadInput
from consult.platform.markup import clean_text, one_line


@dataclass(frozen=True)
class Text:
    """What a consultation is called, asks and means in one language."""

    language: str
    title: str
    summary: str = ""
    question: str = ""


@dataclass(frozen=True)
class Details:
    """Who asks, on what ground, and how what comes in is moderated."""

    moderation: Moderation = Moderation.BEFORE
    institution: str = ""
    contact: str = ""
    legal_basis: str = ""
    announcement: str = ""
    practice: bool = False


def columns(details: Details) -> dict[str, object]:
    """The details as the columns of a consultation.

    Raises:
        BadInput: something is too long.
    """
    return {
        "moderation": details.moderation,
        "institution": fitting(details.institution, field="institution"),
        "contact": fitting(details.contact, field="contact"),
        "legal_basis": clean_text(details.legal_basis),
        "announcement": fitting(details.announcement, field="announcement"),
        "practice": details.practice,
    }


def fitting(text: str, *, field: str, model: type[Model] = Consultation) -> str:
    """The text on one line, where its column holds it.

    Raises:
        BadInput: it is longer.
    """
    line, column = one_line(text), cast("CharField[str, str]", model._meta.get_field(field))
    if len(line) > (column.max_length or 0):
        raise BadInput("input.too_long", field=field, length=len(line), limit=column.max_length)
    return line


def checked_texts(texts: Sequence[Text]) -> Sequence[Text]:
    """The texts, where there is one at all.

    Raises:
        BadInput: there is none.
    """
    if not texts:
        raise BadInput("input.required", field="title")
    return texts


def write_texts(consultation: Consultation, texts: Iterable[Text]) -> None:
    """A row for each language.

    Raises:
        BadInput: a title is missing or too long.
    """
    ConsultationText.objects.bulk_create(text_row(consultation, text) for text in texts)


def text_row(consultation: Consultation, text: Text) -> ConsultationText:
    """One language's row."""
    title = fitting(text.title, field="title", model=ConsultationText)
    if not title:
        raise BadInput("input.required", field="title")
    return ConsultationText(
        consultation=consultation,
        language=text.language,
        title=title,
        summary=clean_text(text.summary),
        question=clean_text(text.question),
    )
