"""The commands of contracts.md: what they do, what they print, and how they end."""

import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from consult.consultations.models import Consultation, ConsultationText
from consult.consultations.rights import phase_of
from consult.discussion.models import Thread
from consult.documents.models import Revision, Wording
from consult.documents.queries import open_links
from consult.reports.render import FORMATS
from tests.cast import DRAFT, NEXT_DRAFT, Scene, Someone, moment
from tests.consult.formats.readers.pdf_files import pdf_file
from tests.consult.reports.reading import words_in
from tests.tables import contents

DOUBTFUL = NEXT_DRAFT.replace(
    "Timbangan diperiksa oleh pengurus pasar sekali dalam setahun.", "Sampah dipilah sebelum pukul sebelas oleh pengurus."
)

pytestmark = pytest.mark.django_db


def ran(name: str, *arguments: object) -> tuple[int, str, str]:
    """A command's exit status, and what it says on standard output and standard error."""
    out, err = StringIO(), StringIO()
    try:
        call_command(name, *map(str, arguments), stdout=out, stderr=err)
    except CommandError as error:
        return error.returncode, out.getvalue(), err.getvalue() + str(error)
    return 0, out.getvalue(), err.getvalue()


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """A file with a draft."""
    file = tmp_path / "rancangan.txt"
    file.write_text(DRAFT)
    return file


def test_create_consultation_opens_it_with_team_dates_and_mode() -> None:
    team = ("--official", "ratna@example.org", "--moderator", "budi@example.org", "--moderator", "wati@example.org")
    status, out, err = ran("create_consultation", "pasar", "--title", "Pasar", *team, "--open-for", 30, "--moderation", "after")

    assert (status, out, err) == (0, "pasar\n", "")
    row = Consultation.objects.get()
    assert (phase_of(row, now=moment()).value, row.moderation, row.memberships.count()) == ("open", "after", 3)
    assert row.opens_at is not None
    assert row.closes_at is not None
    assert (row.closes_at - row.opens_at).days == 30


def test_create_consultation_leaves_it_in_preparation_without_days() -> None:
    assert ran("create_consultation", "pasar", "--title", "Pasar", "--institution", "Desa")[0] == 0
    assert phase_of(Consultation.objects.get(), now=moment()).value == "draft"
    assert Consultation.objects.get().moderation == "before"


def test_import_draft_imports_and_publishes_where_that_is_asked(draft: Path) -> None:
    ran("create_consultation", "pasar", "--title", "Pasar")
    status, out, _err = ran("import_draft", draft, "--consultation", "pasar", "--publish", "--json")

    revision = Revision.objects.get()
    assert status == 0
    assert json.loads(out) == {"revision": 1, "status": "published", "sha256": revision.sha256, "warnings": []}
    assert Thread.objects.count() == Wording.objects.count() + 1


def test_import_draft_without_publishing_says_so_in_a_line(draft: Path) -> None:
    ran("create_consultation", "pasar", "--title", "Pasar")
    _status, out, _err = ran("import_draft", draft, "--consultation", "pasar")

    assert out.startswith("pasar: revision 1, draft, SHA-256 ")
    assert not Thread.objects.exists()


def test_import_draft_names_the_line_of_each_warning(tmp_path: Path) -> None:
    ran("create_consultation", "pasar", "--title", "Pasar")
    file = tmp_path / "catatan.txt"
    file.write_text("Satu alinea.\n\nDua alinea.\n")

    status, out, err = ran("import_draft", file, "--consultation", "pasar", "--json")

    assert status == 0
    assert json.loads(out)["warnings"]
    assert err.startswith("catatan.txt, line 1: ")


def test_parse_draft_prints_one_json_value_and_stores_nothing(draft: Path) -> None:
    before = contents()
    status, out, err = ran("parse_draft", draft, "--json")

    parsed = json.loads(out)
    assert (status, err) == (0, "")
    assert {"format", "profile", "language", "title", "counts", "clauses", "warnings"} <= set(parsed)
    assert parsed["counts"]["pasal"] == 5
    assert {"key", "kind", "number", "label", "heading", "text", "depth", "parent", "part"} <= set(parsed["clauses"][0])
    assert contents() == before


def test_parse_draft_prints_an_outline_for_people(draft: Path) -> None:
    _status, out, _err = ran("parse_draft", draft)
    assert "Pasal 4" in out
    assert "5 pasal" in out


