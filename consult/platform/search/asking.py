"""What somebody looks for: words, "phrases", and -words that may not occur. Plain values."""

import re
from dataclasses import dataclass
from typing import Final

from consult.errors import BadInput
from consult.text.folding import WORD, roots_of

LONGEST: Final = 200  # characters of a question
MOST_TERMS: Final = 12  # words and phrases in it
MOST_IN_PHRASE: Final = 12  # words

QUOTES: Final = str.maketrans("“”„‟«»＂", '"' * 7)
CHUNK: Final = re.compile(r'(?P<without>(?<!\S)-)?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')

Term = tuple[str, ...]  # roots that stand one after the other


@dataclass(frozen=True)
class Wanted:
    """All of `every` has to occur, and one of `some` where there are any, and none of `without`."""

    every: tuple[Term, ...] = ()
    some: tuple[Term, ...] = ()
    without: tuple[Term, ...] = ()

    @property
    def terms(self) -> tuple[Term, ...]:
        """What is marked where it is found."""
        return (*self.every, *self.some)


def wanted(question: str) -> Wanted:
    """What a question asks for.

    Raises:
        BadInput: it is too long, asks for too much, or names nothing that has to occur.
    """
    if len(question) > LONGEST:
        raise BadInput("input.too_long", field="q", length=len(question), limit=LONGEST)
    every: dict[Term, None] = {}
    without: dict[Term, None] = {}
    for chunk in CHUNK.finditer(question.translate(QUOTES)):
        if term := term_of(chunk["phrase"] or chunk["word"] or ""):
            (without if chunk["without"] else every)[term] = None
    if not every:
        raise BadInput("search.nothing", field="q")
    if len(every) + len(without) > MOST_TERMS or max(map(len, (*every, *without))) > MOST_IN_PHRASE:
        raise BadInput("search.too_much", field="q", limit=MOST_TERMS)
    return Wanted(every=tuple(every), without=tuple(without))


def term_of(written: str) -> Term:
    """The roots of what was written without a space, or between quotation marks; empty where there is no letter in it."""
    return tuple(root for word in WORD.finditer(written) for root in roots_of(word[0]))
