"""Which explanation stands beside which clause."""

from uuid import uuid4

from consult.documents.explanations import explained
from consult.documents.models import Wording


def clause(key: str, kind: str = "", number: str = "", *, text: str = "", under: Wording | None = None) -> Wording:
    """A clause of the body or, by its key, of the explanation; it is not stored."""
    part = "explanation" if key.startswith("explanation") else "body"
    return Wording(id=uuid4(), clause_id=uuid4(), key=key, kind=kind, number=number, text=text, parent=under, part=part)


def ties(*clauses: Wording) -> dict[str, str]:
    """The ties by key."""
    keys = {one.pk: one.key for one in clauses}
    return {keys[explanation]: keys[of] for explanation, of in explained(clauses).items()}


def test_an_explanation_is_tied_to_the_clause_with_its_path_of_numbers() -> None:
    body = clause("pasal-4", "pasal", "4"), clause("pasal-4-ayat-2", "ayat", "2"), clause("pasal-4-ayat-2-huruf-a", "huruf", "a")
    pasal = clause("explanation-pasal-4", "pasal", "4")
    ayat = clause("explanation-pasal-4-ayat-2", "ayat", "2", under=pasal)
    huruf = clause("explanation-pasal-4-ayat-2-huruf-a", "huruf", "a", text="Yang dimaksud …", under=ayat)

    assert ties(*body, pasal, ayat, huruf) == {one.key: one.key.removeprefix("explanation-") for one in (pasal, ayat, huruf)}


def test_what_explains_no_single_clause_is_tied_to_none() -> None:
    root, general = clause("explanation", "heading"), clause("explanation-umum", "heading", "I")
    said = clause("explanation-umum-1", "clause", text="Tiga tahun terakhir …", under=general)
    gone = clause("explanation-pasal-9", "pasal", "9", text="Cukup jelas.")

    assert ties(clause("pasal-4", "pasal", "4"), root, general, said, gone) == {}


def test_a_key_that_is_the_same_by_chance_ties_nothing() -> None:
    second_paragraph = clause("pasal-5-2", "clause")
    repeated = clause("explanation-pasal-5-2", "pasal", "5", text="Cukup jelas.")

    assert ties(second_paragraph, repeated) == {}


def test_a_list_inside_an_explanation_explains_no_item_of_the_clause() -> None:
    body = clause("pasal-3", "pasal", "3"), clause("pasal-3-huruf-a", "huruf", "a")
    speaking = clause("explanation-pasal-3", "pasal", "3", text="Rahasia pribadi meliputi:")
    listed = clause("explanation-pasal-3-huruf-a", "huruf", "a", text="identitas; dan", under=speaking)

    assert ties(*body, speaking, listed) == {"explanation-pasal-3": "pasal-3"}


def test_a_clause_below_a_chapter_that_is_explained_itself_is_explained_too() -> None:
    body = clause("bab-i", "bab", "I"), clause("pasal-1", "pasal", "1"), clause("pasal-1-huruf-a", "huruf", "a")
    bab = clause("explanation-bab-i", "bab", "I", text="Bab ini memuat pengertian.")
    pasal = clause("explanation-pasal-1", "pasal", "1", text="Yang dimaksud:", under=bab)
    listed = clause("explanation-pasal-1-huruf-a", "huruf", "a", text="lapak; dan", under=pasal)

    assert ties(*body, bab, pasal, listed) == {"explanation-bab-i": "bab-i", "explanation-pasal-1": "pasal-1"}


def test_an_item_is_explained_below_a_clause_without_words_of_its_own_even_in_a_chapter_with_some() -> None:
    body = clause("bab-i", "bab", "I"), clause("pasal-1", "pasal", "1"), clause("pasal-1-huruf-a", "huruf", "a")
    bab = clause("explanation-bab-i", "bab", "I", text="Bab ini memuat pengertian.")
    pasal = clause("explanation-pasal-1", "pasal", "1", under=bab)
    huruf = clause("explanation-pasal-1-huruf-a", "huruf", "a", text="Cukup jelas.", under=pasal)

    assert len(ties(*body, bab, pasal, huruf)) == 3


def test_a_body_alone_and_an_explanation_alone_have_no_ties() -> None:
    assert ties(clause("pasal-1", "pasal", "1")) == {}
    assert ties(clause("explanation-pasal-1", "pasal", "1", text="Cukup jelas.")) == {}
