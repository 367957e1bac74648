"""What an Akoma Ntoso file says of itself: work, expression and manifestation (FRBR), and whom its names stand for.

Source: OASIS, Akoma Ntoso Naming Convention Version 1.0 (2019), section 4, "IRIs".
"""

from typing import Any, Final

from consult.formats.readers.akn.metadata import TAGS
from consult.formats.rembuk.own_files import NAMESPACE
from consult.formats.writers.exported_draft import Draft, in_xml

COUNTRY: Final = "id"  # where the consultations of this program are held
MAIN: Final = "main"
CODES: Final = {tag: code for code, tag in reversed(list(TAGS.items()))}  # BCP 47 → ISO 639-2
UNDETERMINED: Final = "und"
ORGANISATION: Final = "/ontology/organization/{}/{}"
NO_ONE: Final = "—"  # where no institution is named


def meta(draft: Draft, make: Any, *, component: str = MAIN) -> Any:
    """The description of the bill, or of an attachment of it."""
    work = f"/akn/{COUNTRY}/bill/{draft.begun.isoformat()}/{draft.slug}"
    code = CODES.get(draft.language, draft.language or UNDETERMINED)
    expression = f"{work}/{code}@ver{draft.revision}"
    author = make.FRBRauthor(href="#institution")
    country = [make.FRBRcountry(value=COUNTRY), make.FRBRname(value=in_xml(draft.title)), make.FRBRprescriptive(value="false")]
    version = [make.FRBRversionNumber(value=str(draft.revision)), make.FRBRlanguage(language=code)]
    levels = [
        make.FRBRWork(*addresses(make, work, component), date(make, draft.begun, "draft"), author, *country),
        make.FRBRExpression(*addresses(make, expression, component), date(make, draft.dated, "revision"), copy_of(author), *version),
        make.FRBRManifestation(
            *addresses(make, expression, component, ending=".xml"),
            date(make, draft.dated, "export"),
            make.FRBRauthor(href="#rembuk"),
            make.FRBRformat(value="application/akn+xml"),
        ),
    ]
    beside = [references(draft, make), ours(draft, make)] if component == MAIN else []  # an eId is there once in a file
    return make.meta(make.identification(*levels, source="#rembuk"), *beside)


def addresses(make: Any, base: str, component: str, *, ending: str = "") -> list[Any]:
    """Of this component, and of the whole."""
    return [make.FRBRthis(value=f"{base}/!{component}{ending}"), make.FRBRuri(value=f"{base}{'.akn' if ending else ''}")]


def date(make: Any, on: Any, name: str) -> Any:
    """When something was done."""
    return make.FRBRdate(date=on.isoformat(), name=name)


def copy_of(element: Any) -> Any:
    """The same element once more, since one stands in one place only."""
    return element.__copy__()


def references(draft: Draft, make: Any) -> Any:
    """Whom the names stand for."""
    institution = make.TLCOrganization(
        eId="institution", href=ORGANISATION.format(COUNTRY, draft.slug), showAs=in_xml(draft.institution) or NO_ONE
    )
    program = make.TLCObject(eId="rembuk", href="/ontology/object/software/rembuk", showAs="Rembuk")
    return make.references(institution, program, source="#rembuk")


def ours(draft: Draft, make: Any) -> Any:
    """What the standard has no word for: the drafting tradition, and the hash that the record holds of the text."""
    said = make.proprietary(source="#rembuk")
    said.append(said.makeelement(f"{{{NAMESPACE}}}draft", {"profile": draft.profile, "sha256": draft.sha256}))
    return said
