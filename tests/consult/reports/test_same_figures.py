"""The same figure in every format: known numbers are planted, and thirteen of them are read back, by name, from each file."""

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import cycle, islice
from typing import Any, Final

import pytest

from consult.discussion.rules import Stance
from consult.record.erasure.erase_person import erase_person
from consult.reports.render import FORMATS
from tests.cast import Scene, Someone, moment, someone
from tests.consult.polls.voting import TITLES, asked, closes_poll, votes
from tests.consult.reports.reading import as_json, as_rows, made, words_in

pytestmark = pytest.mark.django_db

HELD, ERASED, ALIKE, HIDDEN, WITHDRAWN, PRAISED = 17, 3, 41, 5, 2, 9  # 77 in all
VOTES: Final = [TITLES[0]] * 6 + [TITLES[1]] * 3 + [None] * 2
WRITERS: Final = 6
CLAUSES, ELIGIBLE = 19, WRITERS + len(VOTES)  # of the cast's draft; accounts outside the team

PAPER: Final = ("html", "pdf", "docx")

Read = Callable[[Any], Any]

ON_PAPER: Final[Mapping[str, str]] = {  # a pattern that every file for people has
    "received": r"(Jumlah|semua saluran) 77 50 17 5 2 3",
    "shown": r"tampil 50 64,9% dari 77",
    "held": r"tertahan 17 22,1% dari 77",
    "hidden": r"disembunyikan 5 6,5% dari 77",
    "withdrawn": r"ditarik kembali 2 2,6% dari 77",
    "erased": r"dihapus 3 3,9% dari 77",
    "people": r"(7 orang ikut serta|orang ikut serta (akun yang mengirim sedikitnya satu kiriman )?7)",
    "opposing": r"masukan menolak (41 )?82,0% dari 50",
    "clauses": rf"ketentuan mendapat masukan (2 )?{2 / CLAUSES * 100:.1f}% dari {CLAUSES}".replace(".", ","),
    "alike": r"Pasal 5 .{0,60}?0 41 0 0 (41 )?0 41",
    "took part": rf"Ikut serta 11 orang, yaitu {11 / ELIGIBLE * 100:.1f}% dari {ELIGIBLE}".replace(".", ","),
    "first option": r"Setiap hari 6 66,7% dari 9",
    "abstained": r"abstain 2, yaitu 18,2% dari 11",
}
IN_JSON: Final[Mapping[str, tuple[Read, int]]] = {
    "received": (lambda found: found["totals"]["submissions"]["all"]["received"], 77),
    "shown": (lambda found: found["totals"]["posts"]["all"]["shown"], 50),
    "held": (lambda found: found["totals"]["posts"]["all"]["held"], HELD),
    "hidden": (lambda found: found["totals"]["posts"]["all"]["hidden"], HIDDEN),
    "withdrawn": (lambda found: found["totals"]["posts"]["all"]["withdrawn"], WITHDRAWN),
    "erased": (lambda found: found["totals"]["posts"]["all"]["erased"], ERASED),
    "people": (lambda found: found["totals"]["people"], WRITERS + 1),
    "opposing": (lambda found: found["stances"]["oppose"], ALIKE),
    "clauses": (lambda found: found["draft"]["with_contributions"], 2),
    "alike": (lambda found: found["clauses"][1]["shown"], ALIKE),
    "took part": (lambda found: found["polls"][0]["taking_part"], len(VOTES)),
    "first option": (lambda found: found["polls"][0]["options"][0]["votes"], 6),
    "abstained": (lambda found: found["polls"][0]["abstained"], 2),
}
IN_CSV: Final[Mapping[str, tuple[dict[str, str], str, str]]] = {  # what the row says, its value, its base
    "received": ({"section": "submissions", "kind": "all", "name": "received"}, "77", "77"),
    "shown": ({"section": "posts", "kind": "all", "name": "shown"}, "50", "77"),
    "held": ({"section": "posts", "kind": "all", "name": "held"}, "17", "77"),
    "hidden": ({"section": "posts", "kind": "all", "name": "hidden"}, "5", "77"),
    "withdrawn": ({"section": "posts", "kind": "all", "name": "withdrawn"}, "2", "77"),
    "erased": ({"section": "posts", "kind": "all", "name": "erased"}, "3", "77"),
    "people": ({"section": "people"}, "7", "7"),
    "opposing": ({"section": "stance", "stance": "oppose"}, "41", "50"),
    "clauses": ({"section": "draft"}, "2", str(CLAUSES)),
    "alike": ({"section": "clause", "clause": "Pasal 5", "stance": "", "kind": ""}, "41", "50"),
    "took part": ({"section": "poll", "name": "taking part"}, "11", str(ELIGIBLE)),
    "first option": ({"section": "poll", "kind": "option", "name": TITLES[0]}, "6", "9"),
    "abstained": ({"section": "poll", "name": "abstained"}, "2", "11"),
}


