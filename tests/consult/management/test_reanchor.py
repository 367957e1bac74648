"""reanchor: a place for each quote in the order of the file, or one line that names what is wrong."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.consult.management.test_commands import ran

OLD = """PERATURAN DESA TENTANG PASAR

BAB I
KETENTUAN UMUM

Pasal 1
Setiap pedagang memperoleh satu lapak di pasar.

Pasal 2
Juru parkir mengenakan rompi berwarna terang selama bertugas.

Pasal 3
(1) Lapak diberikan menurut urutan pendaftaran.
(2) Pengelola menjaga kebersihan pasar dan menyediakan tempat sampah.

PENJELASAN
Pasal 2
Rompi berwarna terang memudahkan pengunjung mengenali juru parkir.
"""
NEW = (
    OLD.replace("Pasal 3\n", "Pasal 3\nPasar dibuka mulai pukul lima pagi sampai dengan pukul sebelas siang.\n\nPasal 4\n")
    .replace("Juru parkir mengenakan rompi berwarna terang selama bertugas.", "Dihapus.")
    .replace("tempat sampah", "tempat sampah terpilah")
)
TWICE = """# Memo

## Umum

### Tujuan

Memo ini mengatur pasar desa.

## Khusus

### Tujuan

Bagian ini mengatur lapak di pasar.
"""


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    """Two versions of a draft."""
    old, new = tmp_path / "old.txt", tmp_path / "new.txt"
    old.write_text(OLD)
    new.write_text(NEW)
    return old, new


def line(clause: str, exact: str, prefix: str = "", suffix: str = "", *, id_: object = "a") -> str:
    """A line of the file."""
    return json.dumps({"id": id_, "clause": clause, "exact": exact, "prefix": prefix, "suffix": suffix})


def placed(files: tuple[Path, Path], *lines: str) -> list[dict[str, Any]]:
    """What the command prints of these lines."""
    quotes = files[0].with_name("quotes.jsonl")
    quotes.write_text("\n".join(lines))
    status, out, err = ran("reanchor", *files, quotes, "--json")
    assert (status, err) == (0, "")
    found: list[dict[str, Any]] = json.loads(out)
    return found


def test_each_quote_has_its_place_in_the_order_of_the_file(files: tuple[Path, Path]) -> None:
    found = placed(
        files,
        line("Pasal 3", "urutan pendaftaran. Pengelola menjaga", id_="z"),
        line("Pasal 1", "satu lapak", id_=7),
        line("Pasal 3 ayat (2)", "dan menyediakan tempat sampah.", id_="m"),
    )

    text = "Lapak diberikan menurut urutan pendaftaran. Pengelola menjaga kebersihan pasar dan menyediakan tempat sampah terpilah."
    across = text.index("urutan")
    assert found[0] == {"id": "z", "state": "exact", "clause": "Pasal 4", "start": across, "end": across + 37, "score": 1.0}
    assert (found[1]["id"], found[1]["state"], found[1]["clause"]) == (7, "exact", "Pasal 1")
    assert (found[2]["id"], found[2]["state"], found[2]["clause"]) == ("m", "fuzzy", "Pasal 4 ayat (2)")


def test_a_quote_of_a_removed_clause_is_orphaned(files: tuple[Path, Path]) -> None:
    (found,) = placed(files, line("Pasal 2", "mengenakan rompi berwarna terang"))

    assert found == {"id": "a", "state": "orphaned", "clause": "Pasal 2", "start": None, "end": None, "score": 0.0}


def test_of_two_clauses_with_one_label_the_first_that_holds_the_words_is_meant(tmp_path: Path) -> None:
    draft = tmp_path / "memo.md"
    draft.write_text(TWICE)

    first, second, neither = placed(
        (draft, draft), line("Tujuan", "Memo ini mengatur"), line("Tujuan", "lapak di pasar"), line("Tujuan", "sama sekali lain")
    )
    assert (first["state"], second["state"], neither["state"]) == ("exact", "exact", "clause_only")
    assert (first["start"], second["start"]) == (0, len("Bagian ini mengatur "))


def test_a_quote_that_never_stood_there_is_placed_all_the_same(files: tuple[Path, Path]) -> None:
    found = placed(files, line("Pasal 3", "menyediakan tempat sampah terpilah"), line("Pasal 3", "kursi roda"), line("Pasal 3", ""))

    assert [one["state"] for one in found] == ["exact", "clause_only", "clause_only"]


def test_no_quotes_have_no_places_and_empty_lines_are_passed_over(files: tuple[Path, Path]) -> None:
    assert placed(files) == []
    assert [one["id"] for one in placed(files, "", line("Pasal 1", "satu"), "  ", line("Pasal 1", "satu", id_="b"), "")] == ["a", "b"]


def test_people_read_a_line_a_quote(files: tuple[Path, Path], tmp_path: Path) -> None:
    quotes = tmp_path / "quotes.jsonl"
    quotes.write_text(f"\ufeff{line('Pasal 1', 'satu lapak di pasar')}\r\n{line('Pasal 2', 'rompi', id_=2)}\r\n")

    assert ran("reanchor", *files, quotes) == (0, "a: exact 1.00  Pasal 1 27–46\n2: orphaned 0.00  Pasal 2\n", "")


GOOD = line("Pasal 1", "satu lapak")


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        ("{", "JSON"),
        ("satu lapak", "JSON"),
        ('"satu lapak"', "quote"),
        ("[]", "quote"),
        ("[" * 100_000, "JSON"),
        ("1" * 5_000, "JSON"),
        (json.dumps({"id": "a", "clause": "Pasal 1", "exact": "satu", "prefix": ""}), "suffix"),
        (json.dumps({"clause": "Pasal 1", "exact": "satu", "prefix": "", "suffix": ""}), "id"),
        (line("Pasal 99", "satu"), "Pasal 99"),
        (line("pasal-1", "satu"), "pasal-1"),
        (line("Pasal 1", 5), "exact"),  # type: ignore[arg-type]
        (line("Pasal 1", None), "exact"),  # type: ignore[arg-type]
        (line("Pasal 1", "satu", []), "prefix"),  # type: ignore[arg-type]
        (line(["Pasal 1"], "satu"), "clause"),  # type: ignore[arg-type]
        (line("Pasal 1", "satu", id_=None), "id"),
        (line("Pasal 1", "satu", id_=True), "id"),
        (line("Pasal 1", "satu", id_=1.5), "id"),
        (line("Pasal 1", "satu", id_="\ud800"), "id"),
        (line("Pasal 1", "satu \udc00"), "exact"),
        (line("Pasal 1", "a" * 1_000_000), "1000000"),
    ],
)
def test_a_bad_line_is_named_with_its_file_and_number_and_nothing_is_printed(
    files: tuple[Path, Path], tmp_path: Path, bad: str, said: str, settings: Any
) -> None:
    settings.LANGUAGE_CODE = "en"
    quotes = tmp_path / "quotes.jsonl"
    quotes.write_text(f"{GOOD}\n\n{bad}\n{GOOD}\n")
    status, out, err = ran("reanchor", *files, quotes, "--json")

    assert (status, out) == (2, "")
    assert "quotes.jsonl, line 3" in err
    assert said in err
    assert "\n" not in err.strip()
    assert len(err) < 1_000


def test_a_line_in_another_encoding_is_named(files: tuple[Path, Path], tmp_path: Path) -> None:
    quotes = tmp_path / "quotes.jsonl"
    quotes.write_bytes(GOOD.encode() + b"\n" + GOOD.encode("utf-16"))
    status, out, err = ran("reanchor", *files, quotes, "--json")

    assert (status, out) == (2, "")
    assert "quotes.jsonl, " in err
    assert " 2" in err


@pytest.mark.parametrize("missing", [0, 1, 2])
def test_a_file_that_is_not_there_is_named(files: tuple[Path, Path], tmp_path: Path, missing: int) -> None:
    quotes = tmp_path / "quotes.jsonl"
    quotes.write_text(GOOD)
    given = [*files, quotes]
    given[missing] = tmp_path / "nowhere.txt"
    status, out, err = ran("reanchor", *given, "--json")

    assert (status, out) == (2, "")
    assert "nowhere.txt" in err
