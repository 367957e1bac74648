"""The phase of a consultation, its steps, and the rules a new one starts with. Plain values."""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from consult.access import Phase
from consult.errors import BadInput


class Moderation(StrEnum):
    """Whether a moderator looks before a post is public, or after."""

    BEFORE = "before"
    AFTER = "after"


class TeamRole(StrEnum):
    """The roles that are given to somebody in one consultation."""

    DELEGATE = "delegate"
    MODERATOR = "moderator"
    OFFICIAL = "official"
    ADMINISTRATOR = "administrator"


class Step(StrEnum):
    """What an official does with a consultation as a whole."""

    ANNOUNCE = "announce"
    OPEN = "open"
    CLOSE = "close"
    ANSWER = "answer"
    ARCHIVE = "archive"


STEPS: Final[Mapping[Phase, Mapping[Step, Phase]]] = {
    Phase.DRAFT: {Step.ANNOUNCE: Phase.ANNOUNCED, Step.OPEN: Phase.OPEN},
    Phase.ANNOUNCED: {Step.OPEN: Phase.OPEN},
    Phase.OPEN: {Step.CLOSE: Phase.CLOSED},
    Phase.CLOSED: {Step.ANSWER: Phase.ANSWERED},
    Phase.ANSWERED: {Step.ARCHIVE: Phase.ARCHIVED},
    Phase.ARCHIVED: {},
}

BY_DATES: Final = frozenset({Phase.ANNOUNCED, Phase.OPEN})  # stored steps that time carries on

MOST_YEARS: Final = 10  # a later instant is a slip of the finger; the latest that there are overflow in zones to the east

RESERVED: Final = frozenset({"site", "new"})  # the chain of what belongs to no consultation; the page where one is begun
SLUG: Final = re.compile(r"[a-z0-9](?:[a-z0-9-]{1,58})[a-z0-9]")


def phase(step: Phase, *, opens_at: datetime | None, closes_at: datetime | None, now: datetime) -> Phase:
    """Where a consultation stands at `now`: the stored step, carried on by the opening and closing instants."""
    if step not in BY_DATES:
        return step
    if closes_at is not None and now >= closes_at:
        return Phase.CLOSED
    if opens_at is not None and now < opens_at:
        return Phase.ANNOUNCED
    return step if opens_at is None else Phase.OPEN


def wrong_dates(*, opens_at: datetime | None, closes_at: datetime | None, now: datetime) -> Iterator[BadInput]:
    """What is wrong with the instants between which contributions are to be taken; without `opens_at`, from now on."""
    farthest = now + timedelta(days=365.25 * MOST_YEARS)
    if opens_at is not None and opens_at <= now:
        yield BadInput("consultation.opens_past", field="opens_at")
    if opens_at is not None and opens_at > farthest:
        yield BadInput("consultation.too_far", field="opens_at", limit=MOST_YEARS)
    if closes_at is not None and closes_at <= (opens_at or now):
        yield BadInput("consultation.dates", field="closes_at")
    if closes_at is not None and closes_at > farthest:
        yield BadInput("consultation.too_far", field="closes_at", limit=MOST_YEARS)


HOUSE_RULES: Final[tuple[Mapping[str, tuple[str, str]], ...]] = (  # number 1, 2, 3…: language → title, text
    {
        "id": ("Bahas ketentuannya", "Tulis tentang ketentuan yang sedang dibaca. Promosi, spam, dan hal lain tidak ditampilkan."),
        "en": ("Speak to the clause", "Write about the clause you are reading. Advertising, spam and other matters are not shown."),
    },
    {
        "id": ("Jaga data pribadi", "Jangan menulis nomor telepon, alamat, NIK, atau data pribadi milik siapa pun."),
        "en": ("Protect personal data", "Do not write telephone numbers, addresses, identity numbers or other personal data of anybody."),
    },
    {
        "id": ("Hormati orang lain", "Kritik keras boleh; ancaman, hinaan, dan kebencian terhadap orang atau kelompok tidak."),
        "en": ("Respect others", "Harsh criticism is welcome; threats, insults and hatred of persons or groups are not."),
    },
    {
        "id": (
            "Jujur tentang siapa yang berbicara",
            "Jangan menyamar sebagai orang atau lembaga lain, dan jangan mengirim hal yang sama berulang kali.",
        ),
        "en": ("Be honest about who speaks", "Do not pose as another person or body, and do not send the same thing again and again."),
    },
    {
        "id": ("Patuhi hukum", "Isi yang melanggar hukum tidak ditampilkan; perintah dari pihak yang berwenang dicatat beserta nomornya."),
        "en": ("Keep to the law", "Unlawful content is not shown; an order of an authority is recorded with its number."),
    },
)
