"""The normal form of a text (NFC), made in linear time."""

from itertools import groupby
from unicodedata import category, combining, normalize


def composed(text: str) -> str:
    """NFC in linear time. Marks are ordered first, because `normalize` sorts a long run of them in quadratic time."""
    if text.isascii():
        return text
    apart = "".join(normalize("NFD", character) for character in text)
    runs = groupby(apart, key=lambda character: combining(character) > 0)
    return normalize("NFC", "".join(character for _, run in runs for character in sorted(run, key=combining)))


def visible(text: str) -> str:
    """What tells one text from another for whoever reads it: neither case nor characters that only format, which nobody sees."""
    return " ".join("".join(character for character in text if category(character) != "Cf").casefold().split())
