"""Which drawing an outcome gets."""

from collections.abc import Callable, Mapping
from typing import Final

from consult.polls.explanation.drawings import answers, bars, budget, duels, rounds
from consult.polls.explanation.drawings.svg import Drawing
from consult.polls.explanation.titled_outcome import BUDGETS, DUELS, Told


def draw(told: Told, description: str) -> str:
    """The drawing as SVG, 360 units wide, described by a sentence."""
    drawing = Drawing()
    title = DRAWINGS[told.method](told, drawing)
    return drawing.document(title=title, description=description)


DRAWINGS: Final[Mapping[str, Callable[[Told, Drawing], str]]] = {  # each draws, and says what of
    **dict.fromkeys(("plurality", "approval", "rating", "borda"), bars.draw),
    **dict.fromkeys(("irv", "stv_scottish"), rounds.draw),
    **dict.fromkeys(sorted(DUELS), duels.draw),
    **dict.fromkeys(sorted(BUDGETS), budget.draw),
    "star": bars.draw_star,
    "statements": answers.draw,
}
