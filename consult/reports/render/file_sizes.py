"""How large a summary's file will roughly be, without making it: for the words beside a download."""

from dataclasses import dataclass
from typing import Final

from consult.reports.summary import Summary


@dataclass(frozen=True)
class Weight:
    """Bytes that a format spends beside words: at least, on each tally, clause, post and poll. Measured; a test holds them to it."""

    least: int
    tally: int
    clause: int
    post: int
    poll: int


WEIGHTS: Final = {
    "html": Weight(17_300, 600, 1_285, 192, 4_130),
    "csv": Weight(2_150, 273, 331, 60, 1_060),
    "json": Weight(1_450, 120, 295, 271, 978),
}


def about(summary: Summary, form: str) -> int:
    """Roughly how many bytes the file has."""
    weight = WEIGHTS[form]
    words = sum(
        len(post.text.encode()) + len(post.wording.encode()) + len(post.name) + len(post.on_behalf_of.encode()) for post in summary.shown
    )
    if form != "csv":
        words += sum(len(clause.wording.encode()) for clause in summary.clauses)
    tallies = len(summary.posts) + len(summary.submissions)
    rows = weight.tally * tallies + weight.clause * len(summary.clauses) + weight.post * len(summary.shown)
    return weight.least + rows + weight.poll * len(summary.polls) + words
