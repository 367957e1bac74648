"""Whatever is done, and in whatever order: no word is lost, the tree is whole, labels are those of the reader, and undoing is exact."""

import re
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consult.documents.editing.apply_operation import begins_word
from consult.documents.editing.edit_history import History, Step, history, replayed
from consult.documents.editing.labels import named
from consult.documents.editing.operations import REDO, UNDO, After, Before, Describe, Join, OnClause, Split, Under
from consult.documents.editing.passages import Passage, depths, words_of
from consult.errors import BadInput
from consult.formats.parse_draft import PARAGRAPHS, parse_draft
from consult.formats.traditions.detection import PROFILES
from tests.consult.documents.editing.drafts import MARKET, Desk, desk, opened

NUMBERS = ["1", "2", "7A", "IV", "b", "Kesatu", ""]
SCRAPS = """BAB I/BAB IX KEBUN/Bagian Kedua/Pasal 1/Pasal 7A/Pasal I/(1)/(3) air/a./b. kayu;/1. batu:/2)/i. emas/Menimbang :/MEMUTUSKAN:
PENJELASAN/I. UMUM/II. PASAL DEMI PASAL/Ayat (1)/Huruf a/LAMPIRAN II/Agar setiap orang tahu./Ditetapkan di Kota/kebun (2) kota, b. pagar
Warga menjaga./KEBUN/dan"""
soup = st.lists(st.sampled_from(re.split("[/\n]", SCRAPS)), min_size=1, max_size=25)
lines_of_drafts = st.one_of(soup, st.integers(0, 20).map(lambda begin: MARKET.split("\n")[begin:]))
DOCUMENTS = Path(__file__).resolve().parents[4] / "../shared/data/documents"
TEXTS = {path.name: path for path in sorted(DOCUMENTS.glob("*.txt")) + sorted(DOCUMENTS.glob("*-*.md"))}
Drawn = Callable[[st.DrawFn, Desk, Passage, int], OnClause]


def other(draw: st.DrawFn, here: Desk) -> str:
    """Any clause."""
    return draw(st.sampled_from([one.id for one in here.passages]))


def kind(draw: st.DrawFn, here: Desk) -> str:
    """Any kind."""
    return draw(st.sampled_from(here.tradition.kinds))


def joined(draw: st.DrawFn, here: Desk, one: Passage, number: int) -> OnClause:
    """To the clause before."""
    return Join(one.id)


def split(draw: st.DrawFn, here: Desk, one: Passage, number: int) -> OnClause:
    """At some word, if it has any."""
    places = [place for place in range(len(one.text)) if begins_word(one.text, place)]
    return Split(one.id, draw(st.sampled_from(places or [0])), kind(draw, here), draw(st.sampled_from(NUMBERS)), new=f"new-{number}")


def described(draw: st.DrawFn, here: Desk, one: Passage, number: int) -> OnClause:
    """As something else, with some of its words as heading."""
    said = f"{one.heading} {one.text}".split()
    heading = " ".join(said[: draw(st.integers(0, 4))])
    label = draw(st.sampled_from(["", "", "Bagian akhir"]))
    return Describe(one.id, kind(draw, here), draw(st.sampled_from(NUMBERS)), label, heading)


def under(draw: st.DrawFn, here: Desk, one: Passage, number: int) -> OnClause:
    """In some clause, or in none."""
    return Under(one.id, draw(st.sampled_from([None, other(draw, here)])))


def beside(way: type[Before] | type[After], draw: st.DrawFn, here: Desk, one: Passage, number: int) -> OnClause:
    """Before or after some clause."""
    return way(one.id, other(draw, here))


DRAWN: list[Drawn] = [joined, split, described, under, partial(beside, Before), partial(beside, After)]


@st.composite
def edits(draw: st.DrawFn, *, only: Sequence[Drawn] = DRAWN) -> tuple[Desk, list[OnClause]]:
    """A draft as it is read, and operations that can be done to it one after the other."""
    first = here = desk("\n".join(draw(lines_of_drafts)), profile=draw(st.sampled_from([*PROFILES, PARAGRAPHS])))
    done: list[OnClause] = []
    for number in range(draw(st.integers(1, 8))):
        operation = draw(st.sampled_from(only))(draw, here, draw(st.sampled_from(here.passages)), number)
        try:
            here = here.does(operation)
        except BadInput:
            continue
        done.append(operation)
    return first, done


