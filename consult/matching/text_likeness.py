"""How texts are compared: what is folded before, which words count how much, and how alike two texts are."""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

_FORMS: Final = {"'": "‘’‚‛`´ʼ", '"': "“”„‟«»″", "-": "‐‑‒–—−", "": "\u00ad"}  # of quotes and dashes; a soft hyphen is none
_PLAIN: Final = str.maketrans({form: plain for plain, forms in _FORMS.items() for form in forms})
_SPLIT_BY_HYPHEN: Final = re.compile(r"(?<=\w)-\s+(?=\w)")
LEAST: Final = 0.01  # the weight of a word that stands everywhere
_WORDS: Final = re.compile(r"\w+")


def fold(text: str) -> str:
    """The text without what typesetting alone makes another: white space, forms of quotes and dashes, `Undang- Undang`."""
    plain = unicodedata.normalize("NFKC", text).translate(_PLAIN)
    return _SPLIT_BY_HYPHEN.sub("-", " ".join(plain.split()))


def words(text: str) -> list[str]:
    """The words of a folded text, in lower case."""
    return _WORDS.findall(text.casefold())


@dataclass(frozen=True, slots=True)
class Bag:
    """The words of a text, and its pairs of neighbouring words: each with its weight times how often it stands there."""

    of: Mapping[str, float]
    total: float


def bag(of: Mapping[str, float]) -> Bag:
    """The bag of these weights."""
    return Bag(of, sum(of.values()))


def grams(text: str) -> Counter[str]:
    """Words and pairs of neighbouring words: pairs say that the order is the same, too."""
    found = words(text)
    return Counter([*found, *map(" ".join, pairwise(found))])


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each word says about which clause it stands in: what stands in many says little (Spärck Jones 1972)."""

    of: Mapping[str, float]
    unknown: float

    def bag(self, text: str) -> Bag:
        """The weighted words of a folded text."""
        return bag({gram: n * self.of.get(gram, self.unknown) for gram, n in grams(text).items()})


def weigh(texts: Iterable[str]) -> Weights:
    """The weights of the words in these folded texts, one for each clause of both revisions."""
    counted: Counter[str] = Counter()
    size = 0
    for text in texts:
        counted.update(grams(text).keys())
        size += 1
    most = math.log(size + 2)
    return Weights({gram: (most - math.log(n)) / most + LEAST for gram, n in counted.items()}, 1 + LEAST)


def likeness(one: Bag, other: Bag) -> float:
    """From 0 to 1: the share of the weight of both texts that they have in common (Dice 1945, weighted)."""
    total = one.total + other.total
    return 2 * common(one, other) / total if total else 0.0


def held(part: Bag, whole: Bag) -> float:
    """From 0 to 1: the share of the weight of `part` that stands in `whole`."""
    return common(part, whole) / part.total if part.total else 0.0


def common(one: Bag, other: Bag) -> float:
    """The weight that both have."""
    few, many = (one.of, other.of) if len(one.of) <= len(other.of) else (other.of, one.of)
    return sum([min(few[gram], many[gram]) for gram in few.keys() & many.keys()])


_SAID: Final = frozenset(
    {
        *("dihapus", "dicabut", "telah dihapus", "telah dicabut", "tidak berlaku lagi", "dihilangkan", "ditiadakan", "dikosongkan"),
        *("deleted", "repealed", "removed", "revoked", "rescinded", "omitted", "reserved", "intentionally left blank"),
        *(
            "intentionally omitted",
            "left blank",
            "no longer in force",
            "is deleted",
            "is repealed",
            "has been deleted",
            "has been repealed",
        ),
        *("weggefallen", "aufgehoben", "entfallen", "gestrichen", "außer kraft", "gegenstandslos", "ist weggefallen", "ist aufgehoben"),
        *("supprimé", "abrogé", "soppresso", "abrogato", "suprimido", "derogado", "vervallen"),
    }
)


_NAMED: Final = re.compile(
    r"(?:(?:ketentuan|pasal|ayat|huruf|angka|article|section|paragraph|point|absatz|nummer) ?)?\(?[0-9]{0,4}[a-z]?\)? ?", re.IGNORECASE
)


_OUTSIDE: Final = re.compile(r"^[^\w]+|[^\w]+$")


_LONGEST: Final = 60  # characters; what says more says something


def says_removed(text: str) -> bool:
    """Whether a text is nothing but the word that the clause was removed, in brackets or not, with the clause's own name or not."""
    if len(text) > _LONGEST:
        return False
    said = _OUTSIDE.sub("", " ".join(text.casefold().split()))
    named = _NAMED.match(said)
    return bool(said) and (said in _SAID or (named is not None and said[named.end() :] in _SAID))
