"""How far labels are trusted, as the texts of the pair itself show it, and what is compared at all."""

from random import Random

import pytest

from consult.matching.candidates import MOST, WIDEST_GAP, candidates
from consult.matching.group_items import Group, items
from consult.matching.label_trust import keeps_numbers
from consult.matching.links import Unit
from consult.matching.match import match
from consult.matching.relative_places import places
from consult.matching.text_likeness import weigh
from tests.consult.matching.edited import Language
from tests.consult.matching.edited import law as long_law
from tests.consult.matching.edited import units as units_of_law
from tests.consult.matching.laws import SENTENCES, law, pasal


def group(old: list[Unit], new: list[Unit]) -> Group:
    """Both laws as one group."""
    weights = weigh([*(unit.text for unit in old), *(unit.text for unit in new)])
    one, other = (items(side, text=lambda unit: unit.text, weights=weights) for side in (old, new))
    return Group(one, other)


def test_labels_are_trusted_where_texts_kept_them() -> None:
    assert match(law(*SENTENCES), law(*SENTENCES[:9])).trust > 0.85


def test_labels_are_not_trusted_where_all_have_shifted() -> None:
    assert match(law(*SENTENCES), law("Lebah madu dipelihara di atap.", *SENTENCES)).trust < 0.2


def test_labels_are_half_trusted_where_half_have_shifted() -> None:
    new = law(*SENTENCES[:5], "Lebah madu dipelihara di atap.", *SENTENCES[5:])
    assert 0.35 < match(law(*SENTENCES), new).trust < 0.65


def test_labels_of_a_text_that_tells_nothing_are_neither_trusted_nor_not() -> None:
    assert match([], []).trust == 0.5


@pytest.mark.parametrize(
    ("more", "kept"),
    [
        (pasal("3A", "Tamu menginap."), True),
        (pasal("11", "Tamu menginap."), False),
        (pasal("40A", "Tamu."), False),
    ],
)
def test_a_lettered_number_beside_its_plain_one_shows_that_numbers_are_kept(more: Unit, kept: bool) -> None:
    old = law(*SENTENCES)
    assert keeps_numbers(group(old, [*old, more])) is kept


def test_a_word_for_removal_shows_that_numbers_are_kept() -> None:
    assert keeps_numbers(group(law(*SENTENCES), law(*SENTENCES[:9], "Dihapus.")))


def test_few_are_compared_with_each_clause_however_long_the_text() -> None:
    language = Language(Random(3))
    old, new = units_of_law(long_law(language, 400)), units_of_law(long_law(language, 400))
    both = group([one for one in old if one.text], [one for one in new if one.text])
    left = set(range(len(both.old))), set(range(len(both.new)))
    pairs = list(candidates(both, left).of(places((len(both.old), len(both.new)), {}), left))

    assert len(pairs) == len(set(pairs))
    assert len(both.old) < len(pairs) <= len(both.old) * (MOST + 3 * WIDEST_GAP)
