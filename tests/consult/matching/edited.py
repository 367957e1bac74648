"""Invented laws and random edits of them, of which it is known which clause became which.

A law has shared sentences, short ayat and clauses that are all but the same, as real ones have. All words are invented.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from random import Random
from typing import Final

from consult.matching.links import Unit

SYLLABLES: Final = ("ba", "ru", "ti", "ko", "sel", "mar", "gu", "pen", "da", "lo", "win", "tas", "ker", "no", "pi", "ham")
LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
IN_CHAPTER: Final = 12  # clauses


@dataclass(frozen=True)
class Clause:
    """A Pasal. `sentences` of more than one are its ayat; `origins` are the places in the old law that it came from."""

    sentences: tuple[str, ...]
    number: str = ""
    origins: frozenset[int] = frozenset()
    touched: bool = False


@dataclass
class Language:
    """Words of which few are used often, and the sentences that a law says again and again."""

    random: Random
    words: list[str] = field(default_factory=list)
    shared: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.words = ["".join(self.random.choices(SYLLABLES, k=self.random.randint(1, 4))) for _ in range(1500)]
        self.shared = [self.sentence() for _ in range(8)]

    def word(self) -> str:
        """A word; of the first in the list more often."""
        return self.words[int(len(self.words) * self.random.random() ** 3)]

    def sentence(self) -> str:
        """Some words and a full stop."""
        said = [self.word() for _ in range(self.random.randint(5, 24))]
        return f"{' '.join(said).capitalize()}."

    def clause(self) -> Clause:
        """A clause of one to four sentences, a third of them shared ones, not all."""
        own = [self.sentence() for _ in range(self.random.randint(1, 3))]
        if self.random.random() < 0.35:
            own.insert(self.random.randint(0, len(own)), self.random.choice(self.shared))
        return Clause(tuple(own))

    def reworded(self, sentence: str, share: float) -> str:
        """The sentence with some of its words replaced, at least one."""
        said = sentence.rstrip(".").split()
        for at in self.random.sample(range(len(said)), max(1, round(share * len(said)))):
            said[at] = self.word()
        return f"{' '.join(said)}."

    def like(self, clause: Clause) -> Clause:
        """A clause that differs from another by a word or two of each sentence."""
        return Clause(tuple(self.reworded(one, 0.08) for one in clause.sentences))


def law(language: Language, size: int) -> list[Clause]:
    """A law of so many clauses, numbered from 1; one in twelve is all but the same as another."""
    clauses: list[Clause] = []
    for _ in range(size):
        nearly = clauses and language.random.random() < 1 / 12
        clauses.append(language.like(language.random.choice(clauses[-20:])) if nearly else language.clause())
    return [replace(one, number=str(n), origins=frozenset({n - 1})) for n, one in enumerate(clauses, 1)]


@dataclass
class Edited:
    """A law, and what was made of it by random edits."""

    old: list[Clause]
    new: list[Clause]

    @property
    def truth(self) -> set[tuple[int, int]]:
        """Places of clauses in the old and the new law of which the one became the other, wholly or in part."""
        return {(origin, at) for at, one in enumerate(self.new) for origin in one.origins}

    @property
    def untouched(self) -> set[int]:
        """Old places of clauses that say what they said."""
        return {origin for one in self.new if not one.touched for origin in one.origins}


def edited(language: Language, old: Sequence[Clause], *, edits: int, renumbered: bool) -> Edited:
    """The law after some random edits. Renumbered from 1; or the numbers are kept: letters for what came in, a word for what went out."""
    new = list(old)
    for _ in range(edits):
        edit = language.random.choice((_insert, _delete, _move, _reword, _reword, _split, _merge))
        edit(language, new, renumbered)
    if renumbered:
        new = [replace(one, number=str(n)) for n, one in enumerate(new, 1)]
    return Edited(list(old), new)


def _insert(language: Language, new: list[Clause], renumbered: bool) -> None:
    at = language.random.randint(1, len(new))
    clause = language.like(language.random.choice(new)) if language.random.random() < 0.2 else language.clause()
    new.insert(at, replace(clause, touched=True, number=_free_number(new, at)))


def _free_number(new: Sequence[Clause], at: int) -> str:
    stem = new[at - 1].number.rstrip(LETTERS)
    taken = {one.number for one in new}
    return next(f"{stem}{letter}" for letter in (*LETTERS, *(a + b for a in LETTERS for b in LETTERS)) if f"{stem}{letter}" not in taken)


def _delete(language: Language, new: list[Clause], renumbered: bool) -> None:
    at = language.random.randrange(len(new))
    gone = new.pop(at)
    if not renumbered and len(gone.origins) == 1 and gone.number.isdecimal():
        new.insert(at, replace(gone, sentences=("Dihapus.",), touched=True))


def _move(language: Language, new: list[Clause], renumbered: bool) -> None:
    clause = new.pop(language.random.randrange(len(new)))
    at = language.random.randint(1, len(new))
    new.insert(at, clause if renumbered else replace(clause, number=_free_number(new, at)))


def _reword(language: Language, new: list[Clause], renumbered: bool) -> None:
    at = language.random.randrange(len(new))
    one = new[at]
    share = language.random.choice((0.05, 0.1, 0.2, 0.35))
    new[at] = replace(one, sentences=tuple(language.reworded(said, share) for said in one.sentences), touched=True)


def _split(language: Language, new: list[Clause], renumbered: bool) -> None:
    wide = [at for at, one in enumerate(new) if len(one.sentences) > 1 and len(one.origins) == 1]
    if not wide:
        return
    at = language.random.choice(wide)
    one = new[at]
    cut = language.random.randrange(1, len(one.sentences))
    first, second = replace(one, sentences=one.sentences[:cut], touched=True), replace(one, sentences=one.sentences[cut:], touched=True)
    new[at : at + 1] = [first, replace(second, number=_free_number(new, at + 1))]


def _merge(language: Language, new: list[Clause], renumbered: bool) -> None:
    at = language.random.randrange(len(new) - 1)
    one, other = new[at : at + 2]
    if ("Dihapus.",) in (one.sentences, other.sentences):
        return
    new[at : at + 2] = [replace(one, sentences=one.sentences + other.sentences, origins=one.origins | other.origins, touched=True)]


def units(clauses: Sequence[Clause]) -> list[Unit]:
    """The law in chapters, each clause with its ayat where it has more than one sentence."""
    return list(_units(clauses))


def _units(clauses: Sequence[Clause]) -> Iterator[Unit]:
    chapter = ""
    for at, clause in enumerate(clauses):
        if at % IN_CHAPTER == 0:
            number = str(at // IN_CHAPTER + 1)
            chapter = f"bab-{number}"
            yield Unit(chapter, None, "body", "bab", number, f"BAB {number}", "", "")
        label, one = f"Pasal {clause.number}", len(clause.sentences) == 1
        yield Unit(f"{at}", chapter, "body", "pasal", clause.number, label, "", clause.sentences[0] if one else "")
        for n, sentence in enumerate(() if one else clause.sentences, 1):
            yield Unit(f"{at}-{n}", f"{at}", "body", "ayat", str(n), f"{label} ayat ({n})", "", sentence)
