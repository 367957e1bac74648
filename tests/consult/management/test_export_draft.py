"""export_draft: any revision, whole or not at all, and one line where something is wrong."""

from pathlib import Path

import pytest

from consult.documents.models import Clause, Revision, Wording
from consult.formats.parse_draft import parse_draft
from consult.formats.writers.writer_table import FORMATS
from tests.cast import DRAFT, Scene
from tests.consult.formats.drafts import read
from tests.consult.formats.writers.drafts import same
from tests.consult.management.test_commands import ran

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_every_format_is_written_and_those_that_are_drafts_come_back_as_they_were(consultation: Scene, tmp_path: Path, form: str) -> None:
    out = tmp_path / f"draft.{FORMATS[form].ending}"

    assert ran("export_draft", "pasar-pagi", "--format", form, "--out", out) == (0, f"{out}\n", "")
    if form != "csv":
        assert same(parse_draft(out.read_bytes(), name=out.name).clauses) == same(read(DRAFT).clauses)
    assert [path.name for path in tmp_path.iterdir()] == [out.name]


def test_the_file_names_each_clause_by_the_identity_that_posts_hang_on(consultation: Scene, tmp_path: Path) -> None:
    ran("export_draft", "pasar-pagi", "--format", "akn", "--out", tmp_path / "a.xml")

    written = (tmp_path / "a.xml").read_text()
    assert all(f'GUID="{clause}"' in written for clause in Clause.objects.values_list("pk", flat=True))


def test_a_revision_that_is_not_published_is_exported_for_the_command_line(tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    source.write_text(DRAFT)
    ran("create_consultation", "pasar", "--title", "Pasar")
    ran("import_draft", source, "--consultation", "pasar")

    assert ran("export_draft", "pasar", "--format", "json", "--revision", 1, "--out", tmp_path / "a.json")[0] == 0


def test_a_clause_keeps_the_name_that_it_had_when_it_was_first_there(consultation: Scene, tmp_path: Path) -> None:
    first = Revision.objects.get()
    facts = {"language": "id", "format": "text/plain", "profile": "id", "sha256": "0" * 64, "created_at": first.created_at}
    second = Revision.objects.create(document=first.document, number=2, **facts)
    old = Wording.objects.get(revision=first, label="Pasal 4")
    fields = {"kind": "pasal", "key": "pasal-5", "number": "5", "label": "Pasal 5", "part": "body", "depth": 0, "position": 1}
    Wording.objects.create(revision=second, clause=old.clause, **fields)

    ran("export_draft", "pasar-pagi", "--format", "akn", "--out", tmp_path / "b.xml")
    ran("export_draft", "pasar-pagi", "--format", "akn", "--revision", 1, "--out", tmp_path / "a.xml")

    assert f'eId="art_5" wId="art_4" GUID="{old.clause_id}"' in (tmp_path / "b.xml").read_text()
    assert f'eId="art_4" wId="art_4" GUID="{old.clause_id}"' in (tmp_path / "a.xml").read_text()


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["no-such-one"], "slug no-such-one"),
        (["pasar-pagi", "--revision", "7"], "revision"),
    ],
)
def test_what_is_not_there_is_named_and_nothing_is_written(consultation: Scene, tmp_path: Path, arguments: list[str], named: str) -> None:
    out = tmp_path / "a.json"
    status, said, told = ran("export_draft", *arguments, "--format", "json", "--out", out)

    assert (status, said, out.exists()) == (2, "", False)
    assert told.startswith(named)
    assert "\n" not in told.strip()


def test_a_file_that_cannot_be_written_is_named_and_leaves_nothing(consultation: Scene, tmp_path: Path) -> None:
    status, _said, told = ran("export_draft", "pasar-pagi", "--format", "json", "--out", tmp_path / "nowhere" / "a.json")

    assert (status, list(tmp_path.iterdir())) == (2, [])
    assert told.startswith("out:")
