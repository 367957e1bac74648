"""What a program sees in a text before a person does: it proposes to publish or to hold, and says why."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Final
from unicodedata import category, normalize

from consult.discussion import personal_data


class Verdict(StrEnum):
    PUBLISH = "publish"
    HOLD = "hold"


class Code(StrEnum):
    PERSONAL_DATA = "personal_data"
    LISTED_WORD = "listed_word"
    LINKS = "links"
    SHOUTING = "shouting"
    NEW_ACCOUNT = "new_account"
    BURST = "burst"


HOLDING: Final = frozenset({Code.PERSONAL_DATA, Code.LISTED_WORD})  # the others only flag


@dataclass(frozen=True, slots=True)
class Signal:
    """`found` says what it was: the kind of personal data, the word of the list, or how much."""

    code: Code
    found: str


@dataclass(frozen=True, slots=True)
class Screening:
    signals: tuple[Signal, ...]

    @property
    def verdict(self) -> Verdict:
        return Verdict.HOLD if any(signal.code in HOLDING for signal in self.signals) else Verdict.PUBLISH


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From where on something is a signal."""

    links: int = 3
    capitals: float = 0.7  # share of the letters that have a case
    letters: int = 40  # fewer are a heading, not shouting
    account_age: timedelta = timedelta(days=1)
    posts_lately: int = 5


USUAL: Final = Thresholds()
ADDRESS: Final = re.compile(r"https?://|\bwww\.")
WORD: Final = re.compile(r"\w+")


def screen(
    text: str,
    *,
    listed: Collection[str],
    account_age: timedelta | None,
    posts_lately: int = 0,
    thresholds: Thresholds = USUAL,
) -> Screening:
    """Screen a post.

    Args:
        text: all that would be shown, as it is stored: the text, the wording of a proposal, the shown name.
        listed: words and phrases to hold a post for; they match whole words, whatever the case.
        account_age: None where there is no account (a letter on paper).
        posts_lately: posts of the same author in the last minutes.
    """
    visible = "".join(character for character in normalize("NFKC", text) if category(character) != "Cf")
    signals = (
        *(Signal(Code.PERSONAL_DATA, kind) for kind in personal_data.kinds_in(visible)),
        *(Signal(Code.LISTED_WORD, word) for word in listed_in(visible, listed)),
        *manners(visible, thresholds),
        *circumstances(account_age, posts_lately, thresholds),
    )
    return Screening(signals)


def listed_in(text: str, listed: Collection[str]) -> list[str]:
    """The words and phrases of `listed` that stand in `text` as whole words, in alphabetical order."""
    words = in_words(text)
    return sorted(entry for entry in listed if in_words(entry).strip() and in_words(entry) in words)


def in_words(text: str) -> str:
    """The words of `text`, folded, one space before, between and after them."""
    folded = normalize("NFKC", text).casefold()
    return f" {' '.join(WORD.findall(folded))} "


def manners(text: str, thresholds: Thresholds) -> Iterator[Signal]:
    """Links and capitals."""
    links = len(ADDRESS.findall(text.casefold()))
    if links >= thresholds.links:
        yield Signal(Code.LINKS, str(links))

    cased = [letter for letter in text if letter.isupper() or letter.islower()]
    capitals = sum(letter.isupper() for letter in cased)
    if len(cased) >= thresholds.letters and capitals >= thresholds.capitals * len(cased):
        yield Signal(Code.SHOUTING, f"{100 * capitals // len(cased)} %")


def circumstances(account_age: timedelta | None, posts_lately: int, thresholds: Thresholds) -> Iterator[Signal]:
    """What is known about the author and the other posts."""
    if account_age is not None and account_age < thresholds.account_age:
        yield Signal(Code.NEW_ACCOUNT, f"{account_age // timedelta(hours=1)} h")
    if posts_lately >= thresholds.posts_lately:
        yield Signal(Code.BURST, str(posts_lately))