def test_parse_draft_reads_a_pdf_and_names_page_and_line_of_each_warning(tmp_path: Path) -> None:
    file = tmp_path / "kebun.pdf"
    file.write_bytes(pdf_file("Pasal 1\n\nKebun dibuka.\n#pagebreak()\nPasal 3\n\nAir dijaga."))
    _status, out, err = ran("parse_draft", file)
    parsed = json.loads(ran("parse_draft", file, "--json")[1])

    assert "2 pasal" in out
    assert err.splitlines()[1] == "page 2, line 3: Pasal 3 follows Pasal 1: is something missing between them?"
    assert parsed["format"] == "application/pdf"
    assert [(warning["page"], warning["line"]) for warning in parsed["warnings"]] == [(1, 1), (2, 3)]


@pytest.mark.parametrize("format_", sorted(FORMATS))
def test_report_writes_the_whole_file_and_nothing_beside_it(lively: Scene, siti: Someone, tmp_path: Path, format_: str) -> None:
    siti.posts("Pendapat saya.", on=lively.clause("Pasal 4"))
    out = tmp_path / f"laporan.{format_}"

    assert ran("report", lively.row.slug, "--format", format_, "--out", out) == (0, f"{out}\n", "")
    assert "Pendapat saya." in words_in(out.read_bytes(), format_)
    assert list(tmp_path.iterdir()) == [out]


def test_verify_record_prints_the_heads_where_all_holds(lively: Scene, consultation: Scene) -> None:
    status, out, err = ran("verify_record")

    assert (status, err) == (0, "")
    for scene in (lively, consultation):
        assert f"{scene.row.slug}: {scene.now_is().chain.head}" in out
    assert out.rstrip().endswith("3 chains: all hold")
    assert consultation.row.slug not in ran("verify_record", lively.row.slug)[1]


def test_verify_record_ends_with_one_and_names_the_first_fault(lively: Scene, siti: Someone) -> None:
    post = siti.posts("Pendapat saya.", on=lively.clause("Pasal 4"))
    post.versions.update(text="Pendapat lain.")
    ConsultationText.objects.filter(language="id").update(title="Lain")

    status, out, err = ran("verify_record")

    assert (status, out) == (1, "")
    assert err.splitlines()[-1] == f"consultation {lively.row.slug}: is not what the record says"
    assert f"also: post {post.pk}, version 1: the text does not match its hash" in err


Bad = Callable[[Path], tuple[tuple[object, ...], str]]  # from a folder: the arguments, and what the line begins with
BAD: dict[str, Bad] = {
    "a short name with capitals": lambda _: (("create_consultation", "Pasar", "--title", "T"), "slug: "),
    "a short name that is taken": lambda _: (("create_consultation", "ada", "--title", "T"), "slug: "),
    "an empty title": lambda _: (("create_consultation", "baru", "--title", " "), "title: "),
    "a title that is too long": lambda _: (("create_consultation", "baru", "--title", "x" * 400), "title: "),
    "an institution that is too long": lambda _: (
        ("create_consultation", "baru", "--title", "T", "--institution", "x" * 300),
        "institution: ",
    ),
    "an address that is none": lambda _: (("create_consultation", "baru", "--title", "T", "--official", "ratna\n@x"), "email: "),
    "no days": lambda _: (("create_consultation", "baru", "--title", "T", "--open-for", 0), "open_for: "),
    "days without end": lambda _: (("create_consultation", "baru", "--title", "T", "--open-for", 10**9), "open_for: "),
    "a file that is not there": lambda folder: (("import_draft", folder / "tidak", "--consultation", "ada"), "file: "),
    "a folder for a file": lambda folder: (("import_draft", folder, "--consultation", "ada"), "file: "),
    "a binary file": lambda folder: (("import_draft", written(folder, b"\x00\x01"), "--consultation", "ada"), "file: "),
    "an empty file": lambda folder: (("import_draft", written(folder, b""), "--consultation", "ada", "--publish"), "file: "),
    "a file in another encoding": lambda folder: (("parse_draft", written(folder, b"Kaf\xe9"), "--json"), "file: "),
    "a tradition that nobody knows": lambda folder: (
        ("parse_draft", written(folder, b"Pasal 1"), "--profile", "klingon"),
        "profile: ",
    ),
    "a draft for no consultation": lambda folder: (
        ("import_draft", written(folder, DRAFT.encode()), "--consultation", "tidak-ada"),
        "consultation tidak-ada: ",
    ),
    "a report on no consultation": lambda folder: (
        ("report", "tidak-ada", "--format", "csv", "--out", folder / "x.csv"),
        "slug tidak-ada: ",
    ),
    "a report into no folder": lambda folder: (("report", "ada", "--format", "csv", "--out", folder / "tidak" / "x.csv"), "out: "),
    "a report into a folder": lambda folder: (("report", "ada", "--format", "csv", "--out", folder), "out: "),
    "a report into nothing": lambda _: (("report", "ada", "--format", "csv", "--out", ""), "out: "),
    "a record that is not there": lambda _: (("verify_record", "tidak-ada"), "slug tidak-ada: "),
}


