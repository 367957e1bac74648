"""Importing a draft in a browser: what is shown beside the file, what is refused, and who may do it."""

import io
import zipfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from consult.accounts.viewer import OPERATOR
from consult.consultations.actions import Details, Text, create_consultation
from consult.consultations.rules import Moderation, TeamRole
from consult.documents.actions import import_draft
from consult.documents.models import Revision
from consult.formats.outline import doubts as parsing
from consult.record.checks.verification import verify
from frontend.documents.import_desk import doubt_sentences as doubts
from frontend.documents.import_desk.import_result import CLAUSES, DOUBTS, LINES
from tests.cast import DRAFT, Scene, Someone, moment, staged
from tests.consult.formats.readers.docx_files import definition, docx_file, level, listing, p
from tests.consult.formats.readers.pdf_files import pdf_file
from tests.frontend.pages import Page, browser, page, read

FAULTY = "Pasal 1\nIsi satu.\nPasal 3\n(1) Isi <b>tiga</b>.\n(1) Dua kali.\n"
AT = "/desk/pasar/import/"


@pytest.fixture
def pasar(ratna: Someone, budi: Someone) -> str:
    """The short name of a consultation without a draft."""
    team = {TeamRole.OFFICIAL: [ratna.email], TeamRole.MODERATOR: [budi.email]}
    return create_consultation(actor=OPERATOR, slug="pasar", texts=[Text("id", "Pasar")], details=Details(), team=team, now=moment()).slug


def sent(client: Client, text: str = "", *, file: bytes | None = None, name: str = "rancangan.txt", at: str = AT, **more: str) -> Page:
    """The page after a draft was sent."""
    given = {**page(client.get(at)).form("/import/"), "text": text, **more}
    given.pop("file", None)
    answer = client.post(at, given | ({"file": SimpleUploadedFile(name, file)} if file is not None else {}), follow=True)
    return page(answer)


def test_what_was_read_stands_beside_what_it_was_read_from(pasar: str, ratna: Someone) -> None:
    shown = sent(browser(ratna), FAULTY)

    assert "2 articles (pasal), 2 paragraphs (ayat)" in shown.words
    assert "Isi <b>tiga</b>." in shown.words
    assert not shown.find("b", class_="tiga")
    places = {had["id"] for _, had in shown.elements if "id" in had}
    for _, had in shown.elements:
        if had.get("href", "").startswith("#"):
            assert had["href"][1:] in places, had["href"]
    assert shown.find("a", href="#clause-pasal-3")  # from its line
    assert shown.find("a", href="#line-3")  # and back


def test_each_doubt_is_said_at_its_line_and_at_its_clause_in_both_languages(pasar: str, ratna: Someone) -> None:
    english = sent(browser(ratna), FAULTY)
    indonesian = read(AT, by=ratna, language="id")

    assert english.words.count("Pasal 3 follows Pasal 1: is something missing between them?") == 3  # list, line, clause
    assert indonesian.words.count("Pasal 3 mengikuti Pasal 1: adakah yang hilang di antaranya?") == 3
    assert english.find("li", id="line-3", class_="at")
    assert {"w-1", "w-2"} <= {had["id"] for had in english.find("div") if "id" in had}


@pytest.mark.parametrize("code", parsing.SENTENCES)
def test_every_doubt_of_the_reader_has_its_sentence_here(code: str) -> None:
    facts = dict.fromkeys(("label", "before", "start", "lines", "name", "format", "page", "texts", "profile", "other"), "kata")
    warning = {"line": 1, "message": "", "code": code, "facts": facts}

    assert doubts.sentence(warning) != str(parsing.SENTENCES[code] % facts)  # in Indonesian
    assert set(doubts.SENTENCES) == set(parsing.SENTENCES)


def test_a_warning_of_an_older_import_is_said_as_it_was_stored(pasar: str, ratna: Someone) -> None:
    sent(browser(ratna), FAULTY)
    Revision.objects.update(warnings=[{"line": 3, "message": "Something is missing."}])

    assert "Something is missing." in read(AT, by=ratna).words


