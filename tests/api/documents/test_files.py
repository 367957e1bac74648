"""The draft as files for programs: the published revision alone, and nothing twice for whoever has it."""

import pytest

from consult.documents.models import Revision
from consult.formats.parse_draft import parse_draft
from consult.formats.writers.writer_table import FORMATS
from tests.api.clients import V1, fields, problem, stranger
from tests.cast import DRAFT, Scene, moment
from tests.consult.formats.drafts import read
from tests.consult.formats.writers.drafts import same

FILE = f"{V1}/consultations/pasar-pagi/draft"


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_strangers_take_the_draft_away_in_every_format(consultation: Scene, form: str) -> None:
    answer = stranger().get(f"{FILE}.{form}")

    assert (answer.status_code, answer["Content-Type"]) == (200, FORMATS[form].media_type)
    assert answer["Content-Disposition"] == f'attachment; filename="pasar-pagi-1.{FORMATS[form].ending}"'
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    if form != "csv":
        back = parse_draft(answer.content, name=f"draft.{FORMATS[form].ending}")
        assert same(back.clauses) == same(read(DRAFT).clauses)


def test_whoever_has_the_file_gets_no_second_one_until_something_in_it_changes(consultation: Scene) -> None:
    etag = stranger().get(f"{FILE}.json")["ETag"]

    assert stranger().get(f"{FILE}.json", headers={"if-none-match": etag}).status_code == 304
    assert stranger().get(f"{FILE}.html", headers={"if-none-match": etag}).status_code == 200
    consultation.row.institution = "Desa Lain"
    consultation.row.save()
    assert stranger().get(f"{FILE}.json", headers={"if-none-match": etag}).status_code == 200


def test_a_revision_can_be_asked_for_by_its_number_where_it_is_published(consultation: Scene) -> None:
    first = Revision.objects.get()
    facts = {"language": "id", "format": "text/plain", "profile": "id", "sha256": "0" * 64}
    Revision.objects.create(document=first.document, number=2, created_at=moment(), **facts)

    assert stranger().get(f"{FILE}.json?revision=1").status_code == 200
    assert stranger().get(f"{FILE}.json").json()["revision"] == 1
    problem(stranger().get(f"{FILE}.json?revision=2"), 404)


def test_a_format_that_is_not_there_is_not_found_and_a_number_that_is_none_is_named(consultation: Scene) -> None:
    problem(stranger().get(f"{FILE}.exe"), 404)
    assert fields(stranger().get(f"{FILE}.json?revision=one"), 400) == {"revision": "input.type"}
