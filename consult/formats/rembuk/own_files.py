"""By what our own files are known when they come back, and how clauses that a file names itself become what a reader gives."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from consult.errors import BadInput
from consult.formats.outline.clauses import LONGEST_NUMBER, PARTS, ParsedClause
from consult.formats.outline.doubts import Doubt
from consult.formats.outline.lines import Line, words
from consult.formats.outline.read_file import ReadFile

NAMESPACE: Final = "urn:rembuk:draft:1"
"""Of what we add to Akoma Ntoso, so that a draft comes back with the very names that it had: see `export.akn`."""

JSON_FORMAT: Final = "rembuk-draft"
JSON_VERSION: Final = 1
HTML_GENERATOR: Final = "Rembuk draft 1"
"""What the `generator` of our HTML says."""

_OURS: Final = frozenset({"head", "nav", "h1", "script", "style"})  # elements whose words are no clause's
_START: Final = 40  # characters that a doubt quotes


def own(name: str) -> str:
    """The name of an attribute or element of ours, as lxml writes it."""
    return f"{{{NAMESPACE}}}{name}"


@dataclass(frozen=True, slots=True)
class Told:
    """A clause as the file itself tells it; the fields are those of `ParsedClause`."""

    key: str
    kind: str
    number: str
    label: str
    heading: str
    text: str
    part: str
    parent: str | None
    mark: str
    line: int = 0  # where the file has lines of its own


_ONE_LINE: Final = re.compile(r"[^\x00-\x1f\x7f-\x9f]*")
FIELDS: Final[Mapping[str, re.Pattern[str]]] = {
    "key": re.compile(r"(?=.{1,160}$)[a-z0-9]+(?:-[a-z0-9]+)*"),
    "kind": re.compile(r"[a-z_]{1,16}"),
    "number": re.compile(rf"(?=.{{0,{LONGEST_NUMBER}}}$){_ONE_LINE.pattern}"),
    "label": re.compile(rf"(?=.){_ONE_LINE.pattern}"),
    "heading": _ONE_LINE,
    "mark": _ONE_LINE,
    "text": re.compile(r"[^\x00-\x08\x0b-\x1f\x7f-\x9f]*"),
    "part": re.compile("|".join(PARTS)),
}
"""What each field may hold: files of ours come back from people, who may have changed them."""

_PROFILE: Final = re.compile(r"[a-z_-]{1,20}")
_LONGEST_TITLE: Final = 500  # characters


def told(
    clauses: Sequence[Told], *, media_type: str, profile: str, title: str, language: str, lines: tuple[Line, ...] | None = None
) -> ReadFile:
    """The clauses with their depths, and the lines that stand beside them: `lines`, or else one for each that a clause says.

    Raises:
        BadInput: `draft.empty`; `draft.told` (`clause`, counted from 1, and `name` of what is wrong with it).
    """
    if not clauses:
        raise BadInput("draft.empty", field="file")
    made: list[Line] = []
    parsed: list[ParsedClause] = []
    path: list[Told] = []
    keys: set[str] = set()
    for number, one in enumerate(clauses, start=1):
        while path and path[-1].key != one.parent:
            path.pop()
        if wrong := _wrong(one, path, keys):
            raise BadInput("draft.told", field="file", clause=number, name=wrong)
        path.append(one)
        keys.add(one.key)
        begins = one.line or len(made) + 1
        for printed in filter(None, [one.mark, one.heading, *one.text.split("\n")]):
            made.append(Line(len(made) + 1, printed, begins=True))
        fields = {name: getattr(one, name) for name in Told.__slots__ if name != "line"}
        parsed.append(ParsedClause(**fields, depth=len(path) - 1, line=begins if one.line else min(begins, max(len(made), 1))))
    shown = tuple(made) if lines is None else lines
    return ReadFile(
        media_type,
        shown,
        tuple(parsed),
        profile=profile if _PROFILE.fullmatch(profile) else "",
        title=title[:_LONGEST_TITLE],
        language=language,
    )


def _wrong(one: Told, path: Sequence[Told], keys: set[str]) -> str:
    """The name of the first field that holds what it cannot, if any: a parent is an open clause of the same part."""
    if bad := next((name for name, allowed in FIELDS.items() if not allowed.fullmatch(getattr(one, name))), ""):
        return bad
    if one.key in keys:
        return "key"
    return "parent" if (one.parent is not None) != bool(path) or (path and path[-1].part != one.part) else ""


# HTML


def html_of_ours(root: Any) -> ReadFile | None:
    """What an HTML file says where we have written it; `root` is its tree, as lxml gives it, in whatever way it was parsed."""
    generators = [one for one in root.iter("meta") if one.get("name") == "generator"]
    main = next(root.iter("main"), None)
    if main is None or not any(one.get("content") == HTML_GENERATOR for one in generators):
        return None
    clauses = [_told_by(element) for element in main.iter("section", "li") if element.get("data-key")]
    title = "".join(next((one.itertext() for one in main.iter("h1")), ()))
    language = next((one.get("lang", "") for one in root.iter("html")), "")
    file = told(clauses, media_type="text/html", profile=main.get("data-profile", ""), title=title, language=language)
    return replace(file, doubts=tuple(_unread(root, {one.key: one.line for one in file.clauses or ()})))


def _unread(root: Any, lines: Mapping[str, int]) -> Iterable[Doubt]:
    """A doubt for each text where we put none: somebody has written it there since. `lines`: where each key begins."""
    for element in root.iter("*"):
        said = " ".join("".join([element.text or "", *(one.tail or "" for one in element)]).split())
        around = [element, *element.iterancestors()]
        if words(said) and not any(map(_is_placed, around)):
            clause = next((one.get("data-key") for one in around if one.get("data-key")), "")
            yield Doubt(lines.get(clause, 1), "hidden.left_out", {"start": said[:_START]})


def _is_placed(element: Any) -> bool:
    """Whether we have put the element there, with all that it says."""
    name, above = element.get("class"), element.getparent()
    if element.tag in _OURS or name == "about":
        return True
    if name in {"number", "heading"}:
        return above is not None and above.get("class") is None and _is_clause(above.getparent())
    return name == "text" and _is_clause(above)


def _is_clause(element: Any) -> bool:
    return element is not None and bool(element.get("data-key"))


def _told_by(element: Any) -> Told:
    """The clause that an element is, by its data attributes."""
    above = next((one for one in element.iterancestors() if one.get("data-key")), None)
    names = {part: "".join(_texts(element, part)) for part in ("number", "heading")}
    paragraphs = ["".join(one.itertext()) for one in element if one.get("class") == "text"]
    return Told(
        **{name: element.get(f"data-{name}", "") for name in ("key", "kind", "number", "label", "part")},
        heading=names["heading"],
        mark=names["number"],
        text="\n".join(paragraphs),
        parent=above.get("data-key") if above is not None else None,
    )


def _texts(element: Any, name: str) -> Iterable[str]:
    """The words of the spans of that class in the head of a clause."""
    spans = (span for head in element if head.get("class") is None for span in head if span.get("class") == name)
    return (text for span in spans for text in span.itertext())
