"""Which file is read how, and what of a file is refused before anything in it is looked at."""

from collections.abc import Iterator
from contextlib import contextmanager
from os import mkfifo
from pathlib import Path
from threading import Thread
from typing import Final

import pytest

from consult.errors import BadInput
from consult.sentences import sentence_of
from consult.tally.formats import lines, read_ballots
from consult.tally.formats.read_ballots import read_file
from tests.consult.tally.formats.files import CHOSEN, RANKED, SCORED, rankings

TEXTS: Final = {
    "csv": "count,rank1\n1,A\n",
    "blt": '1 1\n1 1 0\n0\n"A"\n"T"\n',
    "json": '{"candidates": ["A"],\n"ballots": [[1, ["A"]]]}',
    "abif": "# ABIF\n=A:[A]\n1:A\n",
}


def refusal_of(file: Path, wanted: tuple[object, ...] = RANKED) -> BadInput:
    """Why a file is not read."""
    with pytest.raises(BadInput) as caught:
        read_file(file, wanted)  # type: ignore[arg-type]
    assert sentence_of(caught.value)
    return caught.value


@pytest.mark.parametrize("text", ["1 * A\n", "rank1\nA\n", "Rank 1,rank2\nA,\n"])
def test_a_file_whose_name_says_nothing_may_begin_as_other_programs_begin(text: str, tmp_path: Path) -> None:
    (tmp_path / "ballots").write_text(text)

    assert rankings(read_file(tmp_path / "ballots", RANKED).profile) == {"A": 1}


@pytest.mark.parametrize("suffix", sorted(TEXTS))
@pytest.mark.parametrize("ending", ["its own", ".txt", "", ".BIG"])
def test_a_file_is_read_by_the_end_of_its_name_or_else_by_its_first_line(suffix: str, ending: str, tmp_path: Path) -> None:
    file = tmp_path / f"ballots{f'.{suffix}'.upper() if ending == 'its own' else ending}"
    file.write_text(TEXTS[suffix])

    assert rankings(read_file(file, RANKED).profile) == {"A": 1}


def test_a_byte_order_mark_is_no_part_of_a_file(tmp_path: Path) -> None:
    file = tmp_path / "ballots.csv"
    file.write_bytes(b"\xef\xbb\xbfcount,rank1\r\n1,A\r\n")

    assert rankings(read_file(file, RANKED).profile) == {"A": 1}


@pytest.mark.parametrize("suffix", sorted(TEXTS))
@pytest.mark.parametrize("ending", ["its own", ""])
def test_what_comes_through_a_pipe_is_read_once(suffix: str, ending: str, tmp_path: Path) -> None:
    pipe = tmp_path / f"ballots{f'.{suffix}' if ending else ''}"
    mkfifo(pipe)
    with writing(pipe, TEXTS[suffix].encode()):
        assert rankings(read_file(pipe, RANKED).profile) == {"A": 1}


def test_bytes_from_a_pipe_that_are_no_utf8_are_refused_with_their_line(tmp_path: Path) -> None:
    pipe = tmp_path / "ballots.csv"
    mkfifo(pipe)
    with writing(pipe, b"count,rank1\n1,caf\xe9\n"):
        refusal = refusal_of(pipe)

    assert (refusal.code, refusal.facts["line"]) == ("tally.encoding", 2)


def test_what_never_ends_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert refusal_of(Path("/dev/zero")).code == "tally.long_line"
    monkeypatch.setattr(read_ballots, "MOST_PIPED", 20)
    pipe = tmp_path / "ballots.csv"
    mkfifo(pipe)
    with writing(pipe, b"count,rank1\n" + b"1,A\n" * 10):
        assert refusal_of(pipe).code == "draft.too_large"


@contextmanager
def writing(pipe: Path, data: bytes) -> Iterator[None]:
    """Somebody who writes into a pipe, once."""
    writer = Thread(target=pipe.write_bytes, args=(data,), daemon=True)
    writer.start()
    yield
    writer.join(5)
    assert not writer.is_alive()


def test_what_looks_like_no_format_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "ballots.xlsx"
    file.write_bytes(b"PK\x03\x04")

    assert refusal_of(file).code == "tally.format"


def test_bytes_that_are_no_utf8_are_refused_with_their_line(tmp_path: Path) -> None:
    file = tmp_path / "ballots.csv"
    file.write_bytes(b"count,rank1\n" + b"1,A\n" * 5_000 + b"1,caf\xe9\n")

    assert (refusal_of(file).code, refusal_of(file).facts["line"]) == ("tally.encoding", 5_002)


def test_a_line_without_end_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "LONGEST", 100)
    file = tmp_path / "ballots.csv"
    file.write_text("count,rank1\n" + "1,A\n" * 100 + "1," + "A" * 500 + "\n")

    assert (refusal_of(file).code, refusal_of(file).facts["line"]) == ("tally.long_line", 102)


@pytest.mark.parametrize("name", ["absent.csv", "."])
def test_a_file_that_cannot_be_read_is_refused(name: str, tmp_path: Path) -> None:
    assert refusal_of(tmp_path / name).code == "draft.unreadable"


def test_ballots_of_a_kind_that_the_method_does_not_count_are_refused_with_the_methods_that_do(tmp_path: Path) -> None:
    file = tmp_path / "ballots.csv"
    file.write_text(TEXTS["csv"])

    refusal = refusal_of(file, SCORED)

    assert (refusal.code, refusal.facts["kind"]) == ("tally.kind", "ranked")
    assert "plurality" in str(refusal.facts["methods"])
    assert refusal_of(file, CHOSEN).code == "tally.kind"
