"""Which drawing an outcome gets."""

from collections.abc import Callable, Mapping
from typing import Final

from consult.polls.explaining import drawn_answers, drawn_bars, drawn_budget, drawn_duels, drawn_rounds
from consult.polls.explaining.svg import Drawing
from consult.polls.explaining.told import BUDGETS, DUELS, Told


def draw(told: Told, description: str) -> str:
    """The drawing as SVG, 360 units wide, described by a sentence."""
    drawing = Drawing()
    title = DRAWINGS[told.method](told, drawing)
    return drawing.document(title=title, description=description)


DRAWINGS: Final[Mapping[str, Callable[[Told, Drawing], str]]] = {  # each draws, and says what of
    **dict.fromkeys(("plurality", "approval", "rating", "borda"), drawn_bars.draw),
    **dict.fromkeys(("irv", "stv_scottish"), drawn_rounds.draw),
    **dict.fromkeys(sorted(DUELS), drawn_duels.draw),
    **dict.fromkeys(sorted(BUDGETS), drawn_budget.draw),
    "star": drawn_bars.draw_star,
    "statements": drawn_answers.draw,
}
