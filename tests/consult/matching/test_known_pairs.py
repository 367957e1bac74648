"""Pairs of real texts beside the project: which clause became which is known, and none of their words stands in our code."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from statistics import mean
from typing import Any

import pytest

from consult.formats.parse_draft import parse_draft
from consult.matching.links import Link, Unit, units_of
from consult.matching.match import level_of, links_of_kind, match

ROOT = Path(__file__).resolve().parents[3]
DOCUMENTS = ROOT / "../shared/data/documents"
TRUTH = DOCUMENTS / "expected.json"
PAIRS: Sequence[Mapping[str, Any]] = json.loads(TRUTH.read_text())["pairs"] if TRUTH.exists() else []
SCORED = {pair["id"]: pair for pair in PAIRS if "WEAK" not in pair["truth_quality"].upper()}
STRONG = {name for name, pair in SCORED.items() if pair["truth_quality"].startswith("strong")}
KINDS = {"pasal": "pasal", "article": "article", "§": "paragraph_sign"}  # all others are headings
ENOUGH, FEW = 0.985, 0.05

pytestmark = pytest.mark.skipif(not SCORED, reason="the known texts are not beside the project")

Ends = tuple[str | None, str | None]


@dataclass(frozen=True)
class Found:
    """The links of a pair at its level, by the labels of their ends, with what the truth says."""

    kind: str | None
    links: Mapping[Ends, Link]
    truth: Mapping[Ends, Mapping[str, Any]]

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * len(self.links.keys() & self.truth.keys()) / (len(self.links) + len(self.truth))

    @property
    def wrong(self) -> list[Ends]:
        """Links of two clauses that are not one, and are not doubtful."""
        return [ends for ends, link in self.links.items() if all(ends) and ends not in self.truth and not link.doubtful]


@cache
def units(name: str) -> tuple[Unit, ...]:
    """A known text; one for which there is no reader is read as plain text, whose underlined headings are the same."""
    readable = name if not name.endswith(".rst") else f"{name}.txt"
    return tuple(units_of(parse_draft((DOCUMENTS / name).read_bytes(), name=readable).clauses))


@cache
def found(name: str) -> Found:
    """What matching makes of a known pair."""
    pair = SCORED[name]
    old, new = units(pair["old"]), units(pair["new"])
    kind = level_of([*old, *new])
    labels = {unit.id: unit.label for unit in old}, {unit.id: unit.label for unit in new}
    rows = links_of_kind(match(old, new), old, new, kind=str(kind))
    links = {(labels[0].get(row.old or ""), labels[1].get(row.new or "")): row for row in rows}
    apart = {row[side] for row in pair["correspondence"] if row.get("exclude_from_scoring") for side in ("old", "new")}
    truth = {ends(row, labels): row for row in pair["correspondence"]}
    return Found(
        kind,
        {one: link for one, link in links.items() if not apart & {*filter(None, one)}},
        {one: row for one, row in truth.items() if not row.get("exclude_from_scoring")},
    )


def ends(row: Mapping[str, Any], labels: tuple[Mapping[str, str], Mapping[str, str]]) -> Ends:
    """The labels of a row of the truth as ours print them: spaces for tags, and a range of clauses by its whole name."""
    return tuple(as_ours(row[side], set(known.values())) for side, known in zip(("old", "new"), labels, strict=True))  # type: ignore[return-value]


def as_ours(label: str | None, known: set[str]) -> str | None:
    """The label as we print it."""
    if label is None:
        return None
    plain = label.replace("<br/>", " ")
    first = plain.replace("§§", "§")
    return plain if plain in known else next((one for one in known if one.startswith(f"{first} bis ")), plain)


def test_the_pairs_have_their_links_nearly_all_of_them() -> None:
    assert mean(found(name).f1 for name in SCORED) >= ENOUGH


@pytest.mark.parametrize("name", sorted(STRONG))
def test_no_wrong_link_of_a_pair_that_is_surely_known_is_without_doubt(name: str) -> None:
    assert found(name).wrong == []


def test_at_most_one_wrong_link_of_all_pairs_is_without_doubt() -> None:
    assert sum(len(found(name).wrong) for name in SCORED) <= 1


@pytest.mark.parametrize("name", SCORED)
def test_few_links_of_a_known_pair_are_doubtful(name: str) -> None:
    links = found(name).links.values()
    assert sum(link.doubtful for link in links) <= FEW * len(links)


@pytest.mark.parametrize("name", SCORED)
def test_the_level_of_a_known_pair_is_the_one_that_people_cite(name: str) -> None:
    assert found(name).kind == KINDS.get(SCORED[name]["clause_unit"], "heading")


@pytest.mark.parametrize("name", SCORED)
def test_what_became_of_the_clauses_of_a_known_pair_is_told_as_it_is_known(name: str) -> None:
    links, truth = found(name).links, found(name).truth
    both = links.keys() & truth.keys()
    same = sum(links[one].status == truth[one]["status"].replace("removed_placeholder", "removed") for one in both)
    renumbered = sum(links[one].renumbered == truth[one].get("renumbered", False) for one in both)

    assert same >= 0.97 * len(both)
    assert renumbered == len(both)


@pytest.mark.parametrize("name", SCORED)
def test_every_clause_of_a_known_pair_is_in_a_link(name: str) -> None:
    old, new = units(SCORED[name]["old"]), units(SCORED[name]["new"])
    links = match(old, new).links

    assert {link.old for link in links} - {None} == {unit.id for unit in old}
    assert {link.new for link in links} - {None} == {unit.id for unit in new}


def test_two_known_texts_that_have_nothing_to_do_with_each_other_are_told_apart() -> None:
    names = sorted({pair["old"] for pair in SCORED.values()})
    said = [match(units(one), units(other)).is_another_text for one in names for other in names if one != other]

    assert said
    assert all(said)
    assert not any(match(units(pair["old"]), units(pair["new"])).is_another_text for pair in SCORED.values())
