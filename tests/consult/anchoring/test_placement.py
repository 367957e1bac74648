"""A post is found where its words went, and whoever cannot be sure says so."""

from dataclasses import replace

import pytest

from consult.anchoring import Placed, Placing
from consult.anchoring.placement import PlacementState
from consult.anchoring.quotes import Quote
from consult.matching.links import Link, LinkStatus

EXACT, MOVED, FUZZY, CLAUSE_ONLY, ORPHANED = PlacementState

LAPAK = (
    "Setiap pedagang memperoleh satu lapak di pasar. Lapak diberikan menurut urutan pendaftaran. "
    "Pengelola menjaga kebersihan pasar dan menyediakan tempat sampah pada setiap lorong."
)
JAM = "Pasar dibuka mulai pukul lima pagi dan ditutup pada pukul sebelas siang. Pengelola dapat memperpanjang jam buka pada hari raya."


def quoted(exact: str, text: str = LAPAK, *, nth: int = 0) -> Quote:
    """Those words of the text, with their place; the nth time that they stand there."""
    at = -1
    for _ in range(nth + 1):
        at = text.index(exact, at + 1)
    return Quote(exact, start=at, end=at + len(exact))


def placed(quote: Quote | None, new: dict[str, str], *links: Link, old: str = LAPAK) -> Placed:
    """Where a post on the clause `a` stands; linked to the clause `A` where nothing else is said."""
    return Placing(old={"a": old}, new=new, links=links or [Link("a", "A", LinkStatus.CHANGED)]).placed("a", quote)


def words_of(found: Placed, new: dict[str, str]) -> str:
    """The words that were found."""
    assert found.clause is not None
    return new[found.clause][found.start : found.end]


def test_words_that_did_not_change_are_exact_where_they_stand_now() -> None:
    new = {"A": f"Ketentuan ini berlaku sejak diundangkan. {LAPAK}"}
    found = placed(quoted("menurut urutan pendaftaran"), new)

    assert (found.state, found.clause, found.score, words_of(found, new)) == (EXACT, "A", 1.0, "menurut urutan pendaftaran")


def test_white_space_and_quotation_marks_make_no_difference_and_the_place_is_that_in_the_true_text() -> None:
    old = 'Yang disebut "pedagang kaki lima" adalah orang yang berjualan di tepi jalan.'
    new = {"A": "Yang  disebut\n“pedagang  kaki lima”  adalah orang yang berjualan di tepi jalan raya."}
    found = placed(quoted('"pedagang kaki lima" adalah', old), new, old=old)

    assert (found.state, words_of(found, new)) == (EXACT, "“pedagang  kaki lima”  adalah")


@pytest.mark.parametrize("nth", [0, 1])
def test_a_word_that_stands_several_times_is_found_by_its_place_in_what_did_not_change(nth: int) -> None:
    new = {"A": LAPAK.replace("satu lapak", "satu atau dua lapak")}
    found = placed(quoted("pasar", nth=nth), new)

    assert (found.state, found.start) == (EXACT, quoted("pasar", new["A"], nth=nth).start)


def test_the_same_sentence_put_in_before_does_not_draw_a_quote_away() -> None:
    new = {"A": f"Lapak diberikan menurut urutan pendaftaran. {LAPAK}"}
    found = placed(quoted("Lapak diberikan menurut urutan pendaftaran."), new)

    assert (found.state, found.start) == (EXACT, new["A"].rindex("Lapak diberikan"))


def test_words_that_stand_only_where_the_same_words_stood_before_are_not_those_that_are_gone() -> None:
    old = "Izin diberikan paling lama tujuh hari kerja. Keberatan dijawab paling lama tujuh hari kerja setelah diterima."
    new = {"A": "Izin diberikan pada hari yang sama. Keberatan dijawab paling lama tujuh hari kerja setelah diterima."}

    assert placed(quoted("paling lama tujuh hari kerja", old), new, old=old).state is FUZZY
    assert placed(quoted("paling lama tujuh hari kerja", old, nth=1), new, old=old).state is EXACT


