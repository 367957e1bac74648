"""Clauses that begin with a lead-in and go on in items: what stands word for word under a number of its own is no piece of anything."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from consult.anchoring import Placing
from consult.anchoring.placement import PlacementState
from consult.anchoring.quotes import Quote, texts_of
from consult.matching.links import Link, LinkStatus, Unit
from consult.matching.match import match
from tests.consult.matching.judged_nested import Judged, rounds_of
from tests.consult.matching.laws import SENTENCES

ROUNDS = 30
TRADITIONS = (
    ("pasal", "ayat", "huruf"),
    ("article", "paragraph", "point"),
    ("paragraph_sign", "absatz", "nummer"),
    ("section", "subsection", "paragraph"),
    ("section", "subsection", "clause"),
    ("heading", "clause", "item"),
)
LEAD_IN = "Sekretaris dusun:"
DEPUTY = "Wakil sekretaris membantu bila sekretaris sakit."
UNCHANGED, MERGED, SPLIT = LinkStatus.UNCHANGED, LinkStatus.MERGED, LinkStatus.SPLIT


def clause(label: str, kind: str, text: str) -> Unit:
    """A clause by its path, `1.2`, which is its id, too."""
    parent, _, number = label.rpartition(".")
    return Unit(label, parent or None, "body", kind, number, label, "", text)


def items(above: str, kind: str, texts: Sequence[str]) -> list[Unit]:
    """Items below a clause, numbered from 1."""
    return [clause(f"{above}.{n}", kind, text) for n, text in enumerate(texts, 1)]


def flat(kinds: Sequence[str], texts: Sequence[str] = SENTENCES[:3]) -> list[Unit]:
    """A clause with a lead-in whose items stand directly below it, and another clause."""
    return [clause("1", kinds[0], LEAD_IN), *items("1", kinds[2], texts), clause("2", kinds[0], SENTENCES[9])]


def deep(kinds: Sequence[str], texts: Sequence[str] = SENTENCES[:3]) -> list[Unit]:
    """The same with a level between: the lead-in and its items are the first part of the clause, and there is a second one."""
    parts = [clause("1.1", kinds[1], LEAD_IN), *items("1.1", kinds[2], texts), clause("1.2", kinds[1], DEPUTY)]
    return [clause("1", kinds[0], ""), *parts, clause("2", kinds[0], SENTENCES[9])]


def told(old: Sequence[Unit], new: Sequence[Unit]) -> dict[tuple[str | None, str | None], tuple[LinkStatus, bool]]:
    """What became of each clause, and whether that is doubtful."""
    return {(one.old, one.new): (one.status, one.doubtful) for one in match(old, new).links}


@pytest.mark.parametrize("kinds", TRADITIONS)
def test_items_that_a_level_came_above_stay_what_they_are(kinds: Sequence[str]) -> None:
    links = told(flat(kinds), deep(kinds))

    assert [links.get((f"1.{n}", f"1.1.{n}")) for n in (1, 2, 3)] == [(UNCHANGED, False)] * 3
    assert not {MERGED, SPLIT} & {status for status, _doubtful in links.values()}


@pytest.mark.parametrize("kinds", TRADITIONS)
def test_items_that_come_up_a_level_stay_what_they_are(kinds: Sequence[str]) -> None:
    links = told(deep(kinds), flat(kinds))

    assert [links.get((f"1.1.{n}", f"1.{n}")) for n in (1, 2, 3)] == [(UNCHANGED, False)] * 3
    assert not {MERGED, SPLIT} & {status for status, _doubtful in links.values()}


@pytest.mark.parametrize("changed", [0, 1, 2])
def test_an_item_that_was_changed_as_the_level_came_is_the_same_one_changed(changed: int) -> None:
    texts = [*SENTENCES[:3]]
    texts[changed] = f"{texts[changed].rstrip('.')}, kecuali pada musim kemarau."
    kinds = TRADITIONS[0]

    for links, ends in (
        (told(flat(kinds), deep(kinds, texts)), (f"1.{changed + 1}", f"1.1.{changed + 1}")),
        (told(deep(kinds), flat(kinds, texts)), (f"1.1.{changed + 1}", f"1.{changed + 1}")),
    ):
        assert links.get(ends) == (LinkStatus.CHANGED, False)


@pytest.mark.parametrize("lead_in", ["Bendahara dusun, atau siapa pun yang ditunjuk rapat:", ""])
def test_items_stay_where_they_are_whatever_becomes_of_the_lead_in(lead_in: str) -> None:
    old = flat(TRADITIONS[1])
    links = told(old, [replace(old[0], text=lead_in), *old[1:]])

    assert [links.get((f"1.{n}", f"1.{n}")) for n in (1, 2, 3)] == [(UNCHANGED, False)] * 3


@pytest.mark.parametrize("said", [SENTENCES[4], "Pagar bambu."])
def test_an_item_that_went_to_another_part_of_its_clause_is_found_before_one_that_took_its_number(said: str) -> None:
    lead_ins = [clause("1", "pasal", ""), clause("1.1", "ayat", LEAD_IN), clause("1.2", "ayat", "Bendahara dusun:")]
    first, second = [said, *SENTENCES[:2]], [*SENTENCES[2:4]]
    old = [*lead_ins[:2], *items("1.1", "huruf", first), lead_ins[2], *items("1.2", "huruf", second)]
    instead = f"{said.rstrip('.')}, paling lambat sore."
    new = [*lead_ins[:2], *items("1.1", "huruf", [instead, *first[1:]]), lead_ins[2], *items("1.2", "huruf", [*second, said])]

    assert ("1.1.1", "1.2.3") in told(old, new)
    assert ("1.2.3", "1.1.1") in told(new, old)


def test_items_that_are_gone_into_the_words_of_their_clause_are_merged_and_those_that_come_out_of_it_are_split() -> None:
    kinds = TRADITIONS[0]
    whole = [*items("1", "ayat", [f"{LEAD_IN} {SENTENCES[0]} {SENTENCES[1]}", DEPUTY])]
    pieces = items("1", "ayat", [f"{LEAD_IN} {SENTENCES[0]}", SENTENCES[1], DEPUTY])
    head = clause("1", kinds[0], "")
    merged, split = told([head, *pieces], [head, *whole]), told([head, *whole], [head, *pieces])

    assert [merged.get((f"1.{n}", "1.1")) for n in (1, 2)] == [(MERGED, False)] * 2
    assert [split.get(("1.1", f"1.{n}")) for n in (1, 2)] == [(SPLIT, False)] * 2


def test_a_link_against_the_same_words_in_another_clause_is_doubtful() -> None:
    old = [clause("1", "pasal", LEAD_IN), *items("1", "huruf", SENTENCES[:3]), clause("2", "pasal", "Bendahara dusun:")]
    old += items("2", "huruf", SENTENCES[3:6])
    changed = SENTENCES[0].replace("bambu", "kayu")
    new = [old[0], *items("1", "huruf", [changed, *SENTENCES[1:3]]), old[4], *items("2", "huruf", [*SENTENCES[3:6], SENTENCES[0]])]

    assert told(old, new)["1.1", "1.1"] == (LinkStatus.CHANGED, True)
    assert told(new, old)["1.1", "1.1"] == (LinkStatus.CHANGED, True)
    assert told(old, [*new[:-1]])["1.1", "1.1"] == (LinkStatus.CHANGED, False)


@pytest.mark.parametrize("kinds", TRADITIONS)
def test_posts_on_items_stay_at_their_items_when_a_level_comes_or_goes(kinds: Sequence[str]) -> None:
    for old, new, ends in ((flat(kinds), deep(kinds), ("1.2", "1.1.2")), (deep(kinds), flat(kinds), ("1.1.2", "1.2"))):
        placing = Placing(old=texts_of(old), new=texts_of(new), links=list[Link](match(old, new).links))
        words = "menurut giliran pagi"

        for quote in (None, Quote(words, start=SENTENCES[1].index(words), end=SENTENCES[1].index(words) + len(words))):
            found = placing.placed(ends[0], quote)
            assert (found.state, found.clause) == (PlacementState.EXACT, ends[1])


@pytest.fixture(scope="module")
def rounds() -> list[Judged]:
    """Some rounds, all of them judged, both ways."""
    return [one for seed in range(ROUNDS) for one in rounds_of(seed)]


def test_no_clause_that_stands_word_for_word_is_linked_elsewhere_without_doubt(rounds: list[Judged]) -> None:
    assert [one.elsewhere for one in rounds if one.elsewhere] == []


def test_clauses_that_stand_word_for_word_are_linked(rounds: list[Judged]) -> None:
    assert sum(one.verbatim_linked for one in rounds) >= 0.99 * sum(one.verbatim for one in rounds)


def test_few_links_of_laws_with_lead_ins_are_doubtful(rounds: list[Judged]) -> None:
    assert sum(one.doubtful for one in rounds) <= 0.05 * sum(len(one.links) for one in rounds)
