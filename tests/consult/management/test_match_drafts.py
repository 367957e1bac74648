"""match_drafts: what it prints of two files, and what it refuses."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.consult.management.test_commands import ran

OLD = """UNDANG-UNDANG KEBUN
BAB I
KEBUN
Pasal 1
(1) Setiap kebun memiliki pagar bambu yang dirawat bersama.
(2) Air sumur dibagi menurut giliran pagi dan sore.
Pasal 2
Hasil panen dijual di pasar dusun setiap hari Rabu.
Pasal 3
Kambing tetangga dilarang masuk tanpa penggembala.
Pasal 4
Iuran tahunan dibayar dengan beras atau jagung kering.
"""
NEW = (
    OLD.replace("hari Rabu", "hari Kamis")
    .replace("Kambing tetangga dilarang masuk tanpa penggembala.", "Dihapus.")
    .replace("Pasal 4", "Pasal 3A\nLebah madu dipelihara di atap lumbung.\nPasal 4")
)
ROW = {"old", "new", "status", "renumbered", "score", "doubtful"}


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    """Two versions of a law."""
    old, new = tmp_path / "lama.txt", tmp_path / "baru.txt"
    old.write_text(OLD)
    new.write_text(NEW)
    return old, new


def printed(*arguments: object) -> dict[str, Any]:
    """The one JSON value on standard output."""
    status, out, err = ran("match_drafts", *arguments, "--json")
    assert (status, err) == (0, "")
    value = json.loads(out)
    assert isinstance(value, dict)
    return value


def test_match_drafts_prints_what_became_of_each_pasal(files: tuple[Path, Path]) -> None:
    told = printed(*files)

    assert set(told) == {"links", "seconds"}
    assert all(set(row) == ROW for row in told["links"])
    assert [(row["old"], row["new"], row["status"]) for row in told["links"]] == [
        ("Pasal 1", "Pasal 1", "unchanged"),
        ("Pasal 2", "Pasal 2", "changed"),
        ("Pasal 3", "Pasal 3", "removed"),
        (None, "Pasal 3A", "added"),
        ("Pasal 4", "Pasal 4", "unchanged"),
    ]
    assert not any(row["doubtful"] for row in told["links"])


@pytest.mark.parametrize(("unit", "labels"), [("ayat", ["Pasal 1 ayat (1)", "Pasal 1 ayat (2)"]), ("bab", ["BAB I"])])
def test_match_drafts_takes_any_kind_of_clause(files: tuple[Path, Path], unit: str, labels: list[str]) -> None:
    links = printed(*files, "--unit", unit)["links"]

    assert [row["old"] for row in links] == labels
    assert [row["status"] for row in links] == ["unchanged"] * len(labels)


@pytest.mark.parametrize("unit", ["klingon", "article"])
def test_match_drafts_names_a_kind_that_occurs_in_neither_text(files: tuple[Path, Path], unit: str) -> None:
    status, out, err = ran("match_drafts", *files, "--unit", unit, "--json")

    assert (status, out) == (2, "")
    assert err.startswith("unit: ")
    assert unit in err


def test_match_drafts_takes_a_paragraph_by_its_sign(tmp_path: Path) -> None:
    file = tmp_path / "gesetz.md"
    file.write_text("# Gartengesetz (GG)\n\n## § 1 Zaun\n\nDer Zaun wird von allen gepflegt.\n\n## § 2 Wasser\n\nDas Wasser ist frei.\n")

    assert [row["new"] for row in printed(file, file, "--unit", "§")["links"]] == ["§ 1", "§ 2"]


def test_match_drafts_prints_a_table_for_people(files: tuple[Path, Path]) -> None:
    _status, out, _err = ran("match_drafts", *files)
    lines = out.splitlines()

    assert len(lines) == 5
    assert lines[1].split() == ["changed", lines[1].split()[1], "Pasal", "2", "Pasal", "2"]
    assert lines[3].split() == ["added", "1.00", "–", "Pasal", "3A"]


def test_match_drafts_marks_what_a_person_should_look_at(tmp_path: Path) -> None:
    old, new = tmp_path / "lama.txt", tmp_path / "baru.txt"
    old.write_text(OLD)
    new.write_text(OLD.replace("Hasil panen dijual di pasar dusun setiap hari Rabu.", "Perahu nelayan ditambatkan di dermaga barat."))
    links = printed(old, new)["links"]
    _status, out, _err = ran("match_drafts", old, new)

    assert [row["old"] for row in links if row["doubtful"]] == ["Pasal 2"]
    assert [line.split()[1] for line in out.splitlines() if "?" in line] == ["?"]


def test_match_drafts_names_the_file_that_cannot_be_read(files: tuple[Path, Path]) -> None:
    status, out, err = ran("match_drafts", files[0], "tidak-ada.txt", "--json")

    assert (status, out) == (2, "")
    assert "tidak-ada.txt" in err