def inherits(desk: Desk) -> bool:
    """Whether each clause stands behind what it stands in, directly or after others in it, and in the same part."""
    path: list[Passage] = []
    for one in desk.passages:
        while path and path[-1].id != one.parent:
            path.pop()
        if one.parent is not None and (not path or path[-1].part != one.part):
            return False
        path.append(one)
    return True


@settings(max_examples=400, deadline=None)
@given(edits())
def test_every_word_stays_in_one_clause_and_every_clause_in_one_place(drawn: tuple[Desk, list[OnClause]]) -> None:
    before, operations = drawn
    after = before.does(*operations)
    keys = [key for _label, key in after.named.values()]

    assert sorted(words_of(after.passages)) == sorted(words_of(before.passages))
    assert inherits(after)
    assert max(depths(after.passages).values()) <= 16
    assert len(set(keys)) == len(keys) == len(after.passages)
    assert all(re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", key) and len(key) <= 160 for key in keys)
    assert all(label.strip() for label in after.labels)


@settings(max_examples=200, deadline=None)
@given(edits(only=(joined, split, described)))
def test_what_moves_no_clause_leaves_the_words_in_the_order_of_the_source(drawn: tuple[Desk, list[OnClause]]) -> None:
    before, operations = drawn

    assert words_of(before.does(*operations).passages) == words_of(before.passages)


@settings(max_examples=200, deadline=None)
@given(edits())
def test_clauses_that_nothing_touched_keep_identity_label_and_words(drawn: tuple[Desk, list[OnClause]]) -> None:
    before, operations = drawn
    for operation in operations[:1]:
        after = before.does(operation)
        stays = {one.id for one in after.passages} & {one.id for one in before.passages}
        assert len(stays) >= len(before.passages) - 1
        same = [one for one in after.passages if one in before.passages]
        moved = {one.id for one in after.passages} - {one.id for one in same}
        for one in same:
            if not moved & set(above(after, one)) and one.number:
                assert after.named[one.id][0] == before.named[one.id][0]


def above(desk: Desk, one: Passage) -> list[str]:
    """All that a clause stands in."""
    found = []
    while one.parent is not None:
        one = desk.one(one.parent)
        found.append(one.id)
    return found


@settings(max_examples=200, deadline=None)
@given(edits(), st.lists(st.sampled_from([UNDO, REDO]), max_size=12))
def test_whatever_is_undone_and_redone_gives_the_draft_of_the_steps_that_hold(drawn: tuple[Desk, list[OnClause]], turns: list[str]) -> None:
    before, operations = drawn
    steps = [Step(number, "x", operation) for number, operation in enumerate(operations, 1)]
    after = [before]
    for operation in operations:
        after.append(after[-1].does(operation))
    reached = len(operations)
    for turn in turns:
        step = -1 if turn == UNDO else 1
        if 0 <= reached + step <= len(operations):
            reached += step
            steps.append(Step(len(steps) + 1, turn))

    past = history(steps)

    assert (len(past.holds), len(past.undone), past.last) == (reached, len(operations) - reached, len(steps))
    assert replayed(before.passages, past.holds, before.tradition) == after[reached].passages


def test_after_a_new_step_nothing_is_left_to_redo() -> None:
    steps = [Step(1, "join", Join("a")), Step(2, UNDO), Step(3, "join", Join("b"))]

    assert history(steps) == History(holds=(steps[2],), undone=(), last=3)


@settings(max_examples=200, deadline=None)
@given(lines_of_drafts)
def test_naming_what_was_read_gives_the_labels_and_keys_that_it_was_read_with(lines: list[str]) -> None:
    draft = parse_draft(("kata\n" + "\n".join(lines)).encode(), name="rancangan.txt")
    read = opened(draft)

    assert list(named(read.passages, read.tradition).values()) == [(one.label, one.key) for one in draft.clauses]


@pytest.mark.skipif(not TEXTS, reason="the known texts are not beside the project")
@pytest.mark.parametrize("name", TEXTS)
def test_naming_a_known_text_gives_its_labels_and_keys_and_explains_nearly_all_of_them(name: str) -> None:
    draft = parse_draft(TEXTS[name].read_bytes(), name=name)
    read = opened(draft)

    assert list(read.named.values()) == [(one.label, one.key) for one in draft.clauses]
    assert sum(one.pinned is not None for one in read.passages) <= max(len(read.passages) / 20, 1)
