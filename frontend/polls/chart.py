"""The bars of a result: a picture of the table beside it."""

from dataclasses import dataclass

from consult.polls.queries import Result

LINE, WIDE = 22, 340  # from one line of the wide picture to the next, and its longest bar, in the picture's own units
NARROW_LINE, NARROW = 42, 250  # the same of the narrow one; all else of both stands in `polls/result.html`


@dataclass(frozen=True)
class Bar:
    """One option: where its line begins, how long its bar is in both pictures, and whether it won."""

    title: str
    votes: int
    won: bool
    y: int
    length: str
    narrow_y: int
    narrow_length: str


@dataclass(frozen=True)
class Bars:
    """All of them, and how high each picture is."""

    rows: tuple[Bar, ...]
    height: int
    narrow_height: int


def bars(result: Result) -> Bars:
    """The bars, the longest as wide as there is room."""
    most = max((votes for _option, votes in result.rows), default=0) or 1
    rows = tuple(
        Bar(
            title=option.title,
            votes=votes,
            won=option.title in result.winners,
            y=LINE * n,
            length=f"{WIDE * votes / most:.1f}",
            narrow_y=NARROW_LINE * n,
            narrow_length=f"{NARROW * votes / most:.1f}",
        )
        for n, (option, votes) in enumerate(result.rows)
    )
    return Bars(rows, LINE * len(rows), NARROW_LINE * len(rows))
