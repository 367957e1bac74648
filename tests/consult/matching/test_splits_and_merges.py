"""Which parts make up a whole, and that looking for them stays quick."""

from time import process_time

from consult.matching.links import LinkStatus, Unit
from consult.matching.match import match
from tests.consult.matching.laws import SENTENCES, law, pasal


def test_a_list_that_became_many_clauses_takes_no_long_search() -> None:
    """A table that stood in one clause and now has a clause a line: each might be part of it, and each is weighed against all others."""
    lines = [f"Petak {n} seluas {n * 7} depa ditanami {plant} oleh keluarga {n * 3}." for n, plant in enumerate(["jagung", "talas"] * 200)]
    old = [*law(*SENTENCES), pasal("11", " ".join(lines))]
    new = [*law(*SENTENCES), *law(*lines, first=12)]

    began = process_time()
    statuses = [one.status for one in match(old, new).links if one.old and one.new]

    assert statuses == [LinkStatus.UNCHANGED] * len(SENTENCES)
    assert process_time() - began < 5


def test_a_part_that_others_say_as_well_is_no_part() -> None:
    halves = SENTENCES[0], SENTENCES[1]
    old: list[Unit] = [pasal("1", " ".join(halves)), pasal("2", SENTENCES[2])]
    new = [*law(*halves), pasal("3", SENTENCES[2]), pasal("4", f"{halves[0]} {halves[0]}")]
    links = match(old, new).links

    assert [one.new for one in links if one.status == LinkStatus.SPLIT] == ["pasal-1", "pasal-2"]
    assert [one.status for one in links if one.new == "pasal-4"] == [LinkStatus.ADDED]
