"""What holds of every placement, whatever the texts are; and how long it takes at most."""

from random import Random
from time import process_time

from hypothesis import given, settings
from hypothesis import strategies as st

from consult.anchoring import Placing
from consult.anchoring.folded_text import Text, folded
from consult.anchoring.placement import PlacementState
from consult.anchoring.quotes import Quote
from consult.matching.links import Link, LinkStatus, carried_on

SAID = st.lists(
    st.sampled_from(["dan", "lapak", "pasar", "hak", "hakim", "“sah”", '"sah"', "5,", "(2)", "tiap-tiap", " ", "\n", "é"]), max_size=30
)
TEXTS = SAID.map(" ".join)
LIVE = [status for status in LinkStatus if status is not LinkStatus.REMOVED]


@st.composite
def posts(draw: st.DrawFn) -> tuple[dict[str, str], dict[str, str], list[Link], Quote]:
    """Two revisions of a few clauses, links between them, and a quote of the first clause of the old one."""
    old = {f"old {n}": draw(TEXTS) for n in range(2)}
    new = {f"new {n}": draw(TEXTS | st.just(old["old 0"])) for n in range(3)}
    pairs = draw(st.lists(st.tuples(st.sampled_from([*old]), st.sampled_from([*new]), st.sampled_from(LIVE)), max_size=4))
    start = draw(st.integers(0, len(old["old 0"])))
    end = draw(st.integers(start, len(old["old 0"])))
    text = old["old 0"]
    quote = Quote(text[start:end], text[max(start - 32, 0) : start], text[end : end + 32], start=start, end=end)
    return old, new, [Link(one, other, status) for one, other, status in pairs], quote


@given(posts())
@settings(max_examples=500)
def test_what_is_called_the_same_is_the_same_and_in_a_clause_that_is_linked(
    given: tuple[dict[str, str], dict[str, str], list[Link], Quote],
) -> None:
    old, new, links, quote = given
    found = Placing(old=old, new=new, links=links).placed("old 0", quote)

    linked = [link.new for link in links if link.old == "old 0"]
    if found.state in {PlacementState.EXACT, PlacementState.MOVED}:
        assert found.clause in linked
        is_own = found.clause is not None and carried_on(links).get(found.clause) == "old 0"
        assert is_own == (found.state is PlacementState.EXACT)
        if found.start is not None and found.clause is not None:
            assert folded(new[found.clause][found.start : found.end]).strip() == folded(quote.exact).strip()
        else:
            assert not quote.exact.strip()
    assert (found.state is PlacementState.ORPHANED) <= (not linked)
    assert found.clause in linked or found.elsewhere or found.state is PlacementState.ORPHANED


@given(posts())
def test_the_same_post_has_the_same_place_again_and_after_others(given: tuple[dict[str, str], dict[str, str], list[Link], Quote]) -> None:
    old, new, links, quote = given
    placing = Placing(old=old, new=new, links=links)
    first = placing.placed("old 0", quote)
    placing.placed("old 1", None)

    assert placing.placed("old 0", quote) == first == Placing(old=old, new=new, links=links).placed("old 0", quote)


@given(posts())
def test_in_a_clause_that_says_what_it_said_every_quote_is_exact_at_its_place(
    given: tuple[dict[str, str], dict[str, str], list[Link], Quote],
) -> None:
    old, _new, _links, quote = given
    found = Placing(old=old, new={"A": old["old 0"]}, links=[Link("old 0", "A", LinkStatus.UNCHANGED)]).placed("old 0", quote)

    assert found.state is PlacementState.EXACT
    if quote.exact and quote.exact == quote.exact.strip():  # white space at its ends may be cut
        assert (found.start, found.end) == (quote.start, quote.end)


@given(st.text(alphabet="ab \n\t“\"'’", max_size=60), st.data())
def test_a_place_in_the_folded_text_leads_back_to_the_true_one(true: str, data: st.DataObject) -> None:
    text = Text(true)
    if text.folded:
        at = data.draw(st.integers(0, len(text.folded) - 1))
        assert folded(true[: text.place(at)]) == text.folded[:at]
        assert folded(true[text.place(at)]) == text.folded[at]


def invented(random: Random, words: int) -> str:
    """A text of so many words of a small vocabulary."""
    return " ".join(f"kata{random.randrange(400)}" for _ in range(words))


def edited(text: str, random: Random) -> str:
    """With one word in twenty another."""
    return " ".join(f"baru{random.randrange(400)}" if random.random() < 0.05 else word for word in text.split())


def test_ten_thousand_posts_on_three_hundred_clauses_are_placed_in_two_seconds() -> None:
    random = Random(7)
    old = {str(n): invented(random, 150) for n in range(300)}
    new = {clause: edited(text, random) if int(clause) % 2 else text for clause, text in old.items()}
    placing = Placing(old=old, new=new, links=[Link(clause, clause, LinkStatus.CHANGED) for clause in old])
    posts = [(str(random.randrange(300)), random.randrange(900), random.randrange(5, 300)) for _ in range(10_000)]

    began = process_time()
    states = {placing.placed(clause, Quote(old[clause][at : at + size], start=at, end=at + size)).state for clause, at, size in posts}

    assert process_time() - began < 2
    assert {PlacementState.EXACT, PlacementState.FUZZY} <= states


def test_hostile_texts_are_placed_in_bounded_time() -> None:
    random = Random(8)
    texts = ["a " * 100_000, "a" * 200_000, invented(random, 25_000), "(" * 200_000]
    began = process_time()
    for old in texts:
        for new in texts:
            placing = Placing(old={"a": old}, new={"A": new + "."}, links=[Link("a", "A", LinkStatus.CHANGED)])
            placing.placed("a", Quote(old[50_000:55_000], start=50_000, end=55_000))
            placing.placed("a", Quote("b" + old[:60]))

    assert process_time() - began < 16 * 2
