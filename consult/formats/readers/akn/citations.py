"""What a clause of Akoma Ntoso is numbered and called: `Art. 5.` is 5 and “Art. 5”; `a` in “Section 1(2)” is “Section 1(2)(a)”."""

import re
from collections.abc import Mapping
from typing import Final

from consult.formats.outline.clauses import LONGEST_NUMBER
from consult.formats.readers.akn.clause_builder import Found
from consult.formats.readers.akn.element_text import name_of
from consult.formats.readers.akn.vocabulary import GENERIC, NAMELESS, SMALLER, STRUCTURES, UNITS
from consult.formats.readers.xml_trees import Element

_EDGES: Final = " \t.,:;-–—«»“”„\"'"
_BRACKETS: Final = "()[]"
_COUNTS: Final = re.compile(r"[0-9]|^[IVXLCDMivxlcdm]{1,7}$|^[^\W\d_]$")  # a word that is a number, not the name of what is numbered

WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "de": {
        "preamble": "Eingangsformel", "body": "Text", "annex": "Anlage", "article": "Artikel", "section": "Abschnitt", "chapter": "Kapitel",
        "part": "Teil", "title": "Titel", "book": "Buch",
    },
    "es": {
        "preamble": "Preámbulo", "body": "Texto", "annex": "Anexo", "article": "Artículo", "section": "Sección", "chapter": "Capítulo",
        "part": "Parte", "title": "Título", "book": "Libro",
    },
    "fr": {
        "preamble": "Préambule", "body": "Texte", "annex": "Annexe", "article": "Article", "section": "Section", "chapter": "Chapitre",
        "part": "Partie", "title": "Titre", "book": "Livre",
    },
    "id": {
        "preamble": "Pembukaan", "body": "Batang tubuh", "annex": "Lampiran", "article": "Pasal", "section": "Bagian", "chapter": "BAB",
        "part": "Bagian", "title": "Judul", "book": "Buku",
    },
    "it": {
        "preamble": "Preambolo", "body": "Testo", "annex": "Allegato", "article": "Articolo", "section": "Sezione", "chapter": "Capo",
        "part": "Parte", "title": "Titolo", "book": "Libro",
    },
    "nl": {
        "preamble": "Aanhef", "body": "Tekst", "annex": "Bijlage", "article": "Artikel", "section": "Afdeling", "chapter": "Hoofdstuk",
        "part": "Deel", "title": "Titel", "book": "Boek",
    },
    "pt": {
        "preamble": "Preâmbulo", "body": "Texto", "annex": "Anexo", "article": "Artigo", "section": "Seção", "chapter": "Capítulo",
        "part": "Parte", "title": "Título", "book": "Livro",
    },
}  # fmt: skip
"""How parts, and units whose number stands alone, are called in a language; in English they have the names of their elements."""


def number_of(printed: str) -> str:
    """The number in what is printed as one: `Art. 17-bis` is `17-bis`, `(a)` is `a`, `CHAPTER II` is `II`; empty where it is too long."""
    named = [word.strip(_EDGES + _BRACKETS + "§") for word in printed.split()]
    named = [word for word in named if word]
    begins = next((n for n, word in enumerate(named) if _COUNTS.search(word)), min(1, len(named) - 1))
    number = " ".join(named[begins:])
    return number if len(number) <= LONGEST_NUMBER else ""


def is_named(printed: str) -> bool:
    """Whether it says by itself what is numbered: `Art. 5`, `§ 4k`, `CHAPTER II`; not `5.` or `(a)`."""
    return printed.strip(_EDGES + _BRACKETS) != number_of(printed)


def word(name: str, language: str) -> str:
    """What the element, or the part, is called: `Section`, `Pasal`."""
    return WORDS.get(language, {}).get(name) or name[:1].upper() + name[1:]


def called(printed: str, name: str, language: str) -> str:
    """What a numbered clause is called by itself: as printed where that has a name in it, else with the element's."""
    number = number_of(printed)
    if is_named(printed) or not number:
        return printed.strip(_EDGES)
    return number if "." in number or name in NAMELESS else f"{word(name, language)} {number}"


def below(label: str, printed: str) -> str:
    """What a numbered clause is called inside another: `Section 1(2)`, `Art. 3 comma 2`; `3.1.1` says itself where it stands."""
    number = number_of(printed)
    if is_named(printed) or not number:
        return f"{label} {printed.strip(_EDGES)}"
    return number if "." in number else f"{label}({number})"


def labelled(element: Element, owner: Found | None, printed: str, language: str) -> str:
    """The label of a numbered clause that stands in `owner`: what is quoted is called by the clause that quotes it."""
    generic = element.get("name", GENERIC) if name_of(element) == GENERIC else ""
    name, units = generic or name_of(element), any(name_of(child) in UNITS for child in element)
    own = called(printed, name, language)
    quoting = quoting_of(element, owner)
    if quoting and quoting is owner:
        return f"{quoting.label} “{own if name not in SMALLER or is_named(printed) else below('', printed)}”"
    if owner is None or owner.kind == "heading" or (name in UNITS and not units):
        return f"{quoting.label} “{own}”" if quoting else own
    return below(owner.label, printed) if name in SMALLER else f"{owner.label} {own}"


def quoting_of(element: Element, owner: Found | None) -> Found | None:
    """The clause that quotes the one that the element begins."""
    above = element.getparent()
    return owner if owner is None or (above is not None and name_of(above) in STRUCTURES) else owner.quoting