def test_a_draft_without_a_source_still_shows_its_outline(consultation: Scene, ratna: Someone) -> None:
    revision = Revision.objects.get()
    revision.source.delete()
    revision.wordings.update(line=None)

    shown = read("/desk/pasar-pagi/import/read/", by=ratna)

    assert "Pasal 5" in shown.words
    assert not shown.find("ol", class_="source")


def test_it_is_previewed_published_for_good_and_then_only_shown(pasar: str, ratna: Someone) -> None:
    official = browser(ratna)
    shown = sent(official, DRAFT)
    preview = page(official.get(f"{AT}preview/"))
    assert "Setiap pedagang memperoleh satu lapak." in preview.words
    assert preview.find("h2", id="clause-bab-i")

    address = next(form.attributes["action"] for form in shown.forms if form.attributes["action"].endswith("/publication/"))
    answer = official.post(address, shown.form("/publication/"), follow=True)

    assert "The draft is published" in page(answer).words
    after = page(official.get(f"{AT}read/"))
    assert "Version 1, published on" in after.words
    assert not [form for form in after.forms if "/publication/" in form.attributes["action"] or "/removal/" in form.attributes["action"]]
    assert official.post(address, {}).status_code == 409
    assert not verify().faults


def test_it_is_thrown_away_and_imported_again(pasar: str, ratna: Someone) -> None:
    official = browser(ratna)
    shown = sent(official, FAULTY)
    stale = next(form.attributes["action"] for form in shown.forms if form.attributes["action"].endswith("/removal/"))

    thrown = page(official.post(stale, shown.form("/removal/"), follow=True))
    assert "The draft was thrown away" in thrown.words
    again = sent(official, DRAFT)

    assert "5 articles (pasal)" in again.words
    answer = official.post(stale.replace("removal", "publication"), {})  # a page of before, still open elsewhere
    assert (answer.status_code, Revision.objects.get().status) == (409, "draft")
    assert "thrown away or replaced" in page(answer).words
    assert not verify().faults


def test_sent_twice_makes_one(pasar: str, ratna: Someone) -> None:
    official = browser(ratna)
    given = {**page(official.get(AT)).form("/import/"), "text": DRAFT}
    given.pop("file", None)

    answers = [official.post(AT, given).status_code for _ in range(2)]

    assert answers == [302, 302]
    assert Revision.objects.count() == 1


def test_a_pdf_is_shown_line_by_line_with_the_page_of_each_doubt(pasar: str, ratna: Someone) -> None:
    file = pdf_file("Pasal 1\n\nKebun dibuka.\n#pagebreak()\nPasal 3\n\nAir dijaga.")
    shown = sent(browser(ratna), file=file, name="kebun.pdf")

    assert "2 articles (pasal)" in shown.words
    assert "Page 2, line 3 Pasal 3 follows Pasal 1" in shown.words
    assert shown.find("li", id="line-3", class_="at")


def test_a_word_file_is_shown_with_the_numbers_that_word_made(pasar: str, ratna: Someone) -> None:
    numbering = definition(1, level(0, "Pasal %1")) + listing(1, 1)
    shown = sent(browser(ratna), file=docx_file(p(num="1") + p("Kebun dibuka."), numbering=numbering), name="Kebun.DOCX")

    assert "1 article (pasal)" in shown.words
    assert shown.find("a", href="#clause-pasal-1")


