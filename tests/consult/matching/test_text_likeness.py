"""What is folded before texts are compared, how alike they are, and which say that a clause was removed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.matching.text_likeness import Weights, fold, held, likeness, says_removed, weigh, words
from tests.consult.matching.laws import SENTENCES

ANY = st.text(alphabet="abc -\n“”'’\u00ad", max_size=40)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("kebun  dan\npagar", "kebun dan pagar"),
        ("“kebun”", '"kebun"'),
        ("‘kebun’", "'kebun'"),
        ("Undang- Undang", "Undang-Undang"),
        ("2020–2021", "2020-2021"),
        ("ke\u00adbun", "kebun"),
        ("kebun\u00a0kita", "kebun kita"),
    ],
)
def test_what_typesetting_makes_another_is_folded(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_folding_keeps_case_and_marks_that_say_something() -> None:
    assert fold("Kebun, pagar.") == "Kebun, pagar."
    assert fold("kebun - pagar") == "kebun - pagar"


@given(text=ANY)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_words_are_without_case_and_marks() -> None:
    assert words("Pasal 7A: “Kebun”, pagar!") == ["pasal", "7a", "kebun", "pagar"]


def bags() -> Weights:
    """The weights of some sentences."""
    return weigh(SENTENCES)


def test_a_text_is_wholly_like_itself_and_not_at_all_like_another_without_a_word_in_common() -> None:
    weights = bags()
    one, other = weights.bag(SENTENCES[0]), weights.bag(SENTENCES[3])

    assert likeness(one, one) == pytest.approx(1)
    assert likeness(one, other) == 0
    assert likeness(weights.bag(""), weights.bag("")) == 0


@given(one=st.sampled_from(SENTENCES), other=st.sampled_from(SENTENCES))
def test_likeness_is_the_same_from_both_sides(one: str, other: str) -> None:
    weights = bags()
    assert likeness(weights.bag(one), weights.bag(other)) == pytest.approx(likeness(weights.bag(other), weights.bag(one)))


def test_the_same_words_in_another_order_are_less_alike() -> None:
    weights = bags()
    turned = " ".join(reversed(words(SENTENCES[0])))

    assert 0.3 < likeness(weights.bag(SENTENCES[0]), weights.bag(turned)) < 0.7


def test_what_stands_in_many_clauses_weighs_less() -> None:
    weights = weigh(["kebun pagar", "kebun air", "kebun sumur", "kebun lebah"])

    assert weights.of["kebun"] < weights.of["pagar"] == weights.unknown


def test_a_part_is_wholly_held_by_the_whole_and_the_whole_not_by_the_part() -> None:
    weights = bags()
    part, whole = weights.bag(SENTENCES[0]), weights.bag(f"{SENTENCES[0]} {SENTENCES[1]}")

    assert held(part, whole) == pytest.approx(1)
    assert held(whole, part) < 0.7


@pytest.mark.parametrize(
    "said",
    ["Dihapus.", "dihapus", "[deleted]", "(weggefallen)", "(aufgehoben)", "Repealed.", "[Reserved]", "Pasal 16 dihapus."],
)
def test_a_word_that_stands_for_a_removed_clause_is_known(said: str) -> None:
    assert says_removed(said)


@pytest.mark.parametrize(
    "said", ["", "...", "Pasal 16", "Iuran dihapus.", "The deleted file is kept.", "Dihapus " * 20, "Weggefallen sind sie."]
)
def test_a_text_that_says_more_than_that_is_no_such_word(said: str) -> None:
    assert not says_removed(said)
