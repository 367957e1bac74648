"""The German tradition as a table: Teil › Kapitel › Abschnitt › Unterabschnitt › § › Absatz › Nummer › Buchstabe.

Source: Handbuch der Rechtsförmlichkeit (Bundesministerium der Justiz), part C; lines as gesetze-im-internet.de and the Bundestag's
repository print them.
"""

import re
from dataclasses import replace
from typing import Final

from consult.formats.traditions.profile import ITEM_RANK, Mark, Nesting, Opening, Place, Profile

_BODY: Final = frozenset({"preamble", "body", "closing", "annex"})
_NUMBER: Final = "[0-9]{1,4}(?: ?[a-z]{1,2}(?![a-z]))?"
_ROMAN: Final = "[IVXLC]{1,9}"
_HEADING: Final = r"(?:[.:]?$|[.:]? ?[—–-] ?|: ?| (?=[A-ZÄÖÜ„\"(\[]))"
_NO_MENTION: Final = r"(?! ?(?:Abs\.|Absatz|Absätze|Satz|Nr\.|Nummer|Nrn\.|Buchst|Halbsatz|Alt\.|und|bis|oder|des|der|ff?\.)(?!\w))"
_NO_DATE: Final = r"(?!(?:Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|Abschnitt|Teil|Kapitel)\b)"


def _head(kind: str, word: str, rank: int) -> tuple[Mark, ...]:
    """`Teil 1`, `Teil II`, `Teil A`, `Erster Teil`, `1. Teil`: the word and its numerals are the style."""
    words = f"(?:{word}|{word.upper()})"
    printed = {
        "arabic": rf"{words} (?P<number>{_NUMBER})",
        "roman": rf"{words} (?P<number>{_ROMAN})",
        "capital": rf"{words} (?P<number>[A-Z])",
        "German ordinal": rf"(?P<number>[A-ZÄÖÜ][a-zäöüß]{{2,18}}) {words}",
        "arabic first": rf"(?P<number>[0-9]{{1,2}})\. {words}",
    }
    return tuple(
        Mark(kind, f"{word} {style}", style.removesuffix(" first"), rank, re.compile(rf"{pattern}(?!\w){_HEADING}"), sentence=False)
        for style, pattern in printed.items()
    )


def _item(kind: str, style: str, numerals: str, step: int, pattern: str) -> Mark:
    return Mark(kind, style, numerals, ITEM_RANK + step, re.compile(pattern), frozenset({"body", "annex"}))


_DIVISIONS: Final = {
    "Buch": "part",
    "Teil": "part",
    "Hauptstück": "chapter",
    "Kapitel": "chapter",
    "Abschnitt": "section",
    "Unterabschnitt": "subsection",
    "Titel": "title",
    "Untertitel": "subsection",
}
"""What stands above the paragraphs, from the largest down; files that give levels to headings are believed before this."""

_RANGE: Final = rf"(?P<number>(?P<first>{_NUMBER}) ?(?:bis|und|u\.|,|-|–) ?(?P<last>{_NUMBER}))"
_EMPTY: Final = r"(?:\(?X{2,}\)? ?)?"  # as the Bundestag's repository marks paragraphs that were taken out


def _unit(kind: str, pattern: str) -> Mark:
    return Mark(kind, kind, "arabic", len(_DIVISIONS), re.compile(pattern), sentence=False)


_ABSATZ: Final = _item("absatz", "(1)", "arabic", 1, r"\((?P<number>[0-9]{1,3}[a-z]{0,2})\)(?: |$|(?=[A-ZÄÖÜ]))")

MARKS: Final = (
    *(mark for rank, (word, kind) in enumerate(_DIVISIONS.items()) for mark in _head(kind, word, rank)),
    _unit("article", rf"(?:Artikel|ARTIKEL) (?P<number>{_NUMBER})(?!\w){_NO_MENTION}{_HEADING}"),
    _unit("article", rf"Art\. (?P<number>{_NUMBER})$"),
    _unit("article", rf"Art (?P<number>{_NUMBER})(?!\w){_NO_MENTION}{_HEADING}"),
    _unit("paragraph_sign", rf"{_EMPTY}§ ?(?P<number>{_NUMBER})(?!\w)\.?{_NO_MENTION}{_HEADING}"),
    _unit("paragraph_sign", rf"{_EMPTY}§§ ?{_RANGE}(?!\w)(?:$| (?=[A-ZÄÖÜ(\[–-]))"),
    replace(_ABSATZ, nested=replace(_ABSATZ, kind="item", style="(1) in a list")),
    _item("nummer", "1.", "arabic", 2, rf"(?P<number>[0-9]{{1,3}}[a-z]{{0,2}})\.(?: {_NO_DATE}|$)"),
    _item("point", "a)", "letter", 3, r"(?P<number>[a-z])\)(?: |$)"),
    _item("item", "aa)", "doubled letter", 4, r"(?P<number>([a-z])\2)\)(?: |$)"),
    _item("item", "aaa)", "doubled letter", 5, r"(?P<number>([a-z])\2\2)\)(?: |$)"),
)

