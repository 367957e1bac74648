"""Supporting documents on pages: uploaded, replaced and withdrawn at the desk, taken away from the consultation's page."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from consult.access import Phase
from consult.consultations.models import Consultation
from consult.documents.models import Paper
from tests.api.clients import V1
from tests.cast import Scene, Someone
from tests.consult.documents.papers import STUDY, uploads, withdraws
from tests.frontend.pages import browser, page, read

PAPER = {"title": "Naskah akademik pasar pagi", "kind": "academic_study", "language": "id"}


def desk(scene: Scene) -> str:
    """Where officials keep them."""
    return f"/desk/{scene.row.slug}/supporting/"


def sends(client: Client, path: str, data: bytes = STUDY, *, name: str = "kajian.txt", prefix: str = "", **given: str) -> Any:
    """Fill in a form for a file."""
    told = {f"{prefix}{field}": value for field, value in {**PAPER, **given}.items()}
    return client.post(path, {**told, f"{prefix}file": SimpleUploadedFile(name, data)})


def test_an_official_uploads_one_and_everybody_finds_it_on_the_page_of_the_consultation(lively: Scene, ratna: Someone) -> None:
    client = browser(ratna)
    assert "None yet" in page(client.get(desk(lively))).words

    answer = sends(client, desk(lively))

    assert answer.headers["Location"] == desk(lively)
    shown = read(f"/k/{lively.row.slug}/")
    assert "Naskah akademik pasar pagi Academic study · TXT" in shown.words
    paper = Paper.objects.get()
    path = f"/k/{lively.row.slug}/documents/{paper.pk}/"
    assert path in [link.get("href") for link in shown.find("a")]
    file = Client().get(path)
    assert file.content == STUDY
    assert file.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert file.headers["Content-Disposition"] == 'attachment; filename="kajian.txt"'
    assert Client().get(path, headers={"If-None-Match": file.headers["ETag"]}).status_code == 304


def test_a_file_that_is_not_taken_is_named_beside_its_field(lively: Scene, ratna: Someone) -> None:
    answer = sends(browser(ratna), desk(lively), b"<svg/>", name="denah.svg")

    assert answer.status_code == 400
    shown = page(answer)
    assert "Files of this kind cannot be taken here" in shown.words
    assert shown.form("/supporting/")["title"] == PAPER["title"], "what was typed stays"
    assert not Paper.objects.exists()


def test_an_empty_file_gets_the_sentence_of_the_gate(lively: Scene, ratna: Someone) -> None:
    assert "The file is empty" in page(sends(browser(ratna), desk(lively), b"")).words


def test_another_file_takes_its_place_and_the_earlier_one_is_listed(lively: Scene, ratna: Someone) -> None:
    document = uploads(ratna, lively).document_id
    client = browser(ratna)

    answer = sends(client, f"{desk(lively)}{document}/replacement/", b"Versi kedua.", name="kedua.txt", prefix=f"r{document.hex[:8]}-")

    assert answer.status_code == 302
    shown = read(f"/k/{lively.row.slug}/").words
    assert "kajian.txt TXT" in shown
    assert "replaced on" in shown


def test_one_that_is_withdrawn_says_why_to_everybody(lively: Scene, ratna: Someone) -> None:
    document = uploads(ratna, lively).document_id
    client = browser(ratna)
    given = {f"w{document.hex[:8]}-why": "Berkasnya keliru, yang benar menyusul."}

    assert client.post(f"{desk(lively)}{document}/withdrawal/", given).status_code == 302

    shown = read(f"/k/{lively.row.slug}/")
    assert "withdrawn" in shown.words
    assert "Berkasnya keliru" in shown.words
    assert not [link for link in shown.find("a") if "/documents/" in link.get("href", "")]


def test_to_withdraw_without_a_reason_opens_the_form_again(lively: Scene, ratna: Someone) -> None:
    document = uploads(ratna, lively).document_id

    answer = browser(ratna).post(f"{desk(lively)}{document}/withdrawal/", {f"w{document.hex[:8]}-why": "keliru"})

    assert answer.status_code == 400
    assert "Please say why it is withdrawn" in page(answer).words


def test_others_of_the_team_read_and_once_it_is_archived_nobody_changes(lively: Scene, ratna: Someone, budi: Someone) -> None:
    uploads(ratna, lively)
    assert "Officials of this consultation add" in page(browser(budi).get(desk(lively))).words
    Consultation.objects.update(step=Phase.ARCHIVED)

    shown = page(browser(ratna).get(desk(lively)))
    assert "none can be changed any more" in shown.words
    assert not shown.find("input", type="file")


def test_hidden_and_missing_documents_look_alike(lively: Scene, ratna: Someone) -> None:
    paper = uploads(ratna, lively)
    withdraws(ratna, lively, paper.document_id)
    path = f"/k/{lively.row.slug}/documents/"

    hidden, missing = Client().get(f"{path}{paper.pk}/"), Client().get(f"{path}{paper.document_id}/")

    assert hidden.status_code == missing.status_code == 404
    assert page(hidden).words == page(missing).words
    assert browser(ratna).get(f"{path}{paper.pk}/").status_code == 200
    assert Client().get(f"/k/pasar-lain/documents/{paper.pk}/").status_code == 404


def test_programs_get_the_list_and_the_files(lively: Scene, ratna: Someone) -> None:
    first = uploads(ratna, lively)
    second = uploads(ratna, lively, b"Versi kedua.", document=first.document_id)

    [row] = Client().get(f"{V1}/consultations/{lively.row.slug}/supporting/").json()["results"]

    assert (row["title"], row["language"]) == ("Naskah akademik pasar pagi", "id")
    assert [(file["id"], file["status"]) for file in row["files"]] == [(str(second.pk), "shown"), (str(first.pk), "replaced")]
    assert Client().get(f"{V1}/supporting/{first.pk}/").content == STUDY
    withdraws(ratna, lively, first.document_id)
    assert Client().get(f"{V1}/supporting/{second.pk}/").status_code == 404
