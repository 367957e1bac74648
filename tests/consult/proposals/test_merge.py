"""Proposals on one clause: what goes together is merged, what does not is shown, and nobody's words are lost."""

from itertools import permutations
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consult.anchoring.quotes import Span
from consult.discussion.rules import Operation
from consult.proposals.merge import Change, Merge, Proposed, Wish, changes_of, merged

REPLACE, INSERT_AFTER, DELETE = Operation
BASE = "(1) Setiap pedagang memperoleh satu lapak.\n(2) Lapak diberikan menurut urutan pendaftaran paling lama 14 hari."


def reworded(name: str, before: str, after: str) -> Proposed:
    """A proposal that changes some words of the base."""
    assert before in BASE
    return name, REPLACE, BASE.replace(before, after)


def test_changes_in_different_places_are_merged() -> None:
    found = merged(BASE, [reworded("a", "satu", "dua"), reworded("b", "14 hari", "7 hari"), reworded("c", "pedagang", "pedagang lama")])

    assert found.conflicts == ()
    assert found.text == BASE.replace("satu", "dua").replace("14 hari", "7 hari").replace("pedagang", "pedagang lama")


def test_the_same_change_twice_counts_once() -> None:
    found = merged(BASE, [reworded("a", "satu", "dua"), reworded("b", "satu", "dua"), reworded("c", "14", "7")])

    assert (found.text, found.conflicts) == (BASE.replace("satu", "dua").replace("14", "7"), ())


def test_different_changes_of_the_same_words_keep_the_words_of_the_clause_and_are_shown() -> None:
    found = merged(
        BASE, [reworded("b", "14", "30"), reworded("a", "14", "7"), reworded("c", "14", "7"), reworded("d", "satu", "dua lapangan")]
    )

    (conflict,) = found.conflicts
    assert found.text == BASE.replace("satu", "dua lapangan")
    assert conflict.words == BASE[conflict.span.start : conflict.span.end] == found.text[conflict.place.start : conflict.place.end] == "14"
    assert conflict.wishes == (Wish(("a", "c"), "7"), Wish(("b",), "30"))


def test_changes_of_neighbouring_words_meet() -> None:
    found = merged(BASE, [reworded("a", "satu", "dua"), reworded("b", "memperoleh", "mendapat")])

    assert found.text == BASE
    assert [(wish.proposals, wish.words) for wish in found.conflicts[0].wishes] == [(("a",), "memperoleh dua"), (("b",), "mendapat satu")]


def test_two_texts_put_in_at_one_place_meet() -> None:
    found = merged(BASE, [reworded("a", "satu lapak", "satu buah lapak"), reworded("b", "satu lapak", "satu petak lapak")])

    (conflict,) = found.conflicts
    assert (found.text, conflict.words, conflict.span.start) == (BASE, "", conflict.span.end)
    assert conflict.wishes == (Wish(("a",), "buah "), Wish(("b",), "petak "))


def test_changes_of_one_proposal_that_meet_one_of_another_stand_together_in_one_conflict() -> None:
    found = merged(
        BASE, [reworded("a", "satu lapak", "sebuah petak"), ("b", REPLACE, BASE.replace("pedagang", "orang").replace(" lapak", " kios"))]
    )

    (conflict,) = found.conflicts
    assert found.text == BASE.replace("pedagang", "orang")
    assert conflict.wishes == (Wish(("a",), "sebuah petak"), Wish(("b",), "satu kios"))


def test_lines_that_are_broken_otherwise_give_way_to_words() -> None:
    found = merged(BASE, [("a", REPLACE, BASE.replace("\n", " ")), reworded("b", "(2)", "(3)")])

    assert (found.text, found.conflicts) == (BASE.replace("(2)", "(3)"), ())


def test_a_deletion_alone_takes_the_clause_away() -> None:
    assert merged(BASE, [("a", DELETE, ""), ("b", DELETE, "")]) == Merge("", deleted=True, inserted=(), conflicts=())


