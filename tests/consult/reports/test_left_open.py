"""What a report says of questions that were left open when its consultation was marked as answered: how many, and why."""

import json
from pathlib import Path

import pytest

from consult.discussion.rules import Kind
from consult.moderation.actions.answer_consultation import answer_consultation
from consult.reports.actions import freeze_edition
from consult.reports.render import FORMATS
from tests.cast import Scene, Someone, closes, moment
from tests.consult.record.bundles import bundle, verified, zipped
from tests.consult.reports.reading import as_json, as_rows, made, words_in

pytestmark = pytest.mark.django_db

WHY = "Dijawab bersama peraturan pelaksananya & sebelum akhir tahun."


@pytest.fixture
def answered(lively: Scene, siti: Someone, ratna: Someone) -> Scene:
    """With two questions that nobody answered."""
    for text in ("Siapa yang membayar?", "Kapan mulai?"):
        siti.posts(text, on=lively.clause("Pasal 4"), kind=Kind.QUESTION)
    closes(lively)
    answer_consultation(actor=ratna.viewer, slug=lively.row.slug, reason=WHY, now=moment())
    return lively


@pytest.mark.parametrize("form", ["html", "pdf", "docx"])
def test_a_report_says_how_many_questions_were_left_open_and_why(answered: Scene, form: str) -> None:
    assert f"Pertanyaan yang dibiarkan terbuka 2. Penjelasan instansi: {WHY}" in words_in(FORMATS[form](made(answered)), form)


def test_programs_read_both_by_name(answered: Scene) -> None:
    told = as_json(answered)["consultation"]
    [row] = [row for row in as_rows(answered) if row["name"] == "unanswered"]

    assert (told["unanswered"], told["answered_reason"]) == (2, WHY)
    assert (row["value"], row["text"]) == ("2", WHY)


def test_an_edition_and_the_open_data_hold_both_and_the_bundle_verifies(answered: Scene, ratna: Someone, tmp_path: Path) -> None:
    freeze_edition(actor=ratna.viewer, slug=answered.row.slug, now=moment())
    files = bundle(answered.row.slug)

    summary = json.loads(files["edition-1.json"])["summaries"]["id"]
    assert (summary["unanswered"], summary["answered_reason"]) == (2, WHY)
    told = json.loads(files["datapackage.json"])["answered"]
    assert (told["unanswered"], told["reason"], told["at"][-1]) == (2, WHY, "Z")
    assert verified(zipped(files, tmp_path / "bundle.zip"))[0] == 0


def test_where_none_was_left_open_nothing_is_said_of_it(lively: Scene, ratna: Someone) -> None:
    closes(lively)
    answer_consultation(actor=ratna.viewer, slug=lively.row.slug, now=moment())

    assert "dibiarkan terbuka" not in words_in(FORMATS["html"](made(lively)), "html")
    assert not [row for row in as_rows(lively) if row["name"] == "unanswered"]
