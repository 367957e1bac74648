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
    "deletion.left_out": "Words stand here that are marked as deleted; they were left out.",
    "component.elsewhere": "A part of the document lies in another file; it was not read.",
    "changes.accepted": "The file holds tracked changes; it was read as if all of them were accepted. Lines: %(lines)s.",
    "comments.left_out": "Comments in the file were left out. Lines: %(lines)s.",
    "contents.left_out": "A table of contents was left out; what it lists stands in the text. Lines: %(lines)s.",
    "navigation.left_out": "Links for moving around in the page were left out. Lines: %(lines)s.",
    "hidden.left_out": "Hidden text was left out here: “%(start)s…”.",
    "part.left_out": "Another file is embedded here; its text was left out.",
    "picture.kept": "A picture stands here (%(name)s); what it shows is not part of the text.",
    "picture.left_out": "A picture stands here that was not taken over.",
    "formula.flat": "A formula stands here; only its characters were read, not how they stand.",
    "symbol.unknown": "A symbol stands here that this reader does not know; it was left out.",
    "field.unread": "A number or text stands here that only the word processor works out (%(name)s); it is missing.",
    "number.format": "The numbers of this list have a format that is not known here (%(format)s); they were printed as digits.",
    "pdf.proposal": "A PDF does not say where its paragraphs begin; this reading is a proposal. Please look through all of it.",
    "page.no_text": "Page %(page)s holds no text; perhaps it is a picture of one.",
    "page.unreadable": "Many characters of page %(page)s have no meaning in the file; its text may be wrong.",
    "page.repeated": "What repeats on the pages was left out: %(texts)s.",
    "page.carried": "The word that leads over to the next page was left out: “%(start)s”.",
    "hyphen.kept": "A word may have been divided at the end of a line here: “%(start)s”.",
    "profile.close": "This was read in the tradition “%(profile)s”; “%(other)s” fits nearly as well.",
    "picked.whole": "%(label)s: what was proposed could not be taken apart into its parts; all of it stands here as one text.",
    "picked.number": "%(label)s was put in as proposed; say what it is and which number it has.",
    "draft.no_clauses": "No clause was recognised; each paragraph became one.",
}
"""Every code with its sentence; a page can put its own translation in place of it."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A warning about one line of the file; `code` is a key of `SENTENCES`, `facts` fill it; `page`: 0 where there is none."""

    line: int
    code: str
    facts: Mapping[str, str]
    page: int = 0

    @property
    def message(self) -> str:
        """The sentence for people, in English."""
        return SENTENCES[self.code] % self.facts

    @property
    def place(self) -> str:
        """Where it is, for a line of a log: `line 3` or `page 2, line 3`."""
        return f"page {self.page}, line {self.line}" if self.page else f"line {self.line}"

    def as_json(self) -> dict[str, object]:
        """`{"line", "message"}`, and `page` where there is one."""
        return {"line": self.line, "message": self.message} | ({"page": self.page} if self.page else {})