def packed() -> bytes:
    """A file that holds another one a hundred times smaller than it is."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", "a" * 100_000)
    return file.getvalue()


BAD = [
    (b"Pasal 1\nIsi\x00 nol.\n", "rancangan.txt", "Line 2 holds characters that are not text"),
    (b"Pasal 1\nKaf\xe9.\n", "rancangan.txt", "Line 2 is not written in UTF-8"),
    ("Pasal 1\nIsi.\n".encode("utf-16"), "rancangan.txt", "Line 1"),
    (packed(), "rancangan.txt", "unpacks to far more"),
    (packed(), "rancangan.docx", "unpacks to far more"),
    (packed(), "rancangan.odt", "This is a file of a word processor in a form that is not read here"),
    (b"%PDF-1.7\n", "Rancangan.PDF", "The file is damaged"),
    (b"Pasal 1\nIsi.\n", "rancangan.html", "The file is not what the end of its name says: HTML"),
    (packed(), "rancangan.zip", "This is a packed file"),
    (b"x" * 1_500_001, "rancangan.txt", "at most 1.5 MB"),
    (b"", "rancangan.txt", "The file holds no text."),
    (b" \n\n", "rancangan.txt", "The file holds no text."),
]


@pytest.mark.parametrize(("file", "name", "said"), BAD, ids=[f"{n}-{said[:20]}" for n, (_, _, said) in enumerate(BAD)])
def test_a_file_that_cannot_be_read_is_explained_beside_its_field(pasar: str, ratna: Someone, file: bytes, name: str, said: str) -> None:
    shown = sent(browser(ratna), file=file, name=name, profile="id")

    assert said in shown.words
    assert shown.find("input", name="file", aria_invalid="true")
    assert shown.form("/import/")["profile"] == "id"
    assert not Revision.objects.exists()


def test_a_pasted_text_that_cannot_be_read_is_still_there(pasar: str, ratna: Someone) -> None:
    shown = sent(browser(ratna), "Pasal 1\nIsi\x1b.\n")

    assert "Line 2 holds characters that are not text" in shown.words
    assert shown.find("textarea", name="text", aria_invalid="true")
    assert shown.form("/import/")["text"].startswith("Pasal 1\nIsi")


@pytest.mark.parametrize("text", ["Pasal 1\r\n" + "Kata kata.\r\n" * 27_272, "Pasal 1\n" + ("\U00020000" * 9_999 + "\n") * 29])
def test_a_pasted_text_may_have_what_the_field_promises_however_it_is_counted(pasar: str, ratna: Someone, text: str) -> None:
    assert 289_000 < len(text.replace("\r\n", "\n")) <= 300_000

    sent(browser(ratna), text)

    assert Revision.objects.get().source.text == text.replace("\r\n", "\n")


def test_more_text_than_any_form_takes_is_explained(pasar: str, ratna: Someone) -> None:
    answer = browser(ratna).post(AT, {"text": "Kata " * 300_000})

    assert answer.status_code == 400
    assert "This is more text than a form takes." in page(answer).words


@pytest.mark.parametrize(("text", "file"), [("", None), ("Pasal 1\nIsi.", b"Pasal 1\nIsi.")])
def test_one_of_file_and_text_is_asked_for(pasar: str, ratna: Someone, text: str, file: bytes | None) -> None:
    shown = sent(browser(ratna), text, file=file)

    assert shown.find("div", id="refused")
    assert not Revision.objects.exists()


@pytest.mark.parametrize("name", ["../../../etc/passwd.txt", "<script>alert(1)</script>.txt", "\u202etxt.exe.txt", "x" * 300 + ".txt"])
def test_the_name_of_a_file_is_words_and_nothing_else(pasar: str, ratna: Someone, name: str) -> None:
    shown = sent(browser(ratna), file=DRAFT.encode(), name=name)

    kept = Revision.objects.get().source.name
    assert "/" not in kept
    assert "\u202e" not in kept
    assert len(kept) <= 200
    assert all("src" in script for script in shown.find("script"))
    assert not verify().faults


def test_byte_order_mark_and_line_ends_of_other_machines_are_taken(pasar: str, ratna: Someone) -> None:
    shown = sent(browser(ratna), file=DRAFT.replace("\n", "\r\n").encode("utf-8-sig"))

    assert "5 articles (pasal)" in shown.words
    assert shown.find("li", id="line-6")


def test_neither_a_citizen_nor_the_official_of_another_consultation_sees_or_does_anything(
    pasar: str, ratna: Someone, siti: Someone, wati: Someone
) -> None:
    staged("lain", moderation=Moderation.BEFORE, officials=[wati], moderators=[])
    revision = import_draft(actor=ratna.viewer, slug=pasar, data=b"Pasal 1\nRahasia.", name="", title="", profile="auto", now=moment())
    for somebody in (siti, wati):
        client = browser(somebody)
        for path in ("", "import/", "import/preview/", "details/", "queue/"):
            answer = client.get(f"/desk/pasar/{path}")
            assert answer.status_code == 404, path
            assert "Rahasia" not in answer.content.decode()
        for path in (
            "import/",
            f"import/{revision.pk}/publication/",
            f"import/{revision.pk}/removal/",
            "details/",
            "announcement/",
            "opening/",
        ):
            assert client.post(f"/desk/pasar/{path}", {"text": "Pasal 1\nLain.", "closes_at": ""}).status_code == 404, path
        foreign = client.post(f"/desk/lain/import/{revision.pk}/removal/", {})  # through a consultation of one's own
        assert foreign.status_code in {403, 409}
    assert Revision.objects.get(pk=revision.pk).status == "draft"


def test_a_moderator_reads_what_was_imported_and_changes_nothing(pasar: str, ratna: Someone, budi: Someone) -> None:
    sent(browser(ratna), FAULTY)
    shown = read(AT, by=budi)

    assert "Isi satu." in shown.words
    assert not [form for form in shown.forms if "/import/" in form.attributes.get("action", "")]


def test_a_long_draft_is_shown_a_stretch_at_a_time(pasar: str, ratna: Someone) -> None:
    text = "".join(f"Pasal {n}\nIsi {n}.\n" for n in range(1, LINES))
    official = browser(ratna)
    first = sent(official, text)
    second = page(official.get(f"{AT}?page=2"))

    assert first.find("li", id=f"line-{LINES}")
    assert not first.find("li", id=f"line-{LINES + 1}")
    assert second.find("li", id=f"clause-pasal-{LINES - 1}")
    for odd in ("0", "9999999999999999999999", "9" * 5_000, "-1", "²", "x"):
        assert official.get(f"{AT}?page={odd}").status_code == 200


def test_many_clauses_and_doubts_are_shown_a_stretch_at_a_time_each_once(pasar: str, ratna: Someone) -> None:
    text = "Pasal 1\n" + "".join(f"(1) a. Kata {n}.\nPada ayat\n(9) ini.\n" for n in range(450))
    shown, official = sent(browser(ratna), text), browser(ratna)
    pages = [shown]
    while pages[-1].find("a", href=f"?page={len(pages) + 1}"):
        pages.append(page(official.get(f"{AT}?page={len(pages) + 1}")))

    assert len(pages) > 3
    places = [[had["id"] for _, had in one.elements if "id" in had] for one in pages]
    lines, doubts = ([name for ids in places for name in ids if name.startswith(kind)] for kind in ("line-", "w-"))
    assert lines == [f"line-{n}" for n in range(1, 1352)]
    assert sorted(doubts, key=lambda name: int(name[2:])) == [f"w-{n}" for n in range(1, len(Revision.objects.get().warnings) + 1)]
    for ids in places:
        assert len(ids) == len(set(ids))
        assert sum(name.startswith("clause-") for name in ids) <= CLAUSES + DOUBTS
        assert sum(name.startswith("w-") for name in ids) <= DOUBTS
    for number, one in enumerate(pages):
        for _, had in one.elements:
            at, _, anchor = had.get("href", "").partition("#")
            if anchor and (not at or at.startswith("?page=")):
                assert anchor in places[int(at[6:] or 0) - 1 if at else number], had["href"]


def test_what_turns_words_round_is_shown_by_its_name(pasar: str, ratna: Someone) -> None:
    shown = sent(browser(ratna), "Pasal 1\nIsi \u202edigit 100\u2069.\n")

    assert "Isi [U+202E]digit 100[U+2069]." in shown.words
    assert not any(turn in shown.words for turn in "\u202e\u2069")


def test_however_long_the_draft_the_page_asks_the_same_number_of_questions(pasar: str, ratna: Someone) -> None:
    staged("pendek", moderation=Moderation.BEFORE, officials=[ratna], moderators=[], open_it=False)
    statute = Path(__file__).resolve().parents[4] / "../shared/data/documents/id-uu-25-2009-pelayanan-publik.txt"
    long = statute.read_bytes() if statute.exists() else FAULTY.encode() * 100
    import_draft(actor=ratna.viewer, slug=pasar, data=long, name="", title="", profile="auto", now=moment())
    official, asked = browser(ratna), []
    for at in ("/desk/pendek/import/read/", AT):
        with CaptureQueriesContext(connection) as queries:
            assert official.get(at).status_code == 200
        asked.append(len(queries))

    assert asked[0] == asked[1] <= 13
