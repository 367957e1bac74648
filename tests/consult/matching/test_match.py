"""Which clause became which, in short invented laws: one case each."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consult.matching.links import LinkStatus, Unit
from consult.matching.match import level_of, links_of_kind, match
from tests.consult.matching.laws import SENTENCES, ayat, bab, between, explanation, law, link_of, pasal

UNCHANGED, CHANGED, MOVED = LinkStatus.UNCHANGED, LinkStatus.CHANGED, LinkStatus.MOVED
SPLIT, MERGED, ADDED, REMOVED = LinkStatus.SPLIT, LinkStatus.MERGED, LinkStatus.ADDED, LinkStatus.REMOVED


def test_a_law_is_unchanged_beside_itself() -> None:
    units = law(*SENTENCES)
    matched = match(units, units)

    assert [(one.old, one.new, one.status) for one in matched.links] == [(unit.id, unit.id, UNCHANGED) for unit in units]
    assert not any(one.doubtful or one.renumbered for one in matched.links)
    assert matched.trust > 0.9


def test_what_typesetting_alone_makes_another_is_unchanged() -> None:
    old = law(*SENTENCES[:3], 'Undang-Undang kebun disebut "Aturan Pagar".')
    new = law(*SENTENCES[:3], "Undang- Undang  kebun\ndisebut “Aturan Pagar”.")

    assert [one.status for one in match(old, new).links] == [UNCHANGED] * 4


def test_an_inserted_clause_shifts_the_labels_of_those_behind_it_and_moves_none() -> None:
    matched = match(law(*SENTENCES), law(*SENTENCES[:3], "Lebah madu dipelihara di atap lumbung.", *SENTENCES[3:]))

    assert [one.status for one in matched.links].count(UNCHANGED) == len(SENTENCES)
    assert link_of(matched, new="pasal-4") == replace(link_of(matched, new="pasal-4"), old=None, status=ADDED, doubtful=False)
    assert [one.renumbered for one in matched.links if one.old] == [False] * 3 + [True] * 7


def test_a_clause_that_stands_elsewhere_is_moved_and_no_other_is() -> None:
    texts = list(SENTENCES)
    texts.insert(8, texts.pop(1))
    statuses = {one.old: one.status for one in match(law(*SENTENCES), law(*texts)).links}

    assert statuses.pop("pasal-2") == MOVED
    assert set(statuses.values()) == {UNCHANGED}


def test_a_clause_in_another_chapter_is_moved() -> None:
    def chapters(first: int) -> list[Unit]:
        units = [pasal(str(n), text, under="bab-I" if n <= first else "bab-II") for n, text in enumerate(SENTENCES, 1)]
        return [bab("I", "Kebun"), *units[:first], bab("II", "Pasar"), *units[first:]]

    statuses = {one.old: one.status for one in match(chapters(5), chapters(4)).links}

    assert statuses.pop("pasal-5") == MOVED
    assert set(statuses.values()) == {UNCHANGED}


def test_a_heading_that_comes_between_a_chapter_and_its_clauses_moves_none_of_them() -> None:
    section = replace(bab("I-1", "Umum"), kind="bagian", parent="bab-I")
    flat = [bab("I", "Kebun"), *(replace(one, parent="bab-I") for one in law(*SENTENCES))]
    divided = [flat[0], *flat[1:4], section, *(replace(one, parent=section.id) for one in flat[4:])]

    for old, new in ((flat, divided), (divided, flat)):
        assert {one.status for one in match(old, new).links if one.old and one.new} == {UNCHANGED}


def test_a_clause_that_left_its_section_is_moved_whatever_came_between() -> None:
    section = replace(bab("I-1", "Umum"), kind="bagian", parent="bab-I")
    texts = [replace(one, parent="bab-I") for one in law(*SENTENCES)]
    old = [bab("I", "Kebun"), *texts]
    new = [old[0], *texts[:4], *texts[5:], section, replace(texts[4], parent=section.id)]
    statuses = {one.old: one.status for one in match(old, new).links if one.old}

    assert statuses.pop("pasal-5") == MOVED
    assert set(statuses.values()) == {UNCHANGED}


def test_clauses_behind_the_heading_of_an_annex_are_found_there() -> None:
    old = law(*SENTENCES)
    annex = Unit("lampiran", None, "annex", "annex", "", "Lampiran", "Denah", "")
    changed = replace(old[6], text=f"{old[6].text} Kuncinya dipegang bendahara.")
    inside = [replace(one, id=f"lampiran-{one.id}", parent=annex.id, part="annex") for one in (*old[3:6], changed, *old[7:])]
    matched = match(old, [*old[:3], annex, *inside])

    found = {one.old: (one.new, one.doubtful) for one in matched.links if one.old}
    assert [found[one.id] for one in old[3:6]] == [(f"lampiran-{one.id}", False) for one in old[3:6]]
    assert found["pasal-7"] == ("lampiran-pasal-7", True)


def test_a_chapter_is_known_by_what_it_holds_whatever_its_number() -> None:
    old = [bab("I", "Kebun"), *(replace(one, parent="bab-I") for one in law(*SENTENCES[:5]))]
    new = [bab("I", "Umum"), pasal("0", "Aturan ini berlaku sejak hujan pertama.", under="bab-I"), bab("II", "Kebun dan Air")]
    new += [replace(one, parent="bab-II") for one in law(*SENTENCES[:5])]
    found = link_of(match(old, new), old="bab-I")

    assert (found.new, found.status, found.renumbered, found.doubtful) == ("bab-II", CHANGED, True, False)


def test_a_clause_that_was_divided_is_a_split_whose_first_part_comes_first() -> None:
    old = law(*SENTENCES[:4], f"{SENTENCES[4]} {SENTENCES[5]}", *SENTENCES[6:])
    rows = [row for row in between(old, law(*SENTENCES)) if row[0] == "pasal-5"]

    assert rows == [("pasal-5", "pasal-5", SPLIT), ("pasal-5", "pasal-6", SPLIT)]


def test_clauses_that_were_joined_are_a_merge_in_their_old_order() -> None:
    new = law(*SENTENCES[:4], f"{SENTENCES[4]} {SENTENCES[5]}", *SENTENCES[6:])
    rows = [row for row in between(law(*SENTENCES), new) if row[1] == "pasal-5"]

    assert rows == [("pasal-5", "pasal-5", MERGED), ("pasal-6", "pasal-5", MERGED)]


def test_a_copy_of_a_changed_clause_is_no_split_of_it() -> None:
    changed = SENTENCES[4].replace("jagung kering", "jagung basah")
    copy = SENTENCES[4].replace("beras", "ubi")
    rows = between(law(*SENTENCES), law(*SENTENCES[:4], changed, copy, *SENTENCES[5:]))

    assert SPLIT not in {status for _old, _new, status in rows}


@pytest.mark.parametrize("said", ["Dihapus.", "[deleted]", "(weggefallen)", "Repealed", "dihapus", "(aufgehoben)", "Pasal 4 dihapus."])
def test_a_clause_that_says_it_was_removed_is_removed_and_keeps_its_place(said: str) -> None:
    old = law(*SENTENCES)
    new = [replace(unit, text=said) if unit.id == "pasal-4" else unit for unit in old]
    found = link_of(match(old, new), old="pasal-4")

    assert (found.new, found.status, found.doubtful) == ("pasal-4", REMOVED, False)
    assert link_of(match(new, new), old="pasal-4").status == UNCHANGED


def test_a_clause_that_was_removed_long_ago_is_known_by_its_neighbours_when_labels_shift() -> None:
    texts = [*SENTENCES[:4], "(weggefallen)", "(weggefallen)", *SENTENCES[4:]]
    matched = match(law(*texts), law("Lebah madu dipelihara di atap lumbung.", *texts))

    assert [(link_of(matched, old=f"pasal-{n}").new, link_of(matched, old=f"pasal-{n}").status) for n in (5, 6)] == [
        ("pasal-6", UNCHANGED),
        ("pasal-7", UNCHANGED),
    ]


def test_what_is_gone_is_told_at_its_old_place() -> None:
    rows = between(law(*SENTENCES), [unit for unit in law(*SENTENCES) if unit.id not in {"pasal-3", "pasal-4"}])

    assert rows[1:5] == [
        ("pasal-2", "pasal-2", UNCHANGED),
        ("pasal-3", None, REMOVED),
        ("pasal-4", None, REMOVED),
        ("pasal-5", "pasal-5", UNCHANGED),
    ]


def test_ayat_are_matched_within_the_pasal_that_was_linked() -> None:
    same = [ayat("2", "1", SENTENCES[1]), ayat("2", "2", SENTENCES[2])]
    shifted = [ayat("2", "1", "Pagar hidup lebih baik daripada kawat."), ayat("2", "2", SENTENCES[1]), ayat("2", "3", SENTENCES[2])]
    old = [pasal("1", SENTENCES[0]), pasal("2", ""), *same, *law(*SENTENCES[3:], first=3)]
    new = [pasal("1", SENTENCES[0]), pasal("2", ""), *shifted, *law(*SENTENCES[3:], first=3)]
    matched = match(old, new)

    assert link_of(matched, old="pasal-2").status == CHANGED
    assert [(row.old, row.new, row.status) for row in links_of_kind(matched, old, new, kind="ayat")] == [
        (None, "pasal-2-ayat-1", ADDED),
        ("pasal-2-ayat-1", "pasal-2-ayat-2", UNCHANGED),
        ("pasal-2-ayat-2", "pasal-2-ayat-3", UNCHANGED),
    ]


def test_an_ayat_that_went_to_another_pasal_is_moved() -> None:
    two = [ayat("1", "1", SENTENCES[0]), ayat("1", "2", SENTENCES[1])]
    old = [pasal("1", ""), *two, pasal("2", ""), ayat("2", "1", SENTENCES[2]), ayat("2", "2", SENTENCES[3])]
    new = [pasal("1", ""), two[0], pasal("2", ""), *(ayat("2", str(n), SENTENCES[at]) for n, at in ((1, 2), (2, 3), (3, 1)))]
    found = link_of(match(old, new), old="pasal-1-ayat-2")

    assert (found.new, found.status) == ("pasal-2-ayat-3", MOVED)


def test_explanations_follow_what_they_explain_though_all_say_the_same() -> None:
    said = "Cukup jelas."
    old = [*law(*SENTENCES[:4]), *(explanation(str(n), said) for n in range(1, 5))]
    new = [*law("Burung hantu menjaga lumbung dari tikus.", *SENTENCES[:4]), *(explanation(str(n), said) for n in range(1, 6))]
    matched = match(old, new)

    assert [link_of(matched, old=f"explanation-{n}").new for n in range(1, 5)] == [f"explanation-{n}" for n in range(2, 6)]
    assert link_of(matched, new="explanation-1").old is None


def test_one_of_two_clauses_that_say_the_same_is_gone_and_nobody_can_tell_which() -> None:
    twins = [*SENTENCES[:4], SENTENCES[9], SENTENCES[9], *SENTENCES[5:9]]
    new = [*SENTENCES[:4], SENTENCES[9], *SENTENCES[5:9]]

    assert link_of(match(law(*twins), law(*new, first=21)), new="pasal-25").doubtful


def test_a_clause_replaced_in_its_place_by_another_one_is_not_linked_without_doubt() -> None:
    other = "Perahu nelayan ditambatkan di dermaga barat."
    rows = match(law(*SENTENCES), law(*SENTENCES[:4], other, *SENTENCES[5:])).links

    assert all(row.doubtful for row in rows if (row.old, row.new) == ("pasal-5", "pasal-5"))


def test_a_new_clause_under_an_old_label_in_a_draft_that_keeps_its_numbers_is_the_old_one_changed() -> None:
    lettered = pasal("3A", "Tamu menginap paling lama dua malam.")
    rewritten = "Iuran tahunan dihapus dan diganti kerja bakti pada musim tanam."
    old, new = law(*SENTENCES), law(*SENTENCES[:4], rewritten, *SENTENCES[5:])
    found = link_of(match(old, [*new[:3], lettered, *new[3:]]), old="pasal-5")

    assert (found.new, found.status, found.doubtful) == ("pasal-5", CHANGED, False)


def test_an_ayat_whose_number_says_it_was_removed_is_no_doubt_in_a_draft_that_keeps_its_numbers() -> None:
    two = [ayat("4", "1", "Gembala memakai topi merah."), ayat("4", "2", "Topi itu dibeli dari kas dusun.")]
    old = [*law(*SENTENCES[:4]), *two, *law(*SENTENCES[4:], first=5)]
    new = [*law(*SENTENCES[:4]), replace(two[0], text="Dihapus."), replace(two[1], text="Harga topi diputus rapat."), *old[6:]]
    new.append(pasal("10A", "Lebah madu dipelihara di atap lumbung."))
    found = link_of(match(old, new), old="pasal-4-ayat-1")

    assert (found.new, found.status, found.doubtful) == ("pasal-4-ayat-1", REMOVED, False)
    assert link_of(match(old, new[:-1]), old="pasal-4-ayat-1").doubtful


def test_a_text_whose_words_stand_under_another_label_than_the_trusted_one_is_doubtful() -> None:
    old = law(*SENTENCES)
    new = law(*SENTENCES[:4], "Perahu nelayan ditambatkan di dermaga barat.", *SENTENCES[5:])
    new.append(pasal("10A", SENTENCES[4]))

    assert link_of(match(old, new), new="pasal-10A").doubtful


def test_another_text_altogether_is_told_as_one() -> None:
    other = law(
        *(f"{first} {second} tertulis di batu nomor {n}." for n, (first, second) in enumerate(zip("abcdefghij", "klmnopqrst", strict=True)))
    )

    assert match(law(*SENTENCES), other).is_another_text
    assert not match(law(*SENTENCES), law(*SENTENCES[5:])).is_another_text


@pytest.mark.parametrize(
    ("kinds", "level"),
    [
        (["bab", "pasal", "ayat"], "pasal"),
        (["title", "chapter", "article", "paragraph"], "article"),
        (["part", "section", "paragraph_sign", "absatz"], "paragraph_sign"),
        (["section", "subsection"], "section"),
        (["heading", "item", "clause"], "heading"),
        (["clause"], "clause"),
        (["recital"], None),
        ([], None),
    ],
)
def test_the_level_is_the_one_that_people_cite(kinds: list[str], level: str | None) -> None:
    assert level_of(Unit(kind, None, "body", kind, "1", kind, "", "") for kind in kinds) == level


def test_only_links_of_the_body_are_told_where_it_has_clauses_of_the_kind() -> None:
    units = [*law(*SENTENCES[:3]), explanation("1", "Cukup jelas.")]
    told = list(links_of_kind(match(units, units), units, units, kind="pasal"))

    assert [link.old for link in told] == ["pasal-1", "pasal-2", "pasal-3"]


def test_nothing_beside_nothing_has_no_links() -> None:
    assert match([], []).links == []
    assert between([], law(SENTENCES[0])) == [(None, "pasal-1", ADDED)]
    assert between(law(SENTENCES[0]), []) == [("pasal-1", None, REMOVED)]


@st.composite
def any_draft(draw: st.DrawFn) -> list[Unit]:
    """Clauses of any kind under any of those before them, with texts of few words, so that many are the same."""
    size = draw(st.integers(0, 12))
    units: list[Unit] = []
    for n in range(size):
        parent = draw(st.sampled_from([None, *(unit.id for unit in units)]))
        kind, part = draw(st.sampled_from(["bab", "pasal", "ayat", "heading"])), draw(st.sampled_from(["body", "preamble", "explanation"]))
        number, text = draw(st.sampled_from(["", "1", "2", "2A"])), draw(st.sampled_from(["", "Dihapus.", *SENTENCES[:3]]))
        units.append(Unit(f"{n}", parent, part, kind, number, f"{kind} {number}", draw(st.sampled_from(["", "Kebun"])), text))
    return units


@settings(max_examples=60, deadline=None)
@given(old=any_draft(), new=any_draft())
def test_every_clause_is_in_a_link_and_a_clause_that_has_one_is_not_told_as_gone_or_new(old: list[Unit], new: list[Unit]) -> None:
    links = match(old, new).links
    both = [link for link in links if link.old and link.new]

    assert {link.old for link in links if link.old} == {unit.id for unit in old}
    assert {link.new for link in links if link.new} == {unit.id for unit in new}
    assert all((link.status == ADDED) == (link.old is None) for link in links)
    assert len({(link.old, link.new) for link in links}) == len(links)
    assert not {link.old for link in both} & {link.old for link in links if link.new is None}
    assert all(0 <= link.score <= 1 for link in links)
    assert match(old, new).links == links
