"""A draft as an Akoma Ntoso 3.0 bill: the exchange format of parliaments.

Source: OASIS, Akoma Ntoso Version 1.0 Part 2: Specifications, schema akomantoso30.xsd (2018), and Naming Convention Version 1.0 (2019).
Attributes of our own namespace, which the schema allows on every element, hold what the format has no word for (our kind, label, key),
so that the file read again gives the very same clauses.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from lxml import etree
from lxml.builder import ElementMaker

from consult.formats.readers.akn.vocabulary import GENERIC
from consult.formats.rembuk.own_files import NAMESPACE, own
from consult.formats.writers.akn_metadata import meta
from consult.formats.writers.akn_names import element_of, names, stretches
from consult.formats.writers.exported_draft import Branch, Clause, Draft, branches, in_xml

AKN: Final = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
MAKE: Final[Any] = ElementMaker(namespace=AKN, nsmap={None: AKN, "rembuk": NAMESPACE})
EMPTY: Final = "empty"  # the name of the container in a body that holds no clause, since the schema wants one


def render(draft: Draft) -> bytes:
    """A UTF-8 XML file, valid by the schema; the same bytes whenever the revision is the same."""
    preamble, body, attachments = stretches(draft.clauses)
    written = Written(names(draft.clauses))
    bill = MAKE.bill(meta(draft, MAKE), name="bill", contains="originalVersion")
    bill.append(MAKE.preface(MAKE.p(MAKE.docTitle(in_xml(draft.title)), {own("is"): "title"})))
    if preamble:
        bill.append(MAKE.preamble(*written.preamble(preamble)))
    bill.append(MAKE.body(*(written.hierarchy(branches(body)) if body else [MAKE(GENERIC, name=EMPTY, eId="hcontainer_0")])))
    if attachments:
        bill.append(MAKE.attachments(*(written.attachment(n, stretch, draft) for n, stretch in enumerate(attachments, start=1))))
    root = MAKE.akomaNtoso(bill)
    etree.indent(root)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8")) + b"\n"


class Written:
    """The clauses as elements; `names` are their eIds."""

    def __init__(self, eids: Mapping[UUID, str]) -> None:
        self.eids = eids

    def preamble(self, clauses: Sequence[Clause]) -> Iterator[Any]:
        """Recitals, those in a row together, and other blocks."""
        recitals = None
        for branch in branches(clauses):
            if element_of(branch.clause, before=True) != "recital":
                recitals = None
                yield self.block(branch)
            elif recitals is None:
                recitals = MAKE.recitals(self.block(branch), eId=f"recs__{self.eids[branch.clause.id]}")
                yield recitals
            else:
                recitals.append(self.block(branch))

    def block(self, branch: Branch) -> Any:
        """A clause in a preamble, where the standard has blocks only; each holds at least one paragraph."""
        said = [MAKE.p(in_xml(line)) for line in branch.clause.lines]
        below = [self.block(one) for one in branch.below]
        return self.element(element_of(branch.clause, before=True), branch.clause, *said, *below, *([] if said or below else [MAKE.p()]))

    def hierarchy(self, trees: Sequence[Branch]) -> list[Any]:
        """Clauses of a body or an attachment."""
        return [self.clause(one) for one in trees]

    def clause(self, branch: Branch) -> Any:
        """One of them: its text is an introduction where other clauses follow in it, else its content."""
        said = [MAKE.p(in_xml(line)) for line in branch.clause.lines]
        holder = MAKE.intro if branch.below else MAKE.content
        eid = f"{self.eids[branch.clause.id]}__{'intro' if branch.below else 'content'}"
        return self.element(
            element_of(branch.clause, before=False),
            branch.clause,
            *([holder(*said, eId=eid)] if said else []),
            *self.hierarchy(branch.below),
        )

    def element(self, name: str, clause: Clause, *inside: Any) -> Any:
        """The element of a clause, with its number, heading, and all its names."""
        eid = self.eids[clause.id]
        made = MAKE(name, eId=eid, wId=clause.work_name or eid, GUID=str(clause.id))
        if name == GENERIC:
            made.set("name", clause.kind)
        for attribute in ("kind", "key", "number", "label", "part"):
            if value := getattr(clause, attribute):
                made.set(own(attribute), in_xml(value))
        if clause.printed:
            made.append(MAKE.num(in_xml(clause.printed)))
        if clause.heading:
            made.append(MAKE.heading(in_xml(clause.heading)))
        made.extend(inside)
        return made

    def attachment(self, number: int, clauses: Sequence[Clause], draft: Draft) -> Any:
        """An explanation or an annex: a document of its own, with what describes it."""
        part = clauses[0].part
        doc = MAKE.doc(meta(draft, MAKE, component=f"{part}_{number}"), MAKE.mainBody(*self.hierarchy(branches(clauses))), name=part)
        return MAKE.attachment(doc, eId=f"att_{number}")
