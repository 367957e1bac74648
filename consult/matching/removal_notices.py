"""Which texts say that a clause is no more, while its number stays: "Dihapus.", "[deleted]", "(weggefallen)"."""

import re
from typing import Final

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
