"""The rule that figures reconcile: what does not add up is named, and leaves the house in no report."""

from dataclasses import replace
from typing import Any, Final

import pytest

from consult.discussion.models import PostVersion
from consult.reports.queries import DoesNotReconcile
from consult.reports.reconciliation import faults
from consult.reports.summary import ClauseFigures, ShownPost, Summary, Tally
from tests.cast import Scene, Someone, moment
from tests.consult.reports.crowd import crowd
from tests.consult.reports.reading import made

COUNTS: Final = {"shown": 2, "held": 1, "hidden": 1, "withdrawn": 0, "erased": 0}
TALLIES: Final = (Tally("web", 4, COUNTS), Tally("all", 4, COUNTS))
POST: Final = ShownPost(1, "Pasal 4", "comment", "support", "", "Teks.", "", "")
FIGURES: Final = ClauseFigures("Pasal 4", "", 0, {"support": 1, "oppose": 0, "mixed": 0, "neutral": 0}, 1, 2, (1, 2))


def sound(**changes: Any) -> Summary:
    """A summary that adds up, but for the changes."""
    texts = dict.fromkeys(
        ("slug", "language", "title", "institution", "question", "summary", "legal_basis", "announcement", "document"), ""
    )
    rest = {
        "phase": "open",
        "moderation": "after",
        "practice": False,
        "opens_at": None,
        "closes_at": None,
        "made_at": moment(),
        "revision": 1,
        "revision_sha256": "",
        "people": 1,
        "posts": TALLIES,
        "submissions": TALLIES,
        "hidden_by_rule": {2: 1},
        "clauses": (FIGURES,),
        "shown": (POST, POST),
        "record_length": 1,
        "record_head": "",
    }
    return Summary(**{**texts, **rest, **changes})


MISMATCHES: Final[tuple[tuple[dict[str, Any], str], ...]] = (
    ({"posts": (Tally("web", 5, COUNTS), Tally("all", 4, COUNTS))}, "posts by web"),
    ({"posts": (Tally("web", 4, COUNTS), Tally("all", 5, COUNTS))}, "posts by all"),
    ({"submissions": (Tally("web", 3, COUNTS), Tally("all", 4, COUNTS))}, "submissions by web"),
    ({"submissions": (*TALLIES[:1], Tally("api", 4, COUNTS), TALLIES[1])}, "submissions of all channels"),
    ({"posts": (Tally("web", 4, {**COUNTS, "shown": 1, "held": 2}), TALLIES[1])}, "posts of all channels"),
    ({"clauses": ()}, "shown posts by clause"),
    ({"clauses": (replace(FIGURES, shown=3, replies=2),)}, "shown posts by clause"),
    ({"clauses": (replace(FIGURES, replies=0),)}, "stances and replies of a clause"),
    ({"hidden_by_rule": {}}, "hidden posts by rule"),
    ({"hidden_by_rule": {1: 1, 2: 1}}, "hidden posts by rule"),
    ({"shown": (POST,)}, "the list of shown posts"),
)


def test_a_sound_summary_has_no_fault() -> None:
    assert faults(sound()) == []


@pytest.mark.parametrize(("changes", "fault"), MISMATCHES)
def test_each_kind_of_mismatch_is_named(changes: dict[str, Any], fault: str) -> None:
    assert fault in faults(sound(**changes))


def test_figures_that_do_not_add_up_never_leave_the_house(consultation: Scene, budi: Someone) -> None:
    crowd(consultation, budi)
    one = PostVersion.objects.filter(status="shown")[:1].get()
    PostVersion.objects.filter(pk=one.pk).update(status="superseded")

    with pytest.raises(DoesNotReconcile, match="the list of shown posts"):
        made(consultation)
