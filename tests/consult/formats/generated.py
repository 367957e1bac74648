"""Strategies for drafts of each tradition: lines of invented text, and how many clauses of each kind stand in them."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Final

from hypothesis import strategies as st

ROMAN: Final = ("I", "II", "III", "IV", "V", "VI")
SMALL: Final = ("i", "ii", "iii", "iv", "v")
LETTERS: Final = "abcdefghijkl"
ORDINALS: Final = ("Erster", "Zweiter", "Dritter", "Vierter")
_GARDEN: Final = ("garden", "fence", "the members", "water", "Article 3", "paragraph (2)", "point (b)", "soil,", "section 4.2")
_GARTEN: Final = ("Garten", "Zaun", "die Mitglieder", "Wasser", "§ 3", "Absatz 2", "Nummer 1", "Boden,")


@dataclass
class Draft:
    """What a strategy has drawn so far."""

    lines: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    suffix: str = "txt"

    def add(self, kind: str, *lines: str) -> None:
        """Print a clause of that kind."""
        self.lines += lines
        self.counts[kind] += 1

    @property
    def name(self) -> str:
        """Of its file."""
        return f"draft.{self.suffix}"

    @property
    def data(self) -> bytes:
        """Its file."""
        return "\n".join(self.lines).encode()


def said(draw: st.DrawFn, words: tuple[str, ...] = _GARDEN) -> str:
    """Some words of a sentence, with citations in it."""
    return " ".join(draw(st.lists(st.sampled_from(words), min_size=1, max_size=6)))


@st.composite
def european(draw: st.DrawFn) -> Draft:
    """An act with recitals, titles, chapters and articles; points with points below them."""
    draft, article = Draft(["REGULATION OF THE TOWN", "Whereas:"]), 0
    for n in range(1, draw(st.integers(1, 4))):
        draft.add("recital", f"({n}) Gardens need {said(draw)}.")
    draft.lines.append("HAVE ADOPTED THIS REGULATION:")
    for title in ROMAN[: draw(st.integers(1, 3))]:
        draft.add("title", f"TITLE {title}", "GARDENS AND FENCES")
        for chapter in range(1, draw(st.integers(1, 3))):
            draft.add("chapter", f"CHAPTER {chapter}", "Of gardens")
            for _ in range(draw(st.integers(1, 2))):
                article += 1
                draft.add("article", f"Article {article}", "On fences")
                _paragraphs(draw, draft)
    article += 1
    draft.add("article", f"Article {article}", f"The members keep {said(draw)}.")
    return draft


def _paragraphs(draw: st.DrawFn, draft: Draft) -> None:
    for number in range(1, draw(st.integers(2, 4))):
        points = draw(st.integers(0, 3))
        draft.add("paragraph", f"{number}. The members keep {said(draw)}{':' if points else '.'}")
        for letter in LETTERS[:points]:
            inner = draw(st.integers(0, 2))
            draft.add("point", f"({letter}) a thing of {said(draw)}{':' if inner else ';'}")
            for small in SMALL[:inner]:
                draft.add("point", f"({small}) a part of {said(draw)};")


@st.composite
def german(draw: st.DrawFn) -> Draft:
    """A law in Markdown as a repository has it: headings, Absätze, Nummern with Buchstaben, lines broken to a width."""
    draft, number = Draft(["---", "Title: Gartengesetz", "---", "", "# Gartengesetz (GG)", ""], suffix="md"), 0
    for ordinal in ORDINALS[: draw(st.integers(1, 3))]:
        draft.add("part", f"## {ordinal} Teil - Gärten", "")
        for section in range(1, draw(st.integers(1, 3)) + 1):
            draft.add("section", f"### Abschnitt {section} - Zäune", "")
            for _ in range(draw(st.integers(1, 2))):
                number += 1
                draft.add("paragraph_sign", f"#### § {number} Pflege", "")
                _absaetze(draw, draft)
    draft.add("paragraph_sign", f"## § {number + 1} (weggefallen)")
    return draft


def _absaetze(draw: st.DrawFn, draft: Draft) -> None:
    for absatz in range(1, draw(st.integers(1, 3)) + 1):
        numbers = draw(st.integers(0, 3))
        draft.add("absatz", f"({absatz}) Die Mitglieder pflegen {said(draw, _GARTEN)}", f"und den Zaun{':' if numbers else '.'}", "")
        for number in range(1, numbers + 1):
            letters = draw(st.integers(0, 2))
            draft.add("nummer", f"{number}.  ein Ding {said(draw, _GARTEN)}{':' if letters else ','}", "")
            for letter in LETTERS[:letters]:
                draft.add("point", f"    {letter})  ein Teil {said(draw, _GARTEN)};", "")


@st.composite
def american(draw: st.DrawFn) -> Draft:
    """A bill with titles, sections, subsections, paragraphs, subparagraphs and clauses."""
    draft = Draft(["A BILL", "Be it enacted by the Council assembled,"])
    for n, title in enumerate(ROMAN[: draw(st.integers(1, 3))], 1):
        draft.add("title", f"TITLE {title}—GARDENS")
        for section in range(1, draw(st.integers(1, 3)) + 1):
            draft.add("section", f"SEC. {100 * n + section}. FENCES.")
            for letter in LETTERS[: draw(st.integers(1, 3))]:
                below = draw(st.integers(0, 2))
                draft.add("subsection", f"    ({letter}) In General.—The members keep {said(draw)}{'—' if below else '.'}")
                for number in range(1, below + 1):
                    deeper = draw(st.integers(0, 2))
                    draft.add("paragraph", f"        ({number}) a thing of {said(draw)}{'—' if deeper else '; and'}")
                    for capital in "ABC"[:deeper]:
                        draft.add("subparagraph", f"            ({capital}) a part of {said(draw)};")
    return draft


@st.composite
def numbered(draw: st.DrawFn) -> Draft:
    """A standard with paths for numbers, and an appendix."""
    draft = Draft(["Garden Standard", ""])
    for section in [*map(str, range(1, draw(st.integers(2, 4)))), "A"]:
        draft.add("section", f"Annex {section}" if section == "A" else f"{section} Gardens", "")
        for sub in range(1, draw(st.integers(2, 4))):
            draft.add("subsection", f"{section}.{sub} Fences", "")
            for clause in range(1, draw(st.integers(1, 4))):
                draft.add("clause", f"{section}.{sub}.{clause} The members keep {said(draw)}.", "")
                for letter in LETTERS[: draw(st.integers(0, 2))]:
                    draft.add("item", f"{letter}) a thing of {said(draw)};", "")
    return draft


@st.composite
def headings(draw: st.DrawFn) -> Draft:
    """A memo with headings of three levels, some of them numbered, paragraphs and bullets."""
    draft = Draft([f"Before all, {said(draw)}.", ""], suffix="md")
    for n in range(1, draw(st.integers(3, 5))):
        draft.add("heading", f"## {n}. Gardens of {n}", "")
        for inner in range(1, draw(st.integers(1, 4))):
            draft.add("heading", f"### Fences {inner}", "")
            draft.lines += [f"Members **keep** the _{said(draw)}_.", "", "* one;", "* two.", ""]
            if draw(st.booleans()):
                draft.add("heading", f"#### {inner} Gates", "", "The gate is open.", "")
    return draft
