"""A bundle of a draft in several versions: strangers find what clauses were called, and every figure of every edition again."""

import csv
import json
from collections.abc import Sequence
from io import StringIO
from pathlib import Path
from typing import Final

import pytest

from consult.accounts.viewer import VISITOR
from consult.record.verify import ON_NONE
from consult.reports.actions import freeze_edition
from consult.reports.queries import summary
from consult.reports.report_words import words
from tests.cast import DRAFT, Scene, Someone, moment, publishes_revision
from tests.consult.record.bundles import Files, bundle, mended, verified, zipped
from tests.consult.record.tampering.bundle_changes import frozen_so

pytestmark = pytest.mark.django_db

SHORTER: Final = DRAFT.partition("Bagian Kedua")[0].replace("Pasal 3\nLapak tidak dapat dialihkan kepada orang lain.\n", "")
ON: Final = ("Pasal 4", "Pasal 3", "Pasal 1", "Pasal 5", "Pasal 3", "Pasal 4")  # where 1 to 6 stand; of four of the six SHORTER has nothing


@pytest.fixture
def files(lively: Scene, siti: Someone, agus: Someone, ratna: Someone) -> Files:
    """One with posts on a clause that stays, on one with another number and on one that is gone, and an edition of each version."""
    for label, who in (("Pasal 1", siti), ("Pasal 4", agus), ("Pasal 3", siti)):
        who.posts(f"Tentang {label}.", on=lively.clause(label))
    freeze_edition(actor=ratna.viewer, slug=lively.row.slug, now=moment())
    publishes_revision(lively)
    agus.posts("Baru.", on=lively.clause("Pasal 4"))
    freeze_edition(actor=ratna.viewer, slug=lively.row.slug, now=moment())
    return bundle(lively.row.slug)


def test_a_bundle_of_two_versions_holds(files: Files, tmp_path: Path) -> None:
    status, out, err = verified(zipped(files, tmp_path / "b.zip"))

    assert (status, err) == (0, "")
    assert out.count("every figure counted again") == 2
    assert "2 published versions of the draft" in out


def test_each_contribution_tells_what_its_clause_is_called_now_or_was_called_last(files: Files) -> None:
    rows = csv.DictReader(StringIO(files["posts.csv"].decode(), newline=""))

    assert [row["clause_label"] for row in rows] == ["Pasal 1", "Pasal 3", "Pasal 3 (v1)", "Pasal 3"]


def test_a_clause_that_is_said_to_be_called_otherwise_is_found(files: Files, tmp_path: Path) -> None:
    changed = {**files, "posts.csv": files["posts.csv"].replace(b"Pasal 3 (v1)", b"Pasal 3")}

    status, _out, err = verified(zipped(mended(changed), tmp_path / "b.zip"))

    assert status == 1
    assert "its clause is called otherwise in the draft" in err


def test_the_summary_counts_what_stands_on_a_clause_that_is_gone(files: Files, lively: Scene) -> None:
    made = summary(lively.row.slug, viewer=VISITOR, now=moment(), language="en")

    rest = made.clauses[-1]
    assert (rest.clause, rest.shown) == ("", 1)
    assert "gone" in rest.label
    assert sum(one.shown for one in made.clauses) == 4
    assert {post.clause for post in made.shown} == {"Pasal 1", "Pasal 3", "Pasal 3 (v1)"}


@pytest.fixture
def on_none(lively: Scene, siti: Someone, ratna: Someone) -> Files:
    """One with an edition of each of two versions: of three clauses with contributions that cross each other's numbers nothing is left."""
    for label in ON:
        siti.posts(f"Tentang {label}.", on=lively.clause(label))
    freeze_edition(actor=ratna.viewer, slug=lively.row.slug, now=moment())
    publishes_revision(lively, SHORTER)
    freeze_edition(actor=ratna.viewer, slug=lively.row.slug, now=moment())
    return bundle(lively.row.slug)


def numbers_on_none(files: Files) -> list[int]:
    """What the second edition cites as standing on no clause of the draft, in its order."""
    numbers: list[int] = json.loads(files["edition-2.json"])["summaries"]["id"]["clauses"][-1]["numbers"]
    return numbers


def cited_so(files: Files, numbers: Sequence[int]) -> Files:
    """The same with that edition frozen with these numbers in this order."""

    def change(data: dict[str, dict[str, dict[str, list[dict[str, object]]]]]) -> None:
        for language in ("id", "en"):
            data["summaries"][language]["clauses"][-1]["numbers"] = list(numbers)

    return mended(frozen_so(files, change))


def test_what_stands_on_no_clause_any_more_is_cited_in_the_order_of_its_numbers_and_holds(on_none: Files, tmp_path: Path) -> None:
    assert numbers_on_none(on_none) == [1, 2, 4, 5, 6]
    status, _out, err = verified(zipped(on_none, tmp_path / "b.zip"))
    assert (status, err) == (0, "")


def test_an_edition_that_was_frozen_with_the_earlier_order_clause_by_clause_holds(on_none: Files, tmp_path: Path) -> None:
    status, _out, err = verified(zipped(cited_so(on_none, [1, 6, 2, 5, 4]), tmp_path / "b.zip"))

    assert (status, err) == (0, "")


def test_what_stands_on_no_clause_has_no_name_but_its_own(on_none: Files, tmp_path: Path) -> None:
    def change(data: dict[str, dict[str, dict[str, list[dict[str, object]]]]]) -> None:
        for language in ("id", "en"):
            data["summaries"][language]["clauses"][-1]["label"] = "Pasal 9"

    status, _out, err = verified(zipped(mended(frozen_so(on_none, change)), tmp_path / "b.zip"))

    assert (status, "edition-2.json (id): clauses is another figure" in err) == (1, True)


def test_every_name_that_reports_give_to_what_stands_on_no_clause_is_known_to_the_verifier() -> None:
    for language, known in ON_NONE.items():
        assert {words(language)[name] for name in ("general", "general_and_gone")} <= known


@pytest.mark.parametrize("numbers", [[6, 5, 4, 2, 1], [1, 6, 2, 5, 3], [1, 6, 2, 5], [1, 6, 2, 5, 4, 4], [1, 6, 5, 2, 4]])
def test_any_other_order_or_number_is_named(on_none: Files, numbers: list[int], tmp_path: Path) -> None:
    status, _out, err = verified(zipped(cited_so(on_none, numbers), tmp_path / "b.zip"))

    assert (status, "edition-2.json (id): clauses is another figure" in err) == (1, True)
