"""What stands beside a clause: its explanation, and the newest words of people."""

import pytest

from consult.discussion.rules import ShownName
from consult.documents.models import Wording
from consult.documents.queries import wordings_of
from frontend.documents.reading.outline import Row, outlined
from tests.cast import Scene, Someone
from tests.frontend.documents.conftest import Opening
from tests.frontend.pages import read

DRAFT = "/k/naskah/draft/"


def rows(scene: Scene) -> dict[str, Row]:
    """The rows of its page by label."""
    revision = Wording.objects.filter(clause__in=scene.labels.values())[0].revision
    return {row.wording.label: row for row in outlined(wordings_of(revision))}


def test_an_explanation_stands_in_the_clause_that_it_explains(explained: Scene) -> None:
    [note] = rows(explained)["Pasal 2 ayat (1)"].notes

    assert note.wording.label == "Penjelasan Pasal 2 ayat (1)"


def test_the_explanation_of_an_item_stands_with_the_item(explained: Scene) -> None:
    first, second = rows(explained)["Pasal 2 ayat (2)"].items

    assert [note.is_short for note in (*first.notes, *second.notes)] == [False, True]


def test_the_explanation_of_a_clause_stands_with_it_also_where_its_chapter_has_one(opening: Opening) -> None:
    scene = opening(
        "BAB I\nUMUM\nPasal 1\nLapak buka pagi.\n"
        "PENJELASAN\nII. PASAL DEMI PASAL\nBAB I\nBab ini memuat waktu.\nPasal 1\nPagi sejak matahari terbit.\n"
    )

    [note] = rows(scene)["Pasal 1"].notes
    assert note.wording.text == "Pagi sejak matahari terbit."


def test_a_long_explanation_unfolds_and_a_short_one_is_there_at_once(explained: Scene) -> None:
    draft = read(DRAFT)

    assert draft.find("details", id="clause-explanation-pasal-2-ayat-1")
    assert not draft.find("details", id="clause-explanation-pasal-3")
    assert draft.find("p", id="clause-explanation-pasal-3")


def test_what_explains_no_single_clause_stays_readable_at_the_end(explained: Scene) -> None:
    words = read(DRAFT).words

    assert words.index("Lapak tidak dapat dialihkan.") < words.index("Pasar pagi sudah ada sejak lama")
    assert "What explains a single clause stands beside that clause." in words


def test_every_clause_has_its_anchor_once_and_all_its_words(explained: Scene) -> None:
    draft = read(DRAFT)
    anchors = [had["id"] for _tag, had in draft.elements if had.get("id", "").startswith("clause-")]
    every = Wording.objects.filter(clause__in=explained.labels.values())

    assert sorted(anchors) == sorted(f"clause-{wording.key}" for wording in every)
    assert all(wording.text in draft.words for wording in every)


def test_a_draft_without_explanation_is_shown_as_it_is(opening: Opening) -> None:
    opening("Pasal 1\nLapak buka pagi.\nPasal 2\nLapak tutup siang.\n")

    assert "explanation" not in read(DRAFT).html


def test_the_newest_words_stand_beside_a_clause_with_whose_they_are_and_a_way_there(explained: Scene, siti: Someone) -> None:
    siti.posts("Yang pertama.", on=explained.clause("Pasal 3"))
    post = siti.posts("Lapak boleh diwariskan & dijual <nanti>.", on=explained.clause("Pasal 3"), shown_name=ShownName.REAL)
    draft = read(DRAFT)

    assert "“Lapak boleh diwariskan & dijual <nanti>.” Siti" in draft.words
    assert "Yang pertama." not in draft.words
    assert [a for a in draft.find("a") if a["href"].endswith(f"?post={post.number or 2}#post-2")]


@pytest.mark.parametrize("gone", ["hidden", "withdrawn"])
def test_nothing_that_was_hidden_or_withdrawn_is_quoted(explained: Scene, siti: Someone, agus: Someone, budi: Someone, gone: str) -> None:
    siti.posts("Tetap tampil.", on=explained.clause("Pasal 3"))
    post = agus.posts("Rahasia besar.", on=explained.clause("Pasal 3"))
    assert "Rahasia besar." in read(DRAFT).words

    if gone == "hidden":
        budi.hides(post)
    else:
        agus.withdraws(post)

    words = read(DRAFT).words
    assert "Rahasia besar." not in words
    assert "“Tetap tampil.”" in words


def test_what_waits_for_a_moderator_is_not_quoted(consultation: Scene, siti: Someone) -> None:
    siti.posts("Menunggu giliran.", on=consultation.clause("Pasal 3"))

    assert "Menunggu giliran." not in read("/k/pasar-pagi/draft/", by=siti).words


def test_a_name_is_text_whatever_it_says(explained: Scene, siti: Someone) -> None:
    siti.person.name = "<b>Siti</b>"
    siti.person.save()
    siti.posts("Setuju.", on=explained.clause("Pasal 3"), shown_name=ShownName.REAL)

    assert not read(DRAFT).find("b")


def test_a_dozen_clauses_are_quoted_and_no_more(opening: Opening, siti: Someone) -> None:
    scene = opening("".join(f"Pasal {number}\nKetentuan nomor {number}.\n" for number in range(1, 16)))
    for number in range(1, 16):
        siti.posts(f"Pendapat nomor {number}.", on=scene.clause(f"Pasal {number}"))

    assert len(read(DRAFT).find("q")) == 12


def test_quotation_marks_inside_a_quotation_are_single(explained: Scene, siti: Someone) -> None:
    siti.posts("“Satu lapak” itu kurang.", on=explained.clause("Pasal 3"))

    assert "“‘Satu lapak’ itu kurang.”" in read(DRAFT).words


def test_a_text_without_spaces_is_quoted_no_longer_than_any_other(explained: Scene, siti: Someone, agus: Someone) -> None:
    weight = len(read(DRAFT).html)
    post = siti.posts("w" * 9_990, on=explained.clause("Pasal 3"))

    assert "w" * 200 in read(DRAFT).words
    assert len(read(DRAFT).html) - weight < 2_000

    answering = read(f"/k/naskah/clauses/{explained.clause('Pasal 3')}/?reply={post.number}", by=agus)
    quoted = answering.words.partition("You answer contribution")[2].partition("Write a contribution of your own")[0]
    assert 200 < quoted.count("w") < 400