@pytest.mark.parametrize(("operation", "wording", "wish"), [(REPLACE, "Lain.", "Lain."), (INSERT_AFTER, "Lagi.", f"{BASE}\nLagi.")])
def test_a_deletion_and_anything_else_is_a_conflict_about_the_whole_clause(operation: Operation, wording: str, wish: str) -> None:
    found = merged(BASE, [("b", DELETE, ""), ("a", operation, wording)])

    (conflict,) = found.conflicts
    assert (found.text, found.deleted, found.inserted) == (BASE, False, ())
    assert (conflict.span, conflict.words) == (Span(0, len(BASE)), BASE)
    assert conflict.wishes == (Wish(("a",), wish), Wish(("b",), ""))


def test_texts_to_come_after_the_clause_are_all_kept_in_order() -> None:
    found = merged(
        BASE, [("c", INSERT_AFTER, "Satu."), ("a", INSERT_AFTER, "Dua."), ("b", INSERT_AFTER, "Satu."), reworded("d", "14", "7")]
    )

    assert found.inserted == (Wish(("c", "b"), "Satu."), Wish(("a",), "Dua."))
    assert (found.text, found.conflicts) == (BASE.replace("14", "7"), ())


def test_no_proposal_changes_nothing() -> None:
    assert merged(BASE, []) == Merge(BASE, deleted=False, inserted=(), conflicts=())
    assert merged(BASE, [("a", REPLACE, BASE)]).text == BASE


TEXTS = st.lists(st.sampled_from(["dan", "lapak", "pasar.", "(2)", "a.", "hak", ";", "\n", " ", "é"]), max_size=14).map(" ".join)


@given(TEXTS, TEXTS)
@settings(max_examples=400)
def test_one_proposal_alone_gives_its_wording(base: str, wording: str) -> None:
    assert merged(base, [("a", REPLACE, wording)]) == Merge(wording, deleted=False, inserted=(), conflicts=())


OPERATIONS = st.sampled_from([REPLACE, REPLACE, REPLACE, INSERT_AFTER, DELETE])


@given(TEXTS, st.lists(st.tuples(OPERATIONS, TEXTS), min_size=2, max_size=4))
@settings(max_examples=200)
def test_the_order_of_proposals_makes_no_difference(base: str, said: list[tuple[Operation, str]]) -> None:
    proposals = [(name, operation, wording) for name, (operation, wording) in zip("abcd", said, strict=False)]
    first, *others = [merged(base, order) for order in permutations(proposals)]

    for other in others:
        assert (other.text, other.deleted, other.conflicts) == (first.text, first.deleted, first.conflicts)
        assert {wish.words for wish in other.inserted} == {wish.words for wish in first.inserted}


@given(TEXTS, st.lists(TEXTS, min_size=2, max_size=4))
@settings(max_examples=400)
def test_every_change_of_words_is_in_the_text_or_in_a_conflict_and_all_else_is_as_it_was(base: str, wordings: list[str]) -> None:
    found = merged(base, [(name, REPLACE, wording) for name, wording in zip("abcd", wordings, strict=False)])

    done = []
    for name, wording in zip("abcd", wordings, strict=False):
        for change in changes_of(base, wording):
            about = [one for one in found.conflicts if one.span.start <= change.start and change.end <= one.span.end]
            if not change.words.strip() and not base[change.start : change.end].strip():
                continue
            assert all(any(name in wish.proposals for wish in one.wishes) for one in about)
            done += [] if about else [change]
    assert letters(found.text) == letters(rebuilt(base, done))
    for conflict in found.conflicts:
        assert conflict.words == base[conflict.span.start : conflict.span.end]
        assert found.text[conflict.place.start : conflict.place.end] == conflict.words
        assert len(conflict.wishes) > 1


def letters(text: str) -> str:
    """The text without its white space."""
    return "".join(text.split())


def rebuilt(base: str, changes: list[Change]) -> str:
    """The base after those changes."""
    text, at = "", 0
    for change in sorted(set(changes)):
        text, at = text + base[at : change.start] + change.words, change.end
    return text + base[at:]


def test_long_wordings_are_merged_in_bounded_time() -> None:
    base = "a " * 5_000
    began = process_time()
    merged(base, [(str(n), REPLACE, f"{'ab'[n % 2]} " * 5_000 + str(n)) for n in range(20)])

    assert process_time() - began < 20
