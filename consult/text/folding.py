"""Words as they are searched for: without case, accents and endings, in Indonesian and English. Plain values."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from hashlib import sha256
from itertools import islice
from threading import Lock
from typing import Final
from unicodedata import combining, normalize

import snowballstemmer  # type: ignore[import-untyped]  # it ships no types
from Sastrawi.Stemmer.Stemmer import Stemmer
from Sastrawi.Stemmer.StemmerFactory import ArrayDictionary, StemmerFactory

MOST_WORDS: Final = 16_000  # of one text: PostgreSQL tells no positions apart beyond 16,383
LONGEST: Final = 32  # letters of a word that count; facets are longer, so that no word is ever taken for one
MOST_WRITTEN: Final = 4 * LONGEST  # letters of a word that are looked at: nobody writes a longer one, and some letters fold to eighteen
LEAST_TO_STEM: Final = 4  # letters: what is shorter has no ending to lose
REMEMBERED: Final = 20_000  # words whose roots are kept in memory; the comments of a large consultation use 12,000

RUN: Final = r"[^\W_]+(?:['’ʼ`-][^\W_]+)*"  # with hyphens: who writes `anak-anak` means `anak`
WORD: Final = re.compile(rf"[Rr]p(?=\d)|{RUN}")  # `Rp1.000` is an amount of 1.000
AROUND: Final = ".,;:!?()[]\"'“”‘’"  # beside words, and no part of one
APOSTROPHES: Final = str.maketrans("", "", "'’ʼ`")
ROOTED: Final = re.compile("[a-z]+")
PLAIN: Final = re.compile("[a-z0-9]+")
LETTERS: Final = str.maketrans("0123456789", "ghijklmnop")

_one_at_a_time = Lock()  # neither stemmer is made for two threads
_english = snowballstemmer.stemmer("english")


def words_of(*texts: str) -> str:
    """The roots of all words in reading order, with a space between: what is stored, and indexed by both databases."""
    if sum(map(len, texts)) < MOST_WORDS:  # then there cannot be more words
        return " ".join(filter(None, map(KEPT.__getitem__, " ".join(texts).split())))
    roots = (root for text in texts for word in WORD.finditer(text) for root in roots_of(word[0]))
    return " ".join(islice(roots, MOST_WORDS))


class Kept(dict[str, str]):
    """The roots in a piece of text between two blanks, with a space between; kept in memory where it is short."""

    def __missing__(self, piece: str) -> str:
        bare = piece.strip(AROUND)
        if bare.isascii() and bare.isdecimal():  # there are too many numbers to remember the roots of each
            return bare[:LONGEST]
        roots = " ".join(root for run in WORD.findall(bare) for root in roots_of(run))
        if len(piece) <= 2 * LONGEST:
            if len(self) >= REMEMBERED:
                self.clear()
            self[piece] = roots
        return roots


KEPT: Final = Kept()


@lru_cache(maxsize=REMEMBERED)
def root_of(word: str) -> str:
    """What a word is found by: letters a to z and digits only, so that both databases take it for one word."""
    folded = fold(word)
    if not PLAIN.fullmatch(folded):
        return f"u{sha256(folded.encode()).hexdigest()[:16]}"  # of another script: found as it is written, or not at all
    if len(folded) < LEAST_TO_STEM or not ROOTED.fullmatch(folded):
        return folded[:LONGEST]
    with _one_at_a_time:
        return stem(folded[:LONGEST])


def may_have(word: str, root: str) -> bool:
    """Whether a folded word may have the root, told without looking for it: of a root, beginnings change the first letter and
    English endings the last. Of roots of two letters, forms are not told from the many words that begin like them."""
    return word[:LONGEST] == root or (len(root) > 2 and (root[1:] in word or word.startswith(root[:-1])))


def roots_of(written: str, rooted: Callable[[str], str] = root_of) -> Iterator[str]:
    """The roots in one run of letters and hyphens; what is said twice for the plural, once.

    Args:
        rooted: gives the root of one word.
    """
    before = ""
    for part in written.translate(APOSTROPHES).split("-"):
        root = rooted(part[:MOST_WRITTEN])
        if root != before:
            yield root
        before = root


def fold(word: str) -> str:
    """Small letters without accents."""
    if word.isascii():
        return word.lower()
    apart = normalize("NFKD", normalize("NFKD", word).casefold())
    return "".join(character for character in apart if not combining(character))


def stem(word: str) -> str:
    """The Indonesian root, where the dictionary knows one; else what is left without an English ending."""
    stemmer = indonesian()
    root: str = stemmer.stem_word(word)
    return root if stemmer.get_dictionary().contains(root) else str(_english.stemWord(word))


@lru_cache(maxsize=1)
def indonesian() -> Stemmer:
    """Sastrawi with its dictionary of roots; reading it takes some milliseconds."""
    return Stemmer(ArrayDictionary(StemmerFactory().get_words()))


def facet(name: str, value: object) -> str:
    """A word that stands behind the others of a row and says what it is, so that the index finds by that too; nobody can type it.

    Letters alone: PostgreSQL takes `12e5ab` for a number and a word, and two words in a row can be told only by reading the row again.
    """
    return kept_facet(f"{name} {value}")


@lru_cache(maxsize=REMEMBERED)
def kept_facet(named: str) -> str:
    """The same of name and value in one; the few that there are come again and again."""
    return sha256(named.encode()).hexdigest()[:40].translate(LETTERS)
