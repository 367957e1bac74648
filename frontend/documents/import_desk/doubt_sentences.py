"""What a reading of a draft was unsure of, in the active language. Codes and facts are those of `parsing.doubts`."""

from collections.abc import Mapping
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from frontend.code_words import WORDS

SENTENCES: Final[Mapping[str, Promise]] = {
    "number.missing": _("%(label)s follows %(before)s: is something missing between them?"),
    "number.doubled": _("%(label)s stands here twice."),
    "number.out_of_order": _("%(label)s stands after %(before)s."),
    "number.late": _("%(label)s is the first of its list, which should begin at its beginning."),
    "list.unannounced": _("%(label)s begins a list that no line announces."),
    "list.too_deep": _("%(label)s is nested deeper than this reader goes; it stands beside the clause above."),
    "mark.glued": _("%(label)s begins in the middle of a line; it was read as a clause of its own."),
    "mark.in_sentence": _("“%(start)s…” looks like the beginning of a clause; it was read as part of the sentence before."),
    "mark.after_unfinished": _("%(label)s begins while the sentence before it has no end."),
    "heading.doubled": _("%(label)s stands here twice."),
    "heading.glued": _("A heading shares its line with something else: “%(start)s…”."),
    "text.after_list": _("“%(start)s…” follows a list; it was put at the end of %(label)s."),
    "text.continued": _("“%(start)s…” follows a list; it was read as %(label)s."),
    "text.under_heading": _("“%(start)s…” stands directly under %(label)s; it belongs to no smaller clause."),
    "body.reopened": _("%(label)s stands after the closing lines."),
    "deletion.left_out": _("Words stand here that are marked as deleted; they were left out."),
    "component.elsewhere": _("A part of the document lies in another file; it was not read."),
    "changes.accepted": _("The file holds tracked changes; it was read as if all of them were accepted. Lines: %(lines)s."),
    "comments.left_out": _("Comments in the file were left out. Lines: %(lines)s."),
    "contents.left_out": _("A table of contents was left out; what it lists stands in the text. Lines: %(lines)s."),
    "navigation.left_out": _("Links for moving around in the page were left out. Lines: %(lines)s."),
    "hidden.left_out": _("Hidden text was left out here: “%(start)s…”."),
    "part.left_out": _("Another file is embedded here; its text was left out."),
    "picture.kept": _("A picture stands here (%(name)s); what it shows is not part of the text."),
    "picture.left_out": _("A picture stands here that was not taken over."),
    "formula.flat": _("A formula stands here; only its characters were read, not how they stand."),
    "symbol.unknown": _("A symbol stands here that this reader does not know; it was left out."),
    "field.unread": _("A number or text stands here that only the word processor works out (%(name)s); it is missing."),
    "number.format": _("The numbers of this list have a format that is not known here (%(format)s); they were printed as digits."),
    "pdf.proposal": _("A PDF does not say where its paragraphs begin; this reading is a proposal. Please look through all of it."),
    "page.no_text": _("Page %(page)s holds no text; perhaps it is a picture of one."),
    "page.unreadable": _("Many characters of page %(page)s have no meaning in the file; its text may be wrong."),
    "page.repeated": _("What repeats on the pages was left out: %(texts)s."),
    "page.carried": _("The word that leads over to the next page was left out: “%(start)s”."),
    "hyphen.kept": _("A word may have been divided at the end of a line here: “%(start)s”."),
    "profile.close": _("This was read in the tradition “%(profile)s”; “%(other)s” fits nearly as well."),
    "picked.whole": _("%(label)s: what was proposed could not be taken apart into its parts; all of it stands here as one text."),
    "picked.number": _("%(label)s was put in as proposed; say what it is and which number it has."),
    "draft.no_clauses": _("No clause was recognised; each paragraph became one."),
}

TRADITIONS: Final = frozenset({"profile", "other"})  # facts that name one


def sentence(warning: Mapping[str, Any]) -> str:
    """The warning's sentence; where its code is not known here, the one that was stored with it."""
    said = SENTENCES.get(warning.get("code", ""))
    if not said:
        return str(warning["message"])
    traditions = {name: str(WORDS["profile"].get(fact, fact)) for name, fact in warning["facts"].items() if name in TRADITIONS}
    return str(said) % {**warning["facts"], **traditions}