def test_a_short_word_is_not_exact_by_chance() -> None:
    new = {"A": "Retribusi dipungut dan disetorkan ke kas daerah."}

    assert placed(quoted("dan"), new) == Placed(CLAUSE_ONLY, "A")


def test_a_short_word_is_exact_between_the_words_that_stood_around_it_though_their_sentence_moved() -> None:
    first, second, third = LAPAK.partition(" Lapak diberikan menurut urutan pendaftaran.")
    new = {"A": f"{third.strip()} {first}{second}"}
    found = placed(quoted("dan"), new)

    assert found.state is EXACT
    assert new["A"][: found.end].endswith("kebersihan pasar dan")


def test_a_word_is_not_found_within_a_longer_one() -> None:
    old, new = "Hak pedagang atas lapak dijamin pengelola.", {"A": "Hakim memutus sengketa pedagang yang berlapak di luar pasar."}

    assert placed(quoted("Hak", old), new, old=old).state is CLAUSE_ONLY


def test_words_cut_off_within_a_word_are_found_cut_off() -> None:
    new = {"A": f"Ketentuan umum. {LAPAK}"}
    found = placed(quoted("gang memperoleh satu la"), new)

    assert (found.state, words_of(found, new)) == (EXACT, "gang memperoleh satu la")


def test_words_with_others_put_in_between_are_fuzzy_and_the_place_takes_those_in() -> None:
    new = {"A": LAPAK.replace("menurut urutan", "secara terbuka dan adil menurut urutan")}
    found = placed(quoted("Lapak diberikan menurut urutan pendaftaran."), new)

    assert (found.state, words_of(found, new)) == (FUZZY, "Lapak diberikan secara terbuka dan adil menurut urutan pendaftaran.")
    assert 0.6 < found.score < 1


def test_reworded_words_are_fuzzy_with_a_place_of_whole_words() -> None:
    new = {"A": LAPAK.replace("menyediakan tempat sampah", "menaruh tempat sampah besar")}
    found = placed(quoted("dan menyediakan tempat sampah pada setiap lorong"), new)

    assert (found.state, words_of(found, new)) == (FUZZY, "dan menaruh tempat sampah besar pada setiap lorong")


def test_a_slip_mended_within_the_only_word_of_a_quote_is_fuzzy() -> None:
    old, new = LAPAK.replace("kebersihan", "kebersian"), {"A": LAPAK}
    found = placed(quoted("kebersian", old), new, old=old)

    assert (found.state, words_of(found, new)) == (FUZZY, "kebersihan")


def test_words_that_are_gone_leave_the_clause() -> None:
    new = {"A": "Retribusi dipungut setiap bulan oleh juru pungut dengan bukti bayar."}

    assert placed(quoted("Lapak diberikan menurut urutan pendaftaran"), new) == Placed(CLAUSE_ONLY, "A")


def test_words_that_went_into_the_second_part_of_a_split_have_moved_there() -> None:
    first, _, second = LAPAK.partition(" Pengelola")
    new = {"A": first, "B": f"Pengelola{second}"}
    split = [Link("a", "A", LinkStatus.SPLIT), Link("a", "B", LinkStatus.SPLIT)]

    assert placed(quoted("satu lapak di pasar"), new, *split).state is EXACT
    found = placed(quoted("menjaga kebersihan pasar"), new, *split)
    assert (found.state, found.clause, words_of(found, new)) == (MOVED, "B", "menjaga kebersihan pasar")


def test_words_of_the_clause_that_was_merged_into_another_have_moved_and_those_of_the_first_have_not() -> None:
    new = {"A": f"{LAPAK} {JAM}"}
    placing = Placing(old={"a": LAPAK, "b": JAM}, new=new, links=[Link("a", "A", LinkStatus.MERGED), Link("b", "A", LinkStatus.MERGED)])

    assert placing.placed("a", quoted("menurut urutan pendaftaran")).state is EXACT
    found = placing.placed("b", quoted("memperpanjang jam buka", JAM))
    assert (found.state, words_of(found, new)) == (MOVED, "memperpanjang jam buka")
    assert (placing.placed("a", None).state, placing.placed("b", None).state) == (CLAUSE_ONLY, MOVED)


