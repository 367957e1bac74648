"""How numbers and titles are written for people, in the active language."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import lcm
from typing import Final

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from consult.tally.decimals import cut

NONE: Final = "–"
LONGEST: Final = 80  # signs of a title in a sentence; the table has all of it
MOST_DECIMALS: Final = 9  # of money
MOST_NAMED: Final = 8  # titles in one sentence
PLAIN_NUMBER: Final = re.compile(r"-?\d+(\.\d*)?", re.ASCII)
FIRST_STRONG: Final = "\u2068"  # UAX 9: what stands from here to POP runs in its own direction, and turns nothing around it
POP: Final = "\u2069"
OVERRIDES: Final = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})


def clean(title: str) -> str:
    """A title that can stand on a line, in XML and beside others: no control signs, no runs of white space, no unclosed direction."""
    kept = "".join(" " if sign.isspace() else sign for sign in title if not forbidden(sign))
    one_line = " ".join(kept.split()) or NONE
    if any(unicodedata.bidirectional(sign) in {"R", "AL", "AN"} for sign in one_line):
        return f"{FIRST_STRONG}{one_line}{POP}"
    return one_line


def forbidden(sign: str) -> bool:
    """Whether it may not stand in XML 1.0, or says how others are to be turned."""
    if sign.isspace():
        return False
    return unicodedata.category(sign) in {"Cc", "Cs"} or sign in "\ufffe\uffff" or unicodedata.bidirectional(sign) in OVERRIDES


def number(text: str | int | Fraction) -> str:
    """`1.234,50000` in Indonesian, `1,234.50000` in English; without decimals where they are nought. A fraction has five at most, cut."""
    plain = cut(text).rstrip("0") if isinstance(text, Fraction) else str(text)
    if not PLAIN_NUMBER.fullmatch(plain):
        return plain
    whole, _point, decimals = plain.partition(".")
    return number_format(plain if decimals.strip("0") else whole, force_grouping=True)


def short(text: str) -> str:
    """The same with two decimals at most, cut: for a drawing, beside which the table has all of them."""
    whole, _point, decimals = text.partition(".")
    return number(f"{whole}.{decimals[:2]}" if decimals else whole)


def money(amount: Fraction, decimals: int | None = None) -> str:
    """A sum of costs: whole or with two decimals, with more where it has smaller parts; or with as many `decimals`, cut."""
    places = decimals_of([amount]) if decimals is None else decimals
    units = int(abs(amount) * 10**places)
    whole, rest = divmod(units, 10**places)
    plain = f"{'-' if amount < 0 else ''}{whole}{f'.{rest:0{places}d}' if places else ''}"
    return number_format(plain, force_grouping=True)


def decimals_of(amounts: Iterable[Fraction]) -> int:
    """How many decimals all the amounts need side by side: none where they are whole, else two; more where that is too few."""
    base = lcm(*(amount.denominator for amount in amounts))
    return next((places for places in (0, *range(2, MOST_DECIMALS)) if not 10**places % base), MOST_DECIMALS)


def title_in_sentence(title: str) -> str:
    """A title as a sentence names it."""
    return _("“%(title)s”") % {"title": shortened(title, LONGEST)}


def shortened(title: str, most: int) -> str:
    """A title, or its first signs with `…` after them; what turns the direction of words is closed again."""
    if len(title) <= most:
        return title
    return f"{title[:most].rstrip()}…{POP if title.startswith(FIRST_STRONG) else ''}"


def listed(titles: Sequence[str], *, most: int = MOST_NAMED) -> str:
    """Titles or phrases one after another, the first `most` of them; how many more there are is said."""
    if len(titles) > most:
        return _("%(names)s and %(n)s more") % {"names": ", ".join(titles[:most]), "n": number(len(titles) - most)}
    if len(titles) < 2:
        return "".join(titles)
    return _("%(names)s and %(last)s") % {"names": ", ".join(titles[:-1]), "last": titles[-1]}


def share(part: int | Fraction, base: int | Fraction) -> str:
    """`38,0%` of a base, halves rounded up; of nothing there is no share: `–`."""
    if not base:
        return NONE
    tenths = int(Fraction(part) * 1000 / Fraction(base) + Fraction(1, 2))
    return f"{number_format(f'{tenths // 10}.{tenths % 10}')}%"