@pytest.fixture
def planted(consultation: Scene, budi: Someone, ratna: Someone) -> Scene:
    """17 held, 3 erased, 41 alike on one clause, 5 hidden, 2 withdrawn, 9 in praise of another, and a closed poll of 11."""
    five, four, leaving = consultation.clause("Pasal 5"), consultation.clause("Pasal 4"), someone("Tini")
    writers = cycle([someone(f"Warga{n}") for n in range(WRITERS)])  # in turns: one alone would meet a limit
    for _ in range(ALIKE):
        budi.publishes(next(writers).posts("Sampah jangan dipilah.", on=five, stance=Stance.OPPOSE))
    for n in range(PRAISED):
        budi.publishes(next(writers).posts(f"Bersih itu baik. {n}", on=four, stance=Stance.SUPPORT))
    for n in range(HELD):
        next(writers).posts(f"Menunggu {n}.", on=four)
    for n in range(HIDDEN):
        budi.hides(next(writers).posts(f"Promosi {n}.", on=four), rule=4)
    for writer in islice(writers, WITHDRAWN):
        writer.withdraws(writer.posts("Tidak jadi.", on=five))
    for n in range(ERASED):
        budi.publishes(leaving.posts(f"Hapus {n}.", on=five))
    erase_person(actor=leaving.viewer, person_id=leaving.person.pk, now=moment())
    polled(consultation, ratna, VOTES)
    return consultation


def polled(scene: Scene, official: Someone, cast: Sequence[str | None], *, by: str = "Pemilih") -> None:
    """A closed poll with these votes."""
    poll = asked(official, scene)
    for n, title in enumerate(cast):
        votes(someone(f"{by}{n}"), poll, title)
    closes_poll(official, poll)


def test_the_planted_figures_stand_on_paper_each_with_its_base(planted: Scene) -> None:
    for form in PAPER:
        found = words_in(FORMATS[form](made(planted)), form)
        assert (form, {name for name, pattern in ON_PAPER.items() if not re.search(pattern, found)}) == (form, set())
    assert len(ON_PAPER) == 13


def test_the_same_figures_stand_in_json_and_csv_with_the_same_bases(planted: Scene) -> None:
    found, rows = as_json(planted), as_rows(planted)

    assert {name: read(found) for name, (read, _value) in IN_JSON.items()} == {name: value for name, (_read, value) in IN_JSON.items()}
    for name, (says, value, base) in IN_CSV.items():
        [row] = [row for row in rows if all(row[column] == cell for column, cell in says.items())]
        assert (name, row["value"], row["base"]) == (name, value, base)
    assert set(IN_JSON) == set(IN_CSV) == set(ON_PAPER)


def test_every_file_has_the_closed_poll_with_its_options_and_counts(lively: Scene, ratna: Someone) -> None:
    polled(lively, ratna, VOTES[:4])

    for form, render in FORMATS.items():
        found = words_in(render(made(lively)), form)
        assert (form, [said for said in ("Kapan pasar pagi buka?", "Untuk Pasal 2.", *TITLES) if said not in found]) == (form, [])


def test_no_file_tells_of_a_poll_that_is_still_open(lively: Scene, ratna: Someone, siti: Someone) -> None:
    votes(siti, asked(ratna, lively), TITLES[0])

    for form, render in FORMATS.items():
        found = words_in(render(made(lively)), form)
        assert (form, [said for said in ("Kapan pasar pagi buka?", *TITLES) if said in found]) == (form, [])


def test_a_poll_of_few_is_marked_as_one_that_nobody_can_count_again(lively: Scene, ratna: Someone) -> None:
    polled(lively, ratna, VOTES[:9])
    assert [form for form in PAPER if "Tidak dapat dihitung ulang" not in words_in(FORMATS[form](made(lively)), form)] == []

    polled(lively, ratna, VOTES, by="Lain")
    assert [form for form in PAPER if "Dapat dihitung ulang" not in words_in(FORMATS[form](made(lively)), form)] == []
