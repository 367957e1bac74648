"""A text as its readers see it, so that what looks alike is found to be the same."""

from unicodedata import category


def visible(text: str) -> str:
    """What tells one text from another for whoever reads it: neither case nor characters that only format, which nobody sees."""
    return " ".join("".join(character for character in text if category(character) != "Cf").casefold().split())