def written(folder: Path, data: bytes) -> Path:
    """A file with that in it."""
    file = folder / "masukan.txt"
    file.write_bytes(data)
    return file


@pytest.mark.parametrize("what", BAD)
def test_bad_input_ends_with_two_and_one_line_and_changes_nothing(tmp_path: Path, what: str) -> None:
    ran("create_consultation", "ada", "--title", "Ada")
    arguments, begins = BAD[what](tmp_path)
    before, files = contents(), sorted(tmp_path.rglob("*"))

    status, out, err = ran(*arguments)  # type: ignore[arg-type]

    assert (status, out) == (2, "")
    assert err.startswith(begins)
    assert "\n" not in err
    assert contents() == before
    assert sorted(tmp_path.rglob("*")) == files


def test_what_is_published_already_is_refused_with_two(draft: Path) -> None:
    ran("create_consultation", "ada", "--title", "Ada")
    ran("import_draft", draft, "--consultation", "ada", "--publish")
    before = contents()

    status, out, err = ran("import_draft", draft, "--consultation", "ada", "--publish", "--json")

    assert (status, out) == (2, "")
    assert err.startswith("file: ")
    assert contents() == before


def test_import_draft_takes_the_next_version_to_be_settled_at_the_desk(draft: Path) -> None:
    ran("create_consultation", "ada", "--title", "Ada")
    ran("import_draft", draft, "--consultation", "ada", "--publish")
    draft.write_text(DOUBTFUL)

    status, out, _err = ran("import_draft", draft, "--consultation", "ada", "--json")

    assert (status, json.loads(out)["revision"], json.loads(out)["status"]) == (0, 2, "draft")
    assert open_links(Revision.objects.get(number=2)).exists()


def test_import_draft_publishes_no_doubtful_link_lists_each_and_changes_nothing(draft: Path) -> None:
    ran("create_consultation", "ada", "--title", "Ada")
    ran("import_draft", draft, "--consultation", "ada", "--publish")
    draft.write_text(DOUBTFUL)
    before = contents()

    status, out, err = ran("import_draft", draft, "--consultation", "ada", "--publish")

    assert (status, out) == (2, "")
    assert "doubtful: Pasal 5 → Pasal 5" in err
    assert contents() == before


def test_import_draft_publishes_the_next_version_where_nothing_is_doubtful(draft: Path) -> None:
    ran("create_consultation", "ada", "--title", "Ada")
    ran("import_draft", draft, "--consultation", "ada", "--publish")
    draft.write_text(DRAFT.replace("satu lapak", "satu lapak yang tetap"))

    status, out, _err = ran("import_draft", draft, "--consultation", "ada", "--publish", "--json")

    assert (status, json.loads(out)["revision"], json.loads(out)["status"]) == (0, 2, "published")


def test_import_draft_takes_a_correction_and_names_the_clause_that_is_more_than_one(draft: Path) -> None:
    ran("create_consultation", "ada", "--title", "Ada")
    ran("import_draft", draft, "--consultation", "ada", "--publish")
    draft.write_text(NEXT_DRAFT)

    status, _out, err = ran("import_draft", draft, "--consultation", "ada", "--correction", "--publish")
    draft.write_text(DRAFT.replace("pukul sepuluh", "pukul sepuluh pagi"))

    assert status == 2
    assert err.startswith("file: ")
    assert ran("import_draft", draft, "--consultation", "ada", "--correction", "--publish")[0] == 0
    assert Revision.objects.get(number=2).kind == "correction"
