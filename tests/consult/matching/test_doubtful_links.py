"""What went and what came in one spot, and is a little alike, is not told as removed and new without a person having looked."""

from consult.matching.match import match
from tests.consult.matching.laws import SENTENCES, law, link_of

BEFORE = "Setiap pedagang wajib memiliki kartu anggota yang berlaku satu tahun dan diperpanjang di balai dusun."
AFTER = "Penjual harus mempunyai kartu anggota dari balai dusun selama tiga musim panen berturut-turut tanpa jeda."
OTHER = "Jembatan bambu diperiksa tukang sebelum musim hujan tiba setiap tahun."


def test_a_clause_that_was_reworded_from_end_to_end_is_doubtful_on_both_sides() -> None:
    old, new = law(*SENTENCES[:4], BEFORE, *SENTENCES[4:8]), law(OTHER, *SENTENCES[:4], AFTER, *SENTENCES[4:8])

    matched = match(old, new)

    assert link_of(matched, old="pasal-5").doubtful
    assert link_of(matched, new="pasal-6").doubtful
    assert sum(link.doubtful for link in matched.links) <= 2


def test_what_went_and_came_elsewhere_is_told_without_doubt() -> None:
    old, new = law(OTHER, *SENTENCES[:8]), law(*SENTENCES[:8], AFTER)

    matched = match(old, new)

    assert not [link for link in matched.links if link.doubtful]
