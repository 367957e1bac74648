"""Files of ballots for tests, and what a profile says, so that a test can compare it in words."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from io import StringIO
from pathlib import Path
from typing import Final

import pytest

from consult.errors import BadInput
from consult.sentences import sentence_of
from consult.tally.formats.ballot_file import BallotFile, Reader
from consult.tally.formats.mark_words import ranking_of
from consult.tally.profile import Ballots, Profile

DATA: Final = Path(__file__).resolve().parents[4] / "../shared/data/tally"
RANKED: Final = (Ballots.RANKED,)
CHOSEN: Final = (Ballots.CHOSEN,)
SCORED: Final = (Ballots.SCORED,)
ANSWERED: Final = (Ballots.ANSWERED,)


def read_by(reader: Reader, text: str, wanted: tuple[Ballots, ...] = RANKED) -> BallotFile:
    """A text, as its format is read."""
    return reader(StringIO(text, newline=""), wanted)


def refused_by(reader: Reader, text: str, wanted: tuple[Ballots, ...] = RANKED) -> tuple[str, object]:
    """The code of the refusal of a text, and its line."""
    with pytest.raises(BadInput) as caught:
        read_by(reader, text, wanted)
    assert sentence_of(caught.value)  # its facts fill its sentence
    return caught.value.code, caught.value.facts.get("line")


def rankings(profile: Profile) -> Mapping[str, int]:
    """`A>B=C` → how many voters."""
    found: Counter[str] = Counter()
    for marks, voters in zip(profile.marks.tolist(), profile.counts.tolist(), strict=True):
        tiers = ranking_of(marks, blank=profile.blank)
        found[">".join("=".join(profile.options[option] for option in tier) for tier in tiers)] += voters
    return dict(found)


def said(profile: Profile) -> Mapping[str, int]:
    """`A/5 B/0`: the marks of each ballot that are not blank → how many voters."""
    found: Counter[str] = Counter()
    for marks, voters in zip(profile.marks.tolist(), profile.counts.tolist(), strict=True):
        words = [f"{name}/{mark}" for name, mark in zip(profile.options, marks, strict=True) if mark != profile.blank]
        found[" ".join(words)] += voters
    return dict(found)


def outcomes(read: Callable[[str], BallotFile], texts: Iterable[str]) -> list[tuple[str, int | None]]:
    """Each text with the number of its voters, or None where it is refused, in a sentence that can be said."""
    found: list[tuple[str, int | None]] = []
    for text in texts:
        try:
            found.append((text, read(text).profile.voters))
        except BadInput as refusal:
            sentence_of(refusal)
            found.append((text, None))
    return found
