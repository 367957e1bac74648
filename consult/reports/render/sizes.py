"""How large a summary's file will roughly be, without making it: for the words beside a download."""

from dataclasses import dataclass
from typing import Final

from consult.reports.summary import Summary


@dataclass(frozen=True)
class Weight:
    """Bytes that a format spends beside people's words: at least, on each tally, clause and post. Measured; a test holds them to it."""

    least: int
    tally: int
    clause: int
    post: int


WEIGHTS: Final = {"html": Weight(11_700, 600, 650, 215), "csv": Weight(900, 165, 240, 48), "json": Weight(1_000, 120, 260, 224)}


def about(summary: Summary, form: str) -> int:
    """Roughly how many bytes the file has."""
    weight = WEIGHTS[form]
    words = sum(
        len(post.text.encode()) + len(post.wording.encode()) + len(post.name) + len(post.on_behalf_of.encode()) for post in summary.shown
    )
    tallies = len(summary.posts) + len(summary.submissions)
    return weight.least + weight.tally * tallies + weight.clause * len(summary.clauses) + weight.post * len(summary.shown) + words
