"""What a mail looks like: its text and its HTML twin say the same, and nobody's words become markup or headers."""

import re
from email.message import EmailMessage as Parsed

import pytest
from django.core import mail
from django.utils import translation

from consult.accounts.actions import rename_person
from consult.accounts.codes import code_letter
from consult.consultations.models import ConsultationText
from consult.platform import mail as letters
from consult.platform.mail import Code, Letter, Link, Quoted, Said
from tests.cast import Scene, Someone, moment
from tests.frontend.pages import Page
from tests.waiting import do_jobs

HOSTILE = '<script>alert(1)</script><img src="https://evil.example/x.png" onerror=alert(1)>&amp;{{ 7|add:7 }}'
LONG = "Pasal ini memberatkan pedagang kecil, sebab lapak yang sudah lama ditempati dapat berpindah tangan tanpa diberitahukan."
LETTER = Letter(
    "Surat percobaan",
    [
        Said("Halo."),
        Code("K7RM4QX29D"),
        Quoted(f"{LONG}\n\nTerima kasih.", "id"),
        Link("Buka tanda terima", f"https://example.org/{'x' * 90}/"),
    ],
)


def sent(letter: Letter, about: str | None = None) -> tuple[str, str]:
    """The text and the HTML of a letter that was sent."""
    letters.send(letter, to="siti@example.org", about=about)
    return parts()


def parts() -> tuple[str, str]:
    """Of the last mail."""
    message = mail.outbox[-1]
    [(html, kind)] = message.alternatives  # type: ignore[union-attr]
    assert kind == "text/html"
    return str(message.body), str(html)


def said_in(text: str) -> list[str]:
    """The words of the text, without the marks of quotation and the line before the signature."""
    return [word for word in text.split() if word not in {">", "--"}]


def all_letters(siti: Someone, budi: Someone, lively: Scene, language: str) -> list[tuple[str, str]]:
    """Every kind of mail that there is, in a language."""
    rename_person(actor=siti.viewer, name="Siti", chosen_name="", language=language, now=moment())
    budi.hides(siti.posts(LONG, on=lively.clause("Pasal 4")), rule=2, reason="Memuat nomor telepon.\n\nMohon ditulis ulang.")
    do_jobs(at=moment().replace(year=moment().year + 1))
    every = [(str(message.body), str(message.alternatives[0][0])) for message in mail.outbox]  # type: ignore[union-attr]
    with translation.override(language):
        return [*every, sent(code_letter("ABCD-EFGH"))]


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["id", "en"])
def test_both_twins_of_every_mail_say_the_same_sentences(lively: Scene, siti: Someone, budi: Someone, language: str) -> None:
    every = all_letters(siti, budi, lively, language)

    assert len(every) == 3
    for text, html in every:
        assert said_in(text) == Page(html).words.split()
        assert Page(html).find("html", lang=language)


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["id", "en"])
def test_no_mail_asks_anything_of_another_host_and_each_has_one_heading(lively: Scene, siti: Someone, budi: Someone, language: str) -> None:
    for _text, html in all_letters(siti, budi, lively, language):
        tags = [tag for tag, _had in Page(html).elements]
        assert not {"img", "link", "script", "iframe", "table", "form"} & set(tags)
        assert "url(" not in html
        assert "@import" not in html
        assert tags.count("h1") == 1
        assert len(html) < 8000  # a mail program cuts what is long


@pytest.mark.django_db
def test_every_mail_says_the_time_with_its_zone_as_the_pages_do(lively: Scene, siti: Someone, budi: Someone) -> None:
    received, decided, _code = all_letters(siti, budi, lively, "en")

    for text, _html in (received, decided):
        assert re.search(r"on \d{1,2} [A-Z][a-z]+ \d{4} at \d\d:\d\d WIB\.", " ".join(text.split()))


def test_lines_of_the_text_fit_and_an_address_stays_whole() -> None:
    text, _html = sent(LETTER)

    lines = text.split("\n")
    assert [line for line in lines if len(line) > letters.WIDTH] == [f"https://example.org/{'x' * 90}/"]
    assert "    K7RM4QX29D" in lines
    assert lines.count("> Terima kasih.") == 1


def test_peoples_words_are_text_in_both_twins_and_keep_their_language() -> None:
    text, html = sent(Letter("Surat", [Said(HOSTILE), Quoted(HOSTILE, "id"), Code(HOSTILE), Link(HOSTILE, "https://example.org/")]))

    page = Page(html)
    assert not {"script", "img"} & {tag for tag, _had in page.elements}
    assert page.words.count(HOSTILE) == 4
    assert "".join(said_in(text)).count("".join(HOSTILE.split())) == 4
    assert page.find("blockquote", lang="id")


@pytest.mark.django_db
def test_a_hostile_title_reason_and_text_reach_the_author_as_they_were_typed(lively: Scene, siti: Someone, budi: Someone) -> None:
    ConsultationText.objects.update(title="Judul <b>tebal</b>\r\nBcc: semua@example.org")
    budi.hides(siti.posts(f"Teks {HOSTILE}", on=lively.clause("Pasal 4")), reason=f"Alasan {HOSTILE}")
    do_jobs(at=moment().replace(year=moment().year + 1))

    _text, html = parts()
    page = Page(html)
    assert f"Teks {HOSTILE}" in page.words
    assert f"Alasan {HOSTILE}" in page.words
    assert "Judul <b>tebal</b>" in page.words
    headers: Parsed = mail.outbox[-1].message()
    assert headers["Bcc"] is None
    assert headers["To"] == siti.email


def test_a_letter_with_a_line_end_in_its_subject_is_not_sent() -> None:
    with pytest.raises(ValueError, match="newlines"):
        letters.send(Letter("Satu\nBcc: semua@example.org", []), to="siti@example.org")

    assert not mail.outbox


def test_the_same_letter_has_the_same_message_id_and_a_code_has_one_of_its_own() -> None:
    sent(LETTER, "receipt-x")
    sent(LETTER, "receipt-x")
    sent(code_letter("ABCD-EFGH"))

    first, second, code = (message.message()["Message-ID"] for message in mail.outbox)
    assert first == second == "<receipt-x@localhost>"
    assert "ABCD" not in code


def test_the_owner_of_the_service_signs(settings: object) -> None:
    settings.OWNER = "Kota <Contoh>"  # type: ignore[attr-defined]
    text, html = sent(LETTER)

    assert "Rembuk · Kota <Contoh>" in text
    assert "Rembuk · Kota <Contoh>" in Page(html).words
