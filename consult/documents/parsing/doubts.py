"""What a reader of a draft should look at again: one code, one sentence, one line of the file."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

SENTENCES: Final[Mapping[str, str]] = {
    "number.missing": "%(label)s follows %(before)s: is something missing between them?",
    "number.doubled": "%(label)s stands here twice.",
    "number.out_of_order": "%(label)s stands after %(before)s.",
    "number.late": "%(label)s is the first of its list, which should begin at its beginning.",
    "list.unannounced": "%(label)s begins a list that no line announces.",
    "list.too_deep": "%(label)s is nested deeper than this reader goes; it stands beside the clause above.",
    "mark.glued": "%(label)s begins in the middle of a line; it was read as a clause of its own.",
    "mark.in_sentence": "“%(start)s…” looks like the beginning of a clause; it was read as part of the sentence before.",
    "mark.after_unfinished": "%(label)s begins while the sentence before it has no end.",
    "heading.doubled": "%(label)s stands here twice.",
    "heading.glued": "A heading shares its line with something else: “%(start)s…”.",
    "text.after_list": "“%(start)s…” follows a list; it was put at the end of %(label)s.",
    "text.continued": "“%(start)s…” follows a list; it was read as %(label)s.",
    "text.under_heading": "“%(start)s…” stands directly under %(label)s; it belongs to no smaller clause.",
    "body.reopened": "%(label)s stands after the closing lines.",
    "profile.close": "This was read in the tradition “%(profile)s”; “%(other)s” fits nearly as well.",
    "draft.no_clauses": "No clause was recognised; each paragraph became one.",
}
"""Every code with its sentence; a page can put its own translation in place of it."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A warning about one line of the file; `code` is a key of `SENTENCES` and `facts` fill it."""

    line: int
    code: str
    facts: Mapping[str, str]

    @property
    def message(self) -> str:
        """The sentence for people, in English."""
        return SENTENCES[self.code] % self.facts

    def as_json(self) -> dict[str, object]:
        """`{"line", "message"}`."""
        return {"line": self.line, "message": self.message}
