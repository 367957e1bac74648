"""Walks through an Akoma Ntoso document and makes its clauses, in order, so that every word of it is in exactly one."""

from typing import Final

from lxml import etree

from consult.errors import BadInput
from consult.formats.outline.lines import words
from consult.formats.outline.read_file import ReadFile
from consult.formats.readers.akn import citations, metadata
from consult.formats.readers.akn.clause_builder import Finding, Found, clause_in
from consult.formats.readers.akn.element_text import BREAK, READ_APART, exact, name_of, pieces, text_of
from consult.formats.readers.akn.vocabulary import APART, GENERIC, HIERARCHY, KIND_OF, KINDS, NAMES, NAMESPACES, PARTS, SENTENCES
from consult.formats.readers.text import MAX_LINES
from consult.formats.readers.text_cleaning import clean
from consult.formats.readers.xml_trees import Element, parsed
from consult.formats.rembuk.own_files import own

MEDIA_TYPE: Final = "application/akn+xml"
LEFT_OUT: Final = {  # which doubt stands for what is not read
    "img": "picture.left_out",
    "del": "deletion.left_out",
    "componentRef": "component.elsewhere",
    "documentRef": "component.elsewhere",
}


def read_akn(data: bytes) -> ReadFile:
    """An act, a bill or any other document in Akoma Ntoso 3.0 or a working draft of it, with its clauses.

    Raises:
        BadInput: `draft.not_akn` (`line`, `name`), `draft.empty`, `draft.too_long` (`lines`, `limit`), and what `xml.parsed` raises.
    """
    root = parsed(data)
    if name_of(root) != "akomaNtoso" or not NAMESPACES.fullmatch(etree.QName(root).namespace or ""):
        raise BadInput("draft.not_akn", field="file", line=root.sourceline or 1, name=root.tag)
    reading = Reading(metadata.language_of(root))
    reading.inside(root, None)
    found = reading.found
    if not found.clauses:
        raise BadInput("draft.empty", field="file")
    if len(found.lines) > MAX_LINES:
        raise BadInput("draft.too_long", field="file", lines=len(found.lines), limit=MAX_LINES)
    return ReadFile(
        format=MEDIA_TYPE,
        lines=tuple(found.lines),
        clauses=tuple(clause.frozen() for clause in found.clauses),
        profile=metadata.profile_of(root),
        title=metadata.title_of(root),
        language=reading.language,
        doubts=tuple(found.doubts),
    )


