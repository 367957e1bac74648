"""Files that are cut off or damaged: each is refused, or counted as what is wholly there. Never half a ballot, never another error."""

from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Final

import pytest

from consult.errors import BadInput
from consult.sentences import sentence_of
from consult.tally.formats.abif.reader import read_abif
from consult.tally.formats.ballot_file import BallotFile, Reader
from consult.tally.formats.blt.reader import read_blt
from consult.tally.formats.csv.reader import read_csv
from consult.tally.formats.json.reader import read_json
from consult.tally.formats.read_ballots import read_file
from consult.tally.profile import Ballots
from tests.consult.tally.formats.files import ANSWERED, CHOSEN, RANKED, SCORED, outcomes, read_by

TIMES: Final = 200
NAMES: Final = ("Alun", "Budi", "Citra", "Dewi, MA")


def rankings_table(random: Random) -> str:
    """Rankings as CSV; no name begins like another."""
    rows = [["count", "rank1", "rank2", "rank3"]]
    for _ in range(30):
        kept = random.sample(NAMES, random.randint(1, 3))
        rows.append([str(random.randint(1, 99)), *(f'"{name}"' if "," in name else name for name in kept), *[""] * (3 - len(kept))])
    return "".join(",".join(row) + "\n" for row in rows)


def marks_table(random: Random) -> str:
    """Points as CSV, of one digit each."""
    rows = [",".join([str(random.randint(1, 99)), *(random.choice(["", *"012345"]) for _ in range(3))]) for _ in range(30)]
    return "count,Park,Pool,Path\n" + "".join(f"{row}\n" for row in rows)


def choices_table(random: Random) -> str:
    """Approvals as CSV."""
    return rankings_table(random).replace("rank", "choice").replace('"Dewi, MA"', "Dewi")


def answers_table(random: Random) -> str:
    """Answers as CSV."""
    words = {"0": "agree", "1": "disagree", "2": "pass"}
    header, *rows = marks_table(random).splitlines()
    cells = [[row.split(",")[0], *(words.get(cell, "") for cell in row.split(",")[1:])] for row in rows]
    return "".join(f"{row}\n" for row in (header, *map(",".join, cells)))


def ward(random: Random) -> str:
    """A Scottish ward."""
    rows = [f"{random.randint(1, 99)},{','.join(map(str, random.sample(range(1, 5), random.randint(1, 4))))},\n" for _ in range(30)]
    names = [f'"Candidate {number}","{name}","Party",\n' for number, name in enumerate(NAMES, start=1)]
    return "4,2,\n" + "".join(rows + names) + '"A ward",\n'


def blt_text(random: Random) -> str:
    """A BLT file."""
    rows = [f"{random.randint(1, 99)} {' '.join(map(str, random.sample(range(1, 5), random.randint(1, 4))))} 0\n" for _ in range(30)]
    return "4 2\n[tie 4 3 2 1]\n" + "".join(rows) + "0\n" + "".join(f'"{name}"\n' for name in (*NAMES, "A ward"))


def json_text(random: Random) -> str:
    """A JSON file."""
    rows = [f'[{random.randint(1, 99)}, ["Alun", ["Budi", "Citra"]]]' for _ in range(30)]
    return '{"candidates": ["Alun", "Budi", "Citra"],\n"ballots": [' + ",\n".join(rows) + "]}\n"


def abif_text(random: Random) -> str:
    """An ABIF file."""
    rows = [f"{random.randint(1, 99)}:{'>'.join(random.sample(['Alun', 'Budi', 'Citra'], random.randint(1, 3)))}\n" for _ in range(30)]
    return "=Alun:[Alun A.]\n=Budi:[Budi B.]\n=Citra:[Citra C.]\n" + "".join(rows)


TABLES: Final[dict[str, tuple[Callable[[Random], str], tuple[Ballots, ...]]]] = {
    "rankings": (rankings_table, RANKED),
    "choices": (choices_table, CHOSEN),
    "marks": (marks_table, SCORED),
    "answers": (answers_table, ANSWERED),
}
WHOLE: Final[dict[str, tuple[Callable[[Random], str], Reader]]] = {
    "ward": (ward, read_csv),
    "blt": (blt_text, read_blt),
    "json": (json_text, read_json),
}
SUFFIXES: Final[dict[str, tuple[Callable[[Random], str], str, tuple[Ballots, ...]]]] = {
    **{name: (make, ".csv", wanted) for name, (make, wanted) in TABLES.items()},
    "ward": (ward, ".csv", RANKED),
    "blt": (blt_text, ".blt", RANKED),
    "json": (json_text, ".json", RANKED),
    "abif": (abif_text, ".abif", RANKED),
}


