"""create_poll and close_poll: what they make, print and refuse."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from consult.access import Phase
from consult.consultations.models import Consultation
from consult.polls.models import Option, Poll
from consult.record.checks.verification import verify
from tests.cast import Scene, Someone, moment
from tests.consult.management.test_commands import ran
from tests.consult.polls.voting import TITLES, asked, crowd, votes
from tests.tables import contents

pytestmark = pytest.mark.django_db

QUESTION = {"title": "Kapan pasar buka?", "kind": "single", "options": [{"title": "Pagi"}, {"title": "Siang"}]}


def filed(folder: Path, value: object) -> Path:
    """A file that holds this."""
    file = folder / "jajak.json"
    file.write_text(value if isinstance(value, str) else json.dumps(value))
    return file


@pytest.mark.parametrize(("options", "status", "seats"), [((), "draft", None), (("--open",), "open", 1)])
def test_create_poll_prints_id_and_status(lively: Scene, tmp_path: Path, options: tuple[str, ...], status: str, seats: int | None) -> None:
    file = filed(tmp_path, QUESTION | {"seats": seats, "budget": None})
    code, out, err = ran("create_poll", lively.row.slug, file, *options, "--json")

    poll = Poll.objects.get()
    assert (code, err, json.loads(out)) == (0, "", {"id": str(poll.pk), "status": status})
    assert list(Option.objects.order_by("position").values_list("title", flat=True)) == ["Pagi", "Siang"]
    assert not verify().faults


BAD: list[tuple[Any, str]] = [
    ("{", "file"),
    ("[]", "file"),
    ('{"title": "Lain", ' + json.dumps(QUESTION)[1:], "file"),
    (json.dumps(QUESTION).replace('{"title": "Pagi"}', '{"title": "Malam", "title": "Pagi"}'), "file"),
    (QUESTION | {"titel": "?"}, "titel"),
    (QUESTION | {"seats": 3}, "seats"),
    (QUESTION | {"seats": True}, "seats"),
    (QUESTION | {"seats": "1"}, "seats"),
    (QUESTION | {"budget": 1}, "budget"),
    ({"kind": "single", "options": []}, "title"),
    (QUESTION | {"title": 7}, "title"),
    (QUESTION | {"kind": "ranking"}, "kind"),
    (QUESTION | {"language": "xx"}, "language"),
    (QUESTION | {"options": "Pagi"}, "options"),
    (QUESTION | {"options": ["Pagi", "Siang"]}, "options.0"),
    (QUESTION | {"options": [{"title": "Pagi"}]}, "options"),
    (QUESTION | {"options": [{"title": "Pagi"}, {"title": "pagi "}]}, "options.1.title"),
]


@pytest.mark.parametrize(("given", "field"), BAD, ids=[f"{n}-{field}" for n, (_, field) in enumerate(BAD)])
def test_a_file_that_asks_nothing_is_one_line_that_names_the_field(lively: Scene, tmp_path: Path, given: object, field: str) -> None:
    before = contents()
    code, out, err = ran("create_poll", lively.row.slug, filed(tmp_path, given), "--open")

    assert (code, out, err.partition(":")[0], "\n" in err) == (2, "", field, False)
    assert contents() == before


def test_a_poll_that_cannot_be_opened_now_is_not_created_either(consultation: Scene, tmp_path: Path) -> None:
    Consultation.objects.filter(pk=consultation.row.pk).update(step=Phase.ANNOUNCED, opens_at=moment() + timedelta(days=1))
    before = contents()

    code, out, err = ran("create_poll", consultation.row.slug, filed(tmp_path, QUESTION), "--open")

    assert (code, out, "\n" in err) == (2, "", False)
    assert contents() == before
    assert ran("create_poll", consultation.row.slug, filed(tmp_path, QUESTION))[0] == 0


def test_close_poll_prints_the_tally_by_title(lively: Scene, ratna: Someone) -> None:
    poll = asked(ratna, lively)
    for who, title in zip(crowd(3), (TITLES[1], TITLES[1], None), strict=True):
        votes(who, poll, title)

    code, out, err = ran("close_poll", poll.pk, "--json")

    tally = json.loads(out)
    assert (code, err) == (0, "")
    assert tally.keys() >= {"method", "options", "ballots", "winners", "rounds", "pairwise", "scores", "ties", "seconds"}
    assert (tally["rounds"][0]["exhausted"], tally["pairwise"], tally["scores"], tally["ties"]) == (0, {}, {}, [])
    assert type(tally["seconds"]) is int
    assert (tally["method"], tally["options"], tally["ballots"], tally["winners"]) == ("plurality", list(TITLES), 3, [TITLES[1]])
    assert tally["rounds"][0]["tallies"] == {TITLES[0]: 0, TITLES[1]: 2, TITLES[2]: 0}


def test_closing_twice_or_what_is_not_there_is_one_line_and_exit_2(lively: Scene, ratna: Someone) -> None:
    poll = asked(ratna, lively)
    code, out, _ = ran("close_poll", poll.pk)
    assert code == 0
    assert out.startswith("Metode: plurality.")
    assert [f"  0  {title}" in out.splitlines() for title in TITLES] == [True, True, True]

    for given, named in ((poll.pk, "ditutup"), ("bukan-id", "bukan-id"), (lively.row.pk, str(lively.row.pk))):
        code, out, err = ran("close_poll", given)
        assert (code, out, named in err, "\n" in err) == (2, "", True, False), err
