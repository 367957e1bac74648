"""What an Akoma Ntoso document says of itself beside its clauses: title, language, drafting tradition."""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from consult.formats.readers.akn.element_text import name_of, text_of
from consult.formats.readers.akn.vocabulary import TITLES
from consult.formats.readers.xml_trees import Element
from consult.formats.rembuk.own_files import own

TRADITION: Final = "akn"  # of a file that names none: the format is its own
LONGEST_TITLE: Final = 500  # characters
_PROFILE: Final = re.compile(r"[a-z_-]{1,20}")

TAGS: Final[Mapping[str, str]] = {
    "ara": "ar", "ces": "cs", "cze": "cs", "dan": "da", "deu": "de", "dut": "nl", "ell": "el", "eng": "en", "est": "et", "eus": "eu",
    "fin": "fi", "fra": "fr", "fre": "fr", "ger": "de", "gle": "ga", "hin": "hi", "hrv": "hr", "hun": "hu", "ind": "id", "ita": "it",
    "jav": "jv", "jpn": "ja", "kor": "ko", "lav": "lv", "lit": "lt", "may": "ms", "mlt": "mt", "msa": "ms", "nld": "nl", "nor": "no",
    "pol": "pl", "por": "pt", "ron": "ro", "rum": "ro", "rus": "ru", "slk": "sk", "slo": "sk", "slv": "sl", "spa": "es", "sun": "su",
    "swa": "sw", "swe": "sv", "tha": "th", "tur": "tr", "ukr": "uk", "vie": "vi", "zho": "zh",
}  # fmt: skip
"""ISO 639-2, in which Akoma Ntoso names languages, to BCP 47; what has no shorter tag stays as it is."""


def first(root: Element, name: str) -> Element | None:
    """The first element of that name."""
    return next((one for one in root.iter("{*}" + name)), None)


def language_of(root: Element) -> str:
    """A BCP 47 tag; empty where the document names none."""
    named = first(root, "FRBRlanguage")
    code = (named.get("language", "") if named is not None else "").strip().lower()
    found = TAGS.get(code, code).partition("-")[0]
    return found if found.isascii() and found.isalpha() and len(found) in {2, 3} else ""


def title_of(root: Element) -> str:
    """What the document is called on its front; else what its description says; else nothing."""
    front = {name: [text_of(one) for one in _front(root) if name_of(one) == name] for name in TITLES}
    said = next((text for name in TITLES for text in front[name] if text), "")
    named = first(root, "FRBRalias")
    return (said or (named.get("value", "") if named is not None else ""))[:LONGEST_TITLE]


def _front(root: Element) -> Iterator[Element]:
    """All elements before the body of the main document."""
    for part in root[0] if len(root) else ():
        if name_of(part) in {"coverPage", "preface", "preamble"}:
            yield from part.iter("{*}*")


def profile_of(root: Element) -> str:
    """The drafting tradition that a file of ours names."""
    named = first(root, "proprietary")
    draft = named.find(own("draft")) if named is not None else None
    said = draft.get("profile", "") if draft is not None else ""
    return said if _PROFILE.fullmatch(said) else TRADITION