class Reading:
    """One reading of one document: `found` grows element by element; `part` is where the reading stands."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.found = Finding()
        self.part = "body"
        self.kinds: dict[str, str] = {}  # in a file of ours, which kind an element stands for

    def read(self, element: Element, owner: Found | None) -> None:
        """Read one element, whatever it is; `owner` is the clause that it stands in."""
        name = name_of(element)
        if name == "meta" or element.get(own("is")) == "title":
            return
        if name in PARTS:
            self.enter(PARTS[name], element, owner)
        elif mine := clause_in(element, owner, self.part, self.found.next_line):
            self.ours(element, mine)
        elif name in HIERARCHY or any(name_of(child) in NAMES or name == "crossHeading" for child in [*element, element]):
            self.clause(element, owner)
        elif name in SENTENCES or has_words(element):
            self.sentence(element, owner)
        else:
            self.inside(element, owner)

    def enter(self, part: str, element: Element, owner: Found | None) -> None:
        """Read what stands in another part; a part before the body is one of the body alone."""
        before = self.part
        self.part = before if part == "preamble" and before != "body" else part
        self.inside(element, owner)
        self.part = before

    def inside(self, element: Element, owner: Found | None) -> None:
        """Read what stands in an element, but for the names of a clause; words between elements too, where the schema has none."""
        self.say(element.text or "", owner)
        for child in element:
            if name_of(child) not in NAMES:
                self.read(child, owner)
            self.say(child.tail or "", owner)

    # Clauses

    def clause(self, element: Element, owner: Found | None) -> None:
        """Begin a clause, and read what stands in it."""
        printed, heading = names_in(element)
        kind = self.kind_of(element, heading)
        if words(printed) or heading:
            named = citations.labelled(element, owner, printed, self.language) if words(printed) else heading
            key = element.get("eId") or element.get("id") or key_below(owner, self.part, kind, citations.number_of(printed) or heading)
            clause = Found(kind, key, named, self.part, owner, self.found.next_line)
            clause.number, clause.mark, clause.heading = citations.number_of(printed), printed, heading
            clause.quoting = citations.quoting_of(element, owner)
            self.found.begin(clause)
        else:
            clause = self.found.unnumbered(owner, part=self.part, word=self.word, kind=kind)
            clause.mark = printed  # a dash, a bullet
        if name_of(element) != "crossHeading":
            self.inside(element, clause)

    def kind_of(self, element: Element, heading: str) -> str:
        """What a clause is: the kind of its element, where that is a clause's and no container's."""
        name = name_of(element)
        if name in KIND_OF:
            return self.kinds.get(name) or KIND_OF[name]
        if name == GENERIC and element.get("name") in KINDS:
            return str(element.get("name"))
        return "heading" if heading else "clause"

    def ours(self, element: Element, clause: Found) -> None:
        """Begin a clause that we wrote: its texts are read to the letter."""
        self.kinds[name_of(element)] = clause.kind
        self.found.begin(clause)
        for child in element:
            if name_of(child) in {"intro", "content", "p"}:
                for paragraph in [child] if name_of(child) == "p" else child:
                    clause.texts.append(exact(paragraph))
                    self.found.write(clean(exact(paragraph)))
            elif name_of(child) not in NAMES:
                self.read(child, clause)

    @property
    def word(self) -> str:
        """What the part is called in the language of the document."""
        return citations.word(self.part, self.language)

    # Sentences

    def sentence(self, element: Element, owner: Found | None) -> None:
        """Read words into the clause that they stand in, and what is quoted amidst them into clauses of its own."""
        notes: list[Element] = []
        said = ""
        for piece in [element] if name_of(element) in APART else pieces(element):
            if isinstance(piece, str):
                said += piece
            elif name_of(piece) in READ_APART:
                self.say(said, owner)
                self.read(piece, owner or self.found.last)
                said = ""
            elif name_of(piece) == "authorialNote":
                notes.append(piece)
                said += f" [{piece.get('marker')}] " if piece.get("marker") else " "
            elif not piece.get("src", piece.get("href", "")).startswith("#"):  # that part is in this very file
                self.found.doubt(LEFT_OUT[name_of(piece)])
        self.say(said, owner)
        for note in notes:
            self.note(note, owner)

    def say(self, said: str, owner: Found | None) -> None:
        """Put words into the clause, a line for each that is broken."""
        for line in filter(None, map(clean, said.split(BREAK))):
            self.found.say(line, owner, part=self.part, word=self.word)

    def note(self, element: Element, owner: Found | None) -> None:
        """Put a note behind the paragraph that it belongs to, on a line of its own."""
        marker = f"[{element.get('marker')}] " if element.get("marker") else ""
        self.say(marker + text_of(element), owner)


def has_words(element: Element) -> bool:
    """Whether words stand directly in it, and not only in what it holds."""
    return bool((element.text or "").strip()) or any((child.tail or "").strip() for child in element)


def names_in(element: Element) -> tuple[str, str]:
    """What is printed as the number of a clause, and its heading."""
    if name_of(element) == "crossHeading":
        return "", text_of(element)
    texts = {name: [text_of(child) for child in element if name_of(child) == name] for name in NAMES}
    return " ".join(texts["num"]).strip(), " ".join([*texts["heading"], *texts["subheading"]]).strip()


def key_below(owner: Found | None, part: str, kind: str, name: str) -> str:
    """A readable key for what has no eId."""
    above = owner.key if owner else {"body": ""}.get(part, part)
    return "-".join(filter(None, [above, kind, name]))
