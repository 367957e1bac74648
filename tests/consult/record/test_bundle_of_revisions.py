"""A bundle of a draft in several versions: strangers find what clauses were called, and every figure of every edition again."""

import csv
from io import StringIO
from pathlib import Path

import pytest

from consult.accounts.viewer import VISITOR
from consult.reports.actions import freeze_edition
from consult.reports.queries import summary
from tests.cast import Scene, Someone, moment, publishes_revision
from tests.consult.record.bundles import Files, bundle, mended, verified, zipped

pytestmark = pytest.mark.django_db


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