def cuts(text: str, random: Random) -> list[str]:
    """The beginnings of a text, of random lengths, and those that end near a line's end."""
    ends = [at + near for at, letter in enumerate(text) if letter == "\n" for near in (-1, 0, 1)]
    return [text[:at] for at in sorted({*random.choices(range(len(text)), k=TIMES), *ends}) if at >= 0]


@pytest.mark.parametrize("name", sorted(TABLES))
def test_a_table_that_was_cut_off_is_refused_or_counts_the_rows_that_are_whole(name: str) -> None:
    make, wanted = TABLES[name]
    text = make(Random(1))
    whole = [int(row.partition(",")[0]) for row in text.splitlines()[1:]]

    found = outcomes(lambda part: read_by(read_csv, part, wanted), cuts(text, Random(2)))

    counted = [(part, voters) for part, voters in found if voters is not None]
    assert len(counted) >= 20
    for part, voters in counted:
        assert part.endswith("\n") or text[len(part)] == "\n", part[-40:]
        assert voters == sum(whole[: len(part.splitlines()) - 1])


@pytest.mark.parametrize("name", sorted(WHOLE))
def test_a_file_that_says_where_it_ends_is_refused_or_counted_wholly(name: str) -> None:
    make, reader = WHOLE[name]
    text = make(Random(3))
    whole = read_by(reader, text)

    def same(part: str) -> BallotFile:
        found = read_by(reader, part)
        assert found.profile.marks.tolist() == whole.profile.marks.tolist()
        assert (found.profile.options, found.lot, found.seats) == (whole.profile.options, whole.lot, whole.seats)
        return found

    found = outcomes(same, cuts(text, Random(4)))

    assert {voters for _part, voters in found if voters is not None} == {whole.profile.voters}
    assert sum(voters is None for _part, voters in found) > TIMES / 2


def test_an_abif_file_that_says_how_many_ballots_it_holds_is_counted_wholly_or_tells_that_its_last_line_is_not_ended() -> None:
    text = abif_text(Random(5))
    voters = read_by(read_abif, text).profile.voters
    text = f"{{ballotcount: {voters}}}\n" + text

    def told(part: str) -> BallotFile:
        found = read_by(read_abif, part)
        assert found.profile.voters == voters
        assert part == text or "tally.unended" in found.notes
        return found

    assert any(found is None for _part, found in outcomes(told, cuts(text, Random(6))))


@pytest.mark.parametrize("name", sorted(SUFFIXES))
def test_a_file_in_which_bytes_were_changed_is_refused_or_counted_and_never_breaks_the_reader(name: str, tmp_path: Path) -> None:
    make, suffix, wanted = SUFFIXES[name]
    random, file = Random(7), tmp_path / f"ballots{suffix}"
    data = make(Random(8)).encode()
    refused = 0
    for _ in range(TIMES):
        changed = bytearray(data)
        for at in random.choices(range(len(data)), k=random.randint(1, 3)):
            changed[at] = random.choice(b'\x00\xff\xc3 -0",\n[]{}/=#()9') if random.random() < 0.7 else random.randrange(256)
        file.write_bytes(changed)
        try:
            read_file(file, wanted)
        except BadInput as refusal:
            sentence_of(refusal)
            refused += 1
    assert refused > TIMES / 4


@pytest.mark.parametrize("name", sorted(SUFFIXES))
@pytest.mark.parametrize("number", ["0", "-1", "1.5", "1e3", "99999999999", "9" * 5_000, "0x1", "½", "NaN"])
def test_a_number_of_voters_that_is_none_is_refused_in_every_format(name: str, number: str) -> None:
    make, suffix, wanted = SUFFIXES[name]
    reader = {".csv": read_csv, ".blt": read_blt, ".json": read_json, ".abif": read_abif}[suffix]
    lines = make(Random(9)).splitlines(keepends=True)
    at = 10
    digits = next(word for word in ("".join(c if c.isdigit() else " " for c in lines[at])).split())
    lines[at] = lines[at].replace(digits, number, 1)

    with pytest.raises(BadInput) as caught:
        read_by(reader, "".join(lines), wanted)
    assert caught.value.facts.get("line") == at + 1
