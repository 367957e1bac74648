"""People and shares of stances are counted by one rule: on the desk, in every format of the report, and in the open data."""

import json
import re
from pathlib import Path
from typing import Any, Final

import pytest

from consult.accounts.models import Person
from consult.discussion.models import Submission
from consult.platform.audit.canonical import canonical
from consult.record.checks.verification import verify
from consult.reports.actions import freeze_edition
from consult.reports.dashboard import arrivals
from consult.reports.editions import frozen
from consult.reports.editions.files import make_missing
from consult.reports.figures import figures
from consult.reports.models import Edition, EditionFile
from consult.reports.render import FORMATS
from consult.reports.report_words import words
from tests.cast import Scene, Someone, moment
from tests.consult.record.bundles import bundle, mended, verified, zipped
from tests.consult.record.tampering.bundle_changes import frozen_so
from tests.consult.reports.mixed import PEOPLE, REPLIES, SHARES, SHOWN, STANCED, STANCES, mixed
from tests.consult.reports.reading import as_json, as_rows, made, words_in

pytestmark = pytest.mark.django_db

CALLED: Final = {"general": "Umum", "general_and_gone": "Umum dan yang hilang"}


@pytest.fixture
def scene(lively: Scene, siti: Someone, agus: Someone, budi: Someone, ratna: Someone) -> Scene:
    """The team has replied by office, and somebody who had written came into it."""
    mixed(lively, siti, agus, budi, ratna)
    return lively


def by_the_rule_before(consultation: Any, **given: Any) -> bytes:
    """The data of an edition as 0.7 made them: each sender's first submission is marked, whatever is in it."""
    data = json.loads(frozen.data_of(consultation, **given))
    authors = Submission.objects.filter(consultation=consultation).order_by("received_at", "id").values_list("author", flat=True)
    seen: set[object] = {None}
    for row, author in zip(data["submissions"], authors, strict=True):
        row["first"] = author not in seen
        seen.add(author)
    for summary in data["summaries"].values():
        summary["people"] = len(seen) - 1
    del data["of_team"]
    return canonical({**data, "v": 1})


def test_the_desk_and_the_report_count_the_same_people_and_the_same_stances(scene: Scene, ratna: Someone) -> None:
    desk = arrivals(scene.now_is(), viewer=ratna.viewer, now=moment(), called=CALLED)
    report = made(scene)

    assert (desk.people, report.people) == (PEOPLE, PEOPLE)
    assert (desk.posts.stances, report.stances) == (STANCES, STANCES)
    assert (desk.posts.stanced, report.stanced) == (STANCED, STANCED)
    assert (desk.posts.replies, report.replies, desk.posts.shown, report.shown_count) == (REPLIES, REPLIES, SHOWN, SHOWN)
    clauses = {one.label: (one.posts.stances, one.posts.stanced, one.posts.replies) for one in desk.clauses}
    assert clauses == {one.label: (one.stances, one.stanced, one.replies) for one in report.clauses}


def test_whoever_leaves_the_team_is_counted_again_for_what_they_said_themselves(scene: Scene) -> None:
    yanti = Person.objects.get(name="Yanti")
    scene.row.memberships.filter(person=yanti).delete()

    assert made(scene).people == PEOPLE + 1