@pytest.mark.parametrize(
    ("says", "state"), [(LAPAK, EXACT), (LAPAK.replace(" ", "  "), EXACT), (LAPAK.replace("satu", "dua"), CLAUSE_ONLY)]
)
def test_without_a_quote_it_counts_whether_the_clause_says_the_same(says: str, state: PlacementState) -> None:
    found = placed(None, {"A": says})

    assert (found.state, found.clause, found.start, found.end) == (state, "A", None, None)


@pytest.mark.parametrize("quote", [None, Quote("   "), quoted("satu lapak di pasar"), quoted("dan"), quoted("Lapak")])
def test_a_post_on_a_clause_that_was_removed_is_orphaned_with_what_stands_in_its_place(quote: Quote | None) -> None:
    assert placed(quote, {"A": "Dihapus."}, Link("a", "A", LinkStatus.REMOVED)) == Placed(ORPHANED, "A")
    assert placed(quote, {"A": JAM}, Link("a", None, LinkStatus.REMOVED)) == Placed(ORPHANED, None)
    assert placed(quote, {"A": JAM}, Link("b", "A", LinkStatus.CHANGED)) == Placed(ORPHANED, None)


SENTENCE = "Pengelola menjaga kebersihan pasar dan menyediakan tempat sampah pada setiap lorong."


@pytest.mark.parametrize("link", [Link("a", None, LinkStatus.REMOVED), Link("a", "A", LinkStatus.CHANGED)])
def test_words_that_stand_in_a_clause_that_is_not_linked_are_told_and_never_sure(link: Link) -> None:
    new = {"A": "Retribusi dipungut setiap bulan.", "BAB": f"{JAM} {SENTENCE}", "B": f"{JAM} {SENTENCE}", "B2": SENTENCE, "C": JAM[:40]}
    found = placed(quoted(SENTENCE), new, link)

    assert (found.state, found.clause, found.elsewhere, words_of(found, new)) == (FUZZY, "B2", True, SENTENCE)


def test_words_that_stand_elsewhere_twice_or_are_few_are_not_looked_for_there() -> None:
    gone = Link("a", None, LinkStatus.REMOVED)

    assert placed(quoted(SENTENCE), {"B": f"{JAM} {SENTENCE}", "C": f"{SENTENCE} {JAM}"}, gone).state is ORPHANED
    assert placed(quoted(SENTENCE), {"B": f"{SENTENCE} {JAM} {SENTENCE}"}, gone).state is ORPHANED
    assert placed(quoted("satu lapak"), {"B": "Pedagang buah memperoleh satu lapak."}, gone).state is ORPHANED


def test_words_that_never_stood_in_the_clause_are_exact_only_where_they_stand_now() -> None:
    said = Quote("Pengelola menyediakan kursi roda di pintu masuk")

    assert placed(said, {"A": f"{LAPAK} {said.exact}."}).state is EXACT
    assert placed(said, {"A": f"{LAPAK} Pengelola menyediakan dua kursi roda di setiap pintu masuk."}).state is FUZZY
    assert placed(said, {"A": LAPAK}).state is CLAUSE_ONLY


def test_a_place_that_the_words_do_not_stand_at_is_not_believed() -> None:
    quote = replace(quoted("menurut urutan pendaftaran"), start=3, end=29)

    assert placed(quote, {"A": LAPAK}) == placed(quoted("menurut urutan pendaftaran"), {"A": LAPAK})


def test_a_clause_that_is_not_of_the_old_revision_is_an_error() -> None:
    with pytest.raises(KeyError):
        Placing(old={}, new={}, links=[]).placed("a", Quote("kata"))
