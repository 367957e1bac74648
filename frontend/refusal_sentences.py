"""A refusal as people read it on a page: its facts in words and in their own time, not as codes."""

from datetime import datetime
from typing import Final

from consult.errors import Refusal
from consult.sentences import SENTENCES
from frontend.code_words import word
from frontend.times import clock, day

WORDED: Final = {"status": "status", "phase": "phase", "action": "verdict"}  # fact → which words


def sentence(refusal: Refusal) -> str:
    """The refusal's sentence in the active language."""
    return str(SENTENCES[refusal.code]) % {name: in_words(name, fact) for name, fact in refusal.facts.items()}


def in_words(name: str, fact: object) -> str:
    """One fact of a refusal."""
    if name in WORDED:
        return word(str(fact), WORDED[name])
    if name == "at":
        at = datetime.fromisoformat(str(fact))
        return f"{day(at)}, {clock(at)}"
    return str(fact)
