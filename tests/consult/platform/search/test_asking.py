"""What a question asks for."""

import pytest

from consult.errors import BadInput
from consult.platform.search.asking import LONGEST, MOST_TERMS, Wanted, wanted


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("lapak", Wanted(every=(("lapak",),))),
        ("  Lapak   PASAR ", Wanted(every=(("lapak",), ("pasar",)))),
        ('"lapak pasar" pagi', Wanted(every=(("lapak", "pasar"), ("pagi",)))),
        ("“lapak pasar”", Wanted(every=(("lapak", "pasar"),))),
        ("lapak -pajak", Wanted(every=(("lapak",),), without=(("pajak",),))),
        ('lapak -"jalan raya"', Wanted(every=(("lapak",),), without=(("jalan", "raya"),))),
        ("covid-19", Wanted(every=(("covid", "19"),))),
        ("lapak - pasar", Wanted(every=(("lapak",), ("pasar",)))),
        ('lapak "pasar pagi', Wanted(every=(("lapak",), ("pasar", "pagi")))),
        ("lapak lapak LAPAK", Wanted(every=(("lapak",),))),
        ('lapak" OR "pasar) NOT (a*', Wanted(every=(("lapak",), ("or",), ("pasar",), ("not",), ("a",)))),
    ],
)
def test_words_phrases_and_what_is_not_wanted_are_told_apart(question: str, asked: Wanted) -> None:
    assert wanted(question) == asked


@pytest.mark.parametrize("question", ["", "   ", "-pajak", '""', "!?", '-"a b"', "-"])
def test_a_question_has_to_name_something_that_occurs(question: str) -> None:
    with pytest.raises(BadInput) as refused:
        wanted(question)
    assert (refused.value.code, refused.value.field) == ("search.nothing", "q")


@pytest.mark.parametrize("question", [" ".join(map(str, range(MOST_TERMS + 1))), '"' + " ".join("abcdefghijklm") + '"'])
def test_a_question_for_too_much_is_refused(question: str) -> None:
    with pytest.raises(BadInput) as refused:
        wanted(question)
    assert (refused.value.code, refused.value.field) == ("search.too_much", "q")


def test_a_question_is_at_most_so_long() -> None:
    assert wanted("a" * LONGEST).every
    with pytest.raises(BadInput) as refused:
        wanted("a" * (LONGEST + 1))
    assert (refused.value.code, refused.value.field) == ("input.too_long", "q")
