"""The bars of a result: a picture of the table beside it."""

from dataclasses import dataclass

from consult.polls.queries import Result

LINE, TALL = 22, 14  # of the wide picture, in its own units
WIDE_FROM, WIDE = 210, 340
NARROW_LINE, NARROW_TALL, NARROW = 42, 10, 250
SHORT = 30  # characters of a title beside a wide bar


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