_ANNEX: Final = (
    r"(?P<heading>(?:Anlage|Anlagen|Anhang|ANLAGE|ANHANG)(?: (?P<number>[IVXL]{1,7}|[0-9]{1,3}[a-z]?|[A-Z]{1,2})\b)?"
    r"(?:[.:]| ?[—–-])?(?: .{1,300})?)$"
)
_FAREWELL: Final = r"(?=(?:Schlussformel|Schlußformel)$|Der Bundesrat hat zugestimmt|Das vorstehende Gesetz wird hiermit)"

OPENINGS: Final = (
    Opening("annex", _BODY - {"preamble"}, re.compile(_ANNEX), name="Anlage", root=True, paragraphs=True),
    Opening("closing", frozenset({"body"}), re.compile(_FAREWELL)),
)

GERMAN: Final = Profile(
    name="de",
    language="de",
    places={
        "preamble": Place("preamble", "Eingang", key="preamble-", lists=False, heads_lead_to="body"),
        "body": Place("body", "Text"),
        "closing": Place("body", "Schluss", key="closing-", lists=False, heads_lead_to="body"),
        "annex": Place("annex", "Anlage", key="annex-"),
    },
    openings=OPENINGS,
    marks=MARKS,
    cited={
        **{f"{word} {numerals}": f"{word} {{}}" for word in _DIVISIONS for numerals in ("arabic", "roman", "capital")},
        **{f"{word} German ordinal": f"{{}} {word}" for word in _DIVISIONS},
        **{f"{word} arabic first": f"{{}}. {word}" for word in _DIVISIONS},
        "article": "Artikel {}",
        "paragraph_sign": "§ {}",
        "absatz": "Absatz {}",
        "nummer": "Nummer {}",
        "point": "Buchstabe {}",
        "item": "Doppelbuchstabe {}",
        "(1) in a list": "({})",
        "aaa)": "Dreifachbuchstabe {}",
    },
    alone=frozenset({"paragraph_sign", "article"}),
    run_on=frozenset({"paragraph_sign", "article"}),
    title_lines=frozenset({"part", "chapter", "section", "subsection", "title"}),
    titled=frozenset({"paragraph_sign", "article"}),
    unit="paragraph_sign",
    verse="absatz",
    nesting=Nesting.RANK,
    headed=True,
    continued="Fortsetzung",
    cuts=re.compile(r"(?<=[.;:“] )(?=§ [0-9]{1,4}[a-z]? [A-ZÄÖÜ][a-zäöü]|\([0-9]{1,3}[a-z]?\) [A-ZÄÖÜ]|[0-9]{1,3}\. [A-ZÄÖÜ]|[a-z]\) )"),
    finished=re.compile(r"(?:[.;:?!“\")\]]|[;,] ?(?:und|oder|sowie))$"),
    refers=re.compile(
        r"(?:§§?|\b(?:Abs\.|Absatz|Absätzen?|Nr\.|Nummern?|Nrn\.|Satz|Buchstaben?|Artikels?|Art\.|Anlage|am|vom|zum|bis|ab|seit|S\.|v\.))$"
    ),
    joins=re.compile(r"\b(?:und|oder|bis|mit)$|,$"),
    announces=re.compile(r"[^.;]$"),
    contents=re.compile(r"Inhaltsübersicht|Inhaltsverzeichnis|Inhalt|I N H A L T"),
    title_begins=re.compile(
        r"(?:(?:Erstes|Zweites|Drittes|Viertes|Fünftes) )?\w*"
        r"(?:[Gg]esetz|[Oo]rdnung|[Vv]erordnung|buch|Entwurf|ENTWURF|GESETZ|VERORDNUNG)\b"
    ),
    title_ends=re.compile(r"Ausfertigungsdatum|Vom \d|Inhalts|Der Bundestag hat|Eingangsformel|§ ?1\b|(?:Erster |)Teil\b|Auf Grund"),
    common=frozenset({"der", "die", "und", "des", "das", "den", "ist", "nach"}),
)
