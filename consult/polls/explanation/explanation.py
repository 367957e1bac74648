"""An outcome explained in the active language."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from consult.polls.explanation.closeness_sentences import how_close
from consult.polls.explanation.drawings.drawing import draw
from consult.polls.explanation.method_sentences import how
from consult.polls.explanation.result_sentences import result
from consult.polls.explanation.tables import Table, table
from consult.polls.explanation.titled_outcome import Told
from consult.polls.explanation.turnout_sentences import who_took_part


@dataclass(frozen=True)
class Explanation:
    """Words and a picture, in the language in which they were made.

    `sentences`: how the method counts; how many took part; the result with its numbers; how close it was and what broke ties.
    `table`: all numbers of rounds, duels, projects or options.
    `svg`: the same as a drawing, at most 12 options of it; safe to put into a page: it holds no script, no style and no address. It is 360
    wide by itself and scales with its height where a page says so (`max-width: 100%; height: auto`).
    """

    sentences: tuple[str, str, str, str]
    table: Table
    svg: str


def explain(
    outcome: Mapping[str, Any],
    *,
    names: Mapping[str, str] | None = None,
    seats: int = 1,
    budget: str = "",
    costs: Mapping[str, str] | None = None,
    drawn: bool = False,
) -> Explanation:
    """Explain an outcome in the active language.

    Args:
        outcome: `Outcome.plain()`, or what the command `tally` prints.
        names: id of an option → its title; without it, options are called as they are.
        seats: how many were to be elected.
        budget, costs: of projects, as decimal numbers.
        drawn: whether a lot was drawn, as for a poll; in a file, what is called the lot is the order of the file.

    Raises:
        KeyError: there are no words for the method; a test walks the table of methods.
    """
    told = Told.of(outcome, names=names, seats=seats, budget=budget, costs=costs, drawn=drawn)
    sentences = how(told), who_took_part(told), result(told), how_close(told)
    return Explanation(sentences, table(told), draw(told, sentences[2]))
