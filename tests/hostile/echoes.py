"""The table of pages that show again what somebody has just typed: previews, refusals, questions to a search."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from secrets import token_hex
from typing import Final

from consult.platform.markup import clean_text
from tests.hostile.known import handfuls
from tests.hostile.planting import Planted
from tests.sights.listed import ALL, LOOK, MADE_UP, Sent

HANDFUL: Final = 9_000  # characters that fit into a contribution
TOO_LONG: Final = 10_001
SHORT: Final = 90


@dataclass(frozen=True)
class Echo:
    """Who types, on which page, and what is sent from there; each step is looked at. A step that is a path is gone to.

    `{text}` is a handful of texts, `{line}` the same in one line, `{long}` more of it than any field takes, `{short}` a little of it.
    """

    name: str
    who: str
    steps: tuple[str | Sent, ...]
    shown: str = "texts"  # what of it is to be read on the last page: all, each of its lines, or what stands in one of the `{…}`


MISQUOTED: Final = {"quoting": "typed", "quoted": "{line}"}
DETAILS: Final = {
    **{f"{part}_{language}": "{line}" for part in ("title", "summary", "question") for language in ("id", "en")},
    **dict.fromkeys(("institution", "contact", "legal_basis", "announcement", "moderators", "officials"), "{line}"),
}
CONTRIBUTED: Final = {"stance": "mixed", "text": "{text}"}
INSERTED: Final = {**CONTRIBUTED, "way": "proposal:insert_after", "insertion": "{text}"}
KEPT: Final = ("keep", "1")
FIRST: Final = ("first", "1")
TYPED: Final = Sent("/import/", {"text": "Pasal 1\n{text}"})
IMPORTED: Final = Sent("/import/", {"text": "Pasal 1\nSetiap pedagang memilah sampah."})
LOCAL: Final = "<img/src=x/onerror=alert(1)>"  # as the part of an address before its @, where it may stand between quotation marks

ECHOES: Final = (
    Echo("preview", "siti", ("/k/{slug}/clauses/{first}/", Sent("/{first}/", INSERTED, LOOK))),
    Echo("contribution refused", "siti", ("/k/{slug}/clauses/{first}/", Sent("/{first}/", {**INSERTED, **MISQUOTED}))),
    Echo("reply preview", "siti", ("/k/{slug}/clauses/{third}/?reply={number}", Sent("/{third}/", {"text": "{text}"}, LOOK))),
    Echo("reply refused", "siti", ("/k/{slug}/clauses/{third}/?reply={number}", Sent("/{third}/", {"text": "{text}", **MISQUOTED}))),
    Echo("edit preview", "siti", ("/me/posts/{edited}/edit/", Sent("/edit/", {"text": "{text}", "wording": "{text}"}, LOOK))),
    Echo("edit refused", "siti", ("/me/posts/{edited}/edit/", Sent("/edit/", {"text": "{text}", "wording": "{text}", **MISQUOTED}))),
    Echo("letter, point refused", "siti", ("/k/{slug}/letter/points/{point}/", Sent("/{point}/", {"text": "{long}"}))),
    Echo("letter, point edited", "siti", ("/k/{slug}/letter/points/{point}/", Sent("/{point}/", CONTRIBUTED))),
    Echo("letter, name refused", "siti", ("/k/{slug}/letter/", Sent("/letter/", {"on_behalf_of": "{line} {line}"}, KEPT))),
    Echo("report refused", "siti", ("/k/{slug}/posts/{unreported}/report/", Sent("/report/", {"text": "{text}"}))),
    Echo("names refused", "siti", ("/me/", Sent("/names/", {"name": "{line}", "chosen_name": "{line}"}))),
    Echo("token refused", "siti", ("/me/", Sent("/tokens/", {"name": "{line}"}))),
    Echo("erasure refused", "siti", ("/me/erasure/", Sent("/erasure/", {"email": "{line}"}))),
    Echo("search", "siti", ("/search/", Sent("/search/", {"q": "{line}"}))),
    Echo("search here", "siti", ("/k/{slug}/", Sent("/k/{slug}/search/", {"q": "{line}"}))),
    Echo("search for a consultation", "visitor", ("/", Sent("/", {"q": "{line}"}), Sent("/", {"q": "{short}"})), shown="short"),
    Echo("search the draft", "visitor", ("/k/{slug}/draft/", Sent("/draft/", {"q": "{line}"}), Sent("/draft/", {"q": "{short}"})), "short"),
    Echo("search for a receipt", "visitor", ("/receipts/", Sent("/receipts/", {"code": "{line}"}))),
    Echo("sign in", "visitor", ("/sign-in/", Sent("/sign-in/", {"email": "{line}"}))),
    Echo("sign in, code", "visitor", ("/sign-in/", Sent("/sign-in/", {"email": f'"{LOCAL}"@example.org'})), shown=""),
    Echo("first refused", "visitor", ("/k/{slug}/clauses/{first}/", Sent("/{first}/", {**INSERTED, "email": "{line}"}, FIRST))),
    Echo("confirm", "visitor", ("/k/{slug}/clauses/{first}/", Sent("/{first}/", {**INSERTED, "email": MADE_UP}, FIRST)), shown=""),
    Echo(
        "confirm, then back",
        "visitor",
        (
            "/k/{slug}/clauses/{first}/",
            Sent("/{first}/", {**INSERTED, "email": MADE_UP}, FIRST),
            Sent("/confirm/", {"code": "{line}"}),
            "/k/{slug}/clauses/{first}/",
        ),
    ),
    Echo("team refused", "ratna", ("/desk/{slug}/team/", Sent("/team/", {"moderators": "{text}", "officials": "{text}"}))),
    Echo("details refused", "ratna", ("/desk/{unborn}/details/", Sent("/details/", DETAILS))),
    Echo("new consultation refused", "ratna", ("/desk/new/", Sent("/desk/new/", {**DETAILS, "slug": "{line}"}))),
    Echo("import", "ratna", ("/desk/{unborn}/import/", TYPED), shown="lines"),
    Echo("import preview", "ratna", ("/desk/{unborn}/import/", TYPED, "/desk/{unborn}/import/preview/"), shown=""),
    Echo("import taken back", "ratna", ("/desk/{unborn}/import/", IMPORTED, "/desk/{unborn}/import/", Sent("/removal/")), shown=""),
    Echo("answer refused", "ratna", ("/desk/{slug}/questions/{asked}/", Sent("/{asked}/", {"text": "{long}"}))),
    Echo("thread refused", "budi", ("/desk/{slug}/threads/", Sent("/threads/", {"title": "{line}"}))),
    Echo("notice refused", "budi", ("/desk/{slug}/threads/{thread}/locking/", Sent("/locking/", {"notice": "{long}"}))),
    Echo("decision refused", "budi", ("/desk/{slug}/queue/{hidden}/", Sent("/{hidden}/", {"reason": "{long}"}))),
    Echo(
        "let stand refused",
        "budi",
        ("/desk/{slug}/queue/{reported}/", Sent("/queue/{reported}/", {"keep-reason": "{long}"}, ("keep", "1"))),
    ),
    Echo("batch refused", "budi", ("/desk/{slug}/queue/batch/", ALL, Sent("/batch/", {"reason": "{long}"}, ("step", "review")))),
)


def filled(planted: Planted) -> Iterator[Mapping[str, object]]:
    """What stands in the `{…}`, for each handful of the texts; and the `texts` themselves, and their `lines`."""
    for texts in handfuls(planted.texts, HANDFUL):
        text, line = "\n\n".join(texts), " · ".join(" ".join(clean_text(text).split()) for text in texts)
        typed = {"text": text, "line": line, "long": "\n".join([text] * (TOO_LONG // len(text) + 1)), "short": line[:SHORT]}
        lines = tuple(part for text in texts for part in text.splitlines())
        yield {**planted.places(), **typed, "texts": tuple(texts), "lines": lines, "fresh": token_hex(6)}


def read_in(echo: Echo, places: Mapping[str, object]) -> tuple[str, ...]:
    """What is to be read on the last page."""
    return typed if isinstance(typed := places.get(echo.shown, ()), tuple) else (str(typed),)


def put(sent: Sent, places: Mapping[str, object]) -> Sent:
    """What is sent, filled in."""
    return Sent(sent.action.format(**places), {name: value.format(**places) for name, value in sent.fields.items()}, sent.button)
