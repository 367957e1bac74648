"""Names of options in every format: one name for one who reads it, and nothing in it that nobody sees."""

from typing import Final

import pytest

from consult.tally.formats.abif.reader import read_abif
from consult.tally.formats.ballot_file import Reader
from consult.tally.formats.blt.reader import read_blt
from consult.tally.formats.csv.reader import read_csv
from consult.tally.formats.json.reader import read_json
from consult.tally.formats.limits import look_alikes
from consult.tally.formats.pabulib.reader import read_pabulib
from consult.tally.profile import Ballots
from tests.consult.tally.formats.files import CHOSEN, RANKED, SCORED, read_by, refused_by

ONE, OTHER = "Jos\u00e9", "Jose\u0301"  # the same name, written in two ways
PB: Final = (
    "META\nkey;value\ndescription;{title}\nnum_projects;1\nnum_votes;1\nbudget;1\nvote_type;approval\n"
    "PROJECTS\nproject_id;cost\n{a};1\nVOTES\nvoter_id;vote\n1;{b}\n"
)
FORMATS: Final[dict[str, tuple[Reader, str, tuple[Ballots, ...]]]] = {
    "rankings": (read_csv, "count,rank1\n1,{a}\n1,{b}\n", RANKED),
    "choices": (read_csv, "count,choice1\n1,{a}\n1,{b}\n", CHOSEN),
    "abif": (read_abif, "1:[{a}]\n1:[{b}]\n", RANKED),
    "abif with a list": (read_abif, "=A:[{a}]\n1:[{b}]\n", RANKED),
    "json": (read_json, '{{"candidates": ["{a}"], "ballots": [[1, ["{b}"]]]}}', RANKED),
    "json costs": (read_json, '{{"candidates": ["{a}"], "costs": {{"{b}": 1}}, "ballots": [[1, ["{b}"]]]}}', CHOSEN),
    "json points": (read_json, '{{"candidates": ["{a}"], "ballots": [[1, {{"{b}": 1}}]]}}', SCORED),
    "pb": (read_pabulib, PB.replace("{title}", "T"), CHOSEN),
}
LISTS: Final[dict[str, tuple[Reader, str, tuple[Ballots, ...]]]] = {
    "marks": (read_csv, "count,{a},{b}\n1,1,1\n", SCORED),
    "blt": (read_blt, '2 1\n1 1 0\n0\n"{a}"\n"{b}"\n"T"\n', RANKED),
    "ward": (read_csv, '2,1,\n1,1,\n"Candidate 1","{a}","",\n"Candidate 2","{b}","",\n"T",\n', RANKED),
}
TITLES: Final[dict[str, tuple[Reader, str, tuple[Ballots, ...]]]] = {
    "abif": (read_abif, '{{title: "{title}"}}\n1:A\n', RANKED),
    "blt": (read_blt, '1 1\n1 1 0\n0\n"A"\n"{title}"\n', RANKED),
    "json": (read_json, '{{"candidates": ["A"], "title": "{title}", "ballots": [[1, ["A"]]]}}', RANKED),
    "pb": (read_pabulib, PB, CHOSEN),
}


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_a_name_that_is_written_in_two_ways_is_one_name(name: str) -> None:
    reader, text, wanted = FORMATS[name]
    found = read_by(reader, text.format(a=ONE, b=OTHER), wanted)

    assert len(found.profile.options) == 1
    assert found.profile.abstained == 0


@pytest.mark.parametrize("name", sorted(LISTS))
def test_a_name_that_is_listed_in_two_ways_is_listed_twice(name: str) -> None:
    reader, text, wanted = LISTS[name]

    assert refused_by(reader, text.format(a=ONE, b=OTHER), wanted)[0] == "tally.option_twice"


@pytest.mark.parametrize("name", sorted({**FORMATS, **LISTS}))
@pytest.mark.parametrize("sign", ["\u200b", "\u202e", "\u2028", "\ue000", "\x7f", "\u00ad"])
def test_a_name_with_what_nobody_sees_is_refused_with_its_line(name: str, sign: str) -> None:
    reader, text, wanted = {**FORMATS, **LISTS}[name]
    code, line = refused_by(reader, text.format(a=f"A{sign}B", b="C"), wanted)

    assert code == "tally.controls"
    assert line is not None


@pytest.mark.parametrize("name", sorted(TITLES))
def test_a_title_becomes_one_line_of_what_is_seen(name: str) -> None:
    reader, text, wanted = TITLES[name]

    assert read_by(reader, text.format(title="A\u2028 B\u202eC\x7f", a="A", b="A"), wanted).title == "A BC"


def test_options_look_alike_where_only_case_or_form_tells_them_apart() -> None:
    assert look_alikes(["Alun", "Budi", "ALUN", "Ａlun", "Citra"]) == ["Alun; ALUN; Ａlun"]
    assert look_alikes(["Alun", "Alum"]) == []