def test_every_share_of_a_stance_has_the_contributions_that_take_one_for_its_base(scene: Scene) -> None:
    report = made(scene)
    stanced = {one.label: one.stanced for one in report.clauses}
    shares = [figure for figure in figures(report) if figure.stance]

    assert len(shares) == 4 * (1 + len(report.clauses))
    assert all(figure.base == (stanced[figure.clause] if figure.clause else STANCED) for figure in shares)
    assert all(sum(one.value for one in shares if one.clause == clause) == base for clause, base in {**stanced, "": STANCED}.items())


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_every_format_tells_the_people_and_each_share_with_its_base(scene: Scene, form: str) -> None:
    if form == "json":
        found = as_json(scene)
        assert (found["totals"]["people"], found["stances"], found["stanced"], found["replies"]) == (PEOPLE, STANCES, STANCED, REPLIES)
        assert all(sum(clause["stances"].values()) == clause["stanced"] for clause in found["clauses"])
    elif form == "csv":
        rows = as_rows(scene)
        assert [row["value"] for row in rows if row["section"] == "people"] == [str(PEOPLE)]
        told = {row["stance"]: (row["value"], row["base"]) for row in rows if row["section"] == "stance"}
        assert told == {stance: (str(n), str(STANCED)) for stance, n in STANCES.items()}
        assert {row["text"] for row in rows if row["section"] == "stance"} == {"masukan tampil yang menyatakan sikap"}
    else:
        said = words_in(FORMATS[form](made(scene)), form)
        for stance, n in STANCES.items():
            assert f"{words('id')[stance]} {n} {SHARES[stance]} dari {STANCED}" in said, stance
        assert re.search(rf"(\b{PEOPLE} orang ikut serta|tim tidak dihitung {PEOPLE}\b)", said)
        assert not re.search(rf"% dari {SHOWN}\b", said.partition("menurut sikap")[2][:200])


def test_a_new_edition_and_one_by_the_rule_before_both_hold_and_each_says_its_own(
    scene: Scene, ratna: Someone, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with monkeypatch.context() as before:
        before.setattr("consult.reports.actions.data_of", by_the_rule_before)
        old = freeze_edition(actor=ratna.viewer, slug=scene.row.slug, now=moment())
    new = freeze_edition(actor=ratna.viewer, slug=scene.row.slug, now=moment())

    assert (people_in(old), people_in(new)) == (7, PEOPLE)
    assert verify().faults == []
    status, out, err = verified(zipped(bundle(scene.row.slug), tmp_path / "b.zip"))
    assert (status, err, out.count("every figure counted again")) == (0, "", 2)
    assert "akun yang mengirim sedikitnya satu kiriman, termasuk balasan tim" in file_of(old)
    assert "akun yang memberi masukan sendiri, tim tidak dihitung" in file_of(new)


def people_in(edition: Edition) -> int:
    """How many took part, as its data say in both languages."""
    [people] = {summary["people"] for summary in json.loads(bytes(edition.data))["summaries"].values()}
    return int(people)


def file_of(edition: Edition) -> str:
    """The words of its HTML."""
    make_missing(edition.pk, clock=moment)
    return words_in(bytes(EditionFile.objects.get(edition=edition, form="html", language="id").content), "html")


def test_what_an_edition_says_of_people_that_cannot_be_is_named(scene: Scene, ratna: Someone, tmp_path: Path) -> None:
    for _ in range(2):
        freeze_edition(actor=ratna.viewer, slug=scene.row.slug, now=moment())
    files = bundle(scene.row.slug)

    def counts_a_reply_of_the_team(data: Any) -> None:
        place = next(row["submission"] for row in data["posts"] if row.get("shown", {}).get("office"))
        data["submissions"][place]["first"] = True
        plus(data, 1)

    def leaves_out_more_than_there_are(data: Any) -> None:
        data["of_team"] += 9
        plus(data, -9)

    def plus(data: Any, n: int) -> None:
        for summary in data["summaries"].values():
            summary["people"] += n

    for lie, how in (
        (counts_a_reply_of_the_team, "counts somebody as taking part for what was said by office"),
        (leaves_out_more_than_there_are, "leaves out 10 of the team"),
        (lambda data: data.update(v=3), "counts by a rule that this program does not know, 3"),
        (lambda data: data.update(v=1), "people is another figure"),
    ):
        status, _out, err = verified(zipped(mended(frozen_so(files, lie)), tmp_path / "b.zip"))
        assert (status, how in err) == (1, True), err


def test_nobody_of_the_team_is_told_apart_in_the_data_of_an_edition(scene: Scene, ratna: Someone) -> None:
    data = json.loads(bytes(freeze_edition(actor=ratna.viewer, slug=scene.row.slug, now=moment()).data))

    assert data["of_team"] == 1
    assert {frozenset(row) for row in data["submissions"]} == {frozenset({"channel", "first"})}
    assert sum(row["first"] for row in data["submissions"]) == PEOPLE + 1  # the first of whoever has come into the team looks as any other
