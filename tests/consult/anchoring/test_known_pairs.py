"""Quotes of real laws beside the project, placed in the next version of each: none sure where it should not be."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, Final

import pytest

from consult.anchoring import Placed, Placing
from consult.anchoring.folded_text import folded
from consult.anchoring.placement import PlacementState
from consult.anchoring.quotes import Quote, texts_of
from consult.formats.parse_draft import parse_draft
from consult.matching.links import units_of
from consult.matching.match import match

DOCUMENTS: Final = Path(__file__).resolve().parents[3] / "../shared/data/documents"
TRUTH: Final = DOCUMENTS / "expected.json"
SURE: Final = {PlacementState.EXACT, PlacementState.MOVED}
GONE: Final = frozenset({"removed", "removed_placeholder"})
ALL: Final = GONE | {"unchanged", "changed"}
PAIRS: Final[Mapping[str, Any]] = {
    pair["id"]: pair for pair in (json.loads(TRUTH.read_text())["pairs"] if TRUTH.exists() else []) if pair["id"] != "us-hr2157"
}

pytestmark = pytest.mark.skipif(not PAIRS, reason="the known texts are not beside the project")


@dataclass(frozen=True)
class Side:
    """One version: the texts of its clauses, and which clause of the body the truth means by a label."""

    texts: Mapping[str, str]
    named: Mapping[str, str]
    folded: Mapping[str, str]


@dataclass(frozen=True)
class Case:
    """A quote, what became of its clause by the truth, and where it was placed."""

    status: str
    quote: Quote
    placed: Placed
    right: frozenset[str]
    says: str  # the clause in which it was placed


@cache
def pair_of(name: str) -> tuple[Side, Side, Placing]:
    """Both versions of a pair, and the placing from one to the other."""
    sides, units = [], []
    for file in (PAIRS[name]["old"], PAIRS[name]["new"]):
        read = units_of(parse_draft((DOCUMENTS / file).read_bytes(), name=file.replace(".rst", ".txt")).clauses)
        named: dict[str, str] = {}
        for unit in read:
            for said in (unit.label, unit.heading) if unit.part == "body" else ():
                named.setdefault(said, unit.id)
        texts = texts_of(read)
        sides.append(Side(texts, named, {clause: folded(text) for clause, text in texts.items()}))
        units.append(read)
    return sides[0], sides[1], Placing(old=sides[0].texts, new=sides[1].texts, links=match(*units).links)


def cut(text: str, random: Random) -> Quote | None:
    """A quote from anywhere in a text, from one letter to some sentences, with what is around it."""
    start = random.randrange(max(len(text), 1))
    end = min(start + random.choice([5, 15, 40, 100, 300]), len(text))
    return Quote(text[start:end], text[max(start - 32, 0) : start], text[end : end + 32]) if text[start:end].strip() else None


def cases(name: str, *, each: int, statuses: frozenset[str] = ALL) -> Iterator[Case]:
    """So many quotes of each old clause of a pair, but those that stand only in another clause of the new text."""
    random = Random(20)
    old, new, placing = pair_of(name)
    for row in PAIRS[name]["correspondence"]:
        if row["old"] not in old.named or row["status"] not in statuses:
            continue
        clause, right = old.named[row["old"]], meant(name, row["old"])
        for _ in range(each):
            quote = cut(old.texts[clause], random)
            if quote and (row["status"] != "changed" or not only_elsewhere(quote, right, new)):
                placed = placing.placed(clause, quote)
                yield Case(row["status"], quote, placed, right, new.texts.get(placed.clause or "", ""))


@cache
def meant(name: str, label: str) -> frozenset[str]:
    """The clauses that an old one became, by the truth."""
    named = pair_of(name)[1].named
    rows = [row for row in PAIRS[name]["correspondence"] if row["old"] == label and row["new"]]
    labels = [row["new"].replace("<br/>", " ") for row in rows]  # the truth has headings as they stand in the file
    return frozenset(named[label] for label in labels if label in named)


def only_elsewhere(quote: Quote, right: frozenset[str], new: Side) -> bool:
    """Whether the words stand verbatim in the new text, and not in the clause that theirs became."""
    words = folded(quote.exact)
    return not any(words in new.folded[clause] for clause in right) and any(words in text for text in new.folded.values())


@pytest.fixture(scope="module")
def found() -> list[Case]:
    """All of them, placed once."""
    return [case for name in PAIRS for case in cases(name, each=8)]


def test_no_quote_is_sure_in_a_wrong_clause(found: list[Case]) -> None:
    assert len(found) >= 500
    assert not [case for case in found if case.placed.state in SURE and case.placed.clause not in case.right]


def test_what_is_sure_says_the_same_at_its_place(found: list[Case]) -> None:
    sure = [case for case in found if case.placed.state in SURE]

    assert len(sure) > len(found) / 2
    said = [folded(case.says[case.placed.start : case.placed.end]).strip() == folded(case.quote.exact).strip() for case in sure]
    assert all(said)


def test_quotes_of_clauses_that_did_not_change_are_found_exact(found: list[Case]) -> None:
    kept = [case.placed.state for case in found if case.status == "unchanged"]

    assert len(kept) > 500
    assert kept.count(PlacementState.EXACT) >= 0.99 * len(kept)


def test_of_a_hundred_quotes_of_removed_clauses_none_is_sure(found: list[Case]) -> None:
    gone = [case for name in PAIRS for case in cases(name, each=40, statuses=GONE)]
    states = Counter(case.placed.state for case in gone)

    assert states.total() >= 100
    assert not states.keys() & SURE
    assert states[PlacementState.ORPHANED] > states.total() / 2
