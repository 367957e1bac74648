"""The draft as files for people: linked from the reading page, named after the consultation and the version."""

import pytest
from django.test import Client

from consult.documents.models import Revision
from consult.formats.writers.writer_table import FORMATS
from frontend.documents.reading.draft_files import FILES
from tests.cast import Scene
from tests.frontend.pages import read

FILE = "/k/pasar-ramai/draft"


def test_the_reading_page_leads_to_a_file_in_each_format_without_a_script(lively: Scene) -> None:
    links = [a for a in read("/k/pasar-ramai/draft/").find("a") if "download" in a]

    assert {a["href"] for a in links} == {f"{FILE}.{form}" for form in FORMATS}
    assert {file.form for file in FILES} == set(FORMATS)
    for link in links:
        assert Client().get(link["href"]).status_code == 200


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_a_file_is_to_be_taken_away_and_says_what_it_is(lively: Scene, form: str) -> None:
    answer = Client().get(f"{FILE}.{form}")

    assert answer["Content-Disposition"] == f'attachment; filename="pasar-ramai-1.{FORMATS[form].ending}"'
    assert (answer["Content-Type"], answer["Cache-Control"]) == (FORMATS[form].media_type, "no-cache")
    assert "script-src 'self'" in answer["Content-Security-Policy"]
    assert Client().get(f"{FILE}.{form}", headers={"if-none-match": answer["ETag"]}).status_code == 304


@pytest.mark.parametrize("asked", ["?revision=2", "?revision=x", "?revision=-1", "?revision=" + "9" * 5000])
def test_a_version_that_is_not_published_is_not_found(lively: Scene, asked: str) -> None:
    assert Client().get(f"{FILE}.json{asked}").status_code == 404
    assert Client().get(f"{FILE}.json?revision={Revision.objects.get().number}").status_code == 200


def test_a_format_that_is_not_there_is_not_found(lively: Scene) -> None:
    assert Client().get(f"{FILE}.exe").status_code == 404
