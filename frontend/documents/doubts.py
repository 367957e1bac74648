"""What a reading of a draft was unsure of, in the active language. Codes and facts are those of `parsing.doubts`."""

from collections.abc import Mapping
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from frontend.words import WORDS

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
    "profile.close": _("This was read in the tradition “%(profile)s”; “%(other)s” fits nearly as well."),
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
