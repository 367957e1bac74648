"""The number that hangs beside a clause's words, in the program and in the verifier that runs without it."""

import pytest

from consult.documents.models import Wording
from consult.formats.outline.composed_text import hanging
from consult.record import verify

HANGING = [
    ("ayat", "2", "Pasal 1 ayat (2)", "(2)"),
    ("huruf", "a", "Pasal 1 huruf a", "a."),
    ("paragraph", "2", "Article 1(2)", "2."),
    ("point", "a", "Article 1(2)(a)", "(a)"),
    ("absatz", "1", "§ 1 Absatz 1", "(1)"),
    ("nummer", "2", "§ 1 Absatz 1 Nummer 2", "2."),
    ("point", "b", "§ 1 Nummer 2 Buchstabe b", "b)"),
    ("item", "aa", "§ 1 Nummer 2 Buchstabe b Doppelbuchstabe aa", "aa)"),
    ("paragraph", "1", "Section 1(a)(1)", "(1)"),
    ("clause", "ii", "Section 1(a)(1)(A)(ii)", "(ii)"),
    ("clause", "3.1.1", "3.1.1", "3.1.1"),
    ("item", "a", "3.1.1(a)", "(a)"),
    ("clause", "", "Pembukaan 1", ""),
]


@pytest.mark.parametrize(("kind", "number", "label", "printed"), HANGING)
def test_a_number_hangs_as_its_tradition_prints_it(kind: str, number: str, label: str, printed: str) -> None:
    assert hanging(Wording(kind=kind, number=number, label=label)) == printed


@pytest.mark.parametrize(("kind", "number", "label", "printed"), HANGING)
def test_the_verifier_hangs_the_same_number(kind: str, number: str, label: str, printed: str) -> None:
    assert verify.hanging({"kind": kind, "number": number, "label": label}) == printed
